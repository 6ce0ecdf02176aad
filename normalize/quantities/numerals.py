"""How a number is written: digits, fractions, words, and what joins them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from normalize.quantities.notation import Numeral, marked
from normalize.quantities.parts import glue, part_after, slashed
from normalize.quantities.tokens import Sort
from normalize.quantities.wording import in_words, scaled

if TYPE_CHECKING:
    from collections.abc import Callable

    from normalize.quantities.source import Source

_MOST = 1e6  # more is no figure of a walk, in whatever unit


def numeral(source: Source, i: int) -> Numeral | None:
    """The number that starts at token ``i``, or None; reads a bounded number of tokens."""
    found = _READERS[source.tokens[i].sort](source, i) if source.tokens[i].sort in _READERS else None
    if found is None or found.value > _MOST:
        return None
    part = _and_part(source, found.end)
    return found.plus(*part) if part else found


def _and_part(source: Source, i: int) -> tuple[float, int] | None:
    return part_after(source, i + 1) if source.tokens[i].text in source.words.joins else None


def _digits(source: Source, i: int) -> Numeral | None:
    if fraction := slashed(source, i):
        return Numeral(*fraction)
    found = _spaced(source, i) or marked(source.tokens[i].text, i + 1)
    if found is None:
        return None
    if found.plain:
        tied = glue(source, found.end)
        part = part_after(source, tied) if source.tokens[tied].sort is not Sort.WORD else None
        return found.plus(*part) if part else scaled(source, found)
    return scaled(source, found)


def _spaced(source: Source, i: int) -> Numeral | None:
    """``4 500``: thousands parted by single blanks."""
    end, text = i + 1, source.tokens[i].text
    if not re.fullmatch("[1-9][0-9]{0,2}", text):
        return None
    while end <= i + 3 and source.tokens[end].start == source.tokens[end - 1].end + 1:
        if not re.fullmatch("[0-9]{3}", source.tokens[end].text):
            break
        text += source.tokens[end].text
        end += 1
    return Numeral(float(text), end, marked=True) if end > i + 1 else None


def _fraction(source: Source, i: int) -> Numeral | None:
    return Numeral(unicodedata.numeric(source.tokens[i].text), i + 1)


_READERS: dict[Sort, Callable[[Source, int], Numeral | None]] = {
    Sort.NUMBER: _digits,
    Sort.FRACTION: _fraction,
    Sort.WORD: in_words,
}
