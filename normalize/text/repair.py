"""Text in, repaired text out: mojibake, then lost characters. Style is left as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from normalize.text.lost import Suspect, repair_lines
from normalize.text.lost.ledger import as_given
from normalize.text.mojibake import mend
from normalize.text.traced import Edit, Traced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WINDOW = 1_000
"""How many lines of a long text are one document."""

_ROUNDS = 4  # what one repairer brings back, the other may have a say on


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text as it reads now, what was repaired, and what is suspected.

    Offsets count characters of the text as it was given; making ``repairs`` in it gives ``text``.
    """

    text: str
    repairs: tuple[Edit, ...] = ()
    suspected: tuple[Suspect, ...] = ()


def repair(text: str, *, each: bool = False) -> Repaired:
    """Repair a text of one line or many; the number of lines stays.

    The whole text is one document, in windows of 1,000 lines; with ``each`` every line is one by itself.

    >>> repaired = repair("Peru?s jungle ? and PeruÃ¡n food. Why?")
    >>> repaired.text
    "Peru's jungle – and Peruán food. Why?"
    >>> [(e.start, e.before, e.after, e.kind) for e in repaired.repairs]
    [(4, '?', "'", 'apostrophe'), (14, '?', '–', 'dash'), (24, 'Ã¡', 'á', 'mojibake')]
    """
    lines = text.split("\n")
    repaired = [done for window in _windows(lines, 1 if each else WINDOW) for done in repair_document(window)]
    repairs: list[Edit] = []
    suspected: list[Suspect] = []
    start = 0
    for line, done in zip(lines, repaired, strict=True):
        repairs += (replace(e, start=e.start + start, end=e.end + start) for e in done.repairs)
        suspected += (replace(s, start=s.start + start, end=s.end + start) for s in done.suspected)
        start += len(line) + 1
    return Repaired("\n".join(done.text for done in repaired), tuple(repairs), tuple(suspected))


def repair_document(lines: Sequence[str], known: Sequence[str] = ()) -> list[Repaired]:
    """Repair the lines of one document; one result a line, offsets in that line.

    ``known`` are strings that are whole and tell of the document: evidence for its letters.
    """
    texts = [Traced(line) for line in lines]
    suspected: list[tuple[Suspect, ...]] = []
    for _ in range(_ROUNDS):
        mended = [mend(text) for text in texts]
        if suspected and mended == texts:
            break
        found = repair_lines([text.text for text in mended], known)
        suspected = [as_given(m, lost.suspected).suspected for m, lost in zip(mended, found, strict=True)]
        texts = [text.apply(lost.edits) for text, lost in zip(mended, found, strict=True)]
    return [Repaired(t.text, as_given(t).edits, s) for t, s in zip(texts, suspected, strict=True)]


def _windows(lines: Sequence[str], size: int) -> Iterator[list[str]]:
    rest = iter(lines)
    while window := list(islice(rest, size)):
        yield window
