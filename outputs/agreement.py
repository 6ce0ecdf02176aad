"""What the pages of one walk say differently: rows of ``checks``, never a silent choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outputs.encoding import as_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from outputs.values import Row

PRINTED = (
    "title",
    "country",
    "top_100",
    "rating_total",
    "rating_beauty",
    "rating_natural_interest",
    "rating_human_interest",
    "rating_charisma",
    "rating_negative_points",
    "length_text",
    "duration_text",
    "max_altitude_text",
    "difficulty",
)
"""Columns that are compared and shown."""

LONG = ("narrative", "key_information")
"""Columns that are compared, and only said to differ."""


def disagreements(chosen: Row, others: Sequence[Row]) -> Iterator[Row]:
    """Rows of ``checks``, without ``walk_id``: one for each field that another page tells otherwise.

    A page that does not name the field at all does not disagree.
    """
    for column in (*PRINTED, *LONG):
        for other in others:
            told = other[column]
            if told not in (None, [], chosen[column]):
                yield {"check": "pages_agree", "passed": False, "detail": _detail(column, chosen, other)}


def _detail(column: str, chosen: Row, other: Row) -> str:
    here, there = chosen["url"] or "the page chosen", other["url"] or "another page"
    if column in LONG:
        return f"{column} differs between {here} (published) and {there}"
    return f"{column}: {as_json(chosen[column])} at {here} (published), {as_json(other[column])} at {there}"
