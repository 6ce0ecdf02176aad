"""`waypost status`: one screen, or JSON, about a workspace that it neither locks nor touches."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import COMMAND, clean_environment
from tests.waypost.test_verdicts_of_runs import COUNTRY, WALKS, serve, walk_page

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from tests.conftest import CrawledSite, Waypost


def status(waypost: Waypost, workspace: Path) -> dict[str, Any]:
    """What it says as JSON."""
    told = waypost("status", "--data", workspace, "--json")
    assert told.returncode == 0, told.stderr
    value: dict[str, Any] = json.loads(told.stdout)
    return value


def run(waypost: Waypost, site: HTTPServer, workspace: Path) -> int:
    base = site.url_for("").rstrip("/")
    env = {"WAYPOST_RETRIES": "0"}
    return waypost("run", "walkopedia", "--base-url", base, "--data", workspace, env=env).returncode


def contents(workspace: Path) -> dict[str, tuple[int, bytes]]:
    """Every file of a workspace, with its time and bytes."""
    files = (path for path in workspace.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in files}


@pytest.mark.parametrize("make", [True, False], ids=["an empty folder", "no folder"])
def test_a_workspace_that_nothing_was_done_in_is_one_line(
    waypost: Waypost, tmp_path: Path, make: bool
) -> None:
    workspace = tmp_path / "data"
    if make:
        workspace.mkdir()
    told = waypost("status", "--data", workspace)
    assert (told.returncode, told.stderr, len(told.stdout.splitlines())) == (0, "", 1)
    assert "nothing fetched" in told.stdout
    assert workspace.exists() is make


def test_after_a_run_everything_fits_on_one_screen(waypost: Waypost, crawled_site: CrawledSite) -> None:
    told = waypost("status", "--data", crawled_site.workspace)
    assert (told.returncode, told.stderr) == (0, "")
    assert len(told.stdout.splitlines()) <= 24
    for word in ("walkopedia", "finished", "failing", "next run", "18 walks", "archive"):
        assert word in told.stdout, word


def test_asking_changes_no_file(waypost: Waypost, crawled_site: CrawledSite) -> None:
    before = contents(crawled_site.workspace)
    status(waypost, crawled_site.workspace)
    assert contents(crawled_site.workspace) == before


def test_a_workspace_that_cannot_be_written_is_read(
    waypost: Waypost, crawled_site: CrawledSite, tmp_path: Path
) -> None:
    workspace = shutil.copytree(crawled_site.workspace, tmp_path / "data", symlinks=True)
    workspace.chmod(0o555)
    told = waypost("status", "--data", workspace, "--json", bound=True)
    workspace.chmod(0o755)
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["catalogue"]["walks"] == 18


def test_json_counts_what_the_ledger_knows(waypost: Waypost, crawled_site: CrawledSite) -> None:
    told = status(waypost, crawled_site.workspace)
    (site,) = told["sites"]
    with closing(sqlite3.connect(f"file:{crawled_site.workspace}/ledger.sqlite?mode=ro", uri=True)) as db:
        (known,) = db.execute("select count(*) from addresses").fetchone()
    assert site["addresses"]["known"] == known
    assert sum(sum(n.values()) for n in site["addresses"]["by_kind"].values()) == known
    assert site["last_crawl"]["verdict"] == "finished"
    assert site["open_run"] is None
    assert told["last_run"]["verdict"] == "done"
    assert told["last_run"]["last_success"] == told["last_run"]["ended"]


def test_a_page_that_fails_is_told_with_how_often_since_when_and_why(
    waypost: Waypost, httpserver: HTTPServer, tmp_path: Path
) -> None:
    good = {name: (200, walk_page(name)) for name in WALKS}
    serve(httpserver, good)
    assert run(waypost, httpserver, tmp_path) == 0
    serve(httpserver, good | {WALKS[0]: (500, "ill"), WALKS[1]: (404, "gone")})
    for _ in range(2):
        run(waypost, httpserver, tmp_path)
    (site,) = status(waypost, tmp_path)["sites"]
    (page,) = site["failing"]["pages"]
    assert page["url"].endswith(WALKS[0])
    assert (page["times"], page["reason"], page["status"]) == (2, "answered 500", 500)
    assert page["since"] < page["last_tried"]
    assert site["gone"] == {"once": 0, "twice_or_more": 1}
    assert WALKS[0] in waypost("status", "--data", tmp_path).stdout


def test_a_page_that_redirects_to_itself_is_told_as_other_failures_are(
    waypost: Waypost, httpserver: HTTPServer, tmp_path: Path
) -> None:
    links = f"{walk_page(WALKS[1])}<a href='{WALKS[0]}'>on</a>"
    serve(httpserver, {WALKS[1]: (200, links)})
    here = f"{COUNTRY}/{WALKS[0]}"
    httpserver.expect_request(here).respond_with_data(status=302, headers={"Location": here})
    run(waypost, httpserver, tmp_path)
    (site,) = status(waypost, tmp_path)["sites"]
    (page,) = site["failing"]["pages"]
    assert (page["times"], page["reason"]) == (1, "it redirects to itself")
    assert page["since"] == page["last_tried"]


def test_a_page_that_is_well_again_is_not_failing(
    waypost: Waypost, httpserver: HTTPServer, tmp_path: Path
) -> None:
    for code in (500, 200):
        serve(
            httpserver,
            {name: (200, walk_page(name)) for name in WALKS} | {WALKS[0]: (code, walk_page(WALKS[0]))},
        )
        run(waypost, httpserver, tmp_path)
    (site,) = status(waypost, tmp_path)["sites"]
    assert site["failing"] == {"count": 0, "pages": []}


def test_a_run_at_work_is_seen_and_a_killed_one_is_to_be_continued(
    waypost: Waypost, crawled_site: CrawledSite, tmp_path: Path
) -> None:
    workspace = tmp_path / "data"
    command = ["run", "walkopedia", "--base-url", crawled_site.base_url, "--data", str(workspace)]
    env = clean_environment() | {"WAYPOST_DOWNLOAD_DELAY": "30"}
    crawl = subprocess.Popen([COMMAND, *command], env=env, stderr=subprocess.DEVNULL)
    try:
        while not (told := status(waypost, workspace))["sites"]:
            assert crawl.poll() is None
        assert told["at_work"]["pid"] == crawl.pid
        assert told["sites"][0]["open_run"]["fate"] == "at work"
    finally:
        crawl.send_signal(signal.SIGKILL)
        crawl.wait()
    before = contents(workspace)
    told = status(waypost, workspace)
    assert contents(workspace) == before
    assert told["at_work"] is None
    assert told["sites"][0]["open_run"]["fate"] == "continued by the next run"
    assert told["sites"][0]["next_run"]["continues"] is True


def test_a_held_snapshot_says_since_when_and_why(
    waypost: Waypost, httpserver: HTTPServer, tmp_path: Path
) -> None:
    serve(httpserver, {name: (200, walk_page(name)) for name in WALKS})
    assert run(waypost, httpserver, tmp_path) == 0
    rebuilt = "<html><title>Soon</title><p>This site is being rebuilt. Come back soon.</p></html>"
    serve(httpserver, dict.fromkeys(WALKS, (200, rebuilt)))
    assert run(waypost, httpserver, tmp_path) == 3
    held = status(waypost, tmp_path)["catalogue"]["held_back"]
    assert held["reasons"]
    assert held["since"]
    assert "held back" in waypost("status", "--data", tmp_path).stdout


def test_a_ledger_of_a_newer_version_is_refused(
    waypost: Waypost, crawled_site: CrawledSite, tmp_path: Path
) -> None:
    workspace = shutil.copytree(crawled_site.workspace, tmp_path / "data", symlinks=True)
    with closing(sqlite3.connect(workspace / "ledger.sqlite")) as db:
        db.execute("pragma user_version = 99")
    told = waypost("status", "--data", workspace)
    assert told.returncode == 2
    assert "newer waypost" in told.stderr
