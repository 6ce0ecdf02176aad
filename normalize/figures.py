"""The vital statistics and the figures of the text, read into numbers, each with a row of its own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalize.checks.bounds import is_turned
from normalize.checks.twins import read_figures, read_twins
from normalize.quantities import Quantities
from normalize.text.style import plain
from normalize.walk import Statistic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from normalize.blocks import Blocks
    from normalize.checks.prose import Told
    from normalize.checks.twins import Twins
    from normalize.draft import Draft
    from normalize.quantities import Quantity
    from normalize.text.traced import Traced

UNITS = {"length": "km", "duration_hours": "hours", "duration_days": "days", "max_altitude": "m"}
ENDS = {
    "length": ("length_km_min", "length_km_max"),
    "duration_hours": ("duration_hours_min", "duration_hours_max"),
    "duration_days": ("duration_days_min", "duration_days_max"),
}
"""The columns of ``walks`` that the two ends of a figure fill; an altitude has one end."""

NO_VALUE = " ()*:-–+."
"""What may stand round a value and changes nothing of it: ``(7)`` says the same as ``7``."""


@dataclass
class Figures:
    """Numbers by column name, texts as printed, and a row for every figure found."""

    numbers: dict[str, float | None] = field(default_factory=dict)
    texts: dict[str, Traced] = field(default_factory=dict)
    rows: list[Statistic] = field(default_factory=list)

    def take(self, name: str, words: Traced, draft: Draft) -> bool:
        """Take the words under a label; those under the same label again are only compared."""
        held = self.texts.setdefault(name, words)
        if held is words:
            return True
        first, again = plain(held).text, plain(words).text
        if first.casefold().strip(NO_VALUE) == again.casefold().strip(NO_VALUE):
            draft.check("label_repeated", True, f"{name} stands twice, both times as {first!r}")
        else:
            detail = f"{name} stands twice, as {first!r} and as {again!r}; {first!r} is taken"
            draft.check("label_repeated", False, detail, warn=True)
        return False

    def row(
        self,
        draft: Draft,
        name: str,
        words: Traced,
        low: float | None,
        high: float | None,
        unit: str,
        *,
        source: str,
        approximate: bool = False,
        converted: str = "",
    ) -> None:
        """Add the row of one figure, with its evidence."""
        step = f"read as {name}: {span(low, high)} {unit}{converted}"
        text = draft.copy(f"statistics[{len(self.rows)}].text", words, step)
        self.rows.append(Statistic(name, text, low, high, unit, approximate, source))


def read_statistics(blocks: Blocks, site: str, figures: Figures, draft: Draft) -> None:
    """Length, duration, altitude and difficulty; what no unit explains stays in the texts alone."""
    grammar = Quantities.of(site)
    for label, words in blocks.statistics:
        name = label or _unlabelled(words, grammar)
        if words is not None and figures.take(name, words, draft) and name != "difficulty":
            _measure(figures, draft, name, words, grammar)
    if "duration" not in figures.texts and (beside := _duration_beside_length(figures, grammar)):
        figures.texts["duration"] = beside


def _unlabelled(words: Traced | None, grammar: Quantities) -> str:
    """What a line without a label is: a duration, unless it gives a length and nothing else."""
    kinds = {q.kind for q in grammar.read(plain(words).text)} if words else set()
    return "length" if kinds == {"length"} else "duration"


def note_prose(told: Iterable[Told], figures: Figures, draft: Draft) -> None:
    """Add a row for every figure that the key information and the text tell."""
    for t in told:
        q = t.quantity
        figures.row(draft, q.kind, t.words, q.min, q.max, q.unit, source=t.source, approximate=q.approximate)


def _measure(figures: Figures, draft: Draft, name: str, words: Traced, grammar: Quantities) -> None:
    styled = plain(words)
    apart = [twins for twins in read_twins(styled.text, grammar) if _compared(twins, draft)]
    for q in grammar.read(styled.text):
        printed = styled.cut(q.start, q.end)
        column = _column(name, q)
        kind, unit = _kind(column, q), UNITS[column] if column else q.unit
        converted = _converted(printed.text, grammar)
        figures.row(
            draft,
            kind,
            printed,
            q.min,
            q.max,
            unit,
            source="statistics",
            approximate=q.approximate,
            converted=converted,
        )
        if column is None or any(t.imperial.start <= q.start and q.end <= t.imperial.end + 1 for t in apart):
            continue
        _note(figures, draft, column, q, printed, converted)


def _converted(printed: str, grammar: Quantities) -> str:
    """What a step adds for a figure that is given in imperial units alone."""
    units = [figure.unit for figure in read_figures(printed, grammar)]
    return ", converted from imperial units" if units and all(unit.imperial for unit in units) else ""


def _kind(column: str | None, q: Quantity) -> str:
    """What a row calls its figure; one that does not go with its label is called by its own kind."""
    return column.removesuffix("_hours").removesuffix("_days") if column else q.kind


def _compared(twins: Twins, draft: Draft) -> bool:
    """Whether two printings of one figure do not agree, which is reported; the metric one is taken."""
    metric, imperial = twins.metric, twins.imperial
    said = f"{metric.words!r} and {imperial.words!r}"
    if twins.agree:
        draft.check("units_agree", True, f"{said} are one figure")
        return False
    detail = (
        f"{said} are not one figure: {imperial.value:.4g} {imperial.unit.unit}; {metric.words!r} is taken"
    )
    draft.check("units_agree", False, detail, warn=True)
    return True


def _note(figures: Figures, draft: Draft, column: str, q: Quantity, printed: Traced, converted: str) -> None:
    """Fill the columns that a figure is for, each with its evidence."""
    unit = UNITS[column]
    step = f"read as {_kind(column, q)}: {span(q.min, q.max)} {unit}{converted}"
    _widen(figures.numbers, column, q)
    for end in ENDS.get(column, ("max_altitude_m",)):
        if figures.numbers.get(end) is not None:
            draft.value(end, printed, step)
    if q.approximate:
        draft.warnings.append(f"{_field(column)} is approximate: {printed.text}")
    if is_turned(printed.text, q):
        detail = f"{printed.text!r} is a range turned round; {span(q.min, q.max)} {unit} is taken"
        draft.check("range_in_order", False, detail, warn=True)


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


def span(low: float | None, high: float | None) -> str:
    """A range in words: ``25``, ``5 to 7``, ``? to 10``."""
    first, last = (("?" if v is None else f"{v:g}") for v in (low, high))
    return first if first == last else f"{first} to {last}"


def _widen(numbers: dict[str, float | None], column: str, q: Quantity) -> None:
    """Alternatives in one unit make one range."""
    if column == "max_altitude":
        ends = (numbers.get("max_altitude_m"), q.max if q.max is not None else q.min)
        numbers["max_altitude_m"] = max((v for v in ends if v is not None), default=None)
        return
    low, high = ENDS[column]
    first = low not in numbers
    numbers[low] = q.min if first else _outer(min, numbers[low], q.min)
    numbers[high] = q.max if first else _outer(max, numbers[high], q.max)


def _outer(choose: Callable[[float, float], float], held: float | None, found: float | None) -> float | None:
    """An open end stays open."""
    return None if held is None or found is None else choose(held, found)
