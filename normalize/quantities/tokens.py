"""Text to tokens: numbers, words and the marks between them, in one linear pass."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    map(ord, "\u2019\u2018\u02bc\u2032"), "'"
)
"""Full-width characters and the kinds of apostrophe, each as the plain one: places in the text stay."""

_AHEAD = 4


class Sort(Enum):
    """What a token is."""

    NUMBER = auto()
    FRACTION = auto()
    WORD = auto()
    DASH = auto()
    SLASH = auto()
    MARK = auto()
    END = auto()


class Token(NamedTuple):
    """A piece of text: ``text`` is folded to lower case, ``glued`` says that no blank stands before it."""

    sort: Sort
    text: str
    start: int
    end: int
    glued: bool


# A number is the whole run of digits with the marks inside it, so that no part of a date, a version or a
# telephone number is ever taken for a number. A leading point belongs to it only where nothing stands before.
_TOKEN = re.compile(
    rf"(?P<NUMBER>(?:(?<![^\s(~<>])\.)?[0-9]++(?:[.,'][0-9]++)*+)"
    rf"|(?P<FRACTION>[{FRACTIONS}])"
    rf"|(?P<WORD>[^\W\d_{FRACTIONS}]++)"
    rf"|(?P<DASH>[-\u2010-\u2015\u2212]++)"
    rf"|(?P<SLASH>[/\u2044])"
    rf"|(?P<MARK>[^\s\w])"
)


_SORTS: dict[str | None, Sort] = {sort.name: sort for sort in Sort}


def folded(text: str) -> str:
    """The text with plain digits, letters and apostrophes, every character in its place."""
    return text if text.isascii() else text.translate(_FOLDED)


def tokens(text: str) -> list[Token]:
    """The tokens of ``text`` in order, and as many of sort END as any rule looks ahead.

    >>> [t.text for t in tokens("Up to 2½ days, 4,500m") if t.sort is not Sort.END]
    ['up', 'to', '2', '½', 'days', ',', '4,500', 'm']
    """
    found, last = [], -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        found.append(Token(_SORTS[match.lastgroup], match[0].lower(), start, end, start == last))
        last = end
    found += [Token(Sort.END, "", len(text), len(text), glued=False)] * _AHEAD
    return found
