"""Text in, repaired text out: mojibake, then lost characters. Style is left as it is."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from normalize.text.lost import Ranked, Suspect, repair_lines
from normalize.text.lost.ledger import LineRepair, as_given
from normalize.text.mojibake import mend
from normalize.text.traced import Edit, Traced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WINDOW = 1_000
"""How many lines of a long text are one document."""

_ROUNDS = 4  # what one repairer brings back, the other may have a say on


class Repaired(str):
    """A text as it reads now: a string that knows what was repaired in it, and what is suspected.

    Offsets count characters of the text as it was given; making ``repairs`` in it gives ``text``.
    ``ranked`` has all readings of every mark that was looked at, changed or not.
    """

    __slots__ = ("ranked", "repairs", "suspected")

    repairs: tuple[Edit, ...]
    suspected: tuple[Suspect, ...]
    ranked: tuple[Ranked, ...]

    def __new__(
        cls,
        text: str,
        repairs: tuple[Edit, ...] = (),
        suspected: tuple[Suspect, ...] = (),
        ranked: tuple[Ranked, ...] = (),
    ) -> Repaired:
        """The text with its account."""
        made = super().__new__(cls, text)
        made.repairs, made.suspected, made.ranked = repairs, suspected, ranked
        return made

    @property
    def text(self) -> str:
        """The text alone, as a plain string."""
        return str(self)


def repair(text: str, *, each: bool = False) -> Repaired:
    """Repair a text of one line or many; the number of lines stays.

    The whole text is one document, in windows of 1,000 lines; with ``each`` every line is one by itself.

    >>> repaired = repair("Peru?s jungle ? and PeruÃ¡n food. Why?")
    >>> repaired
    "Peru's jungle – and Peruán food. Why?"
    >>> [(e.start, e.before, e.after, e.kind) for e in repaired.repairs]
    [(4, '?', "'", 'apostrophe'), (14, '?', '–', 'dash'), (24, 'Ã¡', 'á', 'mojibake')]
    """
    lines = text.split("\n")
    repaired = [done for window in _windows(lines, 1 if each else WINDOW) for done in repair_document(window)]
    repairs: list[Edit] = []
    suspected: list[Suspect] = []
    ranked: list[Ranked] = []
    start = 0
    for line, done in zip(lines, repaired, strict=True):
        repairs += (e.moved(start) for e in done.repairs)
        suspected += (replace(s, start=s.start + start, end=s.end + start) for s in done.suspected)
        ranked += (r._replace(start=r.start + start, end=r.end + start) for r in done.ranked)
        start += len(line) + 1
    text = "\n".join(done.text for done in repaired)
    return Repaired(text, tuple(repairs), tuple(suspected), tuple(ranked))


def repair_document(lines: Sequence[str], known: Sequence[str] = ()) -> list[Repaired]:
    """Repair the lines of one document; one result a line, offsets in that line.

    ``known`` are strings that are whole and tell of the document: evidence for its letters.
    """
    texts = [Traced(line) for line in lines]
    said: list[LineRepair] = []
    for _ in range(_ROUNDS):
        mended = [mend(text) for text in texts]
        if said and mended == texts:
            break
        found = repair_lines([text.text for text in mended], known)
        given = [as_given(m, lost.suspected, lost.ranked) for m, lost in zip(mended, found, strict=True)]
        said = [_joined(*both) for both in zip(said, given, strict=True)] if said else given
        texts = [text.apply(lost.edits) for text, lost in zip(mended, found, strict=True)]
    return [
        Repaired(t.text, as_given(t).edits, s.suspected, s.ranked) for t, s in zip(texts, said, strict=True)
    ]


def _joined(first: LineRepair, then: LineRepair) -> LineRepair:
    """What is suspected now, and the readings of every round: a mark's first ones are what decided it."""
    readings = {r.start: r for r in (*then.ranked, *first.ranked)}
    return LineRepair((), then.suspected, tuple(readings[at] for at in sorted(readings)))


def _windows(lines: Sequence[str], size: int) -> Iterator[list[str]]:
    rest = iter(lines)
    while window := list(islice(rest, size)):
        yield window
