"""What is known of words elsewhere: their accents, and that they are words at all."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from normalize.text.lost.lexicon import ACCENTED, COMMON
from normalize.text.lost.mark import QUESTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from normalize.text.lost.conversion import Conversion

_WORD = re.compile(r"[^\W\d_]+")
_WHOLE_WORD = re.compile(r"(?<![\w'’?\ufffd])[^\W\d_]+(?![\w'’?\ufffd])")
_LONGEST = 40  # characters of a word


class Evidence:
    """Words of one document, of its address and title, and of the language.

    ``known`` are strings that are whole, such as ``Pena Malaga`` of an address; an address may lack accents
    and apostrophes, so that its letters prove a word's base letters but not that it has no accents.
    """

    def __init__(self, lines: Iterable[str], known: Iterable[str] = ()) -> None:
        self._forms: dict[str, set[str]] = defaultdict(set)
        self._words: set[str] = set()
        self._bare: dict[str, set[str]] = defaultdict(set)
        for line in lines:
            self._read(line)
        for line in known:
            self._read(line)
            self._read_bare(line)

    def _read(self, line: str) -> None:
        self._words.update(_low(word) for word in _WHOLE_WORD.findall(line))
        if not line.isascii():
            for word in _WORD.findall(unicodedata.normalize("NFC", line)):
                if not word.isascii() and len(word) <= _LONGEST:
                    _add_patterns(self._forms, word)

    def _read_bare(self, line: str) -> None:
        for word in _WORD.findall(line):
            if word.isascii() and len(word) <= _LONGEST:
                low = word.lower()
                self._bare[low].add("")
                for i, letter in enumerate(low):
                    self._bare[f"{low[:i]}?{low[i + 1 :]}"].add(letter)

    def knows(self, word: str) -> bool:
        """Whether the accents of this word could be restored by the word list or by ``known``."""
        return _low(word) in ACCENTED

    def is_word(self, word: str) -> bool:
        """Whether these letters stand as a word of their own, undamaged, somewhere."""
        low = _low(word)
        return low in COMMON or low in self._words

    def forms(self, pattern: str, conversion: Conversion) -> tuple[set[str], bool]:
        """The words that a damaged one can be, and whether the document or its address has them.

        ``pattern`` is the word with ``?`` where a letter was lost. The document's words come back as they
        stand there, those of the word list in lower case; all have the length of ``pattern``.
        """
        low = _low(pattern)
        for source, own in ((self._forms, True), (_LEXICON, False)):
            found = {word for word in source.get(low, ()) if _fits(word, low, conversion)}
            if found:
                return found, own
        return set(), False

    def base_letters(self, pattern: str) -> set[str]:
        """The unaccented letters that stand at the single mark of a word in ``known``."""
        return self._bare.get(_low(pattern), set()) if pattern.count(QUESTION) == 1 else set()

    def is_bare(self, word: str) -> bool:
        """Whether a word stands so, without its apostrophe, in ``known``."""
        return _low(word) in self._bare


def _low(word: str) -> str:
    """Lower case, letter for letter: no letter becomes two."""
    low = word.lower()
    return low if len(low) == len(word) else "".join(c.lower()[0] for c in word)


def _patterns(word: str) -> Iterator[str]:
    """The word as conversions to ASCII and to Latin-1 leave it."""
    for limit in (0x7F, 0xFF):
        pattern = "".join(QUESTION if ord(c) > limit else c for c in _low(word))
        if QUESTION in pattern:
            yield pattern


def _add_patterns(forms: dict[str, set[str]], word: str) -> None:
    for pattern in _patterns(word):
        forms[pattern].add(word)


def _fits(word: str, pattern: str, conversion: Conversion) -> bool:
    lost = [w for w, p in zip(word, pattern, strict=True) if p == QUESTION]
    return all(conversion.loses(c) for c in lost)


def _lexicon() -> Mapping[str, set[str]]:
    forms: dict[str, set[str]] = defaultdict(set)
    for word in ACCENTED:
        _add_patterns(forms, word)
    return forms


_LEXICON = _lexicon()
