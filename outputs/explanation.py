"""Why a published value is what it is: the value, its evidence, its repairs, and what was found to check."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from normalize.checks import ABOUT
from outputs.fields import PARTED, field_value
from outputs.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from outputs.rows import Record
    from outputs.values import Row

NOT_ON_THE_PAGE = {
    "walk_id": "minted when the walk is first published; outputs/identity.py says how",
    "aliases": "addresses and ids that prove to be this walk's",
    "fetched_at": "when the page was fetched",
    "first_seen": "when the walk was first met",
    "last_seen": "when the walk was last met",
    "last_changed": "when the walk's words were first seen as they now are",
    "content_sha256": "a hash of the walk's own words as decoded",
    "schema_version": "the version of the tables",
    "rules_version": "the version of the rules that read the page",
    "warnings": "what every stage noted",
}
"""Columns of ``walks`` that no words of the page give, and where they come from."""

PLACE = re.compile(r"(?:\[\d+\]|\.\w+|#\d+)+$")
PLACE_AT_END = re.compile(r"(?:\.\w+|\[\d+\]|#\d+)$")
CLOSE = 0.6
MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Explanation:
    """What stands behind one field of one walk.

    ``evidence``, ``repairs`` and ``checks`` are rows of those tables; ``told`` says where a value comes from
    that no words of the page give.
    """

    walk_id: str
    title: str
    field: str
    value: Any
    evidence: tuple[Row, ...]
    repairs: tuple[Row, ...]
    checks: tuple[Row, ...]
    told: str | None = None

    @property
    def is_stated(self) -> bool:
        """Whether the page states a value."""
        return self.value not in (None, [], "")


def explain(record: Record, field: str) -> Explanation:
    """The explanation of a field; raises LookupError, naming near ones, where there is no such field."""
    if field not in set(_fields(record)):
        raise LookupError(_no_field(record, field))
    value = _value(record, field)
    return Explanation(
        walk_id=record.walk["walk_id"],
        title=record.walk["title"],
        field=field,
        value=value,
        evidence=tuple(_evidence(record, field)) if value not in (None, [], "") else (),
        repairs=tuple(_repairs(record, field)),
        checks=tuple(row for row in record.parts["checks"] if _speaks_of(row, field)),
        told=NOT_ON_THE_PAGE.get(field),
    )


def is_of(told: str, field: str) -> bool:
    """Whether evidence for ``told`` (``key_information[0]``, ``narrative#2``) is evidence for ``field``."""
    return told == field or told.startswith((f"{field}[", f"{field}.", f"{field}#"))


def nearest(name: str, names: Iterable[str]) -> list[str]:
    """The names that are most like one, the likest first.

    >>> nearest("max_altitud", ["title", "max_altitude_m", "max_altitude_text"])
    ['max_altitude_m', 'max_altitude_text']
    """
    by_case = {known.casefold(): known for known in names}
    low = name.casefold()
    close = get_close_matches(low, by_case, MOST_NAMES, CLOSE)
    holding = sorted(known for known in by_case if low and low in known)
    return [by_case[known] for known in dict.fromkeys([*close, *holding])][:MOST_NAMES]


def _value(record: Record, field: str) -> Any:
    """The published value; of a whole table, or a row of one, its rows."""
    return record.parts[field] if field in record.parts else field_value(record, field)


def _evidence(record: Record, field: str) -> Sequence[Row]:
    """The evidence of a field, or of the row that it stands in, where the row is read as one."""
    rows = record.parts["evidence"]
    found = [row for row in rows if is_of(row["field"], field)]
    parent = field
    while not found and (parent := PLACE_AT_END.sub("", parent)) and "[" in parent:
        found = [row for row in rows if is_of(row["field"], parent)]
    return found


def _repairs(record: Record, field: str) -> Iterator[Row]:
    """The repairs of a field; of a paragraph, those that stand in it."""
    name, _, paragraph = field.partition("#")
    before = (field_value(record, name) or "").split(PARTED)[: int(paragraph) - 1] if paragraph else []
    start = sum(len(text) + len(PARTED) for text in before)
    end = start + len(field_value(record, field) or "") if paragraph else None
    for row in record.parts["repairs"]:
        inside = end is None or start <= row["start"] < end
        if inside and (is_of(row["field"], field) or (paragraph and row["field"] == name)):
            yield row


def _speaks_of(check: Row, field: str) -> bool:
    """Whether a check is about a field: it has its name, or names it."""
    column = PLACE.sub("", field)
    if column in (check["check"], *ABOUT.get(check["check"], ())):
        return True
    named = field if field in check["detail"] else column
    return bool(re.search(rf"(?<!\w){re.escape(named)}(?!\w)", check["detail"].partition(" is ")[0]))


def _fields(record: Record) -> Iterator[str]:
    """Every field of a record that may be asked for."""
    yield from TABLES["walks"].names
    for column, value in record.walk.items():
        if isinstance(value, list):
            yield from (f"{column}[{n}]" for n in range(len(value)))
    paragraphs = (record.walk["narrative"] or "").split(PARTED)
    yield from (f"narrative#{n}" for n, text in enumerate(paragraphs, 1) if text)
    for table in ("photos", "credits", "statistics", "links"):
        yield table
        for number, row in enumerate(record.parts[table]):
            yield f"{table}[{number}]"
            yield from (f"{table}[{number}].{name}" for name in row if name != "walk_id")


def _no_field(record: Record, field: str) -> str:
    known = list(_fields(record))
    stem = PLACE.sub("", field)
    near = [name for name in known if PLACE.sub("", name) == stem and name != stem][:MOST_NAMES]
    options = ", ".join(near or nearest(field, known) or nearest(stem, known))
    count = sum(1 for name in known if re.fullmatch(rf"{re.escape(stem)}(?:\[\d+\]|#\d+)", name))
    if count and stem != field:
        return f"{record.walk['title']!r} has no {field!r}: {stem} has {count}, from {near[0]} on"
    hint = f"did you mean {options}?" if options else "the columns are listed in docs/data-dictionary.md"
    return f"no field is called {field!r}; {hint}"
