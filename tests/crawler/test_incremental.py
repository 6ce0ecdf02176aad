"""A second crawl asks whether, not what: unchanged pages cost a 304 and a revisit record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.exchange import IDENTICAL, NOT_MODIFIED
from crawler.ledger import Ledger
from crawler.workspace import Workspace
from tests.crawler.served import Answer, crawl, links, serve, walks
from tests.crawler.test_archive import all_records

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_crawl_of_an_unchanged_site_fetches_no_body(tmp_path: Path) -> None:
    routes = {**walks(8), "/": Answer(links("/best-world-walks/Peru"), headers={"ETag": '"home"'})}
    for path, answer in routes.items():
        assert isinstance(answer, Answer)
        answer.headers["ETag"] = f'"{path}"'
    with serve(routes) as site:
        crawl(site, tmp_path)
        site.forget()
        report = crawl(site, tmp_path)
        assert set(site.counts.values()) == {1}
    assert report["not_modified"] == 10
    revisits = [r for r in all_records(tmp_path) if r.kind == "revisit" and r.status == 304]
    assert {r.warc["warc-profile"] for r in revisits} == {NOT_MODIFIED}
    assert len(revisits) == 10


def test_the_links_of_a_304_are_those_of_its_archived_body(tmp_path: Path) -> None:
    """The walk that the unchanged home page leads to was forgotten: it is found again."""
    home = Answer(links("/best-world-walks/Peru/A"), headers={"ETag": '"1"'})
    with serve({"/": home, "/best-world-walks/Peru/A": Answer("A")}) as site:
        crawl(site, tmp_path, limit=0)
        assert "/best-world-walks/Peru/A" not in site.paths
        ledger = Ledger(Workspace(tmp_path).ledger)
        ledger._db.execute("delete from addresses where kind = 'walk'")
        ledger.close()
        report = crawl(site, tmp_path)
        assert report["not_modified"] == 1
        assert "/best-world-walks/Peru/A" in site.paths


def test_last_modified_is_asked_with_where_there_is_no_etag(tmp_path: Path) -> None:
    when = "Sat, 21 Nov 2026 08:00:00 GMT"
    with serve({"/": Answer("home", headers={"Last-Modified": when})}) as site:
        crawl(site, tmp_path)
        crawl(site, tmp_path)
        assert [headers.get("if-modified-since") for path, headers, _ in site.asked if path == "/"] == [
            None,
            when,
        ]


def test_a_304_need_not_repeat_the_date_that_the_next_run_asks_with(tmp_path: Path) -> None:
    when = "Sat, 21 Nov 2026 08:00:00 GMT"
    with serve({"/": [Answer("home", headers={"Last-Modified": when}), Answer(status=304)]}) as site:
        for _ in range(3):
            crawl(site, tmp_path)
        conditions = [headers.get("if-modified-since") for path, headers, _ in site.asked if path == "/"]
    assert conditions == [None, when, when]


def test_a_validator_that_the_site_took_back_is_asked_with_no_more(tmp_path: Path) -> None:
    pages = [Answer("before", headers={"ETag": '"1"'}), Answer("after")]
    with serve({"/": pages}) as site:
        for _ in range(3):
            crawl(site, tmp_path)
        conditions = [headers.get("if-none-match") for path, headers, _ in site.asked if path == "/"]
    assert conditions == [None, '"1"', None]


def test_the_same_bytes_without_a_validator_are_a_revisit_by_digest(tmp_path: Path) -> None:
    with serve(walks(2)) as site:
        crawl(site, tmp_path)
        crawl(site, tmp_path)
    records = all_records(tmp_path)
    assert [r.warc["warc-profile"] for r in records if r.kind == "revisit"] == [IDENTICAL] * 5
    walks_kept = [r for r in records if r.kind == "response" and "Walk-" in r.warc["warc-target-uri"]]
    assert len(walks_kept) == 2


def test_a_changed_page_is_kept_whole(tmp_path: Path) -> None:
    pages = [Answer("before", headers={"ETag": '"1"'}), Answer("after", headers={"ETag": '"2"'})]
    with serve({"/": list(pages)}) as site:
        crawl(site, tmp_path)
        crawl(site, tmp_path)
        crawl(site, tmp_path)
    bodies = [
        r.body
        for r in all_records(tmp_path)
        if r.warc["warc-target-uri"].endswith("/") and r.kind == "response"
    ]
    assert bodies == [b"before", b"after"]


def test_full_asks_without_conditions(tmp_path: Path) -> None:
    with serve(walks(2, ETag='"{}"')) as site:
        crawl(site, tmp_path)
        assert crawl(site, tmp_path, full=True)["not_modified"] == 0
        assert not any("if-none-match" in headers for _, headers, _ in site.asked)


def test_without_the_archived_body_no_condition_is_sent(tmp_path: Path) -> None:
    with serve(walks(2, ETag='"{}"')) as site:
        crawl(site, tmp_path)
        for file in (tmp_path / "archive").iterdir():
            file.unlink()
        report = crawl(site, tmp_path)
        assert (report["not_modified"], report["walks_seen"]) == (0, 2)


def test_a_page_is_gone_after_two_looks_and_back_after_one(tmp_path: Path) -> None:
    gone = Answer("no", 410)
    routes = {"/": Answer(links("/best-world-walks/Peru/A"))}
    with serve({**routes, "/best-world-walks/Peru/A": [gone, gone, Answer("A")]}) as site:
        assert [crawl(site, tmp_path)["gone"] for _ in range(3)] == [0, 1, 0]


def test_a_failing_page_is_asked_again_next_time(tmp_path: Path) -> None:
    ill = Answer("ill", 500)
    routes = {"/": Answer(links("/best-world-walks/Peru/A"))}
    with serve({**routes, "/best-world-walks/Peru/A": [ill, ill, ill, Answer("A")]}) as site:
        assert crawl(site, tmp_path)["failed"] == 1
        assert crawl(site, tmp_path)["failed"] == 0
