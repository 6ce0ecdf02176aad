"""What stands where a character was lost: ``?`` or U+FFFD, with the words round it."""

from __future__ import annotations

import re
from dataclasses import dataclass

QUESTION = "?"
REPLACEMENT = "\ufffd"

_REACH = 40  # characters; no word is longer
_LETTERS = re.compile(r"[^\W\d_]*")
_DAMAGED_BEFORE = re.compile(r"[^\W\d_?\ufffd]*(?:[?\ufffd][^\W\d_?\ufffd]+)*\Z")
_DAMAGED_AFTER = re.compile(r"[^\W\d_?\ufffd]*(?:[?\ufffd][^\W\d_?\ufffd]+)*")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: ``line[start:end]`` is ``?``, or a run of U+FFFD that were the bytes of one character."""

    line: str
    start: int
    end: int

    @property
    def sign(self) -> str:
        """``?`` or U+FFFD."""
        return self.line[self.start]

    @property
    def before(self) -> str:
        """The character before, a blank at the line's start."""
        return self.line[self.start - 1] if self.start else " "

    @property
    def after(self) -> str:
        """The character after, a blank at the line's end."""
        return self.line[self.end] if self.end < len(self.line) else " "

    @property
    def left(self) -> str:
        """The letters that stand directly before, at most 40."""
        return _LETTERS.match(self.behind[::-1])[0][::-1]  # type: ignore[index]  # it matches the empty string

    @property
    def right(self) -> str:
        """The letters that stand directly after, at most 40."""
        return _LETTERS.match(self.ahead)[0]  # type: ignore[index]  # it matches the empty string

    @property
    def behind(self) -> str:
        """At most 40 characters before the mark."""
        return self.line[max(0, self.start - _REACH) : self.start]

    @property
    def ahead(self) -> str:
        """At most 40 characters after the mark."""
        return self.line[self.end : self.end + _REACH]

    @property
    def inside(self) -> bool:
        """Whether letters stand on both sides."""
        return self.before.isalpha() and self.after.isalpha()

    @property
    def word(self) -> tuple[str, int]:
        """The whole damaged word, every mark in it as ``?``, and the place of this mark in it.

        >>> Mark("a r?sum? of", 7, 8).word
        ('r?sum?', 5)
        """
        head = _DAMAGED_BEFORE.search(self.behind)
        tail = _DAMAGED_AFTER.match(self.ahead)
        before, after = head[0] if head else "", tail[0] if tail else ""
        return f"{before}?{after}".replace(REPLACEMENT, QUESTION), len(before)
