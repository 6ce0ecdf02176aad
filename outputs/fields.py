"""Where a named field stands in a record: ``title``, ``key_information[0]``, ``photos[2].caption``."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from outputs.rows import Record

if TYPE_CHECKING:
    from outputs.values import Row

ACCOUNTS = "accounts"
"""How a reader's account is named: ``accounts[0]`` is the text of the first credit with role ``reader``."""


def _place(record: Record, field: str) -> tuple[Any, Any] | None:
    """The dictionary or list that holds the field, and the key it holds it under."""
    head, *rest = field.replace("[", ".").replace("]", "").split(".")
    steps: list[Any] = [int(step) if step.isdecimal() else step for step in rest]
    holder: Any = record.parts if head in record.parts else record.walk
    if head == ACCOUNTS:
        accounts = [row for row in record.parts["credits"] if row["role"] == "reader"]
        holder, steps = {ACCOUNTS: accounts}, [*steps, "text"]
    for step in (head, *steps)[:-1]:
        holder = _at(holder, step)
    last = steps[-1] if steps else head
    return (holder, last) if _at(holder, last) is not None else None


def _at(holder: Any, key: Any) -> Any:
    if isinstance(holder, dict):
        return holder.get(key)
    if isinstance(holder, list) and isinstance(key, int) and key < len(holder):
        return holder[key]
    return None


def field_text(record: Record, field: str) -> str | None:
    """The published text of a field, None where there is none of that name."""
    place = _place(record, field)
    text = place[0][place[1]] if place else None
    return text if isinstance(text, str) else None


def undone(record: Record) -> Record:
    """The record with every repair taken back: what was lost is lost again."""
    if not record.parts["repairs"]:
        return record
    bare = Record(deepcopy(record.walk), deepcopy(record.parts))
    for repair in sorted(bare.parts["repairs"], key=_last_first):
        place = _place(bare, repair["field"])
        if place and isinstance(text := place[0][place[1]], str):
            place[0][place[1]] = text[: repair["start"]] + repair["before"] + text[repair["end"] :]
    return bare


def _last_first(repair: Row) -> tuple[str, int]:
    return (repair["field"], -repair["start"])
