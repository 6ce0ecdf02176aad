"""How a command ended: the exit statuses, and the one place that turns exceptions into them."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from enum import IntEnum
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable


class Verdict(IntEnum):
    """An exit status; ``meaning`` says it in words.

    >>> Verdict.HELD_BACK, Verdict.HELD_BACK.meaning
    (<Verdict.HELD_BACK: 3>, 'held back by the quality gate; the last good snapshot stays')
    """

    meaning: str

    def __new__(cls, value: int, meaning: str) -> Verdict:
        """Give each number its meaning."""
        member = int.__new__(cls, value)
        member._value_ = value
        member.meaning = meaning
        return member

    DONE = 0, "published, or nothing changed"
    FAILED = 1, "unexpected failure"
    USAGE = 2, "wrong usage or bad input"
    HELD_BACK = 3, "held back by the quality gate; the last good snapshot stays"
    INCOMPLETE = 4, "site unreachable, or the crawl incomplete"
    BUSY = 5, "another run holds the workspace, or publishes to the same catalogue"
    INTERRUPTED = 130, "stopped from the keyboard"
    PIPE_CLOSED = 141, "the reader of the output went away"


EXPECTED = {
    "crawler.workspace.WorkspaceHeld": Verdict.BUSY,
    "crawler.settings.SettingsError": Verdict.USAGE,
    "normalize.sources.errors.SourceError": Verdict.USAGE,
    "normalize.vocabulary.VocabularyError": Verdict.USAGE,
    "outputs.durable.CatalogueUnusable": Verdict.USAGE,
    "outputs.stores.store.CatalogueBusy": Verdict.BUSY,
    "outputs.manifest.OtherInput": Verdict.USAGE,
    "outputs.overruling.NotHeld": Verdict.USAGE,
    "outputs.publish.NothingToPublish": Verdict.USAGE,
    "outputs.tags.TagError": Verdict.USAGE,
    "waypost.material.NoMaterial": Verdict.USAGE,
    "waypost.settings.SettingsError": Verdict.USAGE,
    "waypost.verdict.Stop": Verdict.USAGE,
    "click.exceptions.ClickException": Verdict.USAGE,
}
"""Exceptions whose message is meant for the user, by name: a table of names imports none of the stages."""

STORAGE = {
    errno.ENOSPC: "no space left; free some, then run again",
    errno.EDQUOT: "the disk quota is used up; free some space, then run again",
    errno.EROFS: "the file system is read-only; name another folder with --data",
    errno.EACCES: "permission denied; make it readable and writable, or name another folder with --data",
    errno.EPERM: "not permitted; make it readable and writable, or name another folder with --data",
    errno.ENOTDIR: "a file stands where a folder is needed; name another folder with --data",
    errno.EISDIR: "a folder stands where a file is needed",
    errno.ENOENT: "no such file or folder",
    errno.EEXIST: "something stands there already; name another folder with --data",
    errno.EMFILE: "too many open files; raise the limit (ulimit -n)",
}
"""What to do about a refusal of the operating system."""


LEDGER = {
    "SQLITE_FULL": "free some space, then run again",
    "SQLITE_IOERR": "look after the disk, or name another folder with --data",
    "SQLITE_READONLY": "make it writable, or name another folder with --data",
    "SQLITE_CANTOPEN": "make the folder writable, or name another one with --data",
    "SQLITE_CORRUPT": "put a copy of ledger.sqlite in its place",
    "SQLITE_NOTADB": "put a copy of ledger.sqlite in its place",
}
"""What to do about a refusal of SQLite, which has exceptions of its own."""


class Stop(Exception):  # noqa: N818 -- it ends a command with a message, which is not always an error
    """Ends a command: a one-line message for the user, and the verdict."""

    def __init__(self, message: str, verdict: Verdict = Verdict.USAGE) -> None:
        super().__init__(message)
        self.verdict = verdict


def judge(error: BaseException) -> tuple[Verdict, str]:
    """The verdict on an exception, and the one line that tells the user what to do ("" for none)."""
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return Verdict.INTERRUPTED, "stopped; what was fetched is kept, run again to go on"
    if isinstance(error, BrokenPipeError):
        return Verdict.PIPE_CLOSED, ""
    names = [f"{kind.__module__}.{kind.__qualname__}" for kind in type(error).__mro__]
    expected = next((EXPECTED[name] for name in names if name in EXPECTED), None)
    if expected is not None:
        return getattr(error, "verdict", expected), _message(error)
    advice = LEDGER.get(getattr(error, "sqlite_errorname", ""))
    if advice:
        return Verdict.USAGE, f"the ledger cannot be used: {error}; {advice}"
    if isinstance(error, OSError) and error.errno in STORAGE:
        return Verdict.USAGE, f"{error.filename or 'output'}: {STORAGE[error.errno]}"
    return Verdict.FAILED, f"unexpected {type(error).__name__}: {error}; --debug shows where"


def _message(error: BaseException) -> str:
    if isinstance(error, click.UsageError) and error.ctx is not None:
        return f"{error.format_message()} See: {error.ctx.command_path} --help"
    return error.format_message() if isinstance(error, click.ClickException) else str(error)


def closing(command: Callable[[], object], *, debug: Callable[[], bool]) -> int:
    """Run ``command`` and give its exit status; an exception becomes one line on stderr."""
    try:
        verdict = command()
        sys.stdout.flush()
    except BaseException as error:
        if isinstance(error, SystemExit):
            raise
        status, message = judge(error)
        if debug():
            traceback.print_exc()
        if message:
            print(f"waypost: {' '.join(message.split())}", file=sys.stderr)
        _drop_output()
        return status
    return verdict if isinstance(verdict, int) else Verdict.DONE


def _drop_output() -> None:
    """Point stdout nowhere, so that the interpreter's last flush cannot fail once more."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
