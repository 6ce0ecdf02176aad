"""A damaged word and what it may have been: how it reads with each of its marks, and the forms that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.text.lost.evidence import Evidence
    from normalize.text.lost.view import View

_REACH = 24
_MOST_MARKS = 4
_LETTER, _MARK, _LOST = 0x61, 1, 0x3F
_PATTERN = bytes(_LOST if c == _MARK or c > 127 else c for c in range(256))
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


def spellings(view: View, at: int) -> Iterator[Spelling]:
    """The damaged word with the marks at its edges, and without those that may belong to the sentence."""
    kind = view.kind
    start, end = _start(kind, at), _end(kind, at + 1)
    if end - start < 2:
        return
    low = view.low
    longer = end + 1 if kind[end] == _MARK and kind[end - 1] == _LETTER and kind[end + 1] != _MARK else end
    if longer != end:
        yield Spelling(low[start:longer], at - start)
    yield Spelling(low[start:end], at - start)
    yield from _parts(low, start, at, end)


def _parts(low: bytes, start: int, at: int, end: int) -> Iterator[Spelling]:
    """The word without what an apostrophe may have joined to it: ``l?Argenti?re``, ``caf?s?``."""
    before, after = low.rfind(b"\x01", start, at), low.find(b"\x01", at + 1, end)
    if before >= 0:
        yield Spelling(low[before + 1 : end], at - before - 1)
    if after >= 0:
        yield Spelling(low[start:after], at - start)


def _start(kind: bytes, end: int) -> int:
    start = end
    for _ in range(_MOST_MARKS):
        head = kind[start - _REACH : start]
        start -= len(head) - len(head.rstrip(b"a"))
        if kind[start - 1] != _MARK or kind[start - 2] != _LETTER or start == end:
            break
        start -= 1
    return start


def _end(kind: bytes, start: int) -> int:
    end = start
    for _ in range(_MOST_MARKS):
        tail = kind[end : end + _REACH]
        end += len(tail) - len(tail.lstrip(b"a"))
        if kind[end] != _MARK or kind[end + 1] != _LETTER or end == start:
            break
        end += 1
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


def level(view: View, at: int, evidence: Evidence) -> bytes:
    """How well the word list knows the damaged word: nothing, or how common its best form is.

    An apostrophe before one letter is so common that ``s`` and ``t`` are looked up only after a vowel.
    """
    if view.kind[at - 1] != _LETTER and view.kind[at + 1] != _LETTER:
        return b""
    for spelling in spellings(view, at):
        found = fitting(spelling, evidence) if spelling.letters > 1 else []
        if found:
            edge = b"i" if spelling.inside else b"e" if spelling.at else b"b"
            return edge + (b"%d" % min(found[0][1] // 4, 6))
    return b"0"
