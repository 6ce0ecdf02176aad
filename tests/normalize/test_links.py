"""The links of a walk are those of its own words, with whole addresses and what they lead to."""

from __future__ import annotations

from typing import Any

import pytest

from normalize import Page, normalize
from normalize.source import Source

HOME = "https://www.walkopedia.net"
URL = f"{HOME}/best-world-walks/Peru/Heron-Ridge"
PAGE = """<html><head><title>Heron Ridge</title></head><body>
<p><a href="/">Home</a> <a href="/top-100.asp">Top 100</a></p><h1>Heron Ridge</h1>
<p><a href="/assets/walkimages/7/tarn-big.jpg"><img src="/assets/walkimages/7/tarn.jpg" alt="A tarn"></a></p>
<p>The tarn - &copy; <a href="https://corrie.example/">Nell Corrie</a></p>
<h2>Key information: Heron Ridge</h2>
<ul><li>A circuit in <a href="/best-world-walks/Peru">Peru</a>.</li></ul>
<h2>Walkopedia rating</h2><ul><li>Beauty30</li><li>Natural interest15</li><li>Human interest10</li>
<li>Charisma29</li><li>Negative points4</li><li>Total rating80</li></ul>
<h2>Vital Statistics</h2><ul><li>Length: 40km</li></ul>
<p>The way climbs from the old mill to the ridge, and follows it to the last cairn of all: LINK here.</p>
<p>Other accounts: share your experiences</p>
<p>Safety and problems: see <a href="/safety.asp">our advice</a>.</p>
<p>Thank you to our sponsor, the excellent <a href="http://www.tours.example/x?a=1">Tours</a></p>
<p>All material on this website is &copy; <a href="/about.asp">Walkopedia Ltd</a> 2008 - 2015, unless
specified otherwise.</p></body></html>"""


def links(anchor: str = "nothing", url: str | None = URL, **told: Any) -> list[tuple[str, str, str]]:
    read = normalize(Page(PAGE.replace("LINK", anchor).encode(), url, "text/html", **told))
    assert read.walk is not None, read.reason
    return [(link.text, link.url, link.kind) for link in read.walk.links]


OWN = [
    ("A tarn", f"{HOME}/assets/walkimages/7/tarn-big.jpg", "image"),
    ("Nell Corrie", "https://corrie.example/", "outside"),
    ("Peru", f"{HOME}/best-world-walks/Peru", "country"),
    ("Tours", "http://www.tours.example/x?a=1", "outside"),
]


def test_photos_credits_points_and_sponsors_have_their_links_and_furniture_has_none() -> None:
    assert links() == OWN


@pytest.mark.parametrize(
    ("anchor", "link"),
    [
        ('<a href="/best-world-walks/Nepal/Yak-Loop/">a loop</a>', ("a loop", "Nepal/Yak-Loop", "walk")),
        ('<a href="/walks/display-walk.asp?WalkID=07">x</a>', ("x", "display-walk.asp?WalkID=7", "walk")),
        ('<a href="../Chile">Chile</a>', ("Chile", "/best-world-walks/Chile", "country")),
        ('<a href="/walks">all walks</a>', ("all walks", "/walks", "site")),
        ('<a href="/walks-grading.asp">how</a>', ("how", "/walks-grading.asp", "site")),
        ('<a href="/assets/walkimages/7/a.JPG">map</a>', ("map", "/assets/walkimages/7/a.JPG", "image")),
        ('<a href="HTTPS://maps.example/a b">a  map</a>', ("a map", "maps.example/", "outside")),
        ('<a href="//cdn.example/x">x</a>', ("x", "https://cdn.example/x", "outside")),
    ],
)
def test_a_link_says_what_it_leads_to(anchor: str, link: tuple[str, str, str]) -> None:
    (found,) = [told for told in links(anchor) if told not in OWN]
    assert (found[0], found[2]) == (link[0], link[2])
    assert link[1] in found[1]


@pytest.mark.parametrize(
    "anchor",
    [
        '<a href="mailto:nell@corrie.example">write</a>',
        '<a href="javascript:open()">open</a>',
        '<a href="#top">up</a>',
        '<a href="">nothing</a>',
        '<a href="tel:123">call</a>',
        '<a name="here">an anchor</a>',
        '<a href="/x.asp"></a>',
        '<a href="http://[::1">broken</a>',
    ],
)
def test_what_leads_nowhere_is_no_link(anchor: str) -> None:
    assert [told for told in links(anchor) if told[2] != "site"] == OWN


def test_over_a_mirror_the_sites_own_addresses_are_the_sites() -> None:
    mirror = "http://127.0.0.1:8031"
    anchor = f'<a href="{mirror}/best-world-walks/Nepal/Yak-Loop">a loop</a>'
    found = links(anchor, f"{mirror}/best-world-walks/Peru/Heron-Ridge", base_url=mirror, site="walkopedia")
    assert ("a loop", f"{HOME}/best-world-walks/Nepal/Yak-Loop", "walk") in found


def test_a_page_without_an_address_is_taken_to_be_at_the_sites_home() -> None:
    assert links(url=None) == OWN


def test_a_base_outranks_the_pages_own_address() -> None:
    source = Source("walkopedia", URL, URL, None, base="/walks/")
    assert source.address("display-walk.asp?WalkID=7") == f"{HOME}/walks/display-walk.asp?WalkID=7"
    elsewhere = Source("walkopedia", URL, URL, None, base="https://other.example/")
    assert elsewhere.address("x") == "https://other.example/x"
