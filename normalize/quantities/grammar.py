"""The grammar: tokens to measures, from left to right, looking a bounded number of tokens ahead.

measure = before* amount after* rate?        "up to about 5-7 days (approx)"
amount  = number joint number unit | single joint single | single | number "x" amount
single  = number after? filler* unit (smaller single | "and" part)? | idiom
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from normalize.quantities.amounts import Measure, amount
from normalize.quantities.joints import joint_at
from normalize.quantities.phrases import after_figure, before_figure
from normalize.quantities.singles import MOST_FILLERS, unit_after
from normalize.quantities.tokens import Sort

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from normalize.quantities.source import Source

_REACH = 40  # tokens: longer than any measure is before its last unit
_CURRENCY = frozenset("$£€#")
_LOST = frozenset("?\ufffd")  # 5 ? 7 days: nobody knows what stood between


def measures(source: Source) -> Iterator[Measure]:
    """Every measure of the text, in order and disjoint; rates are marked as such, not left out."""
    i, end, near = 0, -1, _near_units(source)
    while source.tokens[i].sort is not Sort.END:
        spread = i == end and source.tokens[i].text in source.words.spread
        found = _measure(source, i, follows=i == end) if near[i] and not spread else ()
        yield from found
        i = end = found[-1].end if found else _past(source, i)
        end = end if found else -1


def _near_units(source: Source) -> list[bool]:
    """For each token whether a unit is in its reach: elsewhere no measure need be looked for."""
    near, left = [False] * len(source.tokens), 0
    for i in range(len(near) - 1, -1, -1):
        left = _REACH if source.tokens[i].text in source.words.telling else left - 1
        near[i] = left > 0
    return near


def _measure(source: Source, i: int, *, follows: bool) -> tuple[Measure, ...]:
    if not _may_start(source, i, follows=follows):
        return ()
    before, j = before_figure(source, i)
    found = amount(source, j, between=bool(before & {"between", "from"}))
    if not found:
        return ()
    after, end = after_figure(source, found[-1].end)
    rate = _rate(source, end)
    meanings = before | after | ({"climb"} if _signed(source, i) else set())
    never = rate is not None or "below" in meanings or _shared(source, i)
    if found[0].low == found[-1].high:
        meanings |= {"at_least"} if "from" in before else set()
    said = [bounded(measure, meanings)._replace(rate=never) for measure in found]
    said[0] = said[0]._replace(first=i)
    said[-1] = said[-1]._replace(end=rate or end)
    return tuple(said)


def _signed(source: Source, i: int) -> bool:
    """Whether a sign says that the way goes up or down: ``+1200m/-800m``."""
    sign, before = source.tokens[i - 1], source.tokens[i - 2]
    if i == 0 or not source.tokens[i].glued:
        return False
    return sign.text == "+" or (i > 1 and sign.sort is Sort.DASH and sign.glued and before.sort is Sort.SLASH)


def _shared(source: Source, i: int) -> bool:
    """Whether the figure is that of each day: ``4 days of 6 hours``."""
    return (
        i > 1
        and source.tokens[i - 1].text in source.words.of
        and source.tokens[i - 2].text in source.words.units
    )


def bounded(measure: Measure, meanings: Set[str]) -> Measure:
    """The measure with what the phrases round it say."""
    climb = "climb" in meanings and measure.unit.kind == "height"
    return measure._replace(
        unit=replace(measure.unit, kind="climb") if climb else measure.unit,
        low=None if "at_most" in meanings else measure.low,
        high=None if "at_least" in meanings else measure.high,
        approximate=measure.approximate or "approximate" in meanings,
    )


def _may_start(source: Source, i: int, *, follows: bool) -> bool:
    """Whether a number here stands by itself, and is no part of a code, a date, a price or a time.

    ``follows`` says that a measure ends right before it (``4D3N``).
    """
    here = source.tokens[i]
    if (
        i > 1
        and source.tokens[i - 1].text in _LOST
        and source.tokens[i - 2].sort in (Sort.NUMBER, Sort.FRACTION)
    ):
        return False
    if here.sort is not Sort.NUMBER:
        return here.sort is Sort.FRACTION or here.text in source.words.starters
    if i == 0 or follows or not here.glued:
        return True
    back = source.tokens[i - 1]
    if back.sort is Sort.WORD or back.text in _CURRENCY:
        return False
    return back.text == "(" or not (back.glued and source.tokens[i - 2].sort is Sort.NUMBER)


def _rate(source: Source, i: int) -> int | None:
    """The token after ``a day``, ``/h``, ``per person`` or ``daily``, which make the figure a rate."""
    for _ in range(MOST_FILLERS):
        i += source.tokens[i].text in source.words.of or source.tokens[i].text in source.words.fillers
    token = source.tokens[i]
    if token.text in source.words.rated and not _goes_on(source, i):
        return i + 1
    if token.sort is not Sort.SLASH and token.text not in source.words.rates:
        return None
    over = source.tokens[i + 1]
    counted = over.text in source.words.units or token.text in source.words.per
    return i + 2 if counted and over.sort is Sort.WORD else None


def _goes_on(source: Source, i: int) -> bool:
    """Whether ``each`` goes on: "10km each way" is no rate, "15km each" is."""
    return source.tokens[i].text in source.words.rates and source.tokens[i + 1].sort is Sort.WORD


def _past(source: Source, i: int) -> int:
    """The token after one that begins no measure; a number that only names a day or a stage goes with it."""
    j = i + 1
    numbered = source.tokens[i].text in source.words.numbered and source.tokens[j].sort is Sort.NUMBER
    if not numbered or unit_after(source, j + 1):
        return j
    joint = joint_at(source, j + 1)
    many = joint and source.tokens[joint.end].sort is Sort.NUMBER and not unit_after(source, joint.end + 1)
    return joint.end + 1 if joint and many else j + 1
