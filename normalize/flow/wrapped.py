"""Lines of a text dump that was wrapped at some width, joined back to what they were."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_NARROWEST, _WIDEST = 40, 200
_FEWEST = 3  # breaks that a width must explain before a dump counts as wrapped
_LONGEST_WORD = 30  # a longer one says nothing of where a line was full
_SPLIT_WORD = re.compile(r"(?<=\w-)\n(?=[^\W_A-Z])")  # some programs break a line after a hyphen
_SLACK = 2  # columns by which a wrapping program's margins differ


class Row(NamedTuple):
    """One line of a dump; columns count from 0.

    Attributes:
        text: without indentation and bullet; "" for a blank line.
        indent: column of its first character.
        hang: column of its text, after the bullet if it has one.
        end: column after its last character.
        bullet: the bullet, or "".
        heading: whether it is underlined, or marked as a heading.

    """

    text: str
    indent: int = 0
    hang: int = 0
    end: int = 0
    bullet: str = ""
    heading: bool = False

    @property
    def marked(self) -> str:
        """The text with its bullet."""
        return f"{self.bullet} {self.text}" if self.bullet else self.text


def unwrapped(rows: Sequence[Row]) -> list[Row]:
    """The rows with wrapped ones joined; as they are if the dump is not wrapped."""
    width = wrap_width(rows)
    if width is None:
        return list(rows)
    joined: list[Row] = []
    pieces: list[str] = []
    last = Row("")  # the line before, as it stands in the dump
    for row in rows:
        if _may_follow(last, row) and last.end + 1 + _first_word(row) > width - _SLACK:
            pieces.append(row.marked)
            last = row._replace(hang=last.hang, indent=last.indent)
            continue
        _finish(joined, pieces)
        joined.append(row)
        pieces = [row.text]
        last = row
    _finish(joined, pieces)
    return joined


def wrap_width(rows: Iterable[Row]) -> int | None:
    """The width at which a dump is wrapped, or None if each of its lines is whole.

    A line was broken at a width if it fits in it and would not with the next line's first word. The width is
    the one that explains most breaks; it must explain most of all lines that have another right below them.
    """
    changes: Counter[int] = Counter()
    pairs = 0
    for row, following in pairwise(rows):
        word = _first_word(following)
        if not _may_follow(row, following) or following.bullet or word > _LONGEST_WORD:
            continue
        pairs += 1
        changes[row.end] += 1
        changes[row.end + 1 + word] -= 1
    explained = list(accumulate(changes[width] for width in range(_WIDEST + 1)))
    best = max(range(_NARROWEST, _WIDEST + 1), key=explained.__getitem__)
    return best if explained[best] >= max(_FEWEST, pairs / 2) else None


def _may_follow(row: Row, following: Row) -> bool:
    """Whether a line stands where the line above it would go on."""
    if not row.text or not following.text or row.heading or following.heading:
        return False
    if following.indent == row.hang:
        return not (following.bullet and row.bullet)
    return following.indent == row.indent and not following.bullet


def _first_word(row: Row) -> int:
    return len(row.marked.split(" ", 1)[0])


def _finish(joined: list[Row], pieces: list[str]) -> None:
    if len(pieces) > 1:
        joined[-1] = joined[-1]._replace(text=_SPLIT_WORD.sub("", "\n".join(pieces)).replace("\n", " "))
