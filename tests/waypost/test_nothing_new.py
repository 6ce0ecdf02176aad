"""A scheduled run that finds nothing new reads no page, says so, and leaves the snapshot as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.waypost.test_verdicts_of_runs import WALKS, run, serve, titles, walk_page

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from tests.conftest import Waypost

PAGES = {name: (200, walk_page(name)) for name in WALKS}


def records(workspace: Path) -> list[dict[str, Any]]:
    paths = sorted((workspace / "runs").glob("*.json"))
    return [json.loads(path.read_text("utf-8")) for path in paths]


def test_a_run_that_finds_nothing_new_reads_no_page_until_something_is_new(
    waypost: Waypost, httpserver: HTTPServer, tmp_path: Path
) -> None:
    serve(httpserver, PAGES)
    assert run(waypost, httpserver, tmp_path).returncode == 0
    again = run(waypost, httpserver, tmp_path)
    assert again.stdout.startswith("Nothing changed; the last snapshot of 4 walks stays")
    assert "all as before, none was read again" in again.stdout
    first, second = records(tmp_path)
    assert (first["pages"]["read"], second["pages"]["read"]) == (True, False)
    assert second["pages"]["outcomes"] == first["pages"]["outcomes"]
    assert second["catalogue"]["tables"]["walks"] == len(WALKS)

    serve(httpserver, PAGES | {WALKS[0]: (200, walk_page("Longer-Ridge"))})
    base = httpserver.url_for("").rstrip("/")
    assert waypost("crawl", "walkopedia", "--base-url", base, "--data", tmp_path).returncode == 0
    assert run(waypost, httpserver, tmp_path).returncode == 0  # it sees what only the crawl saw change
    assert "Longer Ridge" in titles(tmp_path)


def test_a_snapshot_that_was_held_back_is_held_back_again_when_nothing_moves(
    waypost: Waypost, httpserver: HTTPServer, tmp_path: Path
) -> None:
    serve(httpserver, PAGES)
    assert run(waypost, httpserver, tmp_path).returncode == 0
    serve(httpserver, dict.fromkeys(WALKS, (200, "<html><title>Soon</title><p>Come back soon.</p></html>")))
    assert [run(waypost, httpserver, tmp_path).returncode for _ in range(2)] == [3, 3]
