"""A walk is one walk however it was linked, and no string that a page can hold stops the reading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from normalize.addresses import Addresses, Identity

SITE = Addresses.of("walkopedia")
HOME = "https://www.walkopedia.net"
LARES = f"{HOME}/best-world-walks/Peru/Lares-Trek"
MIRROR = "http://127.0.0.1:8031"


@pytest.mark.parametrize(
    "spelling",
    [
        LARES,
        "http://www.walkopedia.net/best-world-walks/Peru/Lares-Trek",
        "https://walkopedia.net/best-world-walks/Peru/Lares-Trek/",
        "HTTP://WWW.Walkopedia.NET:80/best-world-walks/Peru/Lares-Trek#photos",
        "https://www.walkopedia.net.:443//best-world-walks//Peru/Lares-Trek//",
        "http://www.walkopedia.net:443/best-world-walks/Peru/x/../Lares-Trek",
        " https://www.walkopedia.net/best-world-walks/Peru/Lares-Trek?utm_source=a&fbclid=b&GCLID=c&msclkid=d\n",
        "https://www.walkopedia.net/best-world-walks/Peru/L%61res%2DTrek?PHPSESSID=1&ASPSESSIONIDQQ=2",
        "https://www.walkopedia.net/best-world-walks/Peru/Lares-Trek;jsessionid=0A1B",
        "https://www.walkopedia.net/best-world-walks/Peru/Lares-Trek/index.asp",
        "https://www.walkopedia.net/best-world-walks/%2e/Peru/Lares-Trek?",
        "https://www.walkopedia.net/best-world-walks/Peru/Lares-Trek?amp;utm_source=a&amp;utm_medium=b",
    ],
)
def test_every_spelling_of_an_address_is_the_same_address(spelling: str) -> None:
    assert SITE.canonical(spelling) == LARES


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("WalkID=12", None),
        ("WalkID=12&WalkName=Lares%20Trek%20(Peru)", "Lares Trek (Peru)"),
        ("WalkID=12&WalkName=Lares Trek [Peru]", "Lares Trek [Peru]"),
        ("WalkName=Lares+Trek&WalkID=12", "Lares Trek"),
        ("walkid=012&walkname=++Lares%0A%20Trek+", "Lares Trek"),
        ("WalkID=%2012%20&WalkID=13", None),
        ("WalkID=12&WalkID=13&WalkName=", None),
        ("WalkID=00012&utm_source=x&sid=4&WalkName=Pe%F1a", "Peña"),
        ("WalkName=Pe%C3%B1a&WalkID=12", "Peña"),
        ("WalkName=a%26WalkID%3D13&WalkID=12", "a&WalkID=13"),
        ("WalkName=a?WalkID=13&amp;WalkID=12", "a?WalkID=13"),
        ("WalkID=12&amp;WalkName=Lares+Trek", "Lares Trek"),
        ("WalkID=12&amp;amp;WalkName=Lares+Trek", "Lares Trek"),
        ("WalkID=12&WalkName=a%00b", None),
        ("WalkID=12&WalkName=" + "x" * 999, None),
        ("WalkID=12&Country=Peru&path=peru/lares-trek", None),
    ],
)
@pytest.mark.parametrize(
    "place",
    ["http://www.walkopedia.net/walks/display-walk.asp", "https://walkopedia.net//Walks/Display-Walk.ASP/"],
)
def test_a_generation_2_address_is_its_number_alone_and_its_name_is_decoration(
    place: str, query: str, name: str | None
) -> None:
    assert SITE.canonical(f"{place}?{query}") == f"{HOME}/walks/display-walk.asp?WalkID=12"
    assert SITE.identity(f"{place}?{query}") == Identity(site_id="12", name=name)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.org/best-world-walks/Peru/Lares-Trek",
        "https://walkopedia.net.example.org/",
        "https://forum.walkopedia.net/",
        "https://www.walkopedia.net:8443/",
        "https://name:secret@www.walkopedia.net/",
        "https://www.walkopedia.net@example.org/",
        "ftp://www.walkopedia.net/",
        "mailto:info@walkopedia.net",
        "javascript:void(0)",
        "//www.walkopedia.net/x",
        "/best-world-walks/Peru/Lares-Trek",
        "http://[::1",
        "http://www.walkopedia.net:99999999999/",
        "http://www.walkopedia.net:x/",
        "http://ｗｗｗ.walkopedia.net／x",
        "http://www.walkopedia.net/\ud800",
        "http://www.walkopedia.net/a\x00b",
        "http://www.walkopedia.net/" + "a" * 1_000_000,
        "",
    ],
)
def test_what_is_not_the_sites_is_foreign(elsewhere: str) -> None:
    assert SITE.canonical(elsewhere) is None
    assert SITE.classify(elsewhere) == "foreign"
    assert SITE.identity(elsewhere) == Identity()
    assert SITE.mirrored(elsewhere, MIRROR) is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/best-world-walks/Peru/Lares-Trek", "walk"),
        ("/walks/display-walk.asp?WalkID=12", "walk"),
        ("/walks/display-walk.asp", "other"),
        ("/walks/display-walk.asp?WalkID=twelve", "other"),
        ("/walks/display-walk.asp?WalkID=١٢", "other"),
        ("/best-world-walks/Peru/", "index"),
        ("/Best-World-Walks/PERU/lares-trek", "walk"),
        ("/best-world-walks/", "other"),
        ("/assets/walkimages/7/Lake-wikiuserFlorianFell.JPG", "image"),
        ("/walks-grading.asp", "other"),
        ("/robots.txt", "other"),
        ("", "other"),
    ],
)
def test_an_address_says_what_it_leads_to(path: str, kind: str) -> None:
    assert SITE.classify(HOME + path) == kind


def test_paths_keep_their_letter_case_and_other_queries_their_parameters_in_one_order() -> None:
    assert SITE.canonical(f"{HOME}/magazineOne/?b=2&a=1+2&a=") == f"{HOME}/magazineOne?a=&a=1%202&b=2"
    assert SITE.canonical(HOME) == f"{HOME}/" == SITE.canonical(f"{HOME}/Default.asp")


@pytest.mark.parametrize(
    ("path", "folded", "country", "name"),
    [
        ("Peru/Lares-Trek", "peru/lares-trek", "Peru", "Lares Trek"),
        ("morocco/M%27Goun", "morocco/mgoun", "morocco", "M'Goun"),
        ("MOROCCO//m'goun/", "morocco/mgoun", "MOROCCO", "m'goun"),
        ("Spain/Pe%C3%B1a", "spain/pena", "Spain", "Peña"),
        ("Spain/Peña", "spain/pena", "Spain", "Peña"),
        ("Spain/Pen%CC%83a", "spain/pena", "Spain", "Pen\u0303a"),
        ("Spain/Pena", "spain/pena", "Spain", "Pena"),
        ("Morocco/MGoun", "morocco/mgoun", "Morocco", "MGoun"),
        ("R%C3%A9union/Piton--des-Neiges-", "reunion/piton-des-neiges", "Réunion", "Piton des Neiges"),
        ("R%E9union/Piton-des-Neiges", "reunion/piton-des-neiges", "Réunion", "Piton des Neiges"),
        (
            "New-Zealand/The Milford_Track",
            "new-zealand/the-milford-track",
            "New Zealand",
            "The Milford_Track",
        ),
        ("Peru/---", None, "Peru", None),
        ("Peru", None, "Peru", None),
    ],
)
def test_an_address_says_which_walk_it_is(
    path: str, folded: str | None, country: str | None, name: str | None
) -> None:
    assert SITE.identity(f"{HOME}/best-world-walks/{path}") == Identity(folded, None, country, name)


@pytest.mark.parametrize("base", [MIRROR, f"{MIRROR}/", f"{MIRROR}/copy", "http://127.0.0.1:8031/copy/"])
def test_a_mirrors_address_is_the_sites(base: str) -> None:
    asked = base.rstrip("/") + "/best-world-walks/Peru/Lares-Trek/"
    assert SITE.canonical(asked, base) == LARES
    assert SITE.canonical(LARES, base) == LARES
    assert SITE.canonical(asked) is None
    assert SITE.mirrored(LARES, base) == asked.rstrip("/")
    assert SITE.mirrored(asked, base) == asked


@pytest.mark.parametrize(
    "near",
    ["http://127.0.0.1:8032/copy/x", "https://127.0.0.1:8031/copy/x", "http://127.0.0.1:8031/copyright"],
)
def test_a_mirror_is_exactly_its_scheme_host_port_and_prefix(near: str) -> None:
    base = "http://127.0.0.1:8031/copy"
    assert SITE.canonical(near, base) is None
    assert SITE.mirrored(near, base) is None


def test_an_address_is_asked_on_the_mirror_as_it_was_written() -> None:
    written = "http://walkopedia.net/Walks/display-walk.asp?walkid=012&WalkName=A (b)#c"
    assert SITE.mirrored(written, MIRROR) == f"{MIRROR}/Walks/display-walk.asp?walkid=012&WalkName=A (b)"
    assert SITE.mirrored(HOME, MIRROR) == f"{MIRROR}/"


def test_a_site_without_a_vocabulary_is_named_with_those_there_are() -> None:
    with pytest.raises(LookupError, match="walkopedia"):
        Addresses.of("nowhere")


_PIECES = [
    "%",
    "%2",
    "%2F",
    "%2e",
    "%25",
    "%00",
    "%E9",
    "%C3%A9",
    "/",
    "//",
    "/..",
    "/.",
    "?",
    "&",
    "=",
    "+",
    "#",
    "0",
    "index.asp",
    "WalkID=",
    "WalkName=",
    "&amp;",
    "walks/display-walk.asp",
    "best-world-walks/",
    "Peru",
    ";jsessionid=1",
    "utm_x",
]
_CHARACTERS = st.sampled_from("aZ0%/?#&=;.:@[]\\ +~'()\t\x00\ud800éＡ") | st.characters()
_HOSTILE = st.text(_CHARACTERS, max_size=60) | st.lists(st.sampled_from(_PIECES), max_size=20).map("".join)


@given(_HOSTILE, st.sampled_from(["", "http://", HOME, f"{HOME}/", f"{MIRROR}/"]))
@example("%252e%252e/x", f"{HOME}/")
@example("/;jsessionid=1;jsessionid=2", HOME)
@example(";jsessionid=1index.asp/index.asp", f"{HOME}/")
def test_a_canonical_address_is_its_own_canonical_address(tail: str, head: str) -> None:
    first = SITE.canonical(head + tail, MIRROR)
    if first is not None:
        assert first.startswith(f"{HOME}/")
        assert first.isascii()
        assert SITE.canonical(first) == first
        assert SITE.classify(first) == SITE.classify(head + tail, MIRROR)
        whole = SITE.identity(head + tail, MIRROR)
        assert SITE.identity(first) == (replace(whole, name=None) if whole.site_id else whole)


@given(_HOSTILE, _HOSTILE)
def test_no_string_raises(url: str, base: str) -> None:
    SITE.identity(url, base)
    SITE.mirrored(url, base)
    SITE.mirrored(f"{HOME}/{url}", base)
