"""Sitemap, links and earlier crawls are held against each other, and where they do not agree is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.ledger import LISTED
from tests.crawler.served import HOME, Answer, Routes, crawl, links, serve, walks

if TYPE_CHECKING:
    from pathlib import Path

WALK = "/best-world-walks/Peru/"


def mapped(*paths: str) -> Routes:
    """A sitemap of these, as robots.txt names it."""
    entries = "".join(f"<url><loc>{HOME}{path}</loc></url>" for path in paths)
    return {
        "/robots.txt": Answer("User-agent: *\nDisallow: /private/\nSitemap: /sitemap.xml", type="text/plain"),
        "/sitemap.xml": Answer(f"<urlset>{entries}</urlset>", type="text/xml"),
    }


def test_the_report_names_what_sitemap_and_links_do_not_agree_on(tmp_path: Path) -> None:
    routes = {
        **mapped(f"{WALK}Linked", f"{WALK}Hidden"),
        "/": Answer(links(f"{WALK}Linked", f"{WALK}Lost", "/private/a.asp")),
        f"{WALK}Linked": Answer("A"),
        f"{WALK}Hidden": Answer("B"),
    }
    with serve(routes) as site:
        first, second = (crawl(site, tmp_path) for _ in range(2))
    assert first["lists"] == {
        "unlinked": [f"{HOME}{WALK}Hidden"],
        "linked_gone": [f"{HOME}{WALK}Lost"],
        "new": sorted([HOME + "/", *(f"{HOME}{WALK}{name}" for name in ("Hidden", "Linked", "Lost"))]),
        "refused": [f"{HOME}/private/a.asp"],
    }
    assert second["lists"] == {**first["lists"], "new": []}
    assert (second["unlinked"], second["linked_gone"], second["new"]) == (1, 1, 0)


def test_a_page_that_the_sitemap_names_no_longer_is_in_no_list(tmp_path: Path) -> None:
    routes = {**mapped(f"{WALK}Hidden"), "/": Answer("home"), f"{WALK}Hidden": Answer("B")}
    with serve(routes) as site:
        assert crawl(site, tmp_path)["unlinked"] == 1
        site.routes.update(mapped())
        assert crawl(site, tmp_path)["unlinked"] == 0


def test_a_list_is_named_as_far_as_a_person_reads_and_counted_to_its_end(tmp_path: Path) -> None:
    with serve(walks(LISTED + 20)) as site:
        report = crawl(site, tmp_path)
    assert (report["new"], len(report["lists"]["new"])) == (LISTED + 22, LISTED)
