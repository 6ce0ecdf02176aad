"""How a number is written: digits, fractions, words, and what joins them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from normalize.quantities.notation import Numeral, marked
from normalize.quantities.parts import glue, part_after, slashed
from normalize.quantities.tokens import Sort
from normalize.quantities.wording import in_words, scaled, taken_of

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
        after, words = source.tokens[fraction[1]].text, source.words
        taken = after in words.of or after in words.articles
        return taken_of(source, *fraction) if taken else Numeral(*fraction)
    found = _clock(source, i) or _spaced(source, i) or marked(source.tokens[i].text, i + 1)
    if found is None or not found.plain:
        return scaled(source, found) if found else None
    tied = glue(source, found.end)
    part = part_after(source, tied) if source.tokens[tied].sort is not Sort.WORD else None
    return found.plus(*part) if part else _halves(source, found, tied) or scaled(source, found)


def _halves(source: Source, found: Numeral, i: int) -> Numeral | None:
    """``2 half days``."""
    part, after = source.words.parts.get(source.tokens[i].text), glue(source, i + 1)
    return (
        Numeral(found.value * part, after)
        if part and source.tokens[after].text in source.words.units
        else None
    )


def _clock(source: Source, i: int) -> Numeral | None:
    """``2:30`` as two hours and a half; ``10:30`` and ``02:30`` are times of the day."""
    hours, colon, minutes = source.tokens[i], source.tokens[i + 1], source.tokens[i + 2]
    if colon.text != ":" or not (colon.glued and minutes.glued):
        return None
    if not (re.fullmatch("[0-9]", hours.text) and re.fullmatch("[0-5][0-9]", minutes.text)):
        return None
    return Numeral(int(hours.text) + int(minutes.text) / 60, i + 3, clock=True)


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
