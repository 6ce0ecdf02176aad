"""The ledger's file: its version, and its transactions, one a write or one for many."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import contextmanager
from importlib.resources import files
from typing import TYPE_CHECKING

from crawler.ledger.order import RANKS
from crawler.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

VERSION = 1


class LedgerError(SettingsError):
    """A ledger that this version cannot use; the message says what to do."""


class Store:
    """A ledger's file.

    Every write is one transaction, on the disk when the method returns, unless ``group`` was called: then
    writes are gathered, seen by this object alone, until ``commit``.

    Raises LedgerError for a ledger of a newer version or a file that is none, sqlite3.OperationalError when
    the disk refuses.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._on_write: Callable[[], None] | None = None
        self._ranks = RANKS["discovery"]
        try:
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.row_factory = sqlite3.Row
            self._migrate()
            self._db.execute("pragma journal_mode = wal")
            self._db.execute("pragma synchronous = full")
        except sqlite3.DatabaseError as error:
            raise _unusable(path, error) from None

    def _migrate(self) -> None:
        (version,) = self._db.execute("pragma user_version").fetchone()
        if version > VERSION:
            raise LedgerError(
                f"{self.path} was written by a newer waypost (ledger {version}, this one knows {VERSION}); "
                "update waypost, or name another folder with --data"
            )
        if version == VERSION:
            return
        if version:
            shutil.copy2(self.path, self.path.with_suffix(f".v{version}.sqlite"))
        script = files("crawler").joinpath("schema.sql").read_text(encoding="utf-8")
        self._db.executescript(f"begin immediate; {script} pragma user_version = {VERSION}; commit;")

    def close(self) -> None:
        """Close the file; what was gathered and not committed is given up."""
        self._db.close()

    def group(self, on_write: Callable[[], None]) -> None:
        """From now on gather writes until ``commit``; ``on_write`` is called after each."""
        self._on_write = on_write

    def commit(self) -> None:
        """Put what was gathered on the disk."""
        if self._db.in_transaction:
            self._db.execute("commit")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the block or nothing; of a group, all of the group or nothing."""
        if not self._db.in_transaction:
            self._db.execute("begin immediate")
        try:
            yield self._db
        except BaseException:
            self._db.rollback()
            raise
        if self._on_write:
            self._on_write()
        else:
            self._db.execute("commit")


def _unusable(path: Path, error: sqlite3.DatabaseError) -> LedgerError:
    advice = "make room, make it writable, or name another folder with --data"
    if not isinstance(error, sqlite3.OperationalError):
        advice = "build it again from the archive with `waypost crawl SITE --rebuild-ledger`"
    return LedgerError(f"{path} cannot be used ({error}); {advice}")
