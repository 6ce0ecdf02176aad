"""Lines of a text dump that was wrapped at some width, joined back to what they were.

A program breaks a line only where the next word would not have fitted. So a line with room for it ends a
paragraph, whether or not a blank line follows.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.flow.rows import Row

_NARROWEST, _WIDEST = 40, 200
_FEWEST = 3  # breaks that a width must explain before a dump counts as wrapped
_LONGEST_WORD = 30  # a longer one says nothing of where a line was full
_SPLIT_WORD = re.compile(r"(?<=\w-)\n(?=[^\W_A-Z])|(?<=\w/)\n(?=\w)")  # broken after a hyphen or slash
_SLACK = 3  # columns by which the width that explains most breaks may be too small
_OUTDENT = 2  # columns by which w3m's deepest items go on to the left of their bullets
_FIRST_INDENT = 5  # at most so many columns the first line of a paragraph is indented
_SMALL_WORD = 3  # letters of a word that no sentence or caption ends with
_STOP = re.compile(r"(?:\w\w|\W)[\"”’)]?[.!?…:][\"”’)]?\Z")  # an initial's dot is none


def unwrapped(rows: Sequence[Row]) -> list[Row]:
    """The rows with wrapped ones joined; only sentences in very long lines if nothing says that they are."""
    width = wrap_width(rows)
    if width is None:
        broken = [_may_follow(*pair) and _runs_on(*pair) for pair in pairwise(rows)]
    else:
        broken = _without_ends(rows, _full(rows, width))
    joined: list[Row] = []
    pieces: list[str] = []
    for row, goes_on in zip(rows, [False, *broken], strict=True):
        if pieces and _is_target_open(pieces[-1]) and row.text and not row.bullet:
            pieces[-1] += row.text
        elif goes_on:
            pieces.append(row.marked)
        else:
            _finish(joined, pieces)
            joined.append(row)
            pieces = [row.text]
    _finish(joined, pieces)
    return joined


def _full(rows: Sequence[Row], width: int) -> list[bool]:
    """Of each row but the last, whether the next one's first word would not have fitted in it."""
    full: list[bool] = []
    last = rows[0]  # as it would stand if it began what it says
    for row, following in pairwise(rows):
        may = _may_follow(last, following)
        if row.end <= width:
            full.append(may and row.end + 1 + following.first > width)
        else:
            full.append(may and (" " not in row.text or _runs_on(row, following)))
        head, last = last, following
        if full[-1]:
            last = following._replace(hang=head.hang, indent=min(head.indent, following.indent))
    return full


def _without_ends(rows: Sequence[Row], full: Sequence[bool]) -> list[bool]:
    """Of each full row, whether it goes on; not so where a sentence ends and a title or a point follows.

    A title has one line or two, and does not end as a sentence does. What follows is a point if in no line
    near it a sentence goes on, and there are lines that are not full.
    """
    broken = list(full)
    start = 0
    for number in range(len(rows)):
        if number + 1 < len(rows) and rows[number + 1].text:
            continue
        block = [n for n in range(start, number) if rows[n].text]
        ending = {n for n in block if full[n] and _ends(rows[n].text, rows[n + 1].text)}
        is_list = not all(full[n] for n in block) and all(n in ending or not full[n] for n in block)
        for n in ending:
            ends = next((m for m in (n + 1, n + 2) if m >= number or not full[m]), None)
            broken[n] = not is_list and (ends is None or _stops(rows[ends].text))
        start = number + 1
    return broken


def wrap_width(rows: Sequence[Row]) -> int | None:
    """The width at which a dump is wrapped, or None if each of its lines is whole.

    A line was broken at a width if it fits in it and would not with the next line's first word. The width is
    the one that explains most breaks; it must explain most of all lines that are at least half as wide and
    have another right below them. A line of prose that is wider speaks against it.
    """
    changes: Counter[int] = Counter()
    ends: list[int] = []
    for row, following in pairwise(rows):
        if not _may_follow(row, following) or following.bullet or following.first > _LONGEST_WORD:
            continue
        ends.append(row.end)
        changes[row.end] += 1
        changes[row.end + 1 + following.first] -= 1
    explained = list(accumulate(changes[width] for width in range(_WIDEST + 1)))
    best = max(range(_NARROWEST, _WIDEST + 1), key=explained.__getitem__)
    asking = sum(end > best / 2 for end in ends) + sum(row.end > best and _is_prose(row) for row in rows)
    if explained[best] < max(_FEWEST, asking / 2):
        return None
    return max((end for end in ends if best < end <= best + _SLACK), default=best)


def _is_prose(row: Row) -> bool:
    """Whether a row is one that every wrapping program would wrap: no list, heading, table or link."""
    return not (row.bullet or row.heading or row.closes) and not any(
        mark in row.text for mark in ("|", "](", "   ", "\t")
    )


def _may_follow(row: Row, following: Row) -> bool:
    """Whether a line stands where the line above it would go on."""
    if not row.text or not following.text or row.heading or following.heading:
        return False
    if row.closes or following.opens:
        return False
    if following.indent == row.hang:
        return not (following.bullet and row.bullet)
    if following.bullet:
        return False
    outdent = row.indent - following.indent
    if outdent == 0 or (row.bullet and outdent == _OUTDENT):
        return True
    return 0 < outdent <= _FIRST_INDENT and not row.bullet and _is_sentence_on(row, following)


def _runs_on(row: Row, following: Row) -> bool:
    """Whether a line that is longer than any that people break goes on in the next."""
    return row.end >= _WIDEST and _is_sentence_on(row, following)


def _is_sentence_on(row: Row, following: Row) -> bool:
    """Whether a line ends, and the next begins, in the middle of a sentence."""
    if not (row.text[-1].isalnum() or row.text[-1] == ","):
        return False
    last = row.text.rsplit(" ", 1)[-1]
    return following.text[0].islower() or (last.islower() and len(last) <= _SMALL_WORD)


def _stops(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return _STOP.search(text, max(0, len(text) - 8)) is not None


def _ends(text: str, following: str) -> bool:
    """Whether a sentence ends with a line and another begins with the next."""
    return _stops(text) and not following[0].islower()


def _is_target_open(text: str) -> bool:
    """Whether a Markdown link's address goes on in the next line: broken at its hyphens."""
    return text.rfind("](") > text.rfind(")")


def _finish(joined: list[Row], pieces: list[str]) -> None:
    if pieces and (len(pieces) > 1 or joined[-1].text != pieces[0]):
        joined[-1] = joined[-1]._replace(text=_SPLIT_WORD.sub("", "\n".join(pieces)).replace("\n", " "))
