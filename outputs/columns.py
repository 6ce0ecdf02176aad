"""How a column is declared: its Arrow type together with what it means."""

from __future__ import annotations

from typing import Any, TypeAlias

import pyarrow as pa

Column: TypeAlias = "pa.Field[Any]"
TIME = pa.timestamp("us", tz="UTC")
WORDS = pa.list_(pa.field("element", pa.string(), nullable=False))


def column(
    name: str,
    type_: pa.DataType,
    meaning: str,
    *,
    unit: str = "",
    source: str = "",
    null: bool = True,
    plain: bool = False,
    observed: bool = False,
) -> Column:
    """A documented column.

    Args:
        name: as published.
        type_: the Arrow type; it never depends on what stands in a batch.
        meaning: one sentence for the data dictionary.
        unit: the unit of a figure (km, h, d, m, points…), empty where it has none.
        source: the words of the page, or the stage, that the value comes from.
        null: whether a row may go without it.
        plain: whether it holds text in plain style (NFC, straight quotes, nothing invisible).
        observed: whether it only says when or where something was seen; then no hash and no diff heeds it.

    """
    metadata = {"meaning": meaning, "unit": unit, "source": source}
    flags = {"plain": plain, "observed": observed}
    metadata |= {flag: "yes" for flag, is_set in flags.items() if is_set}
    return pa.field(name, type_, nullable=null, metadata=metadata)


def text(name: str, meaning: str, source: str = "", *, null: bool = True) -> Column:
    """A column of published text, in plain style."""
    return column(name, pa.string(), meaning, source=source, null=null, plain=True)


def code(name: str, meaning: str, source: str = "", *, null: bool = True, observed: bool = False) -> Column:
    """A column of strings that are no prose: identifiers, addresses, hashes, words as decoded."""
    return column(name, pa.string(), meaning, source=source, null=null, observed=observed)


def figure(name: str, meaning: str, unit: str, source: str = "") -> Column:
    """A column of measured or rated numbers (float64)."""
    return column(name, pa.float64(), meaning, unit=unit, source=source)


def whole(
    name: str, meaning: str, *, unit: str = "", source: str = "", null: bool = True, observed: bool = False
) -> Column:
    """A column of whole numbers (int64)."""
    return column(name, pa.int64(), meaning, unit=unit, source=source, null=null, observed=observed)


def truth(name: str, meaning: str, source: str = "", *, null: bool = True) -> Column:
    """A column of yes and no."""
    return column(name, pa.bool_(), meaning, source=source, null=null)


def words(name: str, meaning: str, source: str = "", *, plain: bool = True) -> Column:
    """A column of lists of strings; a list may be empty, never null."""
    return column(name, WORDS, meaning, source=source, null=False, plain=plain)


def moment(name: str, meaning: str, *, null: bool = True, observed: bool = False) -> Column:
    """A column of UTC times in microseconds."""
    return column(name, TIME, meaning, unit="UTC", null=null, observed=observed)


def metadata(field: Column, key: str) -> str:
    """One entry of a column's documentation, "" where there is none."""
    return (field.metadata or {}).get(key.encode(), b"").decode()


def names(schema: pa.Schema, flag: str) -> tuple[str, ...]:
    """The columns of a table that carry a flag (``plain``, ``observed``), in order."""
    return tuple(f.name for f in schema if metadata(f, flag) == "yes")


def required(schema: pa.Schema) -> tuple[str, ...]:
    """The columns of a table that no row may go without, in order."""
    return tuple(f.name for f in schema if not f.nullable)
