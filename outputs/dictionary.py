"""The data dictionary and the data package metadata, both made from the schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from normalize.checks import CHECKS
from outputs.columns import metadata
from outputs.encoding import stamp
from outputs.schema import SCHEMA_VERSION, TABLES, description

if TYPE_CHECKING:
    from datetime import datetime

    from outputs.columns import Column

TARGET = Path("docs/data-dictionary.md")

INTRODUCTION = f"""# Data dictionary

Generated from `outputs/schema.py` by `python -m outputs.dictionary`; schema version {SCHEMA_VERSION}.

Columns marked * are never null. Columns marked ° are observations: they stand in no hash and no diff, and a
change in them alone makes no new snapshot.
"""

JOINED_CHECKS = {
    "pages_agree": "The pages that tell one walk say the same; the newest page's words are published.",
    "own_address": "The address that a page without one calls its own is its own, and no other walk's.",
}
"""The checks that need more than one page, as ``normalize.checks.CHECKS`` has those of one."""

FRICTIONLESS = {
    pa.string(): "string",
    pa.float64(): "number",
    pa.int64(): "integer",
    pa.bool_(): "boolean",
}
"""Names of the types in a data package; times are ``datetime`` and lists ``array``."""


def type_name(type_: pa.DataType) -> str:
    """A type as the dictionary names it.

    >>> type_name(pa.list_(pa.string())), type_name(pa.timestamp("us", tz="UTC"))
    ('list<string>', 'timestamp[us, UTC]')

    """
    if isinstance(type_, pa.ListType):
        return f"list<{type_.value_type}>"
    return str(type_).replace("tz=", "").replace("double", "float64")


def _frictionless(type_: pa.DataType) -> str:
    if isinstance(type_, pa.ListType):
        return "array"
    return "datetime" if pa.types.is_timestamp(type_) else FRICTIONLESS[type_]


def _line(column: Column) -> str:
    name = f"`{column.name}`{'' if column.nullable else '*'}"
    name += "°" if metadata(column, "observed") else ""
    cells = (name, type_name(column.type), metadata(column, "unit"), metadata(column, "meaning"))
    return f"| {' | '.join((*cells, metadata(column, 'source')))} |"


def markdown() -> str:
    """The data dictionary: one section a table, one line a column."""
    pieces = [INTRODUCTION]
    for name, schema in TABLES.items():
        head = ["| column | type | unit | meaning | source |", "|---|---|---|---|---|"]
        pieces.append(
            "\n".join([f"## {name}", "", f"{description(name)}.", "", *head, *map(_line, schema), ""])
        )
    return "\n".join([*pieces, *_checks()])


def _checks() -> list[str]:
    head = [
        "## The names of checks",
        "",
        "What holds where `passed` is true.",
        "",
        "| check | meaning |",
        "|---|---|",
    ]
    return [*head, *(f"| `{name}` | {meaning} |" for name, meaning in (CHECKS | JOINED_CHECKS).items()), ""]


def _field(column: Column) -> dict[str, Any]:
    told = {
        "name": column.name,
        "type": _frictionless(column.type),
        "description": metadata(column, "meaning"),
    }
    extras = {key: metadata(column, key) for key in ("unit", "source")}
    needed = {} if column.nullable else {"constraints": {"required": True}}
    return told | {key: value for key, value in extras.items() if value} | needed


def static_package() -> dict[str, Any]:
    """The tables as a Frictionless data package: what every snapshot of this version holds."""
    return {
        "profile": "data-package",
        "name": "waypost",
        "title": "A catalogue of walks",
        "version": SCHEMA_VERSION,
        "resources": [_resource(table) for table in TABLES],
    }


def _resource(table: str) -> dict[str, Any]:
    return {
        "name": table,
        "path": f"{table}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": description(table),
        "schema": {"fields": [_field(column) for column in TABLES[table]]},
    }


def data_package(name: str, now: datetime, tables: dict[str, Any]) -> dict[str, Any]:
    """A snapshot as a Frictionless data package; ``tables`` are the entries of its manifest."""
    package = static_package()
    resources = [r | {"rows": tables[r["name"]]["rows"]} for r in package["resources"]]
    return package | {
        "name": f"waypost-{name.lower()}",
        "created": stamp(now),
        "resources": resources,
    }


if __name__ == "__main__":
    TARGET.write_text(markdown(), encoding="utf-8")
