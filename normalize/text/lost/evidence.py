"""What is known of words elsewhere: their accents, and that they are words at all."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING

from normalize.text.lost.forms import english, forms
from normalize.text.lost.lexicon import ACCENTED, NAMES
from normalize.text.lost.mark import QUESTION, REPLACEMENT
from normalize.text.lost.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_ACCENTED = re.compile(r"[^\W\d_\x00-\x7f]|[\u0300-\u036f]")
_WORD = re.compile(r"[^\W\d_]+")
_DAMAGED = re.compile(r"[^\W\d_]{1,40}(?:[?\ufffd][^\W\d_]{1,40}){1,4}")
_LONGEST = 40  # characters of a word
_MOST_LINES = 1_000  # of a document, that tell its languages
OWN = 40
"""The weight of a form that stands in the document itself, or in what is known of it."""

LISTED, NAMED = 12, 8
"""How much more a form weighs that the project's own list has, or that of names."""


class Evidence:
    """Words of one document, of its address and title, and of the word list; what ``money`` its places take.

    ``known`` are strings that are whole, such as ``Pena Malaga`` of an address; an address may lack accents
    and apostrophes, so that its letters prove a word's base letters but not that it has no accents.
    """

    def __init__(self, lines: Sequence[str], known: Iterable[str] = ()) -> None:
        self.money = Money(lines)
        self._lines = lines
        self._accents: Counter[str] = Counter()
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
                self._learn(word)

    def _learn(self, word: str) -> None:
        known = self._forms[_pattern(word)]
        if word not in known:
            known.add(word)
            self._accents.update({_accent(c) for c in word if not c.isascii()})

    def favour(self, letter: str) -> int:
        """How many words of the document have this letter's accent: whole ones, or surely when whole."""
        return self._accents[_accent(letter)] + self._spelt[_accent(letter)]

    @cached_property
    def _spelt(self) -> Counter[str]:
        """The accents of damaged words of which the lists know but one."""
        told: Counter[str] = Counter()
        tokens = {token for line in islice(self._lines, _MOST_LINES) for token in _damaged(line)}
        matches = (_DAMAGED.search(token[:_LONGEST]) for token in tokens)
        for word in {match[0] for match in matches if match}:
            found = self.forms(_pattern(word))
            accents = {_accent(c) for form, _ in found for c in form if not c.isascii()}
            if len(accents) == 1:
                told.update(accents)
        return told

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
        listed, named = _listed().get(pattern, ()), _named().get(pattern, ())
        if not listed and not named:
            return list(forms(pattern))
        weights = dict(forms(pattern))
        for word in listed:
            weights[word] = weights.get(word, 0) + LISTED
        for word in named:
            weights[word] = weights.get(word, 0) + (NAMED if in_windows_1252(word) else NAMED // 2)
        return sorted(weights.items(), key=lambda f: (-f[1], f[0]))

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


def _damaged(line: str) -> Iterator[str]:
    """The pieces between blanks in which something may have been lost."""
    if QUESTION in line or REPLACEMENT in line:
        yield from (token for token in line.split() if QUESTION in token or REPLACEMENT in token)


def words_of(text: str) -> Iterator[str]:
    """The words of a text, in lower case."""
    return (word[0].lower() for word in _WORD.finditer(text))


def is_listed(word: str) -> bool:
    """Whether the accents of this word could be restored by the word list."""
    low = _low(word)
    return low in ACCENTED or low in NAMES or any(low == form for form, _ in forms(_pattern(word)))


def is_word(word: str) -> bool:
    """Whether these letters are a common English word."""
    return _low(word).encode("utf-8") in english()


@cache
def _listed() -> Mapping[bytes, list[str]]:
    """The project's own list, by damaged pattern."""
    return _by_pattern(ACCENTED)


@cache
def _named() -> Mapping[bytes, list[str]]:
    """The list of names, by damaged pattern; of ``Tomé`` an English name would be left."""
    return _by_pattern(name for name in NAMES if not _leaves_a_word(name))


def _leaves_a_word(name: str) -> bool:
    return (not name[-1].isascii() and is_word(name[:-1])) or (not name[0].isascii() and is_word(name[1:]))


def _by_pattern(words: Iterable[str]) -> Mapping[bytes, list[str]]:
    found: dict[bytes, list[str]] = defaultdict(list)
    for word in sorted(words):
        found[_pattern(word)].append(word)
    return dict(found)


def in_windows_1252(word: str) -> bool:
    """Whether the word could stand in most of the pages that were damaged."""
    try:
        word.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _accent(letter: str) -> str:
    """What a letter has above or below it; the letter itself where it is no other's variant."""
    return unicodedata.normalize("NFD", letter)[1:] or letter.lower()


def _low(word: str) -> str:
    """Lower case, letter for letter: no letter becomes two."""
    low = word.lower()
    return low if len(low) == len(word) else "".join(c.lower()[0] for c in word)


def _pattern(word: str) -> bytes:
    """The word as a conversion to ASCII leaves it."""
    return _low(word).encode("ascii", "replace")
