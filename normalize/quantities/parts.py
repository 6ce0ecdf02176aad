"""Parts of one: ``½``, ``1/2``, ``half``, ``three quarters``."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from normalize.quantities.tokens import Sort

if TYPE_CHECKING:
    from normalize.quantities.source import Source

_FRACTIONS = {("1", "2"), ("1", "3"), ("1", "4"), ("2", "3"), ("3", "4")}
"""The only pairs that a slash makes a fraction of: ``5/6 days`` are five or six."""

_FRACTION_SLASH = "\u2044"  # made for nothing else
_MOST_FILLERS = 2


def part_after(source: Source, i: int) -> tuple[float, int] | None:
    """``½``, ``1/2``, ``half``, ``a half`` or ``three quarters`` at token ``i``, and the token after it."""
    if source.tokens[i].sort is Sort.FRACTION:
        return unicodedata.numeric(source.tokens[i].text), i + 1
    if source.tokens[i].sort is Sort.NUMBER:
        return slashed(source, i, mixed=True)
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


def slashed(source: Source, i: int, *, mixed: bool = False) -> tuple[float, int] | None:
    """``1/2`` at token ``i``, and the token after it; ``mixed`` says that it follows a whole number."""
    above, slash, below = source.tokens[i], source.tokens[i + 1], source.tokens[i + 2]
    if slash.sort is not Sort.SLASH or not (slash.glued and below.glued):
        return None
    if (above.text, below.text) not in _FRACTIONS:
        return None
    if not (mixed or slash.text == _FRACTION_SLASH or _is_part(source, above.text, below.text, i + 3)):
        return None
    return int(above.text) / int(below.text), i + 3


def _is_part(source: Source, above: str, below: str, i: int) -> bool:
    """Whether ``1/2 day`` is a part of one; ``2/3 days`` are two or three, as ``1/2 days`` are one or two."""
    if int(above) + 1 != int(below):
        return True
    i = glue(source, i)
    for _ in range(_MOST_FILLERS):
        i = glue(source, i + (source.tokens[i].text in source.words.fillers))
    word = source.tokens[i].text
    if word in source.words.units or word in source.words.of:
        return word in source.words.slashed.get(f"{above}/{below}", ())
    return above == "1"


def glue(source: Source, i: int) -> int:
    """The token after a hyphen that ties two words together, else ``i``."""
    tied = source.tokens[i].sort is Sort.DASH and source.tokens[i].glued and len(source.tokens[i].text) == 1
    return i + 1 if tied and source.tokens[i + 1].glued else i
