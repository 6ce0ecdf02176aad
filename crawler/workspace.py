"""The folder that a site's crawls live in, and the lock that lets one run at a time work there."""

from __future__ import annotations

import json
import os
import socket
import sys
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from crawler.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator


class WorkspaceHeld(Exception):  # noqa: N818 -- a state of the world, named as the contract names it
    """Another run works in the folder; the message says which."""


class WorkspaceUnusable(SettingsError):  # noqa: N818 -- as above
    """The folder cannot be written; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a workspace: process, machine, since when (UTC, ISO 8601) and with which command."""

    pid: int
    host: str
    since: str
    command: str

    @classmethod
    def this(cls) -> Holder:
        """The process that asks."""
        command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])[:200]
        since = datetime.now(UTC).isoformat(timespec="seconds")
        return cls(os.getpid(), socket.gethostname(), since, command)


class Workspace:
    """A local folder: ``archive`` (WARC files), ``ledger`` (SQLite), ``runs``, ``catalogue``, ``torn``."""

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.archive = self.path / "archive"
        self.ledger = self.path / "ledger.sqlite"
        self.runs = self.path / "runs"
        self.catalogue = self.path / "catalogue"
        self.torn = self.path / "torn"
        self._lock_file = self.path / ".lock"
        self._holder_file = self.path / ".holder.json"

    def create(self) -> None:
        """Make the folders; raises WorkspaceUnusable when that cannot be."""
        try:
            for folder in (self.path, self.archive, self.runs):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unusable(self.path, error) from None

    @contextmanager
    def hold(self) -> Iterator[Workspace]:
        """Keep other runs out of the folder until the block ends; a process may hold it more than once.

        Raises WorkspaceHeld when another process has it, WorkspaceUnusable when the folder cannot be written.
        The lock is the operating system's: it ends with the process, however that ends.
        """
        self.create()
        lock = FileLock(self._lock_file, is_singleton=True)
        outermost = not lock.is_locked
        try:
            lock.acquire(blocking=False)
        except Timeout:
            raise WorkspaceHeld(self._held_message()) from None
        except OSError as error:
            raise unusable(self.path, error) from None
        try:
            if outermost:
                self._name_holder()
            yield self
        finally:
            if outermost:
                with suppress(OSError):
                    self._holder_file.unlink()
            lock.release()

    def holder(self) -> Holder | None:
        """Who wrote the holder's note; None when nobody did. The note alone proves nothing: the lock does."""
        try:
            return Holder(**json.loads(self._holder_file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def _name_holder(self) -> None:
        try:
            self._holder_file.write_text(json.dumps(asdict(Holder.this())) + "\n", encoding="utf-8")
        except OSError as error:
            raise unusable(self.path, error) from None

    def _held_message(self) -> str:
        holder = self.holder()
        if holder is None:
            return f"another run holds {self.path}; wait until it ends, or name another folder with --data"
        return (
            f"{self.path} is held by process {holder.pid} on {holder.host} since {holder.since} "
            f"({holder.command}); wait until it ends, or name another folder with --data"
        )


def unusable(path: Path, error: OSError) -> WorkspaceUnusable:
    """The error for a folder that the operating system refuses to write."""
    reason = (error.strerror or str(error)).lower()
    return WorkspaceUnusable(
        f"{path} cannot be written ({reason}); "
        "make room, make it writable, or name another folder with --data"
    )
