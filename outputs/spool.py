"""Records put aside while pages stream in, so that memory holds none of their words."""

from __future__ import annotations

import pickle
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from outputs.rows import Record

IN_MEMORY = 64 * 2**20
"""Bytes that are held before the disk is used."""


class Spool:
    """A nameless temporary file of records; a context manager."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- closed by __exit__

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, record: Record) -> int:
        """Put a record aside; gives the place that `get` finds it at."""
        place = self._file.seek(0, 2)
        pickle.dump(record, self._file)
        return place

    def get(self, place: int) -> Record:
        """The record at a place."""
        self._file.seek(place)
        record: Record = pickle.load(self._file)  # noqa: S301 -- written above, and the file has no name
        return record
