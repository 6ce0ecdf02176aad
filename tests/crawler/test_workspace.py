"""The folder of a crawl: one run at a time, and one line where it cannot be used."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from crawler.ledger import Ledger, LedgerError
from crawler.records import read_records
from crawler.workspace import Workspace, WorkspaceUnusable
from tests.crawler.served import ROOT, Answer, begin_crawl, crawl, links, serve, walks

if TYPE_CHECKING:
    from pathlib import Path


def test_a_process_may_hold_its_workspace_more_than_once(tmp_path: Path) -> None:
    with Workspace(tmp_path).hold() as workspace:
        with Workspace(tmp_path).hold():
            pass
        holder = workspace.holder()
        assert holder is not None
        assert holder.pid == os.getpid()
    assert workspace.holder() is None


def test_the_note_of_a_dead_holder_is_no_lock(tmp_path: Path) -> None:
    note = {"pid": 1, "host": "elsewhere", "since": "2026-01-01T00:00:00+00:00", "command": "waypost run"}
    (tmp_path / ".holder.json").write_text(json.dumps(note))
    with Workspace(tmp_path).hold() as workspace:
        holder = workspace.holder()
        assert holder is not None
        assert holder.pid == os.getpid()


def test_a_file_where_the_folder_should_be_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")
    with (
        pytest.raises(WorkspaceUnusable, match=r"cannot be written \(.*--data"),
        Workspace(tmp_path / "data").hold(),
    ):
        pass


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """Permission bits do not bind root: another user tries."""
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents:
        if parent.stat().st_uid == 0 and parent.name.startswith("pytest"):
            parent.chmod(0o755)
    code = (
        "import os, sys\nfrom crawler.workspace import Workspace\n"
        "os.setuid(65534)\nwith Workspace(sys.argv[1]).hold(): pass"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "data")],
        cwd=ROOT, capture_output=True, text=True, timeout=30, check=False,
    )  # fmt: skip
    assert "WorkspaceUnusable: " in done.stderr
    assert "permission denied" in done.stderr.splitlines()[-1]


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    Ledger(path).close()
    with sqlite3.connect(path) as db:
        db.execute("pragma user_version = 99")
    with pytest.raises(LedgerError, match="newer waypost"):
        Ledger(path)
    with serve(walks(1)) as site:
        assert crawl(site, tmp_path)["error"] == "LedgerError"
        assert site.paths == []


def test_a_file_that_is_no_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(LedgerError, match="archive"):
        Ledger(tmp_path / "ledger.sqlite")


@pytest.mark.parametrize("room", [60_000, 200_000, 420_000])
def test_a_disk_that_is_full_ends_the_run_in_one_line_and_the_next_goes_on(tmp_path: Path, room: int) -> None:
    """The operating system refuses files past a size: in the archive, or in the ledger."""
    paths = [f"/best-world-walks/Peru/Walk-{n}" for n in range(30)]
    routes = {path: Answer(os.urandom(20_000).hex()) for path in paths} | {"/": Answer(links(*paths))}
    with serve(routes) as site:
        full = begin_crawl(site, tmp_path, file_size=room).communicate()
        told = json.loads(full[0].splitlines()[-1])
        assert told["error"] in ("WorkspaceUnusable", "LedgerError")
        assert "--data" in told["message"]
        assert "Traceback" not in full[1]
        for path in (tmp_path / "archive").iterdir():
            list(read_records(path))  # raises where half a record was left
        assert crawl(site, tmp_path)["verdict"] == "finished"
        assert all(site.counts[path] <= 2 for path in paths)
