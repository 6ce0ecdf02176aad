"""A line as the model reads it: one byte a character, its marks and shapes beside it.

All that a feature looks at is a slice of bytes, so that a mark costs microseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.text.lost.mark import Mark

MARK = 1
"""The byte of a mark that may stand for a lost character."""

DASH, ELLIPSIS, LETTER, OTHER = 0x96, 0x85, 0xFF, 0x80

PAD = 40
"""Line ends on either side, so that no slice falls off the line."""


def _fold(code: int) -> str:
    """One character of Latin-1 for any character: of what Latin-1 lacks, its class."""
    character = chr(code)
    if character in "‘’‚′":
        return "'"
    if character in "“”„″":
        return '"'
    if character in "–—―−":
        return chr(DASH)
    if character == "…":
        return chr(ELLIPSIS)
    return chr(LETTER if character.isalpha() else OTHER)


class _Folded(dict[int, str]):
    """A translation of all that Latin-1 lacks, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = chr(code) if code <= LETTER else _fold(code)
        if len(self) < 10_000:
            self[code] = folded
        return folded


_FOLDED = _Folded()


def _table(of: dict[str, str], default: str = "") -> bytes:
    table = bytearray(default.encode("latin-1") * 256 if default else bytes(range(256)))
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
class View:
    """One line with its marks; ``at[i]`` is where the i-th mark stands in ``low``, ``shape`` and ``kind``.

    In ``low`` all letters are small; in ``shape`` they are ``a`` or ``A`` and figures ``9``; ``kind`` knows
    only letters, figures, ends of sentences, and what else there is.
    """

    raw: bytes
    at: tuple[int, ...]

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


def view(line: str, marks: Sequence[Mark]) -> View:
    """Read a line for the model."""
    pieces, at, end = ["\n" * PAD], [], 0
    length = PAD
    for mark in marks:
        length += mark.start - end
        pieces += (line[end : mark.start], "\x01")
        at.append(length)
        length += 1
        end = mark.end
    pieces += (line[end:], "\n" * PAD)
    text = "".join(pieces)
    if not line.isascii():
        text = text.translate(_FOLDED)
    return View(text.encode("latin-1", "replace"), tuple(at))
