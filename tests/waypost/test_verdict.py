"""Exit statuses: every expected exception has one, and what nobody expected is still one line."""

from __future__ import annotations

import errno
import sqlite3
import subprocess
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from tests.conftest import COMMAND, clean_environment
from waypost.verdict import EXPECTED, LEDGER, Stop, Verdict, closing, judge

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_expected_exception_is_there_under_its_name(name: str) -> None:
    module, _, attribute = name.rpartition(".")
    kind = getattr(import_module(module), attribute)
    assert issubclass(kind, Exception)
    assert (kind.__module__, kind.__qualname__) == (module, attribute)


@pytest.mark.parametrize("name", sorted(LEDGER))
def test_every_refusal_of_sqlite_is_one_that_sqlite_knows(name: str) -> None:
    assert hasattr(sqlite3, name)


def test_a_full_disk_is_bad_input_with_advice() -> None:
    verdict, message = judge(OSError(errno.ENOSPC, "No space left on device", "data/x"))
    assert verdict == Verdict.USAGE
    assert message == "data/x: no space left; free some, then run again"


def test_an_unexpected_failure_is_one_line_and_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    def command() -> None:
        raise ValueError("two\nlines")

    assert closing(command, debug=lambda: False) == 1
    assert capsys.readouterr().err == "waypost: unexpected ValueError: two lines; --debug shows where\n"


def test_debug_shows_where_it_failed(capsys: pytest.CaptureFixture[str]) -> None:
    def command() -> None:
        raise ValueError("here")

    closing(command, debug=lambda: True)
    assert "Traceback" in capsys.readouterr().err


def test_a_command_may_end_with_a_verdict_of_its_own() -> None:
    def command() -> None:
        raise Stop("the site is down", Verdict.INCOMPLETE)

    assert closing(command, debug=lambda: False) == 4


def test_a_stop_from_the_keyboard_is_130() -> None:
    assert judge(KeyboardInterrupt())[0] == 130


def test_nothing_is_said_when_the_reader_of_the_output_goes_away(tmp_path: Path) -> None:
    lines = b"Peru?s mountains\n" * 20_000
    (tmp_path / "long.txt").write_bytes(lines)
    piped = f"set -o pipefail; {COMMAND} repair {tmp_path / 'long.txt'} | head -n 1"
    run = subprocess.run(
        ["bash", "-c", piped], env=clean_environment(), capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (141, "")
