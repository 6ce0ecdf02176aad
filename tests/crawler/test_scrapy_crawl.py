"""``scrapy crawl walkopedia``: the same archive, the same lock, one line a walk page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.workspace import Workspace
from normalize import normalize
from normalize.sources import read_pages
from tests.crawler.served import ROOT, crawl, serve, walks
from tests.site_server import serve_site

SCRAPY = Path(sys.executable).with_name("scrapy")


def scrapy_crawl(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("WAYPOST_")}
    environment |= {"WAYPOST_DATA": str(data), "WAYPOST_DOWNLOAD_DELAY": "0"}
    return subprocess.run(
        [SCRAPY, "crawl", "walkopedia", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The miniature site, crawled by Scrapy's own command."""
    data = tmp_path_factory.mktemp("scrapy")
    with serve_site() as base:
        done = scrapy_crawl(data, "-a", f"base_url={base}", "-O", str(data / "walks.jsonl"))
    assert (done.returncode, done.stderr) == (0, "")
    return Workspace(data)


def test_each_line_is_what_normalize_makes_of_that_page_alone(workspace: Workspace) -> None:
    lines = [json.loads(line) for line in (workspace.path / "walks.jsonl").read_text().splitlines()]
    readings = [normalize(page) for page in read_pages([workspace.archive])]
    expected = [json.loads(json.dumps(r.walk.as_record())) for r in readings if r.walk is not None]
    assert len(lines) >= 15
    assert sorted(lines, key=json.dumps) == sorted(expected, key=json.dumps)


def test_a_304_still_gives_its_line(tmp_path: Path) -> None:
    with serve_site() as base:
        scrapy_crawl(tmp_path, "-a", f"base_url={base}", "-O", str(tmp_path / "1.jsonl"))
        scrapy_crawl(tmp_path, "-a", f"base_url={base}", "-O", str(tmp_path / "2.jsonl"))
    first, second = (sorted((tmp_path / name).read_text().splitlines()) for name in ("1.jsonl", "2.jsonl"))
    assert first == second


def test_without_a_contact_the_real_site_is_not_asked(tmp_path: Path) -> None:
    done = scrapy_crawl(tmp_path, "-O", str(tmp_path / "walks.jsonl"))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "WAYPOST_CONTACT" in done.stderr
    assert not (tmp_path / "walks.jsonl").exists()


def test_the_same_lock_holds(tmp_path: Path) -> None:
    with serve(walks(1)) as site, Workspace(tmp_path).hold():
        done = scrapy_crawl(tmp_path, "-a", f"base_url={site.url}", "-O", str(tmp_path / "walks.jsonl"))
        assert site.paths == []
        assert crawl(site, tmp_path)["error"] == "WorkspaceHeld"
    assert done.returncode == 5
    assert f"held by process {os.getpid()}" in done.stderr
    assert not (tmp_path / "walks.jsonl").exists()
