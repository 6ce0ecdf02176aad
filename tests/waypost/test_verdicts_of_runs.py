"""How a run ends when the site does not behave: what is published, what stays, with which exit status."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from tests.conftest import Waypost

COUNTRY = "/best-world-walks/Wales"
WALKS = ("Long-Ridge", "Old-Mill", "Green-Lane", "High-Moor")
REBUILT = "<html><title>Soon</title><p>This site is being rebuilt. Come back soon.</p></html>"


def walk_page(name: str) -> str:
    title = name.replace("-", " ")
    return f"""<html><title>{title}</title><body><h1>{title}</h1>
<h2>Key information: {title}</h2><ul><li>A fine walk over open ground.</li></ul>
<h2>Walkopedia rating</h2><ul><li>Walkopedia rating70</li><li>Beauty30</li><li>Natural interest15</li>
<li>Human interest10</li><li>Charisma15</li><li>Negative points0</li><li>Total rating70</li></ul>
<h2>Vital Statistics</h2><ul><li>Length: 12km</li><li>4 hours</li><li>Maximum Altitude: 400m</li></ul>
<p>The path of {title} leaves the village by the upper gate and climbs to the ridge.</p>
<p>Other accounts: share your experiences</p></body></html>"""


def serve(server: HTTPServer, walks: dict[str, tuple[int, str]]) -> None:
    """A site of one country: each walk with the status and the page that it answers with."""
    server.clear()
    server.expect_request("/robots.txt").respond_with_data(
        "User-agent: *\nAllow: /\n", content_type="text/plain"
    )
    links = "".join(f'<a href="{COUNTRY}/{name}">{name}</a>' for name in walks)
    for address in ("/", COUNTRY):
        server.expect_request(address).respond_with_data(f"<html>{links}</html>", content_type="text/html")
    for name, (status, page) in walks.items():
        answer = server.expect_request(f"{COUNTRY}/{name}")
        answer.respond_with_data(page, status=status, content_type="text/html")


@pytest.fixture
def site(httpserver: HTTPServer) -> HTTPServer:
    serve(httpserver, {name: (200, walk_page(name)) for name in WALKS})
    return httpserver


def run(
    waypost: Waypost, site: HTTPServer, workspace: Path, *options: str
) -> subprocess.CompletedProcess[str]:
    """One run on the site, without retries."""
    base = site.url_for("").rstrip("/")
    retries = {"WAYPOST_RETRIES": "0"}
    return waypost("run", "walkopedia", "--base-url", base, "--data", workspace, *options, env=retries)


def titles(workspace: Path) -> list[str]:
    walks = pd.read_parquet(workspace / "catalogue" / "latest" / "walks.parquet")
    return sorted(walks["title"])


def test_an_incomplete_crawl_is_published_and_ends_with_4(
    waypost: Waypost, httpserver: HTTPServer, tmp_path: Path
) -> None:
    ill = dict.fromkeys(WALKS[1:], (500, "ill"))
    serve(httpserver, {WALKS[0]: (200, walk_page(WALKS[0]))} | ill)
    ended = run(waypost, httpserver, tmp_path)
    assert (ended.returncode, len(ended.stderr.splitlines())) == (4, 1), ended.stderr
    assert "incomplete" in ended.stderr
    assert titles(tmp_path) == ["Long Ridge"]


def test_walks_that_answer_with_errors_keep_their_last_record(
    waypost: Waypost, site: HTTPServer, tmp_path: Path
) -> None:
    assert run(waypost, site, tmp_path).returncode == 0
    serve(site, {WALKS[0]: (200, walk_page(WALKS[0]))} | dict.fromkeys(WALKS[1:], (500, "ill")))
    assert run(waypost, site, tmp_path).returncode == 4
    assert len(titles(tmp_path)) == len(WALKS)


def test_a_site_that_lost_its_walks_is_held_back_until_a_person_accepts_it(
    waypost: Waypost, site: HTTPServer, tmp_path: Path
) -> None:
    assert run(waypost, site, tmp_path).returncode == 0
    before = (tmp_path / "catalogue" / "latest").resolve()
    serve(site, dict.fromkeys(WALKS, (200, REBUILT)))
    held = run(waypost, site, tmp_path)
    assert (held.returncode, len(held.stderr.splitlines())) == (3, 1), held.stderr
    assert "held back" in held.stderr
    assert (tmp_path / "catalogue" / "latest").resolve() == before
    assert json.loads((tmp_path / "catalogue" / "latest.json").read_text("utf-8"))["stale"]
    accepted = run(waypost, site, tmp_path, "--accept", "they are rebuilding")
    assert accepted.returncode == 0, accepted.stderr


def test_a_run_within_a_limit_is_no_failure(waypost: Waypost, site: HTTPServer, tmp_path: Path) -> None:
    ended = run(waypost, site, tmp_path, "--limit", "2")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(titles(tmp_path)) == 2


def test_crawl_and_normalize_are_the_two_halves_of_run(
    waypost: Waypost, site: HTTPServer, tmp_path: Path
) -> None:
    base = site.url_for("").rstrip("/")
    fetched = waypost("crawl", "walkopedia", "--base-url", base, "--data", tmp_path)
    assert fetched.returncode == 0, fetched.stderr
    assert not (tmp_path / "catalogue").exists()
    assert waypost("normalize", "--data", tmp_path).returncode == 0
    assert len(titles(tmp_path)) == len(WALKS)


def test_a_workspace_made_from_an_archive_takes_no_other_input_unless_told(
    waypost: Waypost, site: HTTPServer, tmp_path: Path
) -> None:
    assert run(waypost, site, tmp_path / "D").returncode == 0
    (tmp_path / "more.html").write_text(walk_page("Quiet-Beach"), encoding="utf-8")
    given: list[str | Path] = ["normalize", tmp_path / "more.html", "--data", tmp_path / "D"]
    refused = waypost(*given)
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)
    assert "--add" in refused.stderr
    assert waypost(*given, "--add").returncode == 0
    assert len(titles(tmp_path / "D")) == len(WALKS) + 1
