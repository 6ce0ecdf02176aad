"""Parts of one: ``½``, ``1/2``, ``half``, ``three quarters``."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from normalize.quantities.tokens import Sort

if TYPE_CHECKING:
    from normalize.quantities.source import Source

_FRACTIONS = {("1", "2"), ("1", "3"), ("1", "4"), ("2", "3"), ("3", "4")}
"""The only pairs that a slash makes a fraction of: ``5/6 days`` are five or six."""


def part_after(source: Source, i: int) -> tuple[float, int] | None:
    """``½``, ``1/2``, ``half``, ``a half`` or ``three quarters`` at token ``i``, and the token after it."""
    if source.tokens[i].sort is Sort.FRACTION:
        return unicodedata.numeric(source.tokens[i].text), i + 1
    if source.tokens[i].sort is Sort.NUMBER:
        return slashed(source, i)
    j = (
        i + 1
        if source.tokens[i].text in source.words.articles or source.tokens[i].text in source.words.numbers
        else i
    )
    if source.tokens[j].text not in source.words.parts:
        return None
    return source.words.numbers.get(source.tokens[i].text, 1) * source.words.parts[
        source.tokens[j].text
    ], j + 1


def slashed(source: Source, i: int) -> tuple[float, int] | None:
    """``1/2`` at token ``i``, and the token after it."""
    above, slash, below = (source.tokens[min(i + n, len(source.tokens) - 1)] for n in range(3))
    if slash.sort is not Sort.SLASH or not (slash.glued and below.glued):
        return None
    if (above.text, below.text) not in _FRACTIONS:
        return None
    return int(above.text) / int(below.text), i + 3


def glue(source: Source, i: int) -> int:
    """The token after a hyphen that ties two words together, else ``i``."""
    tied = source.tokens[i].sort is Sort.DASH and source.tokens[i].glued and len(source.tokens[i].text) == 1
    return i + 1 if tied and source.tokens[i + 1].glued else i
