"""What is known of words elsewhere: their accents, and that they are words at all."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from normalize.text.lost.forms import english, forms
from normalize.text.lost.lexicon import ACCENTED
from normalize.text.lost.mark import QUESTION
from normalize.text.lost.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_ACCENTED = re.compile(r"[^\W\d_\x00-\x7f]|[\u0300-\u036f]")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 40  # characters of a word
OWN = 40
"""The weight of a form that stands in the document itself, or in what is known of it."""

LISTED = 12
"""How much more a form weighs that the project's own list has."""


class Evidence:
    """Words of one document, of its address and title, and of the word list; what ``money`` its places take.

    ``known`` are strings that are whole, such as ``Pena Malaga`` of an address; an address may lack accents
    and apostrophes, so that its letters prove a word's base letters but not that it has no accents.
    """

    def __init__(self, lines: Sequence[str], known: Iterable[str] = ()) -> None:
        self.money = Money(lines)
        self._forms: dict[bytes, set[str]] = defaultdict(set)
        self._bare: dict[str, set[str]] = defaultdict(set)
        for line in lines:
            self.read(line)
        for line in known:
            self.read(line)
            self._read_bare(line)

    def read(self, line: str) -> None:
        """Learn the words with accents of one more line."""
        if line.isascii():
            return
        self.money.read(line)
        if not _ACCENTED.search(line):
            return
        for word in _WORD.findall(unicodedata.normalize("NFC", line)):
            if not word.isascii() and len(word) <= _LONGEST:
                self._forms[_pattern(word)].add(word)

    def _read_bare(self, line: str) -> None:
        for word in _WORD.findall(line):
            if word.isascii() and len(word) <= _LONGEST:
                low = word.lower()
                self._bare[low].add("")
                for i, letter in enumerate(low):
                    self._bare[f"{low[:i]}?{low[i + 1 :]}"].add(letter)

    def forms(self, pattern: bytes) -> list[tuple[str, int]]:
        """The words that a damaged one can be, with weights; the document's own come as they stand there."""
        own = self._forms.get(pattern)
        if own:
            return [(word, OWN) for word in sorted(own)]
        listed = _listed().get(pattern)
        if not listed:
            return list(forms(pattern))
        weights = dict.fromkeys(listed, 0) | dict(forms(pattern))
        found = [(form, n + LISTED if form in listed else n) for form, n in weights.items()]
        return sorted(found, key=lambda f: (-f[1], f[0]))

    def has_own(self, pattern: str) -> bool:
        """Whether the document itself, or what is known of it, has a form of a damaged word."""
        return _pattern(pattern) in self._forms

    def has_listed(self, pattern: str) -> bool:
        """Whether the project's own list has a form of a damaged word."""
        return _pattern(pattern) in _listed()

    def base_letters(self, pattern: str) -> set[str]:
        """The unaccented letters that stand at the single mark of a word in ``known``."""
        return self._bare.get(_low(pattern), set()) if pattern.count(QUESTION) == 1 else set()

    def is_bare(self, word: str) -> bool:
        """Whether a word stands so, without its apostrophe, in ``known``."""
        return _low(word) in self._bare


def is_listed(word: str) -> bool:
    """Whether the accents of this word could be restored by the word list."""
    low = _low(word)
    return low in ACCENTED or any(low == form for form, _ in forms(_pattern(word)))


def is_word(word: str) -> bool:
    """Whether these letters are a common English word."""
    return _low(word).encode("utf-8") in english()


@cache
def _listed() -> Mapping[bytes, list[str]]:
    """The project's own list, by damaged pattern."""
    found: dict[bytes, list[str]] = defaultdict(list)
    for word in sorted(ACCENTED):
        found[_pattern(word)].append(word)
    return dict(found)


def _low(word: str) -> str:
    """Lower case, letter for letter: no letter becomes two."""
    low = word.lower()
    return low if len(low) == len(word) else "".join(c.lower()[0] for c in word)


def _pattern(word: str) -> bytes:
    """The word as a conversion to ASCII leaves it."""
    return _low(word).encode("ascii", "replace")
