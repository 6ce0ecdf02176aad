"""One figure or a range: ``5-7 days``, ``2, 3 or 4 days``, ``30 minutes to 2 hours``, ``a day or two``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from normalize.quantities.numerals import numeral
from normalize.quantities.singles import Single, single
from normalize.quantities.tokens import Sort

if TYPE_CHECKING:
    from normalize.quantities.lexicon import Unit
    from normalize.quantities.notation import Numeral
    from normalize.quantities.source import Source

_MOST_LISTED = 6


class Measure(NamedTuple):
    """A figure, converted: an end that is None is open; its tokens are those from ``first`` to ``end``."""

    low: float | None
    high: float | None
    unit: Unit
    first: int
    end: int
    approximate: bool = False
    rate: bool = False


class Joint(NamedTuple):
    """What stands between two numbers: a ``dash``, a ``slash``, ``to``, ``or``, ``and``."""

    sort: str
    end: int


def joint_at(source: Source, i: int) -> Joint | None:
    """The joint at token ``i``, or None."""
    token = source.tokens[i]
    if token.sort is Sort.DASH and len(token.text) <= 2:
        return Joint("dash", i + 1)
    if token.sort is Sort.SLASH:
        return Joint("slash", i + 1)
    words = source.words
    parts = (("to", words.ranges), ("or", words.alternatives), ("and", words.joins))
    return next((Joint(sort, i + 1) for sort, known in parts if token.text in known), None)


def amount(source: Source, i: int, *, between: bool = False) -> tuple[Measure, ...]:
    """The figure or range at token ``i``; two open ones where a range runs from hours to days; () for none.

    ``between`` says that "between" or "from" stands before, so that "and" joins the two ends.
    """
    first = numeral(source, i)
    if first is None:
        return ()
    if listed := _listed(source, i, first, between=between):
        return (listed,)
    one = single(source, first)
    if one is None or (one.unit.kind == "height" and _below_zero(source, i)):
        return ()
    return _two(source, i, first, one, between=between) or (_bounded(i, one.value, one.value, one),)


def _listed(source: Source, i: int, first: Numeral, *, between: bool) -> Measure | None:
    """Two numbers or more with one unit after the last."""
    last = _last_of_list(source, first)
    joint = joint_at(source, last.end)
    second = numeral(source, joint.end) if joint else None
    if joint is None or second is None or not _ranged(joint, last, second, between=between):
        return None
    one = single(source, second)
    return _bounded(i, _low(first, second, one.unit), one.value, one) if one else None


def _last_of_list(source: Source, number: Numeral) -> Numeral:
    """``3`` of ``2, 3 or 4 days``: counting on by one, which no two figures do by chance."""
    for _ in range(_MOST_LISTED):
        following = numeral(source, number.end + 1) if source.tokens[number.end].text == "," else None
        if following is None or not number.plain or following.value != number.value + 1:
            break
        number = following
    return number


def _ranged(joint: Joint, first: Numeral, second: Numeral, *, between: bool) -> bool:
    if joint.sort == "slash":
        return first.plain and second.plain and second.value == first.value + 1
    return joint.sort != "and" or between


def _two(source: Source, i: int, number: Numeral, one: Single, *, between: bool) -> tuple[Measure, ...]:
    """Two numbers, each with its unit, that are the ends of one range; () where they are not."""
    joint = joint_at(source, one.end)
    if joint is None or joint.sort == "slash" or (joint.sort == "and" and not between):
        return ()
    second = numeral(source, joint.end)
    other = single(source, second) if second else None
    if other is None:
        return _or_two(source, i, number, one, second) if second and joint.sort == "or" else ()
    if (other.unit.kind, other.unit.imperial) != (one.unit.kind, one.unit.imperial):
        return ()
    if other.unit.unit == one.unit.unit:
        return (_bounded(i, one.value, other.value, other),)
    least, most = (
        Measure(one.value, None, one.unit, i, one.end),
        Measure(None, other.value, other.unit, joint.end, other.end),
    )
    return (least, most) if joint.sort in {"to", "and"} else ()


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
    low, high = sorted((low, high))
    least = None if one.meaning == "at_most" else low
    most = None if one.meaning == "at_least" else high
    return Measure(least, most, one.unit, first, one.end, approximate=one.meaning == "approximate")
