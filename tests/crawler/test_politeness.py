"""robots.txt is obeyed at every moment, and waits that are asked for are kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import mean
from typing import TYPE_CHECKING

import pytest
from scrapy.http import Response

from crawler.politeness import retry_after
from crawler.rules import read_rules
from tests.crawler.served import Answer, Site, crawl, links, serve, walks
from tests.crawler.test_crawl import met

if TYPE_CHECKING:
    from pathlib import Path

FORBIDDEN = [f"/private/{n}.asp" for n in range(6)]


def robots(text: str, status: int = 200) -> Answer:
    return Answer(text, status, type="text/plain")


def gaps(site: Site) -> list[float]:
    times = [at for _, _, at in site.asked]
    return [later - earlier for earlier, later in pairwise(times)]


@pytest.mark.parametrize("concurrency", [1, 8])
def test_all_of_six_forbidden_pages_are_refused_from_the_start(tmp_path: Path, concurrency: int) -> None:
    """Scrapy 2.14 to 2.19 check only the first two requests that wait for one robots.txt."""
    rules = Answer("User-agent: *\nDisallow: /private/", type="text/plain", pause=0.3)
    with serve({"/robots.txt": rules, "/": Answer("home")}) as site:
        starts = [site.url + path for path in FORBIDDEN]
        report = crawl(site, tmp_path, start_urls=tuple(starts), concurrency=concurrency)
        assert sorted(site.paths) == ["/", "/robots.txt"]
    assert report["refused"] == 6
    assert {met(tmp_path)[path[1:]].outcome for path in FORBIDDEN} == {"refused_by_robots"}


def test_a_redirect_into_a_forbidden_folder_is_refused(tmp_path: Path) -> None:
    routes = {
        "/robots.txt": robots("User-agent: waypost\nDisallow: /private/"),
        "/": Answer(links("/go.asp")),
        "/go.asp": Answer(status=302, headers={"Location": "/private/1.asp"}),
    }
    with serve(routes) as site:
        crawl(site, tmp_path)
        assert "/private/1.asp" not in site.paths


def test_an_ill_robots_txt_forbids_everything(tmp_path: Path) -> None:
    with serve({**walks(3), "/robots.txt": robots("", 503)}) as site:
        report = crawl(site, tmp_path)
        assert set(site.paths) == {"/robots.txt"}
    assert (report["unreachable"], report["verdict"]) == (True, "unreachable")
    assert met(tmp_path)[""].reason == "robots.txt could not be had (503)"


def test_a_run_whose_robots_txt_falls_ill_half_way_is_incomplete(tmp_path: Path) -> None:
    routes = walks(6)
    routes["/"] = Answer(links(*routes))  # once it is answered, all are known
    for answer in routes.values():
        assert isinstance(answer, Answer)
        answer.pause = 0.3
    rules = [robots("User-agent: *\nDisallow:"), robots("", 503)]
    with serve({**routes, "/robots.txt": rules}) as site:
        report = crawl(site, tmp_path, robots_age=1.0, retries=0)
        asked = len(site.counts) - 1
    assert 0 < asked < len(routes)
    assert report["failed"] == report["refused"] == len(routes) - asked
    assert report["verdict"] == "incomplete"


def test_without_a_robots_txt_everything_is_allowed(tmp_path: Path) -> None:
    with serve({**walks(3), "/robots.txt": robots("", 404)}) as site:
        assert crawl(site, tmp_path)["walks_seen"] == 3


def test_a_redirected_robots_txt_is_the_one_that_counts(tmp_path: Path) -> None:
    routes = {
        "/robots.txt": Answer(status=301, headers={"Location": "http://www.walkopedia.net/rules.txt"}),
        "/rules.txt": robots("User-agent: *\nDisallow: /best-world-walks/Peru"),
    }
    with serve({**walks(3), **routes}) as site:
        crawl(site, tmp_path)
        assert sorted(site.paths) == ["/", "/robots.txt", "/rules.txt"]


def test_a_crawl_delay_is_kept_where_ours_is_none(tmp_path: Path) -> None:
    with serve({**walks(3), "/robots.txt": robots("User-agent: *\nCrawl-delay: 0.5")}) as site:
        report = crawl(site, tmp_path, concurrency=4)
        assert mean(gaps(site)) > 0.45  # one may come late, and the next seem early
    assert report["delays"]["crawl_delay"] == 0.5
    assert report["delays"]["shortest"] > 0.45


def test_a_crawl_delay_past_five_minutes_ends_the_run(tmp_path: Path) -> None:
    with serve({**walks(3), "/robots.txt": robots("User-agent: *\nCrawl-delay: 900")}) as site:
        report = crawl(site, tmp_path)
        assert site.paths == ["/robots.txt"]
    assert report["stopped_because"] == "robots.txt asks for 900 s between requests"
    assert report["incomplete"]


def test_our_own_delay_lies_between_all_requests(tmp_path: Path) -> None:
    with serve(walks(3)) as site:
        report = crawl(site, tmp_path, download_delay=0.4)
        assert mean(gaps(site)) > 0.19  # half of it: the jitter; one may come late, and the next seem early
    assert report["delays"]["shortest"] > 0.19


def test_retry_after_is_waited_for(tmp_path: Path) -> None:
    busy = Answer("busy", 429, {"Retry-After": "1"})
    with serve({"/": [busy, Answer(links("/a.asp"))], "/a.asp": Answer("a")}) as site:
        report = crawl(site, tmp_path, concurrency=4)
        assert site.paths == ["/robots.txt", "/", "/", "/a.asp"]
        assert gaps(site)[1] > 0.95
    assert report["delays"]["retry_after_kept"] == 1


def test_retry_after_is_waited_for_though_the_page_itself_is_given_up(tmp_path: Path) -> None:
    busy = Answer("busy", 503, {"Retry-After": "1"})
    with serve({"/": Answer(links("/a.asp", "/b.asp")), "/a.asp": busy, "/b.asp": Answer("b")}) as site:
        crawl(site, tmp_path, retries=0)
        assert site.paths == ["/robots.txt", "/", "/a.asp", "/b.asp"]
        assert gaps(site)[2] > 0.95


def test_a_retry_after_past_five_minutes_ends_the_run(tmp_path: Path) -> None:
    with serve({**walks(3), "/best-world-walks/Peru": Answer("", 503, {"Retry-After": "3600"})}) as site:
        report = crawl(site, tmp_path)
        assert site.paths == ["/robots.txt", "/", "/best-world-walks/Peru"]
    assert report["stopped_because"] == "the server asks to come back after 3600 s"
    assert report["verdict"] == "incomplete"


def test_retry_after_may_be_a_date() -> None:
    now = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
    later = now + timedelta(seconds=90)
    headers = {"Retry-After": later.strftime("%a, %d %b %Y %H:%M:%S GMT")}
    assert retry_after(Response("http://x/", headers=headers), now) == 90.0
    assert retry_after(Response("http://x/", headers={"Retry-After": "soon"}), now) == 0.0


@pytest.mark.parametrize(
    "value", [f"Wed, 21 Oct {'9' * 20} 07:28:00 GMT", f"Wed, 21 Oct 2026 07:28:00 +{'9' * 16}"]
)
def test_a_retry_after_that_is_no_date_at_all_asks_for_nothing(value: str) -> None:
    assert retry_after(Response("http://x/", headers={"Retry-After": value})) == 0.0


@pytest.mark.parametrize("token", ["waypost", "Waypost/0.3", "waypost/0.3 (+https://example.org)"])
def test_rules_for_us_are_obeyed_however_a_log_spells_our_name(token: str) -> None:
    rules = read_rules(200, f"User-agent: *\nDisallow: /q\n\nUser-agent : {token}\nDisallow: /p\n".encode())
    assert rules.refusal("http://x/p") == "forbidden by robots.txt"
    assert rules.refusal("http://x/q") is None


def test_the_user_agent_says_who_asks_and_no_cookie_is_ever_sent(tmp_path: Path) -> None:
    home = Answer(links("/a.asp"), headers={"Set-Cookie": "id=1; Path=/"})
    with serve({"/": home, "/a.asp": Answer("a")}) as site:
        crawl(site, tmp_path, contact="https://example.org/bot")
        for _, headers, _ in site.asked:
            assert headers["user-agent"].endswith("(+https://example.org/bot)")
            assert not {"cookie", "referer"} & set(headers)


def test_rules_past_half_a_megabyte_are_not_read() -> None:
    rules = read_rules(200, b"User-agent: *\n" + b"#" * 600_000 + b"\nDisallow: /")
    assert rules.refusal("http://x/y") is None


def test_rules_that_are_old_are_read_again_and_obeyed_from_then_on(tmp_path: Path) -> None:
    rules = [robots("User-agent: *\nDisallow:"), robots("User-agent: *\nDisallow: /best-world-walks/Peru/")]
    routes = walks(30)
    for answer in routes.values():
        assert isinstance(answer, Answer)
        answer.pause = 0.1
    with serve({**routes, "/robots.txt": list(rules)}) as site:
        report = crawl(site, tmp_path, robots_age=1.0)
        again = [n for n, path in enumerate(site.paths) if path == "/robots.txt"][1]
        assert any("Walk-" in path for path in site.paths[:again])
        assert not any("Walk-" in path for path in site.paths[again:])
    assert report["refused"] > 10
