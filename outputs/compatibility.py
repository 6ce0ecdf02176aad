"""Snapshots of other versions of the schema, read as if they were of this one.

A minor version only adds columns, which are lists or may be null. One that an older snapshot lacks is null,
or an empty list; one that a newer snapshot has more is passed over. Another major version is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from outputs.durable import CatalogueUnusable
from outputs.schema import SCHEMA_VERSION, TABLES

if TYPE_CHECKING:
    from outputs.values import Row


def must_be_readable(schema: pa.Schema, where: str) -> None:
    """Raise CatalogueUnusable for a file of another major version."""
    version = (schema.metadata or {}).get(b"schema_version", SCHEMA_VERSION.encode()).decode()
    if _major(version) != _major(SCHEMA_VERSION):
        raise CatalogueUnusable(
            f"{where} is of schema {version}, and this waypost reads schema {_major(SCHEMA_VERSION)}; "
            f"use a {'newer' if _major(version) > _major(SCHEMA_VERSION) else 'matching'} waypost"
        )


def _major(version: str) -> int:
    return int(version.partition(".")[0])


def blanks(table: str, there: pa.Schema) -> Row:
    """The values of the columns that a file lacks."""
    lacking = [column for column in TABLES[table] if column.name not in there.names]
    return {column.name: [] if pa.types.is_list(column.type) else None for column in lacking}


def of_today(table: str, stored: pa.Table) -> pa.Table:
    """A table with exactly the columns of this version.

    >>> of_today("links", pa.table({"walk_id": ["walkopedia:peru/lares-trek"]})).column_names
    ['walk_id', 'text', 'url', 'kind']
    """
    blank = blanks(table, stored.schema)
    columns: list[Any] = [
        pa.array([blank[c.name]] * stored.num_rows, c.type) if c.name in blank else stored.column(c.name)
        for c in TABLES[table]
    ]
    return pa.table(columns, schema=TABLES[table])
