"""The scheduled job on the miniature site: what a first run publishes, and what a second one leaves alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from normalize import normalize
from normalize.sources import read_pages
from tests.conftest import ROOT, clean_environment
from tests.site_server import read_routes

if TYPE_CHECKING:
    from tests.conftest import CrawledSite, Waypost


@pytest.fixture(scope="module")
def second_run(
    crawled_site: CrawledSite, waypost: Waypost, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any]]:
    """A copy of the workspace after one more run, and that run's record."""
    workspace = tmp_path_factory.mktemp("again") / "data"
    shutil.copytree(crawled_site.workspace, workspace, symlinks=True)
    run = waypost("run", "walkopedia", "--base-url", crawled_site.base_url, "--data", workspace, "--json")
    assert run.returncode == 0, run.stderr
    return workspace, json.loads(run.stdout)


def walks(workspace: Path) -> pd.DataFrame:
    return pd.read_parquet(workspace / "catalogue" / "latest" / "walks.parquet")


def test_the_first_run_succeeds_and_says_where_its_fruits_are(crawled_site: CrawledSite) -> None:
    assert crawled_site.run.returncode == 0, crawled_site.run.stderr
    assert crawled_site.run.stderr == ""
    assert "walks.parquet" in crawled_site.run.stdout


def test_pandas_reads_every_walk_of_the_site(crawled_site: CrawledSite) -> None:
    told = {route.expected for route in read_routes().values() if route.outcome == "walk" and route.expected}
    assert 0 < len(walks(crawled_site.workspace)) <= len(told)


def test_every_path_that_the_summary_names_is_there(crawled_site: CrawledSite) -> None:
    named = [word for word in crawled_site.run.stdout.split() if word.startswith(str(crawled_site.workspace))]
    assert named
    assert [path for path in named if not Path(path).exists()] == []


def test_the_run_leaves_a_record_of_its_figures_and_verdict(crawled_site: CrawledSite) -> None:
    (record,) = (crawled_site.workspace / "runs").glob("*.json")
    told = json.loads(record.read_text(encoding="utf-8"))
    assert (told["verdict"], told["exit_status"]) == ("done", 0)
    assert told["catalogue"]["walks"] == len(walks(crawled_site.workspace))
    assert told["crawl"]["requests"] > 0


def test_a_second_run_finds_nothing_changed(
    crawled_site: CrawledSite, second_run: tuple[Path, dict[str, Any]]
) -> None:
    workspace, record = second_run
    assert record["catalogue"]["published"] is False
    pd.testing.assert_frame_equal(walks(workspace), walks(crawled_site.workspace))


def test_a_second_run_publishes_no_second_snapshot(second_run: tuple[Path, dict[str, Any]]) -> None:
    workspace, _ = second_run
    assert len(list((workspace / "catalogue" / "snapshots").iterdir())) == 1


def test_the_archive_alone_gives_the_same_catalogue(
    crawled_site: CrawledSite, waypost: Waypost, tmp_path: Path
) -> None:
    run = waypost("normalize", crawled_site.workspace / "archive", "--data", tmp_path, "--workers", "2")
    assert run.returncode == 0, run.stderr
    columns = ["walk_id", "title", "rating_total", "narrative", "content_sha256"]
    pd.testing.assert_frame_equal(walks(tmp_path)[columns], walks(crawled_site.workspace)[columns])


def test_two_workers_publish_what_one_does(
    crawled_site: CrawledSite, waypost: Waypost, tmp_path: Path
) -> None:
    for workers in ("1", "2"):
        data = tmp_path / workers
        run = waypost("normalize", crawled_site.workspace / "archive", "--data", data, "--workers", workers)
        assert run.returncode == 0, run.stderr
    assert hashes(tmp_path / "1") == hashes(tmp_path / "2")


def hashes(workspace: Path) -> dict[str, Any]:
    manifest = json.loads((workspace / "catalogue" / "latest" / "manifest.json").read_text(encoding="utf-8"))
    return {name: table["sha256"] for name, table in manifest["tables"].items() if name != "walks"}


@pytest.fixture(scope="module")
def scrapy_crawl(
    crawled_site: CrawledSite, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[dict[str, Any]]]:
    """The workspace and the lines of ``scrapy crawl walkopedia -O walks.jsonl``."""
    folder = tmp_path_factory.mktemp("scrapy")
    command = [str(Path(sys.executable).with_name("scrapy")), "crawl", "walkopedia"]
    options = ["-a", f"base_url={crawled_site.base_url}", "-O", str(folder / "walks.jsonl")]
    environment = clean_environment() | {"WAYPOST_DATA": str(folder / "data")}
    run = subprocess.run(
        [*command, *options], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    lines = (folder / "walks.jsonl").read_text(encoding="utf-8").splitlines()
    return folder / "data", [json.loads(line) for line in lines]


def test_scrapy_writes_of_each_walk_page_what_normalize_makes_of_it(
    scrapy_crawl: tuple[Path, list[dict[str, Any]]],
) -> None:
    workspace, lines = scrapy_crawl
    readings = (normalize(page) for page in read_pages([workspace / "archive"]))
    expected = [json.loads(json.dumps(r.walk.as_record())) for r in readings if r.walk is not None]
    assert sorted(lines, key=str) == sorted(expected, key=str)
    assert expected
