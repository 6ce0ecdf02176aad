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
_OUTDENT = 2  # columns by which w3m's deepest items go on to the left of their bullets
_FIRST_INDENT = 5  # at most so many columns the first line of a paragraph is indented
_STOPS = (".", "!", "?", "…", ":", ".”", ".’", '."', ".)")


def unwrapped(rows: Sequence[Row]) -> list[Row]:
    """The rows with wrapped ones joined; only sentences in very long lines if nothing says that they are."""
    width = wrap_width(rows) or _WIDEST
    joined: list[Row] = []
    pieces: list[str] = []
    last: Row | None = None  # the line before, as it stands in the dump
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        if last and pieces and _is_target_open(pieces[-1]) and row.text and not row.bullet:
            pieces[-1] += row.text
        elif last and _goes_on(last, row, below, width):
            pieces.append(row.marked)
        else:
            _finish(joined, pieces)
            joined.append(row)
            pieces = [row.text]
            last = row
            continue
        last = row._replace(hang=last.hang, indent=min(last.indent, row.indent))
    _finish(joined, pieces)
    return joined


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
    return best if explained[best] >= max(_FEWEST, asking / 2) else None


def _is_prose(row: Row) -> bool:
    """Whether a row is one that every wrapping program would wrap: no list, heading, table or link."""
    return not (row.bullet or row.heading or row.closes) and not any(
        mark in row.text for mark in ("|", "](", "   ", "\t")
    )


def _goes_on(row: Row, following: Row, below: Row | None, width: int) -> bool:
    """Whether a line goes on in the next one, ``below`` which another may stand."""
    if not _may_follow(row, following):
        return False
    if row.end > width:
        return " " not in row.text or (row.end >= _WIDEST and _is_sentence_on(row, following))
    if width == _WIDEST or row.end + 1 + following.first <= width:
        return False
    is_last = below is None or not _may_follow(following, below) or not _is_full(following, below, width)
    return not (is_last and _is_title(following.text) and row.text.endswith(_STOPS))


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


def _is_full(row: Row, following: Row, width: int) -> bool:
    """Whether the next line's first word would not have fitted."""
    return row.end <= width < row.end + 1 + following.first


def _is_sentence_on(row: Row, following: Row) -> bool:
    """Whether a line ends, and the next begins, in the middle of a sentence."""
    return following.text[0].islower() and (row.text[-1].isalnum() or row.text[-1] == ",")


def _is_title(text: str) -> bool:
    """Whether a line begins as a sentence does, and does not end so."""
    return text[0].isupper() and not text.endswith(_STOPS)


def _is_target_open(text: str) -> bool:
    """Whether a Markdown link's address goes on in the next line: broken at its hyphens."""
    return text.rfind("](") > text.rfind(")")


def _finish(joined: list[Row], pieces: list[str]) -> None:
    if pieces and (len(pieces) > 1 or joined[-1].text != pieces[0]):
        joined[-1] = joined[-1]._replace(text=_SPLIT_WORD.sub("", "\n".join(pieces)).replace("\n", " "))
