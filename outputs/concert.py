"""What several pages of one walk make of its record together: what they dispute, and what only one can say.

The newest page's words are published as they stand. The one exception is the country: an address of
generation 2 names none and the page may not either, while another page of the same walk does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from outputs.agreement import disagreements
from outputs.rows import Record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from outputs.values import Row

PLACE = ("country", "country_code", "country_codes")
"""Columns that are taken together from another page of the walk, where the newest names no country."""


def disagreeing(record: Record, others: Sequence[Row]) -> Record:
    """The record with what other pages of its walk say otherwise: a row of ``checks`` each, and a warning."""
    told = list(disagreements(record.walk, others))
    if not told:
        return record
    fields = dict.fromkeys(row["detail"].split(":")[0].split(" ")[0] for row in told)
    warning = f"pages of the walk disagree: {', '.join(fields)}"
    walk = record.walk | {"warnings": [*record.walk["warnings"], warning]}
    return Record(walk, record.parts | {"checks": [*record.parts["checks"], *told]})


def placed(record: Record, others: Iterable[Record]) -> Record:
    """The record with the country of the first of the others that names one, where it names none itself.

    The evidence comes with it, and leads to the page that says so.
    """
    found = (other for other in others if other.walk["country"] is not None)
    if record.walk["country"] is not None or (other := next(found, None)) is None:
        return record
    walk = record.walk | {column: other.walk[column] for column in PLACE}
    told = {table: [*record.parts[table], *_of_country(other, table)] for table in ("evidence", "repairs")}
    return Record(walk, record.parts | told)


def said_elsewhere(before: Record | None, read: Collection[str]) -> list[Record]:
    """The record before, if its country was said at an address that is not among those read this time."""
    said_at = {row["url"] for row in _of_country(before, "evidence")} if before else set()
    return [before] if before and said_at and said_at.isdisjoint({None, *read}) else []


def _of_country(record: Record, table: str) -> list[Row]:
    return [row for row in record.parts[table] if row["field"] == "country"]
