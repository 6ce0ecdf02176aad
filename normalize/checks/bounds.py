"""Figures that cannot be, whatever else the page says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from normalize.draft import Draft
    from normalize.quantities import Quantity


class Bound(NamedTuple):
    """The least and the most that a number may be, and what to say of one beyond."""

    check: str
    least: float
    most: float
    unit: str


BOUNDS: dict[str, Bound] = {
    "rating_beauty": Bound("rating_in_bounds", 0, 40, "points"),
    "rating_natural_interest": Bound("rating_in_bounds", 0, 20, "points"),
    "max_altitude_m": Bound("altitude_in_bounds", -430, 8849, "m"),
    "length_km_min": Bound("length_in_bounds", 0.05, 25_000, "km"),
    "length_km_max": Bound("length_in_bounds", 0.05, 25_000, "km"),
    "duration_hours_min": Bound("duration_in_bounds", 0.05, 2_000, "hours"),
    "duration_hours_max": Bound("duration_in_bounds", 0.05, 2_000, "hours"),
    "duration_days_min": Bound("duration_in_bounds", 0.05, 730, "days"),
    "duration_days_max": Bound("duration_in_bounds", 0.05, 730, "days"),
}
"""The shore of the Dead Sea, the summit of Everest, the longest marked trail, two years on foot."""

TURNED = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d{1,3})?)\s?[^\W\d_]{0,10}\s?"
    r"(?:[-–—]|to|until)\s?(\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d{1,3})?)(?![\d,.]*\d)"
)


def check_bounds(numbers: Mapping[str, float | None], draft: Draft) -> None:
    """Report each number that is beyond its bounds; the number stays as the page states it."""
    told: set[tuple[str, float]] = set()
    for column, bound in BOUNDS.items():
        value = numbers.get(column)
        if value is None or bound.least <= value <= bound.most or (bound.check, value) in told:
            continue
        told.add((bound.check, value))
        limit = f"less than {bound.least:g}" if value < bound.least else f"more than {bound.most:g}"
        draft.check(bound.check, False, f"{column} is {value:g} {bound.unit}, {limit}", warn=True)


def is_turned(printed: str, q: Quantity) -> bool:
    """Whether a range is printed the greater figure first: ``7-5 days``.

    The figures must stand in the ratio of the ends, so that ``3-4,000m`` and two units are no turned range.
    """
    found = TURNED.search(printed)
    if found is None or not q.min or not q.max or q.min == q.max:
        return False
    first, last = (float(figure.replace(",", "")) for figure in found.groups())
    return last > 0 and first > last and abs(first / last - q.max / q.min) < 0.01 * first / last
