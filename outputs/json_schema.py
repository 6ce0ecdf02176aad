"""The tables as JSON Schema, for who reads their rows as JSON: one document a table, made from the schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from outputs.columns import metadata
from outputs.dictionary import static_package
from outputs.schema import SCHEMA_VERSION, TABLES, description

if TYPE_CHECKING:
    from outputs.columns import Column

FOLDER = Path("docs/schema")

DIALECT = "https://json-schema.org/draft/2020-12/schema"

NAMES: dict[pa.DataType, str] = {
    pa.string(): "string",
    pa.float64(): "number",
    pa.int64(): "integer",
    pa.bool_(): "boolean",
}
"""JSON Schema's names of the types; times are strings of the format ``date-time``."""


def json_schema(table: str) -> dict[str, Any]:
    """What a row of a table is as a JSON object.

    A later minor version may have more columns, so others than these are let pass.
    """
    return {
        "$schema": DIALECT,
        "$id": f"urn:waypost:schema:{SCHEMA_VERSION}:{table}",
        "title": table,
        "description": f"{description(table)}.",
        "type": "object",
        "properties": {column.name: _property(column) for column in TABLES[table]},
        "required": list(TABLES[table].names),
        "additionalProperties": True,
    }


def _property(column: Column) -> dict[str, Any]:
    told = _type(column.type)
    if column.nullable:
        told["type"] = [told["type"], "null"]
    notes = {"description": metadata(column, "meaning"), "unit": metadata(column, "unit")}
    return told | {key: value for key, value in notes.items() if value}


def _type(type_: pa.DataType) -> dict[str, Any]:
    """One type, null left aside.

    >>> _type(pa.list_(pa.string()))
    {'type': 'array', 'items': {'type': 'string'}}
    """
    if isinstance(type_, pa.ListType):
        return {"type": "array", "items": _type(type_.value_type)}
    if pa.types.is_timestamp(type_):
        return {"type": "string", "format": "date-time"}
    return {"type": NAMES[type_]}


def documents() -> dict[Path, str]:
    """Every file under ``docs/schema``: a JSON Schema a table, and the data package without a snapshot."""
    told = {f"{table}.schema.json": json_schema(table) for table in TABLES}
    told["datapackage.json"] = static_package()
    return {
        FOLDER / name: json.dumps(value, ensure_ascii=False, indent=2) + "\n" for name, value in told.items()
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, words in documents().items():
        file.write_text(words, encoding="utf-8")
