"""The ledger is an index of the archive: lost, it is built again, and nothing is asked that need not be."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from crawler.rebuilding import rebuild
from crawler.settings import CrawlSettings, SettingsError
from tests.crawler.served import ROOT, Answer, Routes, crawl, links, serve, walks, zipped

if TYPE_CHECKING:
    from pathlib import Path


def rows(data: Path, table: str) -> list[dict[str, Any]]:
    """All rows of a table of the ledger."""
    with sqlite3.connect(data / "ledger.sqlite") as db:
        db.row_factory = sqlite3.Row
        found = [dict(row) for row in db.execute(f"select * from {table} order by 1")]  # noqa: S608 -- ours
    db.close()
    return found


def site() -> Routes:
    """Walks, a redirect, a page that is gone, one that changes, traps, a sitemap."""
    return {
        **walks(5, ETag='"{}"'),
        "/robots.txt": Answer("User-agent: *\nDisallow: /private/\nSitemap: /map.xml", type="text/plain"),
        "/map.xml": Answer("<urlset><url><loc>/best-world-walks/Peru/Hidden</loc></url></urlset>"),
        "/best-world-walks/Peru/Hidden": zipped("hidden"),
        "/": Answer(
            links(
                "/best-world-walks/Peru", "/go.asp", "/gone.asp", "/cal.asp?month=1&year=2031", "/private/a"
            )
            + "<a rel=nofollow href=/quiet.asp>"
        ),
        "/go.asp": Answer(status=302, headers={"Location": "/news.asp"}),
        "/news.asp": [Answer("old news"), Answer("new news")],
        "/gone.asp": Answer("gone", 410),
    }


def without(found: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if name not in names} for row in found]


def archived(data: Path) -> list[dict[str, Any]]:
    """The rows of archived answers; the answer that a row refers to by its record instead of its number."""
    found = rows(data, "answers")
    records = {row["id"]: row["record_id"] for row in found}
    kept = [row | {"whole": records.get(row["whole"])} for row in found if row["archive_file"]]
    return without(kept, "id")


def test_the_rows_are_equal_to_those_that_were_lost(tmp_path: Path) -> None:
    with serve(site()) as served:
        for _ in range(3):
            crawl(served, tmp_path)
        base = served.url
    answers, addresses = archived(tmp_path), rows(tmp_path, "addresses")
    for file in tmp_path.glob("ledger.sqlite*"):
        file.unlink()
    assert rebuild(CrawlSettings(tmp_path, base_url=base)) == len(answers)
    assert archived(tmp_path) == answers
    # A run's first moment is known to the microsecond only by the ledger that was lost.
    times = ("first_found", "seen_at")
    assert without(rows(tmp_path, "addresses"), *times) == without(addresses, *times)
    assert [row["id"] for row in rows(tmp_path, "runs")] == sorted({row["run"] for row in answers})


def test_the_next_run_asks_only_what_it_should_with_the_conditions_it_knows(tmp_path: Path) -> None:
    with serve(walks(6, ETag='"{}"')) as served:
        crawl(served, tmp_path)
        rebuild(CrawlSettings(tmp_path, base_url=served.url))
        served.forget()
        report = crawl(served, tmp_path)
        assert set(served.counts.values()) == {1}
        asked = {path: headers for path, headers, _ in served.asked if "Walk-" in path}
    assert {headers["if-none-match"] for headers in asked.values()} == {f'"{path}"' for path in asked}
    assert (report["not_modified"], report["new"], report["resumed"]) == (6, 0, False)


def test_the_ledger_that_was_there_is_kept_beside_it(tmp_path: Path) -> None:
    with serve(walks(2)) as served:
        crawl(served, tmp_path)
        (tmp_path / "ledger.sqlite").write_bytes(b"no database" * 100)
        rebuild(CrawlSettings(tmp_path, base_url=served.url))
        assert crawl(served, tmp_path)["known"] == 4
    assert (tmp_path / "ledger.old.sqlite").read_bytes().startswith(b"no database")


def test_the_command_needs_no_site_and_asks_for_nothing(tmp_path: Path) -> None:
    with serve(walks(3)) as served:
        crawl(served, tmp_path)
        served.forget()
        done = subprocess.run(
            [sys.executable, "-m", "waypost", "crawl", "--rebuild-ledger", "--data", str(tmp_path)],
            cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert served.paths == []
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert "built again from 6 archived answers" in done.stderr


def test_without_an_archive_there_is_nothing_to_build_from(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no archive"):
        rebuild(CrawlSettings(tmp_path / "none"))
