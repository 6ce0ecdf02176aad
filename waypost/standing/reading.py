"""A ledger opened for reading only, whoever holds it: no file is made, changed or recovered beside it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from crawler.ledger import VERSION, LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def read_ledger(path: Path, *, held: bool) -> Iterator[sqlite3.Connection]:
    """The ledger, in one read transaction.

    At rest it is one file, read as it lies. A run at work has a write-ahead log beside it, which SQLite reads
    too. A log that a crash left is for the next run to take in: the ledger is read in a copy.
    Raises LedgerError for a ledger of another version, or one that is none.
    """
    with ExitStack() as open_:
        log = path.with_name(path.name + "-wal")
        if log.exists() and not held:
            copy = Path(open_.enter_context(tempfile.TemporaryDirectory())) / path.name
            shutil.copyfile(path, copy)
            shutil.copyfile(log, copy.with_name(log.name))
            address = f"file:{quote(str(copy))}"
        else:
            address = f"file:{quote(str(path.absolute()))}?" + ("mode=ro" if held else "immutable=1")
        try:
            db = sqlite3.connect(address, uri=True, isolation_level=None)
            open_.callback(db.close)
            db.row_factory = sqlite3.Row
            db.execute("begin")
            _check(path, db.execute("pragma user_version").fetchone()[0])
            yield db
        except sqlite3.DatabaseError as error:
            raise LedgerError(f"{path} cannot be read ({error}); the next run says what to do") from None


def _check(path: Path, version: int) -> None:
    if version > VERSION:
        raise LedgerError(f"{path} was written by a newer waypost; update waypost, or name another folder")
    if version < VERSION:
        raise LedgerError(f"{path} was written by an older waypost; the next run brings it up to date")
