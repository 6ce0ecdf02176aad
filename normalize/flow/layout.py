"""Columns that a text dump sets side by side, put one below the other.

Pages laid out by a table have a menu in one column and what they tell in another. Such columns hold many
lines and blank ones between them, where a table of labels and values has a value in nearly every row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_LETTER = re.compile(r"[^\W\d_]")
_GUTTER = 2  # blanks that part two columns in every line
_FEWEST = 2  # lines that have both columns
_ALONE = 2  # so many times as many lines have one column only
_WIDEST = 2000  # characters of a line that are looked at
_MOST_COLUMNS, _DEEPEST = 12, 3


def parted(lines: Sequence[str], depth: int = _DEEPEST) -> list[str]:
    """The lines; those of columns side by side are given column by column, each where it stood."""
    lines = list(lines)
    found = _layout(lines) if depth else None
    if found is None:
        return lines
    start, end, column = found
    block = lines[start:end]
    left = [line[:column].rstrip() for line in block]
    right = [" " * column + line[column:] if line[column:].strip() else "" for line in block]
    while left and not left[-1]:
        left.pop()
    above = [*lines[:start], *left, ""]
    return [*above, *parted([*right, *lines[end:]], depth - 1)]


def _layout(lines: Sequence[str]) -> tuple[int, int, int] | None:
    """The first lines, the end and the second column of the first layout found."""
    places: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        if "  " in line:
            for gap in _GAP.finditer(line[:_WIDEST]):
                places.setdefault(gap.end(), []).append(number)
    likely = sorted(places, key=lambda column: (-len(places[column]), column))[:_MOST_COLUMNS]
    found = (
        (start, end, column)
        for column in likely
        if len(places[column]) >= _FEWEST
        for start, end in _blocks(lines, column, places[column])
    )
    return min(filter(None, (_trimmed(lines, *block) for block in found)), default=None)


def _blocks(lines: Sequence[str], column: int, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Where lines that have a gap before a column stand among others that leave it clear."""
    end = 0
    for place in places:
        if place < end:
            continue
        end = place
        while end < len(lines) and not lines[end][column - _GUTTER : column].strip():
            end += 1
        yield place, end


def _trimmed(lines: Sequence[str], start: int, end: int, column: int) -> tuple[int, int, int] | None:
    """A layout's lines and second column; None for a table of labels and values.

    Where the first column is the short one, it is a menu, and the layout ends with the second; else it is
    what the page tells, beside a box, and nothing says where the layout ends.
    """
    left = [n for n in range(start, end) if lines[n][:column].strip()]
    right = [n for n in range(start, end) if lines[n][column:].strip()]
    rights = set(right)
    both = [n for n in left if n in rights]
    worded = sum(_LETTER.search(lines[n], 0, column) is not None for n in both)
    if len(right) >= len(left):
        end = right[-1] + 1
        left = [n for n in left if n < end]
    alone = len(left) + len(right) - 2 * len(both)
    if worded < _FEWEST or alone < _ALONE * len(both) or all(map(str.strip, lines[start:end])):
        return None
    short = min(left[-1], right[-1]) + 1 - start
    return (start, end, column) if 2 * short <= end - start else None
