"""Where a named field stands in a record: ``title``, ``key_information[0]``, ``photos[2].caption``."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from normalize.text.style import plain_str
from outputs.rows import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outputs.values import Row

PARTED = "\n\n"
"""What stands between two paragraphs of a published text."""

REPAIRED = re.compile(r"[a-z-]+: .* → .* \(.+, \d{1,3}%\)", re.DOTALL)
"""How a step of evidence that is a repair reads: ``apostrophe: ? → ' (possessive, 99%)``."""

STEPS = re.compile(r"(?P<head>[a-z_0-9]+)(?P<rest>(?:\[\d{1,6}\]|\.[a-z_0-9]+)*)(?:#(?P<paragraph>\d{1,6}))?")
"""A field's name: a column or a table, places and columns below it, and the number of a paragraph."""


def _place(record: Record, field: str) -> tuple[Any, Any] | None:
    """The dictionary or list that holds the field, and the key it holds it under."""
    found = STEPS.fullmatch(field)
    if found is None or found["paragraph"]:
        return None
    head = found["head"]
    steps: list[Any] = [head, *(int(s) if s.isdecimal() else s for s in re.findall(r"\w+", found["rest"]))]
    holder: Any = record.parts if head in record.parts else record.walk
    for step in steps[:-1]:
        holder = _at(holder, step)
    return (holder, steps[-1]) if _at(holder, steps[-1]) is not None else None


def _at(holder: Any, key: Any) -> Any:
    if isinstance(holder, dict):
        return holder.get(key)
    if isinstance(holder, list) and isinstance(key, int) and key < len(holder):
        return holder[key]
    return None


def field_value(record: Record, field: str) -> Any:
    """The published value of a field, of one place in a list, or of one paragraph (``narrative#2``).

    None where the page states none, and where there is no such field.
    """
    name, _, paragraph = field.partition("#")
    place = _place(record, name)
    value = place[0][place[1]] if place else None
    if not paragraph:
        return value
    paragraphs = value.split(PARTED) if isinstance(value, str) else []
    number = int(paragraph) if paragraph.isdecimal() else 0
    return paragraphs[number - 1] if 0 < number <= len(paragraphs) else None


def field_text(record: Record, field: str) -> str | None:
    """The published text of a field, None where there is none of that name."""
    value = field_value(record, field)
    return value if isinstance(value, str) else None


def undone(record: Record) -> Record:
    """The record with every repair taken back: what was lost is lost again."""
    repaired = [row for row in record.parts["evidence"] if any(map(REPAIRED.fullmatch, row["steps"]))]
    if not record.parts["repairs"] and not repaired:
        return record
    bare = Record(deepcopy(record.walk), deepcopy(record.parts))
    for repair in sorted(bare.parts["repairs"], key=_last_first):
        place = _place(bare, repair["field"])
        if place and isinstance(text := place[0][place[1]], str):
            place[0][place[1]] = text[: repair["start"]] + repair["before"] + text[repair["end"] :]
    for holder, key, text in _copies(bare, repaired):
        holder[key] = text
    return bare


def _copies(record: Record, repaired: list[Row]) -> Iterator[tuple[Any, Any, str]]:
    """The fields that repeat repaired words of another field, each with its words as they were decoded."""
    told = {row["field"] for row in record.parts["repairs"]}
    for row in repaired:
        place = _place(record, row["field"]) if row["field"] not in told else None
        if place and isinstance(place[0][place[1]], str):
            yield place[0], place[1], plain_str(row["as_decoded"])


def _last_first(repair: Row) -> tuple[str, int]:
    return (repair["field"], -repair["start"])
