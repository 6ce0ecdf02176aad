"""A published snapshot, read row by row or table by table."""

from __future__ import annotations

import json
import os
import shutil
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from outputs.compatibility import blanks, must_be_readable, of_today
from outputs.durable import CatalogueUnusable
from outputs.rows import Record
from outputs.schema import PARTS, TABLES
from outputs.stores.store import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from outputs.stores import Store
    from outputs.values import Row


class StoredTable:
    """One file of a snapshot; knows in which row group the rows of a walk stand, and holds one group."""

    def __init__(self, file: pq.ParquetFile, table: str) -> None:
        self._file = file
        self._names = TABLES[table].names
        self._blank = blanks(table, self._file.schema_arrow)
        self._held: tuple[int, list[Row]] = (-1, [])

    @cached_property
    def _places(self) -> dict[str, list[tuple[int, int]]]:
        places: dict[str, list[tuple[int, int]]] = {}
        for group in range(self._file.num_row_groups):
            ids = self._file.read_row_group(group, columns=["walk_id"]).column(0)
            for place, walk_id in enumerate(ids.to_pylist()):
                places.setdefault(str(walk_id), []).append((group, place))
        return places

    def rows(self, walk_id: str) -> list[Row]:
        """The rows of one walk, as they stand."""
        return [dict(self._group(group)[place]) for group, place in self._places.get(walk_id, ())]

    def _group(self, group: int) -> list[Row]:
        if self._held[0] != group:
            read = self._file.read_row_group(group, columns=self._stored(self._names))
            self._held = (group, [self._blank | row for row in read.to_pylist()])
        return self._held[1]

    def every(self, columns: list[str] | None = None) -> Iterator[Row]:
        """All rows, in order, a batch at a time."""
        wanted = self._names if columns is None else columns
        blank = {name: value for name, value in self._blank.items() if name in wanted}
        for batch in self._file.iter_batches(columns=self._stored(wanted)):
            for row in batch.to_pylist():
                yield blank | row

    def _stored(self, columns: list[str]) -> list[str]:
        """Those of the columns that the file has."""
        return [name for name in columns if name not in self._blank]


class StoredSnapshot:
    """A published snapshot: its manifest and its tables."""

    def __init__(self, store: Store, key: str) -> None:
        self.store, self.key = store, key
        self._tables: dict[str, StoredTable] = {}

    @property
    def name(self) -> str:
        """The folder's name: when it was made, ``20261122T084000Z``."""
        return self.key.rpartition("/")[2]

    @property
    def address(self) -> str:
        """Where it stands: a path or a URL."""
        return self.store.locate(self.key)

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """``manifest.json``; raises CatalogueUnusable when it cannot be read."""
        return read_json(self.store, f"{self.key}/{WHOLE}")

    def file(self, table: str) -> Path | BinaryIO:
        """A table's file, for any reader of Parquet: a path, or a file object over an object store."""
        if table not in TABLES:
            raise KeyError(f"no table is called {table!r}; there are: {', '.join(TABLES)}")
        return self.store.open(f"{self.key}/{table}.parquet")

    def _opened(self, table: str) -> pq.ParquetFile:
        try:
            file = pq.ParquetFile(self.file(table))
        except FileNotFoundError as error:
            raise CatalogueUnusable(
                f"{self.address} has no {table}.parquet; it was pruned or damaged, open the catalogue again"
            ) from error
        must_be_readable(file.schema_arrow, self.address)
        return file

    def table(self, table: str) -> StoredTable:
        """A table to read rows from."""
        if table not in self._tables:
            self._tables[table] = StoredTable(self._opened(table), table)
        return self._tables[table]

    def arrow(self, table: str) -> pa.Table:
        """A whole table, with the columns of this version of the schema."""
        return of_today(table, self._opened(table).read())

    def copy_to(self, folder: Path) -> None:
        """Copy every table into a folder that is not there yet, through to the disk."""
        folder.mkdir()
        for table in TABLES:
            with self._bytes(table) as source, (folder / f"{table}.parquet").open("wb") as copy:
                shutil.copyfileobj(source, copy)
                copy.flush()
                os.fsync(copy.fileno())

    def _bytes(self, table: str) -> BinaryIO:
        file = self.file(table)
        return file.open("rb") if isinstance(file, Path) else file

    def record(self, walk_id: str) -> Record | None:
        """The record of a walk, None when the snapshot has none."""
        found = self.table("walks").rows(walk_id)
        return Record(found[0], {t: self.table(t).rows(walk_id) for t in PARTS}) if found else None


def read_json(store: Store, key: str) -> dict[str, Any]:
    """A JSON object from a file of the catalogue; raises CatalogueUnusable when it is none."""
    where = store.locate(key)
    try:
        kept = store.read(key)
        found: dict[str, Any] = json.loads(kept.data) if kept else {}
    except (OSError, ValueError) as error:
        raise CatalogueUnusable(f"{where} cannot be read ({error}); restore it, or publish again") from error
    if kept is None:
        raise CatalogueUnusable(f"{where} is not there; restore it, or publish again")
    return found
