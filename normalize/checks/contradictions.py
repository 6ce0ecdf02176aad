"""Figures that cannot both be right: the statistics against each other, and against the text.

Only plain contradictions count. A lower height in the text is one of the way; a shorter walk in the text may
be a part of this one; a peak that is looked at is higher than any walker comes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from normalize.checks.words import CheckWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from normalize.checks.prose import Told
    from normalize.draft import Draft
    from normalize.quantities import Quantity

    Numbers = Mapping[str, float | None]

MOST_KM_A_DAY = 60.0
MOST_KM_AN_HOUR = 10.0
"""Nobody walks faster: a length and a duration that ask for more are not of one walk."""

ROUNDING = 1.01
ROUGHLY = 1.05
"""How far a height in the text may be above the one stated: rounded from feet, or said to be approximate."""

MOST_SHOWN = 6
"""Heights of the text that a passed check names."""

APART = 1.25
"""Ranges are plainly apart where the greater begins beyond the lesser's end by this factor."""


class Span(NamedTuple):
    """A figure's two ends; None is open."""

    low: float | None
    high: float | None

    def plainly_apart(self, other: Span) -> bool:
        """Whether no value could be meant by both."""
        return _beyond(self.high, other.low) or _beyond(other.high, self.low)

    def __str__(self) -> str:
        low, high = (("?" if end is None else f"{end:g}") for end in self)
        return low if low == high else f"{low} to {high}"


def _beyond(high: float | None, low: float | None) -> bool:
    return high is not None and low is not None and low > APART * high


def check_contradictions(numbers: Numbers, told: Sequence[Told], site: str, draft: Draft) -> None:
    """Compare what was read with itself and with what the text tells."""
    words = CheckWords.of(site)
    _altitude(numbers.get("max_altitude_m"), told, words, draft)
    length = _span(numbers, "length_km")
    days, hours = _span(numbers, "duration_days"), _span(numbers, "duration_hours")
    whole = [t for t in told if _of_the_whole_walk(t, words)]
    _compare("length_agrees", length, [t for t in whole if t.quantity.kind == "length"], "km", draft)
    _compare("duration_agrees", days, [t for t in whole if t.quantity.unit == "days"], "days", draft)
    _compare("duration_agrees", hours, [t for t in whole if t.quantity.unit == "hours"], "hours", draft)
    _hours_in_days(hours, days, draft)
    _pace(length, days, MOST_KM_A_DAY, "days", draft)
    _pace(length, hours, MOST_KM_AN_HOUR, "hours", draft)


def _span(numbers: Numbers, column: str) -> Span:
    return Span(numbers.get(f"{column}_min"), numbers.get(f"{column}_max"))


def _altitude(stated: float | None, told: Iterable[Told], words: CheckWords, draft: Draft) -> None:
    heights = [t for t in told if t.quantity.kind == "height" and not _is_climb(t, words)]
    if stated is None or not heights:
        return
    above = [t for t in heights if _least(t.quantity) > stated * _allowance(t.quantity)]
    for height in above:
        seen = words.views.search(height.sentence)
        detail = f"{height.words.text!r} in the text is above the maximum altitude, {stated:g} m"
        if seen:
            draft.check("altitude_agrees", None, f"{detail}; it may only be looked at ({seen[0]!r})")
        else:
            draft.check("altitude_agrees", False, detail, warn=True)
    if not above:
        _highest(stated, heights, words, draft)


def _highest(stated: float, heights: Sequence[Told], words: CheckWords, draft: Draft) -> None:
    """Where the text reaches no higher: it may still call a lower height the highest."""
    highest = max(heights, key=lambda t: _least(t.quantity))
    below = stated > _least(highest.quantity) * _allowance(highest.quantity)
    if below and words.tops.search(highest.before + " " + highest.after):
        detail = (
            f"the text calls {highest.words.text!r} the highest, and the maximum altitude is {stated:g} m"
        )
        draft.check("altitude_agrees", False, detail, warn=True)
        return
    shown = ", ".join(dict.fromkeys(repr(t.words.text) for t in heights[:MOST_SHOWN]))
    draft.check("altitude_agrees", True, f"the text tells {shown}; the maximum altitude is {stated:g} m")


def _least(q: Quantity) -> float:
    return q.min if q.min is not None else q.max or 0.0


def _allowance(q: Quantity) -> float:
    if q.approximate:
        return ROUGHLY
    return 1.0 if _least(q).is_integer() else ROUNDING


def _is_climb(told: Told, words: CheckWords) -> bool:
    return bool(words.climbs.search(told.before) or words.climbs.search(told.after))


def _of_the_whole_walk(told: Told, words: CheckWords) -> bool:
    """Whether a figure is plainly the walk's own: ``a 2-3 day circuit`` among the points, or ``in all``."""
    if words.parts.search(told.before) or told.quantity.approximate:
        return False
    if told.source != "key_information":
        return bool(words.wholes.search(told.sentence))
    named = words.walks.search(told.after)
    return bool(named and re.fullmatch(r"[\s-]*(?:\(?[a-z]+[\s,-]+){0,2}", told.after[: named.start()]))


def _compare(check: str, stated: Span, told: Sequence[Told], unit: str, draft: Draft) -> None:
    """Compare the span stated with those told; where one fits, the others are of something else."""
    if stated == (None, None) or not told:
        return
    spans = [(t, Span(t.quantity.min, t.quantity.max)) for t in told]
    fitting = [(t, span) for t, span in spans if not span.plainly_apart(stated)]
    one, _ = (fitting or spans)[0]
    said = f"{one.words.text!r} in the {one.source.replace('_', ' ')}"
    if fitting:
        draft.check(check, True, f"{said} fits the {stated} {unit} stated")
    else:
        draft.check(check, False, f"{said} is not the {stated} {unit} stated, which is taken", warn=True)


def _hours_in_days(hours: Span, days: Span, draft: Draft) -> None:
    if hours.low is not None and days.high is not None and hours.low > 24 * days.high:
        draft.check("duration_agrees", False, f"{hours} hours are more than {days} days", warn=True)


def _pace(length: Span, time: Span, most: float, unit: str, draft: Draft) -> None:
    if length.low is None or not time.high:
        return
    pace = length.low / time.high
    if pace > most:
        detail = f"{length} km in {time} {unit}: {pace:.0f} km {unit[:-1]} by {unit[:-1]} cannot be walked"
        draft.check("pace_possible", False, detail, warn=True)
