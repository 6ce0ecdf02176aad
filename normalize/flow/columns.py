"""Tables that a text dump draws with bars, tabs or blanks, taken apart into cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from normalize.flow.rows import Row

T = TypeVar("T")
RULE = re.compile(r"(?:[-=_*~+|:\u2014\u2015\u2500-\u257f] ?){3,}")
"""A line drawn across a dump, or between the rows of a table."""
_GLUED_BAR = re.compile(r"(?<=[^\s|\\])\|(?: |$)|(?<=\S) \| (?=!\[)")
_HEADED_BAR = re.compile(r"([^|]*[^|\s]) \| (\*\*[^*|]+\*\*)")
_GAP = re.compile(r"[ \t]*\t[ \t]*| {3,}")


def cells(block: Sequence[Row], *, as_markdown: bool = False) -> Iterator[tuple[Row, str]]:
    """The texts of rows that stand between two blank lines, each with its row; ruled lines are left out.

    A bar parts cells in a ruled table, or where the row above or below has as many; in Markdown, one that has
    a blank only behind it, or an image or a heading, for so does html2text part what a table lays out. A tab
    or three blanks part them anywhere; a blank or two only where three part them in the row above or below.
    """
    if not any("|" in row.text or "\t" in row.text or "   " in row.text for row in block):
        yield from ((row, row.text) for row in block if not RULE.fullmatch(row.text))
        return
    ruled = any("|" in row.text and RULE.fullmatch(row.text) for row in block)
    bars = [0 if row.bullet else row.text.strip("|").count("|") for row in block]
    gaps = [list(_GAP.finditer(row.text)) for row in block]
    columns = [
        [row.hang + g.end() for g in found if "\t" not in g.group()]
        for row, found in zip(block, gaps, strict=True)
    ]
    for number, row in enumerate(block):
        around = (number - 1, number + 1)
        if RULE.fullmatch(row.text):
            continue
        if as_markdown and _GLUED_BAR.search(row.text):
            yield from ((row, cell) for cell in _GLUED_BAR.split(row.text.removeprefix("| ")))
        elif as_markdown and (headed := _HEADED_BAR.fullmatch(row.text)):
            yield from ((row, cell) for cell in headed.groups())
        elif bars[number] and (ruled or any(_at(bars, n, 0) == bars[number] for n in around)):
            yield from ((row, cell) for cell in row.text.split("|"))
        elif row.text[:1] == "|" and (ruled or any(bars)):
            yield row, row.text.strip("| ")  # the cell beside an empty one
        else:
            starts = [gap.end() for gap in gaps[number]]
            if not starts:
                starts = sorted({column - row.hang for n in around for column in _at(columns, n, [])})
            yield from ((row, cell) for cell in _cut(row.text, starts))


def _at(values: Sequence[T], number: int, default: T) -> T:
    return values[number] if 0 <= number < len(values) else default


def _cut(text: str, starts: Iterable[int]) -> Iterator[str]:
    """A row's text, cut where a column starts after a blank."""
    done = 0
    for start in starts:
        if done < start < len(text) and text[start - 1] in " \t" and text[start] not in " \t:":
            if text[start - 2 : start] == ": ":
                continue  # a label that shows itself where it ends
            yield text[done:start]
            done = start
    yield text[done:]
