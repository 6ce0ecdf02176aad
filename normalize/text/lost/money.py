"""Pounds or euros: by the places that a document names, near the price before all."""

from __future__ import annotations

import math
import re
from functools import cached_property
from typing import TYPE_CHECKING

from normalize.text.lost.lexicon import EUROS, POUNDS

if TYPE_CHECKING:
    from collections.abc import Sequence

POUND = "£"
_WORD = re.compile(r"[a-z]{3,}")
_MOST = 3  # words of one line that count: a list of places proves no more than a sentence
_NEAR = 2
_SAME_LINE, _NEAR_LINE, _ANY_LINE = 1.3, 0.7, 0.3
_LIMIT = 4.0  # however much is named, travellers count in their own money
_ONLY_EUROS, _UNTOLD = 0.98, 0.5
_NOT_SURELY_POUNDS = 0.12  # no pound sign is brought back where euros are as probable as that
_WORTH = _SAME_LINE - _NEAR_LINE, _NEAR_LINE - _ANY_LINE


class Money:
    """How probably a lost currency sign was a euro, line by line of one document; else it was a pound.

    The weights are of the project's own prose: where they say nine of ten, they are right nine times of ten.
    A pound sign that stands in the document survived if it is none that we bring back; then only euros can
    have been lost. With one that may be ours, nothing more is told.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._restored = False

    def euros(self, number: int) -> float:
        """How probably (0 to 1) a price in this line is in euros."""
        if self._survives:
            return _ONLY_EUROS
        return _UNTOLD if self._restored or self._pounds else self._by_places(number)

    def read(self, line: str) -> None:
        """Look at a line that was repaired."""
        self._restored = self._restored or POUND in line

    @cached_property
    def _pounds(self) -> list[int]:
        return [number for number, line in enumerate(self._lines) if POUND in line]

    @cached_property
    def _survives(self) -> bool:
        return any(self._by_places(number) > _NOT_SURELY_POUNDS for number in self._pounds)

    @cached_property
    def _leanings(self) -> list[int]:
        """By line: how many more words it has of where people pay in euros."""
        words = (set(_WORD.findall(line.lower())) for line in self._lines)
        return [max(-_MOST, min(_MOST, len(its & EUROS) - len(its & POUNDS))) for its in words]

    @cached_property
    def _all(self) -> int:
        return sum(self._leanings)

    def _by_places(self, number: int) -> float:
        every = self._leanings
        near = every[max(0, number - _NEAR) : number + _NEAR + 1]
        odds = _ANY_LINE * self._all + _WORTH[1] * sum(near) + _WORTH[0] * every[number]
        return 1 / (1 + math.exp(-max(-_LIMIT, min(_LIMIT, odds))))
