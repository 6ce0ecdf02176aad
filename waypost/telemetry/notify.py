"""Telling somebody the verdict: a command of the user's gets the run's record, and cannot hold the run up."""

from __future__ import annotations

import json
import os
import shlex
import signal
import subprocess
import tempfile
from contextlib import suppress
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from waypost.settings import NOTIFIED, PREFIX

if TYPE_CHECKING:
    from pathlib import Path

KEPT = 500
"""Bytes of what the command wrote that a warning repeats: the last ones."""


LONGEST = 2_000
"""Characters of a value in the environment; the record on standard input has it whole."""


class NotifyError(Exception):
    """The command could not be started, failed, or took too long; the message says which."""


def notify(command: str, record: dict[str, Any], path: Path | None, timeout: float) -> str:
    """Run ``command`` with the record as JSON on its standard input; gives the program's name.

    No shell is involved: the command is split into words, and what a site wrote reaches it on standard input
    and in the environment only. After ``timeout`` seconds it is killed with all that it started.
    Raises NotifyError.
    """
    words = shlex.split(command)
    with tempfile.TemporaryFile() as stdin:  # a pipe would hold us up where nobody reads it
        stdin.write(json.dumps(record, ensure_ascii=False).encode())
        stdin.seek(0)
        try:
            process = subprocess.Popen(  # noqa: S603 -- the user's own command, without a shell
                words,
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=environment(record, path),
                start_new_session=True,
            )
        except (OSError, ValueError) as error:
            raise NotifyError(f"{words[0]} cannot be run ({error})") from None
    written = _Tail(process.stdout)
    status = _status(process, timeout)
    if status != 0:
        ended = f"took longer than {timeout:g} s" if status is None else f"ended with status {status}"
        raise NotifyError(f"{words[0]} {ended}{written.words()}")
    return words[0]


def environment(record: dict[str, Any], path: Path | None) -> dict[str, str]:
    """The environment of the command: ours, and the run in a few words; without what would notify again."""
    known = record | {"record": path}
    told = {PREFIX + name: _one_line(known[name.lower()]) for name in NOTIFIED}
    return {name: value for name, value in os.environ.items() if name != PREFIX + "NOTIFY_CMD"} | told


def _one_line(value: object) -> str:
    """The value as the environment can hold it."""
    words = "" if value is None else str(value).replace("\0", "")
    return " ".join(words.split())[:LONGEST]


class _Tail(Thread):
    """Takes in what a process writes, and keeps the end of it."""

    def __init__(self, stream: IO[bytes] | None) -> None:
        super().__init__(daemon=True)
        self._stream, self._kept = stream, b""
        self.start()

    def run(self) -> None:
        if self._stream is not None:
            while chunk := os.read(self._stream.fileno(), 2**16):
                self._kept = (self._kept + chunk)[-KEPT:]

    def words(self) -> str:
        """The last words, on one line; a grandchild that keeps the pipe open is not waited for."""
        self.join(1)
        words = " ".join(self._kept.decode("utf-8", "replace").split())
        return f": {words}" if words else ""


def _status(process: subprocess.Popen[bytes], timeout: float) -> int | None:
    """The exit status; None when it had to be killed."""
    try:
        return process.wait(timeout)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
