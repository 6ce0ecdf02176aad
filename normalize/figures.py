"""The blocks of figures, rating and vital statistics, read into numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalize.labels import read_points
from normalize.quantities import Quantities
from normalize.text.style import plain
from normalize.walk import Statistic

if TYPE_CHECKING:
    from collections.abc import Callable

    from normalize.blocks import Blocks
    from normalize.draft import Draft
    from normalize.quantities import Quantity
    from normalize.text.traced import Traced

PARTS = ("beauty", "natural_interest", "human_interest", "charisma")
ALL_RATINGS = ("rating_total", "rating_headline", *(f"rating_{p}" for p in PARTS), "rating_negative_points")
UNITS = {"length": "km", "duration_hours": "hours", "duration_days": "days", "max_altitude": "m"}


@dataclass
class Figures:
    """Numbers by column name, texts as printed, and a row for every figure found."""

    numbers: dict[str, float | None] = field(default_factory=dict)
    texts: dict[str, Traced] = field(default_factory=dict)
    rows: list[Statistic] = field(default_factory=list)


def read_rating(blocks: Blocks, draft: Draft) -> Figures:
    """The rating's points and note. The site's own sum is checked, never corrected."""
    figures = Figures()
    for name, words in blocks.rating:
        if name == "rating_note" and words and words.text.strip(" .-–"):
            figures.texts.setdefault(name, words)
        elif name in ALL_RATINGS and words and (points := read_points(plain(words).text)) is not None:
            _points(figures, draft, name, words, points)
    headline = figures.numbers.pop("rating_headline", None)
    total = figures.numbers.setdefault("rating_total", headline)
    if headline is not None and total != headline:
        draft.check(
            "rating_total_agrees",
            False,
            f"total rating {total:g} is not the headline {headline:g}",
            warn=True,
        )
    if blocks.provisional:
        draft.check("rating_is_final", False, "the rating is provisional", warn=True)
    return figures


def _points(figures: Figures, draft: Draft, name: str, words: Traced, points: float) -> None:
    held = figures.numbers.get(name)
    if held is not None and held != points:
        draft.check("label_once", False, f"{name} stands twice: {held:g} and {points:g}", warn=True)
    if held is not None:
        return
    figures.numbers[name] = points
    figures.rows.append(Statistic(name, plain(words).text, points, points, "points", False, "rating"))
    draft.value("rating_total" if name == "rating_headline" else name, words, f"read as {points:g} points")


def rating_adds_up(numbers: dict[str, float | None], draft: Draft) -> bool | None:
    """Whether total = beauty + natural + human + charisma - negative points; None when a part is missing."""
    total, negative = numbers.get("rating_total"), numbers.get("rating_negative_points")
    parts = [numbers.get(f"rating_{part}") for part in PARTS]
    known = [part for part in parts if part is not None]
    if total is None or negative is None or len(known) < len(parts):
        draft.check("rating_adds_up", None, "a part of the rating is missing")
        return None
    passed = abs(sum(known) - negative - total) < 0.01
    detail = (
        f"{' + '.join(f'{p:g}' for p in known)} - {negative:g} = {sum(known) - negative:g}; total {total:g}"
    )
    draft.check("rating_adds_up", passed, detail)
    if not passed:
        draft.warnings.append(f"the rating does not add up: {detail}")
    return passed


def read_statistics(blocks: Blocks, site: str, draft: Draft) -> Figures:
    """Length, duration, altitude and difficulty; what no unit explains stays in the texts alone."""
    figures, grammar = Figures(), Quantities.of(site)
    for name, words in blocks.statistics:
        if words is not None and _first_of_its_name(figures, draft, name or "duration", words):
            figures.texts[name or "duration"] = words
            if name != "difficulty":
                _measure(figures, draft, name or "duration", words, grammar)
    if "duration" not in figures.texts and (beside := _duration_beside_length(figures, grammar)):
        figures.texts["duration"] = beside
    return figures


def _first_of_its_name(figures: Figures, draft: Draft, name: str, words: Traced) -> bool:
    held = figures.texts.get(name)
    if held is not None and plain(held).text != plain(words).text:
        draft.check("label_once", False, f"{name} stands twice: {held.text!r} and {words.text!r}", warn=True)
    return held is None


def _measure(figures: Figures, draft: Draft, name: str, words: Traced, grammar: Quantities) -> None:
    styled = plain(words)
    for q in grammar.read(styled.text):
        column = _column(name, q)
        if column is None:
            continue
        printed = styled.cut(q.start, q.end)
        kind, unit, evidence = (
            column.partition("_hours")[0].partition("_days")[0],
            UNITS[column],
            _field(column),
        )
        figures.rows.append(Statistic(kind, printed.text, q.min, q.max, unit, q.approximate, "statistics"))
        draft.value(evidence, printed, f"read as {_span(q)} {unit}")
        _widen(figures.numbers, column, q)
        if q.approximate:
            draft.warnings.append(f"{evidence} is approximate: {printed.text}")


def _duration_beside_length(figures: Figures, grammar: Quantities) -> Traced | None:
    """The words of a duration that stands under the length's label (``65km, 5 days``)."""
    length = figures.texts.get("length")
    if length is None:
        return None
    styled = plain(length)
    spans = [(q.start, q.end) for q in grammar.read(styled.text) if q.kind == "duration"]
    return styled.cut(spans[0][0], spans[-1][1]) if spans else None


def _column(name: str, q: Quantity) -> str | None:
    """Which column a quantity under a label fills; None where the two do not go together."""
    if q.kind == "duration":
        return f"duration_{q.unit}" if f"duration_{q.unit}" in UNITS else None
    if q.kind == "length":
        return "length" if name in ("length", "duration") else None
    return "max_altitude" if q.kind == "height" and name == "max_altitude" else None


def _field(column: str) -> str:
    return {"length": "length_km", "max_altitude": "max_altitude_m"}.get(column, column)


def _span(q: Quantity) -> str:
    low, high = (("?" if v is None else f"{v:g}") for v in (q.min, q.max))
    return low if low == high else f"{low} to {high}"


def _widen(numbers: dict[str, float | None], column: str, q: Quantity) -> None:
    """Alternatives in one unit make one range."""
    if column == "max_altitude":
        highest = [
            v for v in (numbers.get("max_altitude_m"), q.max if q.max is not None else q.min) if v is not None
        ]
        numbers["max_altitude_m"] = max(highest, default=None)
        return
    low, high = f"{_field(column)}_min", f"{_field(column)}_max"
    first = low not in numbers
    numbers[low] = q.min if first else _outer(min, numbers[low], q.min)
    numbers[high] = q.max if first else _outer(max, numbers[high], q.max)


def _outer(choose: Callable[[float, float], float], held: float | None, found: float | None) -> float | None:
    """An open end stays open."""
    return None if held is None or found is None else choose(held, found)
