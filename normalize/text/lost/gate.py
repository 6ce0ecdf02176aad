"""Was anything lost here at all? Clean text is left alone because nothing in it is out of place."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from normalize.text.lost.mark import QUESTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.text.lost.mark import Mark

NEIGHBOURS = 20
"""How many lines before and after a line speak for it."""


def out_of_place(mark: Mark) -> bool:
    """Whether no author puts a question mark here: inside or before a word, between words or figures.

    These stand in 3 of 14,933 clean paragraphs, and in 613 of 617 damaged blocks of 20. U+FFFD says nothing
    of ``?``: where one conversion leaves the one, every ``?`` may be real.
    """
    if mark.sign != QUESTION:
        return False
    before, after = mark.before, mark.after
    if mark.inside:
        return not (before.islower() and after.isupper())  # a blank forgotten: `really?Yes`
    if before.isdigit() and after.isalnum():
        return True
    if before != " " and mark.start:
        return False
    return after.isalnum() or (after == " " and bool(mark.behind.strip() and mark.ahead.strip()))


def gated(marks: Sequence[Sequence[Mark]]) -> list[list[Mark]]:
    """Of each line's marks, those that may be repaired: U+FFFD always, ``?`` where something was lost."""
    is_open = near([any(map(out_of_place, line)) for line in marks])
    return [[m for m in line if is_open[i] or m.sign != QUESTION] for i, line in enumerate(marks)]


def near(lines: Sequence[bool]) -> list[bool]:
    """For each line, whether it or one of its neighbours is marked; linear.

    >>> sum(near([False] * 30 + [True] + [False] * 30))
    41
    """
    sums = [0, *accumulate(map(int, lines))]
    last = len(lines)
    return [sums[min(last, i + NEIGHBOURS + 1)] > sums[max(0, i - NEIGHBOURS)] for i in range(last)]
