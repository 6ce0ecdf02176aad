"""A glance at a text, far cheaper than reading it, that tells most prose from what may hold a quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from normalize.quantities.lexicon import Lexicon

_DIGIT = re.compile(r"[0-9¼-¾⅐-⅞]")


class _WordsAlone(dict[int, str]):
    """What parts words becomes a blank, letters become small. Nothing is remembered, so nothing can grow."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        return character.lower() if character.isalpha() else " "


_WORDS_ALONE = _WordsAlone({code: chr(code).lower() if chr(code).isalpha() else " " for code in range(128)})


@dataclass(frozen=True, slots=True)
class Glance:
    """The words without one of which a text holds no quantity.

    ``letters`` (``m``, ``'``) are in every second sentence ("I'm") and tell something only beside a digit.
    """

    words: frozenset[str]
    letters: frozenset[str]
    marks: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> Glance:
        """The glance for the units and the idioms of a lexicon."""
        words = frozenset(word for word in lexicon.telling if word.isalpha())
        short = frozenset(word for word in words if len(word) == 1)
        return cls(words - short, short, lexicon.telling - words)

    def may_tell(self, text: str) -> bool:
        """Whether a text may hold a quantity."""
        words = text.translate(_WORDS_ALONE).split()
        if not self.words.isdisjoint(words):
            return True
        if not _DIGIT.search(text):
            return False
        return not self.letters.isdisjoint(words) or any(mark in text for mark in self.marks)
