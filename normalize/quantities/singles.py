"""One number and its unit: ``25km``, ``4-hour``, ``3+ days``, ``3h30``, ``an hour and a half``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from normalize.quantities.notation import Numeral
from normalize.quantities.numerals import numeral
from normalize.quantities.parts import glue, part_after
from normalize.quantities.phrases import after_figure
from normalize.quantities.tokens import Sort

if TYPE_CHECKING:
    from normalize.quantities.lexicon import Unit
    from normalize.quantities.source import Source

MOST_FILLERS = 2
_STOPS = frozenset(",;.)")


class Single(NamedTuple):
    """A value, converted, and its unit; ``meaning`` is that of a phrase between the two (``3+ days``)."""

    value: float
    unit: Unit
    end: int
    meaning: str = ""


def figure(source: Source, i: int, number: Numeral | None) -> tuple[Numeral, Single] | None:
    """The number at token ``i`` and its unit, or the words that say both ("weekend"); None for neither."""
    if found := _idiom(source, i):
        return Numeral(math.nan, found.end), found
    one = single(source, number) if number else None
    return (number, one) if number and one else None


def _idiom(source: Source, i: int) -> Single | None:
    i += source.tokens[i].text in source.words.articles
    for idiom in source.words.idioms.get(source.tokens[i].text, ()):
        if tuple(t.text for t in source.tokens[i : i + len(idiom.words)]) == idiom.words:
            return Single(idiom.value, idiom.unit, i + len(idiom.words))
    return None


def single(source: Source, number: Numeral) -> Single | None:
    """The number with the unit that follows it, or None where none does."""
    found = unit_after(source, number.end)
    if found is None or (number.clock and not _clocked(found.unit)):
        return None
    value = number.height if number.height is not None and found.unit.kind == "height" else number.value
    return _grown(source, found._replace(value=value * found.unit.factor))


def unit_after(source: Source, i: int) -> Single | None:
    """The unit at token ``i``, bounds and fillers before it passed over, as one of it."""
    if found := _unit(source, i):
        return Single(1, *found)
    meanings, j = after_figure(source, i)
    for _ in range(MOST_FILLERS):
        j = _past_filler(source, glue(source, j))
    found = _unit(source, j) or _bracketed(source, j)
    return Single(1, *found, next(iter(meanings), "")) if found else None


def _past_filler(source: Source, i: int) -> int:
    """Past ``long`` or ``(long)``, else ``i``."""
    if source.tokens[i].text in source.words.fillers:
        return i + 1
    bracketed = source.tokens[i].text == "(" and source.tokens[i + 1].text in source.words.fillers
    return i + 3 if bracketed and source.tokens[i + 2].text == ")" else i


def _bracketed(source: Source, i: int) -> tuple[Unit, int] | None:
    """The unit of ``25 (km)``."""
    found = _unit(source, i + 1) if source.tokens[i].text == "(" else None
    return (found[0], found[1] + 1) if found and source.tokens[found[1]].text == ")" else None


def _unit(source: Source, i: int) -> tuple[Unit, int] | None:
    i = glue(source, i)
    unit = source.words.units.get(source.tokens[i].text)
    if unit is None:
        return None
    token, after = source.tokens[i], source.tokens[i + 1]
    if token.sort is Sort.MARK and (not token.glued or (after.glued and after.sort is not Sort.MARK)):
        return None  # an apostrophe is a foot only right after its number: not in "the 1990's"
    numbered = after.glued and after.sort is Sort.NUMBER
    if numbered and not _clocked(unit) and not _glued_unit(source, i + 2):
        return None  # squared
    return None if unit.terse and not _alone(source, i + 1) else (unit, i + 1)


def _glued_unit(source: Source, i: int) -> bool:
    return source.tokens[i].glued and source.tokens[i].text in source.words.units


def _alone(source: Source, i: int) -> bool:
    """Whether a unit of one letter may end before token ``i``: no word follows but one that goes with it."""
    words, text = source.words, source.tokens[i].text
    follow = (words.ranges, words.alternatives, words.joins, words.times, words.rates, words.spread)
    if source.tokens[i].sort is not Sort.WORD or any(text in known for known in follow):
        return True
    return bool(after_figure(source, i)[0])


def _grown(source: Source, first: Single) -> Single:
    """The single with the smaller one that follows added."""
    joined = source.tokens[first.end].text in source.words.joins or source.tokens[first.end].text == ","
    if joined and (found := _and_part(source, first)):
        return found
    j = first.end + joined
    more = numeral(source, j) if source.tokens[j].sort is Sort.NUMBER else None
    if more is None:
        return first
    if not joined and (end := _bare_minutes(source, first, j)):
        return first._replace(value=first.value + more.value / 60, end=end)
    found_unit = _unit(source, more.end)
    if found_unit is None or not _smaller(found_unit[0], first.unit):
        return first
    added = more.value * found_unit[0].factor
    whole = added < first.unit.factor  # "2 hours, 90 minutes" are two figures
    return first._replace(value=first.value + added, end=found_unit[1]) if whole else first


def _and_part(source: Source, first: Single) -> Single | None:
    """``an hour and a half``, unless the half is of something else (``2 days and half an hour``)."""
    part = part_after(source, first.end + 1)
    if part is None or source.tokens[part[1]].text in source.words.articles or _unit(source, part[1]):
        return None
    return first._replace(value=first.value + part[0] * first.unit.factor, end=part[1])


def _bare_minutes(source: Source, first: Single, i: int) -> int | None:
    """The token after the minutes of ``3h30``, ``3h30m``, ``3h 30m``, or a clause's last ``3 hrs 30``."""
    token, after = source.tokens[i], source.tokens[i + 1]
    if not _clocked(first.unit) or len(token.text) > 2 or not token.text.isdecimal() or int(token.text) >= 60:
        return None
    glued = source.tokens[first.end - 1].glued
    if glued and after.glued and after.text in source.words.minutes:
        return i + 2
    if glued and token.glued and not (after.glued and after.sort is Sort.WORD):
        return i + 1
    return i + 1 if len(token.text) == 2 and (after.sort is Sort.END or after.text in _STOPS) else None


def _clocked(unit: Unit) -> bool:
    return unit.unit == "hours" and unit.factor == 1


def _smaller(unit: Unit, than: Unit) -> bool:
    same = (unit.kind, unit.unit, unit.imperial) == (than.kind, than.unit, than.imperial)
    return same and unit.factor < than.factor
