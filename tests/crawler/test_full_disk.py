"""A disk that fills up, or may not be written any more, ends the crawl in one line; the next one goes on."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

from crawler.records import read_records
from tests.crawler.served import Answer, Routes, crawl, links, serve
from tests.crawler.test_resume import archived

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Waypost

FULL = re.compile(r"\((no space left on device|database or disk is full)\); make room")
"""In the words of the operating system, or of SQLite, whichever is refused first."""
PATHS = [f"/best-world-walks/Peru/Walk-{n}" for n in range(40)]


def large() -> Routes:
    """A site that is larger than the disk: 40 pages of 60 KB that cannot be packed."""
    pages: Routes = {path: Answer(os.urandom(60_000)) for path in PATHS}
    return pages | {"/": Answer(links(*PATHS))}


def remount(disk: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(disk)], check=True)


def test_a_full_disk_ends_the_crawl_and_with_more_room_it_goes_on(tiny_disk: Path) -> None:
    data = tiny_disk / "D"
    with serve(large()) as site:
        full = crawl(site, data)
        assert full["error"] == "WorkspaceUnusable"
        assert FULL.search(full["message"])
        assert full.stderr == ""
        assert len([r for path in (data / "archive").iterdir() for r in read_records(path)]) > 40
        crawl(site, data)  # still full: nothing that is there is spoilt
        remount(tiny_disk, "size=8m")
        report = crawl(site, data)
        pages = [path for path in archived(data, site.url) if path != "/robots.txt"]
    assert (report["verdict"], report["resumed"]) == ("finished", True)
    assert sorted(pages) == sorted(["/", *PATHS])  # each once


def test_the_command_says_so_in_one_line(waypost: Waypost, tiny_disk: Path) -> None:
    with serve(large()) as site:
        ended = waypost("run", "walkopedia", "--base-url", site.url, "--data", tiny_disk / "D")
    assert ended.returncode == 2
    *before, last = ended.stderr.splitlines()
    assert FULL.search(last)
    assert all("the run's record could not be written" in line for line in before)  # as full as that
    assert not (tiny_disk / "D" / "catalogue").exists()


def test_a_disk_that_may_only_be_read_ends_the_crawl_before_anything_is_asked(tiny_disk: Path) -> None:
    with serve({"/": Answer("home")}) as site:
        assert crawl(site, tiny_disk / "D")["verdict"] == "finished"
        site.forget()
        remount(tiny_disk, "ro")
        again = crawl(site, tiny_disk / "D")
        assert site.paths == []
    assert again["error"] == "WorkspaceUnusable"
    assert "(read-only file system); make room" in again["message"]
