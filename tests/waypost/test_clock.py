"""A clock that is set back, between two runs or in the middle of one, makes nothing old that is new."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crawler.records import read_records
from outputs.shelf import name_order
from tests.crawler.served import Answer, links, serve
from tests.waypost.test_verdicts_of_runs import walk_page

if TYPE_CHECKING:
    from tests.conftest import Waypost

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
pytestmark = pytest.mark.skipif(LIBRARY is None, reason="needs libfaketime: apt-get install libfaketime")

WALKS = tuple(f"/best-world-walks/Wales/{name}" for name in ("Long-Ridge", "Old-Mill", "Green-Lane"))


def at(offset: str, file: Path | None = None) -> dict[str, str]:
    """The environment of a process whose clock is off by so much, or by what the file says at the time."""
    told = {"FAKETIME": offset} if file is None else {"FAKETIME_TIMESTAMP_FILE": str(file)}
    return told | {"LD_PRELOAD": str(LIBRARY), "DONT_FAKE_MONOTONIC": "1", "FAKETIME_NO_CACHE": "1"}


def dates(data: Path) -> list[str]:
    """The times of all answers, in the order in which they were written."""
    paths = sorted((data / "archive").iterdir())
    return [r.warc["warc-date"] for path in paths for r in read_records(path) if r.status is not None]


def records(data: Path) -> list[dict[str, Any]]:
    paths = sorted((data / "runs").iterdir(), key=lambda path: name_order(path.stem))
    return [json.loads(path.read_text("utf-8")) for path in paths]


def test_what_changed_is_published_though_the_clock_was_set_back(waypost: Waypost, tmp_path: Path) -> None:
    pages = {path: Answer(walk_page(path.rpartition("/")[2])) for path in WALKS}
    with serve({"/": Answer(links(*WALKS)), **pages}) as site:
        told = ["run", "walkopedia", "--base-url", site.url, "--data", str(tmp_path)]
        assert waypost(*told).returncode == 0
        site.routes[WALKS[0]] = Answer(walk_page("Longer-Ridge"))
        back = waypost(*told, env=at("-3d"))
    assert back.returncode == 0, back.stderr
    assert "the clock is 2591" in back.stderr  # three days, less what the test took
    assert len(back.stderr.splitlines()) == 1
    assert "Published a snapshot of 3 walks" in back.stdout
    assert sorted(dates(tmp_path)) == dates(tmp_path)
    first, second = records(tmp_path)
    assert (first["verdict"], second["catalogue"]["changes"]["changed"]) == ("done", 1)
    status = json.loads(waypost("status", "--data", str(tmp_path), "--json", env=at("-9d")).stdout)
    assert status["last_run"]["run_id"] == second["run_id"]
    assert status["catalogue"]["age_seconds"] == 0


def test_a_clock_set_back_in_the_middle_of_a_crawl_is_not_noticed(waypost: Waypost, tmp_path: Path) -> None:
    clock = tmp_path / "clock"
    clock.write_text("+0d\n")

    def set_back(handler: Any) -> None:
        clock.write_text("-2d\n")
        body = walk_page("Long-Ridge").encode()
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n" % len(body)
        )
        handler.wfile.write(b"Connection: close\r\n\r\n" + body)

    with serve({"/": Answer(links(*WALKS)), WALKS[0]: Answer(raw=set_back)}) as site:
        told = ["crawl", "walkopedia", "--base-url", site.url, "--data", str(tmp_path / "D")]
        done = waypost(*told, env=at("", clock))
    assert (done.returncode, done.stderr) == (0, "")
    found = dates(tmp_path / "D")
    assert len(found) == 5
    assert all(earlier < later for earlier, later in pairwise(found))
    assert found[-1][:13] >= found[0][:13]
