"""Readings that were made before: a page that is read again by the same rules is not read again.

One SQLite file in the workspace. It may be deleted at any time: it costs the time to read the pages again.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import zlib
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import PydanticSerializationError

from normalize.walk import Reading  # noqa: TC001 -- pydantic reads the types when it runs

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from normalize.page import Page

FILE = "readings.sqlite"

AT_ONCE = 200
"""Readings that are kept in one transaction: a crash costs as many."""

LEVEL = 1
"""Of zlib: readings pack to a fifth, and packing must not cost what reading does."""

TIGHT = 4 * 2**20
"""Free bytes below which a run that failed gives its room back: its record is worth more than time."""

DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
"""What SQLite says of a file that is no database, or one no more."""

LARGEST = 2**26
"""Bytes of a reading unpacked; one that is larger was not written here."""


class _Kept(BaseModel):
    """A reading as JSON, checked when it is read back."""

    model_config = ConfigDict(ser_json_inf_nan="constants")

    reading: Reading


def key(page: Page) -> bytes:
    """The digest of all that a reading depends on: where and when the page was kept is none of it."""
    year = page.fetched_at.year if page.fetched_at else None
    told = (page.url, page.content_type, page.status, page.location, year, page.site, page.base_url)
    words = json.dumps((page.sha256, *told, page.refused, page.robots))
    return sha256(words.encode()).digest()


class Readings:
    """The readings of one workspace by today's rules; a context manager.

    What other rules read is dropped when it is opened. A file that cannot be read, or written, is done
    without: then every page is read.
    """

    def __init__(self, path: Path, read_by: str) -> None:
        self.hits, self._path = 0, path
        self._waiting: list[tuple[bytes, bytes]] = []
        self._db: sqlite3.Connection | None = None
        with suppress(sqlite3.Error, OSError):
            self._db = _opened(path, read_by)

    def __enter__(self) -> Readings:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._keep()
        if self._db is not None:
            self._db.close()
        if error is not None and shutil.disk_usage(self._path.parent).free < TIGHT:
            _remove(self._path)

    def get(self, page: Page) -> Reading | None:
        """What the page was read as before, counted; None where it was not."""
        reading = self.find(page)
        self.hits += reading is not None
        return reading

    def find(self, page: Page) -> Reading | None:
        """The same, not counted."""
        if self._db is None:
            return None
        try:
            row = self._db.execute("select reading from readings where page = ?", (key(page),)).fetchone()
            return _Kept.model_validate_json(_unpacked(row[0])).reading if row else None
        except (sqlite3.Error, zlib.error, ValidationError):
            return None

    def put(self, page: Page, reading: Reading) -> None:
        """Keep a reading; one that JSON cannot say is read again next time."""
        if self._db is None:
            return
        with suppress(PydanticSerializationError):
            self._waiting.append((key(page), _packed(reading)))
        if len(self._waiting) >= AT_ONCE:
            self._keep()

    def _keep(self) -> None:
        if self._db is None or not self._waiting:
            return
        with suppress(sqlite3.Error), self._db:
            self._db.executemany("insert or replace into readings values (?, ?)", self._waiting)
        self._waiting.clear()


def _packed(reading: Reading) -> bytes:
    return zlib.compress(_Kept(reading=reading).model_dump_json().encode(), LEVEL)


def _unpacked(packed: bytes) -> bytes:
    return zlib.decompressobj().decompress(packed, LARGEST)


def _opened(path: Path, read_by: str) -> sqlite3.Connection:
    """The file, made anew where it is damaged, emptied where other rules filled it."""
    try:
        return _prepared(path, read_by)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") not in DAMAGED:
            raise
        _remove(path)
        return _prepared(path, read_by)


def _remove(path: Path) -> None:
    for left in path.parent.glob(f"{path.name}*"):
        with suppress(OSError):
            left.unlink()


def _prepared(path: Path, read_by: str) -> sqlite3.Connection:
    db = sqlite3.connect(path)
    try:
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = normal")
        with db:
            db.execute("create table if not exists rules (read_by text not null)")
            db.execute("create table if not exists readings (page blob primary key, reading blob not null)")
            if db.execute("select read_by from rules").fetchall() != [(read_by,)]:
                db.execute("delete from readings")
                db.execute("delete from rules")
                db.execute("insert into rules values (?)", (read_by,))
    except BaseException:
        db.close()
        raise
    return db
