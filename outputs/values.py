"""What may stand in a column: hostile values are turned away with a reason, never cut in silence."""

from __future__ import annotations

import json
import math
import re
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from outputs.columns import metadata

if TYPE_CHECKING:
    from outputs.columns import Column

Row = dict[str, Any]

LONGEST = 262_144
"""Characters in one value; the longest narrative seen has some ten thousand."""

SHOWN = 1_000
"""Characters of a value turned away that its row in ``rejects`` shows."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


class Reject(NamedTuple):
    """A value that cannot be stored, and why."""

    column: str
    reason: str
    value: Any


def _string_fault(value: str, *, plain: bool) -> str | None:
    if len(value) > LONGEST:
        digest = sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
        return (
            f"longer than {LONGEST:,} characters: {len(value):,}, sha256 {digest}; its first {SHOWN:,} shown"
        )
    if _SURROGATE.search(value):
        return "holds half of a surrogate pair"
    if plain and (found := _CONTROL.search(value)):
        return f"holds the control character U+{ord(found[0]):04X}"
    return None


def fault(value: Any, column: Column) -> str | None:
    """Why a single value cannot stand in a column, or None.

    >>> from outputs.columns import text
    >>> fault("Coast" + chr(0) + "Path", text("title", "The name"))
    'holds the control character U+0000'

    """
    if isinstance(value, str):
        return _string_fault(value, plain=metadata(column, "plain") == "yes")
    if isinstance(value, float) and not math.isfinite(value):
        return "is no finite number"
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return "does not fit 64 bits"
    return None


def typed(value: Any, type_: pa.DataType) -> Any:
    """The value as it will be read back from the file: floats for whole numbers, UTC for every time."""
    if value is None:
        return None
    if pa.types.is_floating(type_):
        return float(value)
    if pa.types.is_timestamp(type_):
        return _utc(value)
    return list(value) if pa.types.is_list(type_) else value


def _utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def sift(row: Row, schema: pa.Schema) -> tuple[Row, list[Reject]]:
    """The row with every value that can be stored, and the values that cannot.

    A value turned away leaves null, or a shorter list. Columns that ``row`` does not have are left out;
    columns that the schema does not have stay, for `batch` to complain of.
    """
    kept, rejects = dict(row), []
    for column in schema:
        if column.name not in row:
            continue
        value = typed(row[column.name], column.type)
        items = value if isinstance(value, list) else [value]
        faults = {i: reason for i, item in enumerate(items) if (reason := fault(item, column))}
        rejects += [Reject(column.name, reason, items[i]) for i, reason in faults.items()]
        if faults:
            value = [v for i, v in enumerate(items) if i not in faults] if isinstance(value, list) else None
        kept[column.name] = value
    return kept, rejects


def lacking(row: Row, schema: pa.Schema) -> list[str]:
    """The required columns that a row has no value for."""
    return [c.name for c in schema if not c.nullable and c.name in row and row[c.name] is None]


def reject_row(table: str, url: str | None, reject: Reject) -> Row:
    """The row of ``rejects`` for one value."""
    shown = reject.value[:SHOWN] if isinstance(reject.value, str) else repr(reject.value)
    where = f"{table}.{reject.column}"
    address = None if url is None else url[:SHOWN].encode("utf-8", "backslashreplace").decode()
    return {"url": address, "table": where, "reason": reject.reason, "value": json.dumps(shown)}
