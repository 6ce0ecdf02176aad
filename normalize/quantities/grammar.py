"""The grammar: tokens to measures, from left to right, looking a bounded number of tokens ahead.

measure = before* amount after* rate?        "up to about 5-7 days (approx)"
amount  = number joint number unit | single joint single | single
single  = number after? filler* unit (smaller single | "and" part)?
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.quantities.amounts import Measure, amount, joint_at
from normalize.quantities.phrases import after_figure, before_figure
from normalize.quantities.singles import MOST_FILLERS, unit_after
from normalize.quantities.tokens import Sort

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.quantities.source import Source

_CURRENCY = frozenset("$£€#")


def measures(source: Source) -> Iterator[Measure]:
    """Every measure of the text, in order and disjoint; rates are marked as such, not left out."""
    i, end = 0, -1
    while source.tokens[i].sort is not Sort.END:
        spread = i == end and source.tokens[i].text in source.words.spread
        found = () if spread else _measure(source, i)
        yield from found
        i = end = found[-1].end if found else _past(source, i)
        end = end if found else -1


def _measure(source: Source, i: int) -> tuple[Measure, ...]:
    if not _may_start(source, i):
        return ()
    before, j = before_figure(source, i)
    found = amount(source, j, between=bool(before & {"between", "from"}))
    if not found:
        return ()
    after, end = after_figure(source, found[-1].end)
    rate = _rate(source, end)
    meanings = before | after
    if found[0].low == found[-1].high:
        meanings |= {"at_least"} if "from" in before else set()
    bounded = [_with(measure, meanings)._replace(rate=rate is not None) for measure in found]
    bounded[0] = bounded[0]._replace(first=i)
    bounded[-1] = bounded[-1]._replace(end=rate or end)
    return tuple(bounded)


def _with(measure: Measure, meanings: frozenset[str]) -> Measure:
    return measure._replace(
        low=None if "at_most" in meanings else measure.low,
        high=None if "at_least" in meanings else measure.high,
        approximate=measure.approximate or "approximate" in meanings,
    )


def _may_start(source: Source, i: int) -> bool:
    """Whether a number here stands by itself, and is no part of a code, a date, a price or a time."""
    here = source.tokens[i]
    if here.sort is not Sort.NUMBER:
        return here.sort is Sort.FRACTION or here.text in source.words.starters
    if i == 0 or not here.glued:
        return True
    back = source.tokens[i - 1]
    if back.sort is Sort.WORD or back.text in _CURRENCY:
        return False
    return back.text == "(" or not (back.glued and source.tokens[i - 2].sort is Sort.NUMBER)


def _rate(source: Source, i: int) -> int | None:
    """The token after ``a day``, ``/h`` or ``per person``, which make a rate of the figure before them."""
    for _ in range(MOST_FILLERS):
        i += source.tokens[i].text in source.words.of or source.tokens[i].text in source.words.fillers
    token = source.tokens[i]
    if token.sort is not Sort.SLASH and token.text not in source.words.rates:
        return None
    over = source.tokens[i + 1]
    counted = over.text in source.words.units or token.text in source.words.per
    return i + 2 if counted and over.sort is Sort.WORD else None


def _past(source: Source, i: int) -> int:
    """The token after one that begins no measure; a number that only names a day or a stage goes with it."""
    j = i + 1
    numbered = source.tokens[i].text in source.words.numbered and source.tokens[j].sort is Sort.NUMBER
    if not numbered or unit_after(source, j + 1):
        return j
    joint = joint_at(source, j + 1)
    many = joint and source.tokens[joint.end].sort is Sort.NUMBER and not unit_after(source, joint.end + 1)
    return joint.end + 1 if joint and many else j + 1
