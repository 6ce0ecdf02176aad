"""Rows to Arrow: every row has exactly the table's columns, or nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from outputs.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from outputs.values import Row

BATCH_ROWS = 5_000
"""Rows in a batch, and in a row group of a file."""


def batch(table: str, rows: Sequence[Row]) -> pa.RecordBatch:
    """Rows of one table as an Arrow batch.

    Raises KeyError when a row has a column too many or too few (``from_pylist`` would drop or blank it
    without a word), and ValueError when a required value is missing.
    """
    schema = TABLES[table]
    for row in rows:
        if unlike := row.keys() ^ set(schema.names):
            raise KeyError(f"a row of {table} and its schema differ in: {', '.join(sorted(unlike))}")
    made = pa.RecordBatch.from_pylist(list(rows), schema=schema)
    for column in schema:
        if not column.nullable and made.column(column.name).null_count:
            raise ValueError(f"{table}.{column.name} is required, and a row has none")
    return made
