"""The miniature site, crawled, archived, normalised and published, holds what its pages say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from normalize import normalize
from normalize.sources import read_pages
from tests.conftest import ROOT, clean_environment
from tests.site_server import SITE, Route, read_routes

if TYPE_CHECKING:
    from tests.conftest import CrawledSite

HOME = "https://www.walkopedia.net"
SCRAPY = str(Path(sys.executable).with_name("scrapy"))
BOTH_GENERATIONS = (
    "/best-world-walks/Scotland/The-Stalkers-Road",
    "/walks/display-walk.asp?WalkID=88",
)
MET = [route for route in read_routes().values() if route.address != "404"]
PUBLISHED = [r.expected for r in MET if r.expected and r.address != BOTH_GENERATIONS[1]]
EXPECTED = {name: json.loads((SITE / "expected" / f"{name}.json").read_text("utf-8")) for name in PUBLISHED}
CHILDREN = {
    "photos": ("position", "caption", "credit", "credit_text", "credit_year", "platform", "url"),
    "credits": ("role", "name", "text", "year_first", "year_last"),
    "repairs": ("field", "before", "after", "kind"),
}


def rows(site: CrawledSite, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(site.latest / f"{table}.parquet").to_pylist()
    return found


def of(site: CrawledSite, table: str, walk_id: str) -> list[dict[str, Any]]:
    """A walk's rows of a table, in the columns that a person can know."""
    found = [row for row in rows(site, table) if row["walk_id"] == walk_id]
    return [{column: row[column] for column in CHILDREN[table]} for row in found]


def page_of(site: CrawledSite, address: str) -> dict[str, Any]:
    """The row of an address; as the site does, a last slash and ``WalkName`` are ignored."""
    for row in rows(site, "pages"):
        if row["url"].removeprefix(site.base_url).split("&WalkName")[0].rstrip("/") == address.rstrip("/"):
            return row
    raise AssertionError(f"{address} has no outcome")


def test_a_run_succeeds_and_says_where_things_are(crawled_site: CrawledSite) -> None:
    assert crawled_site.run.returncode == 0, crawled_site.run.stderr
    assert str(crawled_site.latest / "walks.parquet") in crawled_site.run.stdout


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_published_walk_says_what_a_person_reads_on_its_page(crawled_site: CrawledSite, name: str) -> None:
    expected = EXPECTED[name]
    walk = next(row for row in rows(crawled_site, "walks") if row["url"] == expected["url"])
    told = walk | {table: of(crawled_site, table, walk["walk_id"]) for table in CHILDREN}
    told["credits"] = [credit for credit in told["credits"] if credit["role"] != "photo"]
    for field in expected.keys() - {"outcome"}:
        assert told[field] == expected[field], field


def test_the_two_pages_of_one_walk_are_one_row_and_differ_in_the_checks(crawled_site: CrawledSite) -> None:
    third, second = (page_of(crawled_site, address) for address in BOTH_GENERATIONS)
    assert third["walk_id"] == second["walk_id"]
    assert {third["outcome"], second["outcome"]} == {"walk", "duplicate"}
    walk = next(row for row in rows(crawled_site, "walks") if row["walk_id"] == third["walk_id"])
    assert walk["url"] == HOME + BOTH_GENERATIONS[0]
    assert HOME + BOTH_GENERATIONS[1] in walk["aliases"]
    checks = [row for row in rows(crawled_site, "checks") if row["walk_id"] == walk["walk_id"]]
    assert any("rating_total" in row["detail"] for row in checks if row["passed"] is False)


def test_two_walks_of_one_title_stay_two(crawled_site: CrawledSite) -> None:
    coasts = [row for row in rows(crawled_site, "walks") if row["title"] == "Coast Path"]
    assert sorted(row["country"] for row in coasts) == ["Portugal", "Wales"]


@pytest.mark.parametrize("route", MET, ids=lambda route: route.address)
def test_every_address_has_its_outcome(crawled_site: CrawledSite, route: Route) -> None:
    assert page_of(crawled_site, route.address)["outcome"] == route.outcome


def test_a_dead_link_is_gone_and_another_host_is_refused(crawled_site: CrawledSite) -> None:
    assert page_of(crawled_site, "/best-world-walks/England/The-Lost-Lane")["outcome"] == "gone"
    assert "refused_address" in {row["outcome"] for row in rows(crawled_site, "pages")}


def test_scrapy_writes_what_normalize_makes_of_each_page(crawled_site: CrawledSite, tmp_path: Path) -> None:
    lines = tmp_path / "walks.jsonl"
    command = [SCRAPY, "crawl", "walkopedia", "-a", f"base_url={crawled_site.base_url}", "-O", str(lines)]
    environment = clean_environment() | {"WAYPOST_DATA": str(tmp_path / "data")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    scraped = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    pages = read_pages([tmp_path / "data" / "archive"])
    walks = [walk.as_record() for page in pages if (walk := normalize(page).walk)]
    assert len(scraped) == len(walks) >= len(PUBLISHED)
    assert sorted(scraped, key=str) == sorted(json.loads(json.dumps(walks)), key=str)
