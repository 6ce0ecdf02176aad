"""``"`` for an apostrophe: ``Huayllapa"s``, ``M"Goun``, ``Vue d"ensemble``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lost.forms import english
from normalize.text.lost.lexicon import ELIDED, IRISH, MODALS, NOT, PRONOUNS
from normalize.text.lost.mark import Mark
from normalize.text.traced import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

DOUBLE_QUOTES = '"“”'

_DOUBLE_QUOTE = re.compile(f"[{DOUBLE_QUOTES}]")
_VOWELS = frozenset("aeiouhAEIOUHàâéèêëîïôûœÀÂÉÈÊÎÔÛŒ")
_HANGS_ON = {
    "t": NOT,
    "d": PRONOUNS,
    "ll": PRONOUNS,
    "ve": PRONOUNS | MODALS,
    "re": PRONOUNS,
    "m": frozenset({"i"}),
}
"""The contractions, and what stands before the apostrophe of each."""


def misquoted(line: str) -> Iterator[Edit]:
    """Edits for the double quotes that stand for an apostrophe inside a word, in order.

    Never for one that closes a quotation (``the "Kettle"s``) nor for inches (``5'10"``).
    """
    inside_quotation = False
    for quote in _DOUBLE_QUOTE.finditer(line):
        mark = Mark(line, quote.start(), quote.end())
        if not inside_quotation and mark.inside and _hides_an_apostrophe(mark):
            yield Edit(mark.start, mark.end, quote[0], "'", "apostrophe", "misquoted", 0.97)
        elif not mark.before.isdigit():
            inside_quotation = not inside_quotation


def _hides_an_apostrophe(mark: Mark) -> bool:
    left, right = mark.left.lower(), mark.right
    if right in ("s", "S") or left in _HANGS_ON.get(right.lower(), ()):
        return True
    if left in IRISH and mark.left.isupper() and right[:2].istitle() and len(right) > 1:
        return True
    return left in ELIDED and mark.after in _VOWELS and len(right) > 2 and not _english(left, right)


def _english(left: str, right: str) -> bool:
    """Whether both are English words: ``an"apple``."""
    return len(left) > 1 and left.encode() in english() and right.lower().encode("utf-8") in english()
