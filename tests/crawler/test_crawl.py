"""A crawl of a small site, from its first request to its report."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from crawler.ledger import Ledger, Met
from crawler.workspace import Workspace
from tests.crawler.served import HOME, Answer, crawl, links, serve, walks, zipped

if TYPE_CHECKING:
    from pathlib import Path


def met(data: Path) -> dict[str, Met]:
    """What has no archived answer, by path."""
    ledger = Ledger(Workspace(data).ledger)
    found = {m.url.partition("/")[2].partition("/")[2].partition("/")[2]: m for m in ledger.met()}
    ledger.close()
    return found


def test_every_page_that_is_linked_is_asked_once(tmp_path: Path) -> None:
    with serve(walks(12)) as site:
        report = crawl(site, tmp_path)
        assert set(site.counts.values()) == {1}
        assert len(site.counts) == 12 + 3  # with the home page, the country page and robots.txt
    assert (report["verdict"], report["known"], report["walks_seen"]) == ("finished", 14, 12)
    assert report.stderr == ""


def test_two_spellings_of_one_address_are_one_request(tmp_path: Path) -> None:
    spellings = (
        "/best-world-walks/Peru/A",
        "/best-world-walks/Peru/A/",
        "/best-world-walks/Peru/A?utm_source=mail#top",
    )
    generation_2 = ("/walks/display-walk.asp?WalkID=7", "/walks/display-walk.asp?WalkID=7&WalkName=A")
    routes = {
        "/": Answer(links(*spellings, *generation_2)),
        spellings[0]: Answer("A"),
        generation_2[0]: Answer("7"),
    }
    with serve(routes) as site:
        crawl(site, tmp_path)
        assert sorted(site.paths) == ["/", spellings[0], "/robots.txt", generation_2[0]]


def test_links_that_name_the_site_itself_are_followed_on_the_mirror(tmp_path: Path) -> None:
    routes = {
        "/": Answer(
            links(
                f"{HOME}/best-world-walks/Peru/A", "http://walkopedia.net/old", "//www.walkopedia.net/b.asp"
            )
        ),
        "/best-world-walks/Peru/A": Answer("A"),
        "/b.asp": Answer("b"),
        "/old": Answer(status=301, headers={"Location": f"{HOME}/c.asp"}),
        "/c.asp": Answer("c"),
    }
    with serve(routes) as site:
        crawl(site, tmp_path)
        assert {"/best-world-walks/Peru/A", "/b.asp", "/old", "/c.asp"} <= set(site.paths)


def test_sitemaps_are_read_index_files_and_gzip_included(tmp_path: Path) -> None:
    index = f"<sitemapindex><sitemap><loc>{HOME}/a.xml.gz</loc></sitemap></sitemapindex>"
    blank = '\n<?xml version="1.0"?>\n'  # as a script leaves it that prints a line too many
    pages = f"{blank}<urlset><url><loc>{HOME}/best-world-walks/Peru/Hidden</loc></url></urlset>"
    routes = {
        "/robots.txt": Answer("Sitemap: /sitemap.xml", type="text/plain"),
        "/sitemap.xml": Answer(index, type="text/xml"),
        "/a.xml.gz": Answer(gzip.compress(pages.encode()), type="application/gzip"),
        "/best-world-walks/Peru/Hidden": Answer("A walk that no page links to"),
        "/": Answer("home"),
    }
    with serve(routes) as site:
        report = crawl(site, tmp_path)
        assert "/best-world-walks/Peru/Hidden" in site.paths
    assert report["unlinked"] == 1


def test_walks_come_before_other_pages(tmp_path: Path) -> None:
    routes = {
        "/": Answer(links("/a.asp", "/b.asp", "/best-world-walks/Peru/Z")),
        "/best-world-walks/Peru/Z": Answer("Z"),
    }
    with serve(routes) as site:
        crawl(site, tmp_path)
        assert site.paths.index("/best-world-walks/Peru/Z") < site.paths.index("/a.asp")


def test_the_limit_counts_walks(tmp_path: Path) -> None:
    with serve(walks(9)) as site:
        report = crawl(site, tmp_path, limit=4)
        assert sum("/Walk-" in path for path in site.paths) == 4
    assert (report["verdict"], report["incomplete"], report["failed"]) == ("stopped", False, 0)


def test_a_budget_of_requests_is_kept(tmp_path: Path) -> None:
    with serve(walks(9)) as site:
        report = crawl(site, tmp_path, max_requests=5)
        assert len(site.paths) == 5
    assert report["stopped_because"] == "the budget of 5 requests is spent"
    assert not report["incomplete"]


def test_pages_under_gzip_are_followed(tmp_path: Path) -> None:
    with serve(
        {"/": zipped(links("/best-world-walks/Peru/A")), "/best-world-walks/Peru/A": Answer("A")}
    ) as site:
        crawl(site, tmp_path)
        assert "/best-world-walks/Peru/A" in site.paths
        assert {headers["accept-encoding"] for _, headers, _ in site.asked} == {"gzip"}


def test_nofollow_is_respected_in_links_pages_and_headers(tmp_path: Path) -> None:
    routes = {
        "/": Answer('<a rel="nofollow" href="/n.asp">n</a>' + links("/meta.asp", "/header.asp")),
        "/meta.asp": Answer('<meta name="ROBOTS" content="noindex, nofollow">' + links("/from-meta.asp")),
        "/header.asp": Answer(links("/from-header.asp"), headers={"X-Robots-Tag": "nofollow"}),
    }
    with serve(routes) as site:
        crawl(site, tmp_path)
        assert sorted(site.paths) == ["/", "/header.asp", "/meta.asp", "/robots.txt"]
    assert met(tmp_path)["n.asp"].reason == "rel=nofollow"


def test_traps_are_skipped_and_say_so(tmp_path: Path) -> None:
    trapped = {
        "calendar.asp?month=1&year=2031": "a calendar",
        "a/b/a/b/a/b": "its path repeats itself",
        "login.asp": "a login, search or form",
        "search.asp?q=x": "a login, search or form",
        "assets/walkimages/7/p.jpg": "an image",
        "guide.pdf": "not a page",
    }
    with serve({"/": Answer(links(*(f"/{path}" for path in trapped)))}) as site:
        crawl(site, tmp_path)
        assert sorted(site.paths) == ["/", "/robots.txt"]
    found = met(tmp_path)
    assert {path: (found[path].outcome, found[path].reason) for path in trapped} == {
        path: ("skipped", reason) for path, reason in trapped.items()
    }


def test_a_page_swallowed_by_an_open_tag_still_leads_on(tmp_path: Path) -> None:
    home = "<title>The walks <body>" + links("/best-world-walks/Peru/A")
    with serve({"/": Answer(home), "/best-world-walks/Peru/A": Answer("A")}) as site:
        crawl(site, tmp_path)
        assert "/best-world-walks/Peru/A" in site.paths


def test_a_page_of_a_hundred_thousand_open_tags_leads_on_quickly(tmp_path: Path) -> None:
    home = "<div>" * 100_000 + links("/best-world-walks/Peru/A")
    with serve({"/": Answer(home), "/best-world-walks/Peru/A": Answer("A")}) as site:
        crawl(site, tmp_path)
        assert "/best-world-walks/Peru/A" in site.paths


def test_a_link_under_a_foreign_base_is_not_taken_for_the_sites_own(tmp_path: Path) -> None:
    """Nor does it hide the site's own link of the same words."""
    walk = "/best-world-walks/Peru/A"
    away = '<base href="http://elsewhere.example/">' + links(walk, "/only-there.asp")
    routes = {
        "/": Answer(links("/away.asp", "/z.asp")),
        "/away.asp": Answer(away),
        "/z.asp": Answer(links(walk)),
    }
    with serve(routes) as site:
        crawl(site, tmp_path)
        assert walk in site.paths
        assert "/only-there.asp" not in site.paths
