"""Numbers in words: ``five``, ``twenty-five``, ``a hundred and fifty``, ``a couple of``, ``half a``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from normalize.quantities.notation import Numeral
from normalize.quantities.parts import glue, part_after

if TYPE_CHECKING:
    from normalize.quantities.source import Source

_MOST_WORDS = 12


def in_words(source: Source, i: int) -> Numeral | None:
    """The number in words at token ``i``, or None."""
    if part := part_after(source, i):
        return taken_of(source, *part)
    if vague := _vague(source, i):
        return vague
    if source.tokens[i].text in source.words.articles or source.tokens[i].text in source.words.wholes:
        return _one(source, i)
    total, current, j = 0.0, 0.0, i
    while j < i + _MOST_WORDS:
        text = source.tokens[j].text
        if text in source.words.numbers and _adds(current, source.words.numbers[text]):
            current += source.words.numbers[text]
        elif text in source.words.multipliers and j > i:
            scale = source.words.multipliers[text]
            total, current = (total + current * scale if current else total * scale), 0.0
        else:
            break
        j = _next_word(source, j + 1, current)
    return Numeral(total + current, j) if j > i else None


def _vague(source: Source, i: int) -> Numeral | None:
    """``several``, ``a few``: a number that the page does not tell; and ``couple of`` without its article."""
    j = i + (source.tokens[i].text in source.words.articles)
    if source.tokens[j].text in source.words.vague:
        return scaled(source, Numeral(math.nan, j + 1))
    couple = source.words.multipliers.get(source.tokens[i].text)
    return Numeral(couple, i + 2) if couple and source.tokens[i + 1].text in source.words.of else None


def _adds(current: float, value: float) -> bool:
    """Whether ``twenty`` takes ``five``; nothing else takes a second word."""
    return not current or (current % 10 == 0 and current >= 20 and value < 10)


def _next_word(source: Source, j: int, current: float) -> int:
    """Past the hyphen of ``twenty-five`` and the "and" of ``a hundred and fifty``."""
    tied = glue(source, j)
    number = source.words.numbers.get(source.tokens[tied].text)
    if number is not None and _adds(current, number):
        return tied
    joined = (
        not current
        and source.tokens[j].text in source.words.joins
        and source.tokens[j + 1].text in source.words.numbers
    )
    return j + 1 if joined and source.tokens[j + 2].text not in source.words.multipliers else j


def taken_of(source: Source, value: float, j: int) -> Numeral:
    """``half a day``, ``three quarters of an hour``, ``half a dozen``: what a part is taken of."""
    j = glue(source, j)
    j += source.tokens[j].text in source.words.of
    j += source.tokens[j].text in source.words.articles
    return scaled(source, Numeral(value, glue(source, j)))


def _one(source: Source, i: int) -> Numeral | None:
    """``a day``, ``a long day``, ``a couple of``: one, if what follows can be counted."""
    j = glue(source, i + 1)
    if source.tokens[j].text in source.words.multipliers:
        found = scaled(source, Numeral(1, j))
        return found._replace(end=found.end + (source.tokens[found.end].text in source.words.of))
    j += source.tokens[j].text in source.words.fillers
    countable = source.tokens[j].text in source.words.units and len(source.tokens[j].text) > 2
    return Numeral(1, j) if countable else None


def scaled(source: Source, found: Numeral) -> Numeral:
    """The number times the ``hundred``, ``thousand`` or ``dozen`` that follows it."""
    scale = source.words.multipliers.get(source.tokens[found.end].text)
    return Numeral(found.value * scale, found.end + 1) if scale else found
