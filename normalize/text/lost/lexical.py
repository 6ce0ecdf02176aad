"""A damaged word and what it may have been: how it reads with each of its marks, and the forms that fit."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from normalize.text.lost.forms import english
from normalize.text.lost.lexicon import MODALS, NOT, PRONOUNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from normalize.text.lost.evidence import Evidence
    from normalize.text.lost.passage import Passage

_REACH = 24
_MOST_MARKS = 4
_LETTER, _MARK, _LOST = 0x61, 1, 0x3F
_TWO_MARKS = bytes([_MARK, _MARK])
_PATTERN = bytes(_LOST if c == _MARK or c > 127 else c for c in range(256))
_PLURALS = (b"s", b"es", b"ians", b"ian")  # of names: the Pérezes
_STRANGE = 0xFF  # a letter that Latin-1 lacks


class Spelling(NamedTuple):
    """A damaged word in lower case, the byte 1 where letters were lost, and the place of one mark in it."""

    word: bytes
    at: int

    @property
    def pattern(self) -> bytes:
        """The word as a conversion to ASCII leaves it."""
        return self.word.translate(_PATTERN)

    @property
    def letters(self) -> int:
        """How many letters survive."""
        return len(self.word) - self.word.count(b"\x01")

    @property
    def inside(self) -> bool:
        """Whether letters stand on both sides of the mark."""
        return 0 < self.at < len(self.word) - 1


def spellings(seen: Passage, at: int) -> Iterator[Spelling]:
    """The damaged word with the marks at its edges, and without those that may belong to the sentence."""
    kind = seen.kind
    start, end = _start(kind, at), _end(kind, at + 1)
    if end - start < 2:
        return
    low = seen.low
    if start == at and kind[at - 1] == _MARK:
        yield Spelling(low[at - 1 : end], 1)
    longer = end + 1 if kind[end] == _MARK and kind[end - 1] == _LETTER and kind[end + 1] != _MARK else end
    if longer != end:
        yield Spelling(low[start:longer], at - start)
    yield Spelling(low[start:end], at - start)
    yield from _parts(low, start, at, end)
    for ending in _PLURALS:
        if low.endswith(ending, start, end) and at < end - len(ending):
            yield Spelling(low[start : end - len(ending)], at - start)


def _parts(low: bytes, start: int, at: int, end: int) -> Iterator[Spelling]:
    """The word without what an apostrophe may have joined to it: ``l?Argenti?re``, ``N??ez?s``."""
    before, after = low.rfind(b"\x01", start, at), low.find(b"\x01", at + 1, end)
    if before >= 0:
        yield Spelling(low[before + 1 : end], at - before - 1)
    if after >= 0:
        yield Spelling(low[start:after], at - start)
        last = low.rfind(b"\x01", after + 1, end)
        if last >= 0:
            yield Spelling(low[start:last], at - start)


def _start(kind: bytes, end: int) -> int:
    start = end
    for _ in range(_MOST_MARKS):
        head = kind[max(0, start - _REACH) : start]
        start -= len(head) - len(head.rstrip(b"a"))
        marks = (kind[start - 1] == _MARK) + (kind[start - 2 : start] == _TWO_MARKS)
        if not marks or kind[start - marks - 1] != _LETTER:
            break
        start -= marks
    return start


def _end(kind: bytes, start: int) -> int:
    end = start
    for _ in range(_MOST_MARKS):
        tail = kind[end : end + _REACH]
        end += len(tail) - len(tail.lstrip(b"a"))
        marks = (kind[end] == _MARK) + (kind[end : end + 2] == _TWO_MARKS)
        if not marks or kind[end + marks] != _LETTER:
            break
        end += marks
    return end


def fitting(spelling: Spelling, evidence: Evidence) -> list[tuple[str, int]]:
    """The forms that a spelling may be damaged from, each with its weight, the weightiest first."""
    return [
        (form, weight)
        for form, weight in evidence.forms(spelling.pattern)
        if all(_same(c, b) for c, b in zip(form.lower(), spelling.word, strict=True))
    ]


def _same(character: str, byte: int) -> bool:
    code = ord(character)
    if byte == _MARK:
        return code > 127
    return byte == code or (code > 0xFF and byte == _STRANGE)


UNKNOWN = 1
"""The level of a word of which the list knows nothing."""

_STEPS = 7  # of how common a form is


def level(seen: Passage, at: int, evidence: Evidence) -> int:
    """How well the word list knows the damaged word: 0 where there is none, else how common its form is."""
    kind = seen.kind
    if kind[at - 1] != _LETTER and kind[at + 1] != _LETTER:
        return 0
    if _contracts(seen, at):
        return UNKNOWN
    for spelling in spellings(seen, at):
        found = fitting(spelling, evidence) if spelling.letters > 1 else []
        if found:
            edge = 0 if spelling.inside else 1 if spelling.at else 2
            return UNKNOWN + 1 + edge * _STEPS + min(found[0][1] // 4, _STEPS - 1)
    return UNKNOWN


def _contracts(seen: Passage, at: int) -> bool:
    """``walker?s``, ``don?t``, ``we?ve``: what an apostrophe joins, and where hardly any letter was lost."""
    tail = seen.kind[at + 1 : at + 4]
    hangs_on = _contractions().get(seen.low[at + 1 : at + 1 + len(tail) - len(tail.lstrip(b"a"))])
    if hangs_on is None:
        return False
    head = seen.kind[at - _REACH : at]
    return seen.low[at - len(head) + len(head.rstrip(b"a")) : at] in hangs_on


def _in_bytes(words: Iterable[str]) -> frozenset[bytes]:
    return frozenset(word.encode() for word in words)


@cache
def _contractions() -> Mapping[bytes, frozenset[bytes]]:
    """What contractions end in, and what stands before the apostrophe of each."""
    pronouns = _in_bytes(PRONOUNS)
    return {
        b"s": english(),
        b"t": _in_bytes(NOT),
        **dict.fromkeys((b"d", b"ll", b"re"), pronouns),
        b"ve": pronouns | _in_bytes(MODALS),
        b"m": frozenset({b"i"}),
    }
