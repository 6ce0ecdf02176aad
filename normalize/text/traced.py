"""Text that remembers how it came to read as it does.

A ``Traced`` is a piece of one line of a page. Every change made to it since the bytes were decoded is kept
as an ``Edit``, so that the decoded words can always be had back, a field cut out of a line knows which
characters of the page it stands on, and the repairs can be published as a ledger.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

STYLE = "style"
"""Kind of an edit that only restyles: it can be undone, but is no repair and has no row in the ledger."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: ``before`` was replaced by ``after``.

    ``start`` and ``end`` count characters. In a *proposed* edit they delimit ``before`` in the text that the
    edit is for; in an edit that a ``Traced`` holds they delimit ``after`` in its present text.
    ``kind`` says what was mended (``apostrophe``, ``dash``, ``mojibake``…), ``rule`` by which rule, and
    ``confidence`` is the probability (0 to 1) that it is right.
    """

    start: int
    end: int
    before: str
    after: str
    kind: str
    rule: str
    confidence: float = 1.0

    def moved(self, by: int) -> Edit:
        """The same edit so many characters further on."""
        start, end = self.start + by, self.end + by
        return Edit(start, end, self.before, self.after, self.kind, self.rule, self.confidence)


@dataclass(frozen=True, slots=True)
class Traced:
    """A text, the line it was cut from, and every edit made on the way.

    Attributes:
        text: how it reads now.
        edits: sorted and disjoint; for each, ``text[start:end] == after``.
        line: number of the line in the page's flow, -1 where the text is not from the flow.
        offset: where the decoded text starts in that line, in characters.

    >>> line = Traced("Peru?s mountains")
    >>> mended = line.apply([Edit(4, 5, "?", "'", "apostrophe", "letter-mark-letter")])
    >>> mended.text, mended.decoded
    ("Peru's mountains", 'Peru?s mountains')
    >>> mended.cut(7).text, mended.cut(7).offset
    ('mountains', 7)

    """

    text: str
    edits: tuple[Edit, ...] = ()
    line: int = -1
    offset: int = 0

    @property
    def decoded(self) -> str:
        """The text before every edit."""
        return _undo(self.text, self.edits)

    @property
    def repairs(self) -> tuple[Edit, ...]:
        """The edits that brought something back, in order; mere style is left out."""
        return tuple(e for e in self.edits if e.kind != STYLE)

    @property
    def end(self) -> int:
        """Where the decoded text ends in its line, in characters."""
        return self.offset + len(self.decoded)

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    def apply(self, edits: Iterable[Edit]) -> Traced:
        """Make proposed edits (sorted, disjoint, offsets in ``self.text``).

        Raises ValueError when an edit's ``before`` is not what stands there, or when edits overlap.
        """
        proposed = [e for e in edits if e.before != e.after]
        if not proposed:
            return self
        made: list[Edit] = []
        pieces: list[str] = []
        read = written = 0  # how far the old text is read, and the new one written
        for held, fresh in _clusters(self.edits, self._checked(proposed)):
            edit = _compose(self.text, held, fresh)
            written += edit.start - read
            made.append(_lasting(edit, written))
            pieces += [self.text[read : edit.start], edit.after]
            written += len(edit.after)
            read = edit.end
        pieces.append(self.text[read:])
        return replace(self, text="".join(pieces), edits=tuple(made))

    def _checked(self, proposed: list[Edit]) -> list[Edit]:
        read = 0
        for edit in proposed:
            if edit.start < read or self.text[edit.start : edit.end] != edit.before:
                raise ValueError(f"edit {edit} does not fit the text at {edit.start}")
            read = edit.end
        return proposed

    def cut(self, start: int = 0, end: int | None = None) -> Traced:
        """The piece ``text[start:end]``; an edit that straddles a border is taken into the piece whole."""
        end = len(self.text) if end is None else max(start, end)
        if not self.edits and start >= 0:
            return Traced(self.text[start:end], (), self.line, self.offset + min(start, len(self.text)))
        for e in self.edits:
            if e.start < end and e.end > start:
                start, end = min(start, e.start), max(end, e.end)
        inside = [e for e in self.edits if start <= e.start and e.end <= end]
        before = _undo(self.text[:start], tuple(e for e in self.edits if e.end <= start and e not in inside))
        kept = tuple(e.moved(-start) for e in inside)
        return replace(self, text=self.text[start:end], edits=kept, offset=self.offset + len(before))

    def strip(self, characters: str | None = None) -> Traced:
        """The piece without blanks (or the given characters) at its ends."""
        start = len(self.text) - len(self.text.lstrip(characters))
        return self.cut(start, max(start, len(self.text.rstrip(characters))))


def _undo(text: str, edits: tuple[Edit, ...]) -> str:
    """``text`` with every edit's ``before`` back in its place."""
    if not edits:
        return text
    pieces, read = [], 0
    for e in edits:
        pieces += [text[read : e.start], e.before]
        read = e.end
    return "".join(pieces) + text[read:]


def _lasting(edit: Edit, start: int) -> Edit:
    """The edit as a text holds it: over what it wrote, which stands at ``start``."""
    end = start + len(edit.after)
    return Edit(start, end, edit.before, edit.after, edit.kind, edit.rule, edit.confidence)


def _clusters(held: Sequence[Edit], fresh: Iterable[Edit]) -> Iterator[tuple[list[Edit], list[Edit]]]:
    """Both lists in one pass, grouped where an edit of one meets an edit of the other."""
    if not held:
        yield from (([], [f]) for f in fresh)
        return
    cluster: tuple[list[Edit], list[Edit]] = ([], [])
    ends = [-1, -1]  # of the cluster's held edits, and of its fresh ones
    sides = ((h.start, h.end, 0, h) for h in held), ((f.start, f.end, 1, f) for f in fresh)
    marked = heapq.merge(*sides, key=lambda mark: mark[:3])
    for start, end, side, edit in marked:
        if start >= ends[1 - side] and (cluster[0] or cluster[1]):
            yield cluster
            cluster, ends = ([], []), [-1, -1]
        cluster[side].append(edit)
        ends[side] = end
    yield cluster


def _compose(text: str, held: list[Edit], fresh: list[Edit]) -> Edit:
    """One edit from the decoded words to the words as they will read, in offsets of ``text``."""
    if not (held and fresh):
        return (held or fresh)[0]
    start = min(held[0].start, fresh[0].start)
    end = max(held[-1].end, fresh[-1].end)
    now, after, read = text[start:end], "", start
    for f in fresh:
        after += text[read : f.start] + f.after
        read = f.end
    parts = [e for e in (*held, *fresh) if e.kind != STYLE] or held
    return Edit(
        start,
        end,
        before=_undo(now, tuple(h.moved(-start) for h in held)),
        after=after + text[read:end],
        kind=parts[0].kind,
        rule="+".join(dict.fromkeys(e.rule for e in parts)),
        confidence=min(e.confidence for e in parts),
    )
