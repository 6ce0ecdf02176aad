"""The one encoding that tables are hashed in: the same for the same content, whatever wrote the file.

A row is a JSON object: the columns that are no observations, in the schema's order, no spaces, UTF-8 with
nothing escaped that need not be, floats as their shortest decimal that reads back the same (``25.0``), times
as ``2026-11-22T08:40:00.000000Z``, nulls as ``null``. Rows stand in the order of ``walk_id`` (null as the
empty string), rows of one walk in the order of their encoded bytes, each ended by a line feed. A table's hash
is the SHA-256 of that, in hex.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from outputs.columns import names
from outputs.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from outputs.values import Row

HASHED: dict[str, tuple[str, ...]] = {
    name: tuple(c for c in schema.names if c not in names(schema, "observed"))
    for name, schema in TABLES.items()
}
"""The columns of each table that its hash covers, in order."""


def stamp(time: datetime) -> str:
    """A time as text, to the microsecond, in UTC.

    >>> stamp(datetime(2026, 11, 22, 8, 40, tzinfo=UTC))
    '2026-11-22T08:40:00.000000Z'

    """
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def as_json(value: Any) -> str:
    """A value, a row or a list of rows as JSON of one line.

    >>> as_json({"title": "Sentier côtier", "length_km_min": 25.0})
    '{"title":"Sentier côtier","length_km_min":25.0}'

    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=stamp)


def json_line(value: Any) -> bytes:
    r"""A value as a line of a JSON file; half a surrogate pair, which UTF-8 cannot hold, stands escaped.

    >>> json_line({"file": "Peru" + chr(0xDCFF)})
    b'{"file":"Peru\\udcff"}\n'

    """
    return as_json(value).encode("utf-8", "backslashreplace") + b"\n"


def encoded(row: Row, columns: Iterable[str]) -> bytes:
    """One row as it is hashed, its line feed included."""
    return as_json({c: row[c] for c in columns}).encode() + b"\n"


class TableHash:
    """The hash of one table, row by row; holds the rows of one walk at a time.

    ``columns`` are those that a manifest records under ``hashed``; by default this version's.
    """

    def __init__(self, table: str, columns: Sequence[str] = ()) -> None:
        self.table = table
        self.columns = tuple(columns) or HASHED[table]
        self._hash = sha256()
        self._key = ""
        self._lines: list[bytes] = []

    def add(self, row: Row) -> None:
        """Take in the next row; raises ValueError when its walk should have stood before."""
        key = row.get("walk_id") or ""
        if key < self._key:
            raise ValueError(f"{self.table}: rows of {key or 'no walk'} stand after those of {self._key}")
        if key > self._key:
            self._flush()
            self._key = key
        self._lines.append(encoded(row, self.columns))

    def _flush(self) -> None:
        self._hash.update(b"".join(sorted(self._lines)))
        self._lines.clear()

    def digest(self) -> str:
        """The hash of all rows so far, in hex."""
        self._flush()
        return self._hash.hexdigest()
