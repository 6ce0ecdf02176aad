"""Write a snapshot beside the others: every table, row by row, each hashed as it goes."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq

from outputs.batches import BATCH_ROWS, batch
from outputs.durable import sync
from outputs.encoding import HASHED, TableHash
from outputs.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from outputs.rows import Record
    from outputs.values import Row

LEVEL = 3
"""Of zstd: the files are small, and written once."""


class TableWriter:
    """One Parquet file in the making: fixed schema, a row group every `BATCH_ROWS` rows."""

    def __init__(self, path: Path, table: str) -> None:
        self.path, self.table = path, table
        self.rows = 0
        self._hash = TableHash(table)
        self._waiting: list[Row] = []
        self._writer = pq.ParquetWriter(path, TABLES[table], compression="zstd", compression_level=LEVEL)

    def add(self, row: Row) -> None:
        """Write one row; raises KeyError or ValueError when it does not fit the schema."""
        self._waiting.append(row)
        if len(self._waiting) == BATCH_ROWS:
            self._flush()

    def _flush(self) -> None:
        self._writer.write_batch(batch(self.table, self._waiting))
        for row in self._waiting:
            self._hash.add(row)
        self.rows += len(self._waiting)
        self._waiting.clear()

    def close(self) -> Row:
        """Finish the file, have the disk hold it, and say what is in it."""
        if self._waiting:
            self._flush()
        self._writer.close()
        sync(self.path)
        columns = list(HASHED[self.table])
        return {"file": self.path.name, "rows": self.rows, "sha256": self._hash.digest(), "hashed": columns}

    def abandon(self) -> None:
        """Let go of a file that is not wanted, whatever the disk says."""
        with suppress(OSError):
            self._writer.close()
        self._writer.is_open = False  # or it tries once more when it is collected, and complains on stderr


class SnapshotWriter:
    """All tables of one snapshot, in a folder that nobody looks into yet."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self._tables: dict[str, TableWriter] = {}
        try:
            for name in TABLES:
                self._tables[name] = TableWriter(folder / f"{name}.parquet", name)
        except BaseException:
            self.abandon()
            raise

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Write rows of one table, walks in the order of their ids."""
        for row in rows:
            self._tables[table].add(row)

    def add_record(self, record: Record) -> None:
        """Write a walk with all its parts."""
        self.add("walks", [record.walk])
        for table, rows in record.parts.items():
            self.add(table, rows)

    def close(self) -> dict[str, dict[str, Any]]:
        """Finish every table; gives what the manifest records of each."""
        described = {name: writer.close() for name, writer in self._tables.items()}
        sync(self.folder)
        return described

    def abandon(self) -> None:
        """Let go of every file."""
        for writer in self._tables.values():
            writer.abandon()
