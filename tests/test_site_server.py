"""The miniature site answers as its routes say, and its hand-written records agree with its pages."""

from __future__ import annotations

import html
import json
import re
import tomllib
from functools import cache
from http.client import HTTPConnection, HTTPResponse
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import pytest

from tests.site_server import IMAGES, SITE, Route, SiteUrl, find, read_routes, serve_site

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = "https://www.walkopedia.net"
HOSTS = {"www.walkopedia.net", "walkopedia.net"}
ROUTES = read_routes()
WALKS = [route for route in ROUTES.values() if route.expected]
PARTS = ("beauty", "natural_interest", "human_interest", "charisma")
walks = pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.expected)


@pytest.fixture(scope="module")
def site() -> Iterator[SiteUrl]:
    with serve_site() as base:
        yield base


def ask(site: SiteUrl, address: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(urlsplit(site).netloc, timeout=10)
    connection.request(method, address, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


@cache
def record(walk: Route) -> dict[str, Any]:
    text = (SITE / "expected" / f"{walk.expected}.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


@cache
def words(walk: Route) -> str:
    """The page as a person reads it in the file: garbled as it is, one space between words, no markup."""
    text = walk.body.decode("utf-8", "backslashreplace")
    strays = text.count("\\x")
    if strays:
        text = text.replace("\\x92", "’") if strays == 1 else walk.body.decode("windows-1252")
    inline = re.sub(r"</?(?:a|b|i|font|span|strong)\b[^>]*>", "", text, flags=re.IGNORECASE)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", inline)).replace("\xad", "").split())


def as_printed(text: str) -> re.Pattern[str]:
    """Finds a text in its page: what can be lost, garbled or restyled stands for one to three characters."""
    pieces = re.split(r"""(\.\.\.|['"–—]|[^\x00-\x7f])""", text)
    return re.compile("".join(".{1,3}?" if n % 2 else re.escape(piece) for n, piece in enumerate(pieces)))


@pytest.mark.parametrize("route", [r for r in ROUTES.values() if r.status != 404], ids=lambda r: r.address)
def test_every_address_answers_as_its_route_says(site: SiteUrl, route: Route) -> None:
    answer, body = ask(site, route.address)
    assert (answer.status, body) == (route.status, route.body)
    assert answer.headers["Content-Type"] == route.content_type
    assert answer.headers["Location"] == route.location


def test_what_stands_nowhere_is_not_found(site: SiteUrl) -> None:
    answer, body = ask(site, "/best-world-walks/England/The-Lost-Lane")
    assert answer.status == 404
    assert b"Not found" in body


def test_a_last_slash_and_the_name_of_a_walk_change_nothing(site: SiteUrl) -> None:
    plain = ask(site, "/walks/display-walk.asp?WalkID=214")[1]
    assert (
        ask(site, "/walks/display-walk.asp?WalkID=214&WalkName=Ridge%20of%20the%20Winds%20(North)")[1]
        == plain
    )
    assert ask(site, "/best-world-walks/Peru/")[1] == ask(site, "/best-world-walks/Peru")[1]


def test_head_gives_the_headers_alone(site: SiteUrl) -> None:
    answer, body = ask(site, "/", "HEAD")
    assert (answer.status, body) == (200, b"")
    assert int(answer.headers["Content-Length"]) == len(ROUTES["/"].body)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If-None-Match": 'W/"33-2015"'}, 304),
        ({"If-None-Match": '"other"', "If-Modified-Since": "Mon, 09 Feb 2015 17:00:00 GMT"}, 200),
        ({"If-Modified-Since": "Mon, 09 Feb 2015 17:00:00 GMT"}, 304),
        ({"If-Modified-Since": "Mon, 09 Feb 2015 16:59:59 GMT"}, 200),
        ({"If-Modified-Since": "the other day"}, 200),
    ],
)
def test_a_page_that_the_client_has_is_not_sent_again(
    site: SiteUrl, headers: dict[str, str], status: int
) -> None:
    answer, body = ask(site, "/best-world-walks/France-Italy/Frontier-Balcony", **headers)
    assert answer.status == status
    assert bool(body) == (status == 200)


def test_one_connection_serves_many_requests_and_each_is_kept(site: SiteUrl) -> None:
    before = len(site.requests)
    connection = HTTPConnection(urlsplit(site).netloc, timeout=10)
    for address in ("/", "/robots.txt", f"{IMAGES}1/any.JPG"):
        connection.request("GET", address, headers={"User-Agent": "walker"})
        connection.getresponse().read()
    connection.close()
    asked = site.requests[before:]
    assert [request.address for request in asked] == ["/", "/robots.txt", f"{IMAGES}1/any.JPG"]
    assert {request.headers["User-Agent"] for request in asked} == {"walker"}


def test_robots_txt_sets_no_pace() -> None:
    assert b"crawl-delay" not in ROUTES["/robots.txt"].body.lower()


def test_the_sitemap_knows_half_of_the_walks_and_one_that_nothing_links() -> None:
    listed = set(re.findall(r"<loc>([^<]+)</loc>", ROUTES["/sitemap.xml"].body.decode()))
    known = [walk for walk in WALKS if any(find(ROUTES, _target(url)) is walk for url in listed)]
    linked = [find(ROUTES, _target(url)) for route in ROUTES.values() for url in _links(route)]
    assert len(known) < len(WALKS) / 2 + 1
    assert [walk.expected for walk in WALKS if walk not in linked] == ["sorrel-valley-loop"]


@pytest.mark.parametrize("route", list(ROUTES.values()), ids=lambda r: r.address)
def test_every_link_leads_somewhere_or_is_dead_on_purpose(route: Route) -> None:
    dead = set(tomllib.loads((SITE / "site.toml").read_text(encoding="utf-8"))["dead"])
    own = {_target(url) for url in _links(route)}
    assert {target for target in own if find(ROUTES, target).status == 404} <= dead


def _links(route: Route) -> Iterator[str]:
    """Absolute addresses of a page's links to the site's own hosts."""
    for href in re.findall(r'(?i)<a\s+href="([^"]*)"', route.body.decode("latin-1")):
        url = urljoin(HOME + route.address, html.unescape(href))
        if urlsplit(url).hostname in HOSTS:
            yield url


def _target(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def test_every_record_has_the_same_fields() -> None:
    assert {tuple(record(walk)) for walk in WALKS} == {tuple(record(WALKS[0]))}


@walks
def test_the_record_names_its_own_address(walk: Route) -> None:
    assert record(walk)["url"] == HOME + walk.address


@walks
def test_the_records_texts_stand_on_the_page(walk: Route) -> None:
    known = record(walk)
    texts = [known["title"], *known["key_information"], *(known["narrative"] or "").split("\n\n")]
    texts += [photo["credit_text"] for photo in known["photos"]]
    texts += [known[f"{name}_text"] for name in ("length", "duration", "max_altitude")]
    texts += [known["difficulty"], known["rating_note"], known["copyright_notice"]]
    assert [text for text in texts if text and not as_printed(text).search(words(walk))] == []


@walks
@pytest.mark.parametrize("mark", ["?", "\ufffd"])
def test_every_mark_is_either_repaired_or_stays(walk: Route, mark: str) -> None:
    known = record(walk)
    mended = [r for r in known["repairs"] if r["field"] == "narrative" and r["before"] == mark]
    printed = [as_printed(text).search(words(walk)) for text in known["narrative"].split("\n\n")]
    on_page = sum(match[0].count(mark) for match in printed if match)
    assert on_page == known["narrative"].count(mark) + len(mended)


@walks
def test_the_ratings_add_up_or_not_as_the_record_says(walk: Route) -> None:
    known = record(walk)
    parts = [known[f"rating_{part}"] for part in (*PARTS, "negative_points")]
    whole = None if None in parts else sum(parts[:-1]) - parts[-1] == known["rating_total"]
    assert known["rating_adds_up"] is whole


@walks
def test_photos_are_counted_from_one_and_their_files_are_the_pages(walk: Route) -> None:
    photos = record(walk)["photos"]
    assert [photo["position"] for photo in photos] == list(range(1, len(photos) + 1))
    files = [photo["url"].removeprefix(HOME).encode() for photo in photos if photo["url"]]
    assert all(file in walk.body for file in files)
