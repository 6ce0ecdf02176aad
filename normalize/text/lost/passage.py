"""The damaged lines of a document as the model reads them: one byte a character, one row of bytes for all.

All that a feature looks at is a byte near a mark, so that NumPy looks at all marks at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from normalize.text.lost.mark import Mark

    Bytes = npt.NDArray[np.uint8]
    Places = npt.NDArray[np.int64]

MARK = 1
"""The byte of a mark that may stand for a lost character."""

PAD = 24
"""Line ends on either side of a line, so that what is looked at round a mark is of its own line."""

DASH, ELLIPSIS, LETTER, OTHER = 0x96, 0x85, 0xFF, 0x80
_NEWLINE, _DOUBLE, _SINGLE, _QUESTION, _LETTER = 0x0A, 0x22, 0x27, 0x3F, 0x61


_BEYOND_LATIN1 = re.compile("[^\x00-\xff]")


@lru_cache(maxsize=10_000)
def _folded(character: str) -> str:
    """One character of Latin-1 for one that it lacks: its class."""
    if character in "‘’‚′":
        return "'"
    if character in "“”„″":
        return '"'
    if character in "–—―−":
        return chr(DASH)
    if character == "…":
        return chr(ELLIPSIS)
    return chr(LETTER if character.isalpha() else OTHER)


def _table(of: dict[str, str]) -> bytes:
    table = bytearray(range(256))
    for characters, sign in of.items():
        for c in characters:
            table[ord(c)] = ord(sign)
    return bytes(table)


_LETTERS = [chr(i) for i in range(256) if chr(i).isalpha()]
_LOWER = "".join(c for c in _LETTERS if not c.isupper())
_UPPER = "".join(c for c in _LETTERS if c.isupper())
_LOW = _table({c: c.lower() for c in _UPPER if len(c.lower()) == 1})
_SHAPE = _table({_LOWER: "a", _UPPER: "A", "0123456789": "9", "\xa0\t\r": " "})
_KIND = _table({_LOWER + _UPPER: "a", "0123456789": "9", "\xa0\t\r": " ", ".!?": "."})


@dataclass(frozen=True)
class Passage:
    """The lines of a document that have marks, each between line ends.

    ``marks[i]`` is where the i-th mark stands in ``raw``, ``low``, ``shape`` and ``kind``. In ``low`` all
    letters are small; in ``shape`` they are ``a`` or ``A`` and figures ``9``; ``kind`` knows only letters,
    figures, ends of sentences, and what else there is.
    """

    raw: bytes
    marks: Places

    @cached_property
    def low(self) -> bytes:
        """The characters in lower case."""
        return self.raw.translate(_LOW)

    @cached_property
    def shape(self) -> bytes:
        """Letters by case, figures, and the rest as it is."""
        return self.raw.translate(_SHAPE)

    @cached_property
    def kind(self) -> bytes:
        """Letters, figures, ends of sentences, and the rest as it is."""
        return self.raw.translate(_KIND)

    @cached_property
    def starts(self) -> Places:
        """Where each line begins."""
        raw = np.frombuffer(self.raw, np.uint8)
        return np.flatnonzero((raw[1:] != _NEWLINE) & (raw[:-1] == _NEWLINE)) + 1

    @cached_property
    def places(self) -> Places:
        """Where the model looks, in order: at marks, at quotes that are whole, at other question marks."""
        raw = np.frombuffer(self.raw, np.uint8)
        letter = np.frombuffer(self.kind, np.uint8) == _LETTER
        inside = np.zeros(len(raw), dtype=bool)
        inside[1:-1] = letter[:-2] & letter[2:]
        whole = (raw == _DOUBLE) | (raw == _QUESTION) | ((raw == _SINGLE) & ~inside)
        whole[self.marks] = True
        return np.flatnonzero(whole)

    @cached_property
    def of_marks(self) -> Places:
        """Which of ``places`` are the marks."""
        return np.searchsorted(self.places, self.marks)

    @cached_property
    def lines(self) -> Places:
        """In which line each of ``places`` stands, counted from 1 over the lines that have marks."""
        return np.searchsorted(self.starts, self.places, side="right")


def passage(lines: Sequence[str], marks: Sequence[Sequence[Mark]]) -> Passage:
    """The lines that have marks, as the model reads them."""
    pieces, at = ["\n" * PAD], []
    length = PAD
    for line, its in zip(lines, marks, strict=True):
        if not its:
            continue
        line, end = line.replace("\n", " "), 0
        for mark in its:
            length += mark.start - end
            pieces += (line[end : mark.start], "\x01")
            at.append(length)
            length += 1
            end = mark.end
        pieces += (line[end:], "\n" * PAD)
        length += len(line) - end + PAD
    text = "".join(pieces)
    if not text.isascii():
        text = _BEYOND_LATIN1.sub(lambda found: _folded(found[0]), text)
    return Passage(text.encode("latin-1", "replace"), np.array(at, dtype=np.int64))
