"""One figure or a range: ``5-7 days``, ``2, 3 or 4 days``, ``30 minutes to 2 hours``, ``a day or two``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from normalize.quantities.joints import Joint, joint_at
from normalize.quantities.numerals import numeral
from normalize.quantities.singles import Single, figure, single
from normalize.quantities.tokens import Sort

if TYPE_CHECKING:
    from normalize.quantities.lexicon import Unit
    from normalize.quantities.notation import Numeral
    from normalize.quantities.source import Source

_MOST_LISTED = 6
_MOST_SLASHED = 2.5


class Measure(NamedTuple):
    """A figure, converted: an end that is None is open; its tokens are those from ``first`` to ``end``."""

    low: float | None
    high: float | None
    unit: Unit
    first: int
    end: int
    approximate: bool = False
    rate: bool = False

    def times(self, count: float) -> Measure:
        """The measure so many times over."""
        low, high = (None if end is None else end * count for end in (self.low, self.high))
        return self._replace(low=low, high=high)


def amount(source: Source, i: int, *, between: bool = False) -> tuple[Measure, ...]:
    """The figure or range at token ``i``; two open ones where a range runs from hours to days; () for none.

    ``between`` says that "between" or "from" stands before, so that "and" joins the two ends.
    """
    first = numeral(source, i)
    if first and (listed := _listed(source, i, first, between=between)):
        return (listed,)
    found = figure(source, i, first)
    if found is None:
        return _times(source, i, first) if first else ()
    number, one = found
    if one.unit.kind == "height" and _below_zero(source, i):
        return ()
    return _two(source, i, number, one, between=between) or (_bounded(i, one.value, one.value, one),)


def _times(source: Source, i: int, number: Numeral) -> tuple[Measure, ...]:
    """``2 x 5-6 hours``: the whole."""
    if not number.plain or source.tokens[number.end].text not in source.words.times:
        return ()
    second = numeral(source, number.end + 1)
    one = single(source, second) if second else None
    each = _listed(source, i, second, between=False) if second else None
    each = each or (_bounded(i, one.value, one.value, one) if one else None)
    return (each.times(number.value),) if each else ()


def _listed(source: Source, i: int, first: Numeral, *, between: bool) -> Measure | None:
    """Two numbers or more with one unit after the last."""
    last = _last_of_list(source, first)
    joint = joint_at(source, last.end)
    second = numeral(source, joint.end) if joint else None
    if joint is None or second is None or not _ranged(joint, last, second, between=between):
        return None
    second = _or_third(source, second)
    one = single(source, second)
    return _bounded(i, _low(first, second, one.unit), one.value, one) if one else None


def _or_third(source: Source, second: Numeral) -> Numeral:
    """``4`` of ``2-3 or 4 days``."""
    joint = joint_at(source, second.end)
    third = numeral(source, joint.end) if joint and joint.sort == "or" else None
    return third if third and third.value > second.value else second


def _last_of_list(source: Source, number: Numeral) -> Numeral:
    """``3`` of ``2, 3 or 4 days``: counting on by one, or up to an "or", as no two figures do."""
    for _ in range(_MOST_LISTED):
        following = numeral(source, number.end + 1) if source.tokens[number.end].text == "," else None
        if following is None or not number.plain or following.value <= number.value:
            break
        joint = joint_at(source, following.end)
        if following.value != number.value + 1 and not (joint and joint.sort == "or"):
            break
        number = following
    return number


def _ranged(joint: Joint, first: Numeral, second: Numeral, *, between: bool) -> bool:
    if joint.sort == "slash":  # never 24/7, and no date
        return first.plain and second.plain and first.value < second.value <= _MOST_SLASHED * first.value
    return joint.sort != "and" or between


def _two(source: Source, i: int, number: Numeral, one: Single, *, between: bool) -> tuple[Measure, ...]:
    """Two numbers, each with its unit, that are the ends of one range; () where they are not."""
    joint = joint_at(source, one.end)
    if joint is None or joint.sort == "slash" or (joint.sort == "and" and not between):
        return ()
    second = numeral(source, joint.end)
    found = figure(source, joint.end, second)
    if found is None:
        return _or_two(source, i, number, one, second) if second and joint.sort == "or" else ()
    other = found[1]
    if (other.unit.kind, other.unit.imperial) != (one.unit.kind, one.unit.imperial):
        return ()
    if other.unit.unit == one.unit.unit:
        return (_bounded(i, one.value, other.value, other),)
    least, most = (
        Measure(_told(one.value), None, one.unit, i, one.end),
        Measure(None, _told(other.value), other.unit, joint.end, other.end),
    )
    if joint.sort not in {"to", "and"}:
        return ()
    if least.low is None or most.high is None:  # "a few hours to a week" has one end
        return ((least if most.high is None else most)._replace(first=i, end=other.end),)
    return least, most


def _or_two(source: Source, i: int, number: Numeral, one: Single, second: Numeral) -> tuple[Measure, ...]:
    in_words = number.value == 1 and second.value == 2 and not number.plain and not second.plain
    if not in_words or source.tokens[second.end].sort is Sort.WORD:
        return ()
    return (_bounded(i, one.value, 2 * one.value, one._replace(end=second.end)),)


def _below_zero(source: Source, i: int) -> bool:
    """Whether a minus is glued before the number, and nothing before the minus."""
    if not i or not source.tokens[i].glued:
        return False
    sign = source.tokens[i - 1]
    return sign.text in {"-", "\N{MINUS SIGN}"} and not sign.glued


def _low(first: Numeral, second: Numeral, unit: Unit) -> float:
    """The lower end in the upper one's unit: ``3-4,000m`` starts at three thousand."""
    if unit.kind != "height":
        return first.value * unit.factor
    low = first.value if first.height is None else first.height
    elliptical = first.plain and second.marked and low < 100 and low * 1000 < second.value
    return low * (1000 if elliptical else 1) * unit.factor


def _bounded(first: int, low: float, high: float, one: Single) -> Measure:
    low, high = (high, low) if high < low else (low, high)
    least = None if one.meaning == "at_most" else _told(low)
    most = None if one.meaning == "at_least" else _told(high)
    approximate = one.meaning == "approximate" or one.unit.rough
    return Measure(least, most, one.unit, first, one.end, approximate)


def _told(value: float) -> float | None:
    """The value, or None where only its word is known ("several")."""
    return None if math.isnan(value) else value
