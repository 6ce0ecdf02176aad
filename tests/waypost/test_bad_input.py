"""Bad input: one line on stderr that says what to do, the right exit status, nothing half-written."""

from __future__ import annotations

import gzip
import os
import socket
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tests.conftest import Waypost

NOT_A_WALK = "<html><title>Lost</title><p>The page that you wanted is not here.</p></html>"
WALK = """Old Mill Round

Key information: Old Mill Round

  \u2022 A short round by the river.

Walkopedia rating

  \u2022 Walkopedia rating70
  \u2022 Beauty30
  \u2022 Natural interest15
  \u2022 Human interest10
  \u2022 Charisma15
  \u2022 Negative points0
  \u2022 Total rating70
  \u2022 Note:

Vital Statistics

  \u2022 Length: 8km
  \u2022 3 hours
  \u2022 Maximum Altitude: 250m
  \u2022 Level of Difficulty: Easy

The path leaves the mill by the upper gate and follows the water to the weir.

Other accounts: share your experiences
"""


def refused(run: subprocess.CompletedProcess[str], status: int, *words: str) -> None:
    """Assert that a run ended with ``status`` and one line on stderr that holds ``words``."""
    lines = [line for line in run.stderr.splitlines() if line.strip()]
    assert run.returncode == status, run.stderr
    assert len(lines) == 1, run.stderr
    assert "Traceback" not in run.stderr + run.stdout
    for word in words:
        assert word in lines[0]


def published(workspace: Path) -> list[Path]:
    """Every file of a catalogue, finished or not."""
    return [path for path in (workspace / "catalogue").rglob("*") if path.is_file()]


def test_a_path_that_is_missing_is_named(waypost: Waypost, tmp_path: Path) -> None:
    refused(waypost("normalize", tmp_path / "gone.html", "--data", tmp_path / "D"), 2, "gone.html")
    assert not (tmp_path / "D").exists()


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("empty.html", b""),
        ("paper.pdf", b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n"),
        ("lost.html", NOT_A_WALK.encode()),
        ("garbage.warc.gz", b"\x1f\x8b\x08\x00" + bytes(range(256))),
        ("torn.warc.gz", gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n" * 99, mtime=0)[:40]),
        ("broken.parquet", b"PAR1 and then nothing of use PAR1"),
        ("nothing.bin", bytes(64)),
    ],
    ids=["empty", "pdf", "no walk", "archive of garbage", "torn archive", "broken parquet", "binary"],
)
def test_a_file_that_tells_no_walk_is_named_with_the_reason(
    waypost: Waypost, tmp_path: Path, name: str, body: bytes
) -> None:
    (tmp_path / name).write_bytes(body)
    refused(waypost("normalize", tmp_path / name, "--data", tmp_path / "D"), 2, name)
    assert published(tmp_path / "D") == []


def test_an_empty_folder_holds_no_walk(waypost: Waypost, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    refused(waypost("normalize", tmp_path / "pages", "--data", tmp_path / "D"), 2, "pages")


def test_a_workspace_without_an_archive_says_how_to_make_one(waypost: Waypost, tmp_path: Path) -> None:
    refused(waypost("normalize", "--data", tmp_path / "D"), 2, "waypost crawl")


def test_one_bad_file_beside_a_walk_does_not_spoil_it(waypost: Waypost, tmp_path: Path) -> None:
    (tmp_path / "walk.txt").write_text(WALK, encoding="utf-8")
    (tmp_path / "empty.html").write_bytes(b"")
    run = waypost("normalize", tmp_path / "walk.txt", tmp_path / "empty.html", "--data", tmp_path / "D")
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "D" / "catalogue" / "latest" / "walks.parquet").is_file()


def test_a_data_folder_that_may_not_be_written_is_named(waypost: Waypost, tmp_path: Path) -> None:
    (tmp_path / "walk.txt").write_text(WALK, encoding="utf-8")
    (tmp_path / "D").mkdir(mode=0o555)
    run = waypost("normalize", tmp_path / "walk.txt", "--data", tmp_path / "D", bound=True)
    refused(run, 2, str(tmp_path / "D"), "--data")
    assert list((tmp_path / "D").iterdir()) == []


def test_a_full_data_folder_says_so_and_keeps_the_last_snapshot(
    waypost: Waypost, tmp_path: Path, tiny_disk: Path
) -> None:
    (tmp_path / "walk.txt").write_text(WALK, encoding="utf-8")
    filling = tiny_disk / "filling"
    filling.write_bytes(bytes(tiny_disk_room(tiny_disk)))
    run = waypost("normalize", tmp_path / "walk.txt", "--data", tiny_disk / "D")
    refused(run, 2, "space")
    assert not (tiny_disk / "D" / "catalogue" / "latest.json").exists()
    filling.unlink()
    assert waypost("normalize", tmp_path / "walk.txt", "--data", tiny_disk / "D").returncode == 0


def test_a_site_that_is_down_is_unreachable(waypost: Waypost, tmp_path: Path) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{closed.getsockname()[1]}"
        run = waypost("run", "walkopedia", "--base-url", base, "--data", tmp_path / "D")
    refused(run, 4, base)
    assert published(tmp_path / "D") == []


def test_a_site_of_another_name_is_refused_with_the_names_there_are(waypost: Waypost, tmp_path: Path) -> None:
    refused(waypost("run", "walkipedia", "--data", tmp_path / "D"), 2, "walkopedia")
    assert not (tmp_path / "D").exists()


def test_a_real_host_is_refused_without_a_contact(waypost: Waypost, tmp_path: Path) -> None:
    refused(waypost("run", "walkopedia", "--data", tmp_path / "D"), 2, "WAYPOST_CONTACT")


def test_a_held_workspace_is_left_alone(waypost: Waypost, tmp_path: Path) -> None:
    from crawler.workspace import Workspace

    (tmp_path / "walk.txt").write_text(WALK, encoding="utf-8")
    with Workspace(tmp_path / "D").hold():
        run = waypost("normalize", tmp_path / "walk.txt", "--data", tmp_path / "D")
    refused(run, 5, "held by process", "wait")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("download_delay = ", ("waypost.toml",)),
        ("downlod_delay = 1", ("downlod_delay", "download_delay")),
        ("retries = -1", ("retries", "-1")),
        ('data = "elsewhere"', ("--data",)),
    ],
)
def test_a_broken_settings_file_is_one_clear_line(
    waypost: Waypost, tmp_path: Path, text: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "waypost.toml").write_text(text, encoding="utf-8")
    refused(waypost("check", "--data", tmp_path), 2, "waypost.toml", *words)


def test_an_option_that_there_is_not_is_one_line(waypost: Waypost) -> None:
    refused(waypost("run", "--fast"), 2, "--fast", "waypost run --help")


def tiny_disk_room(disk: Path) -> int:
    """Bytes to fill so that some 64 KB are left: enough to begin, too few to publish."""
    free = os.statvfs(disk)
    return max(0, free.f_bavail * free.f_frsize - 65536)
