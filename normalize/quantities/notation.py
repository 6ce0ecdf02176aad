"""Digits with their marks, read the British way.

A comma or an apostrophe before three digits parts thousands, a comma before one or two digits is a decimal
comma, a point is a decimal point; save that ``12.500`` of metres or feet (one point, three digits) is twelve
thousand and more, since no height is given to the millimetre, and ``12.000`` of anything is twelve thousand.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_DIGITS = 12


class Numeral(NamedTuple):
    """A number: ``end`` is the token after it.

    ``plain`` says that it is bare digits, ``marked`` that its thousands are marked off; ``height`` is what it
    says of a height where that is not ``value``; ``clock`` that it is hours and minutes (``2:30``).
    Where only a word is known ("several") the value is NaN.
    """

    value: float
    end: int
    plain: bool = False
    marked: bool = False
    height: float | None = None
    clock: bool = False

    def plus(self, more: float, end: int) -> Numeral:
        """The number and a fraction that follows it."""
        return Numeral(self.value + more, end)


def marked(text: str, end: int) -> Numeral | None:
    """The value of a run of digits and marks, or None where it is a date or a version."""
    if sum(c.isdigit() for c in text[: 2 * MOST_DIGITS + 2]) > MOST_DIGITS:
        return None
    read = (make(text) for notation, make in _NOTATIONS if notation.fullmatch(text))
    found = next(read, None)
    return found._replace(end=end) if found else None


def _pointed(text: str) -> Numeral:
    if not re.fullmatch(r"[1-9][0-9]{0,2}\.[0-9]{3}", text):
        return Numeral(float(text), 0)
    thousands = float(text.replace(".", ""))
    return Numeral(thousands if text.endswith(".000") else float(text), 0, height=thousands)


_NOTATIONS: tuple[tuple[re.Pattern[str], Callable[[str], Numeral]], ...] = (
    (re.compile(r"[0-9]+"), lambda text: Numeral(float(text), 0, plain=True)),
    (
        re.compile(r"[1-9][0-9]{0,2}(?:[,'][0-9]{3})+(?:\.[0-9]+)?"),
        lambda text: Numeral(float(text.replace(",", "").replace("'", "")), 0, marked=True),
    ),
    (re.compile(r"[0-9]*\.[0-9]+"), _pointed),
    (re.compile(r"[0-9]+,[0-9]{1,2}"), lambda text: Numeral(float(text.replace(",", ".")), 0)),
)
