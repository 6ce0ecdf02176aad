"""Lines in, edits out: gate, readings and decision in a row, until nothing more is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.text.lost.decision import Suspect, decide
from normalize.text.lost.document import Document
from normalize.text.lost.exempt import candidate_marks
from normalize.text.lost.gate import gated
from normalize.text.lost.ledger import LineRepair, as_given
from normalize.text.lost.mark import QUESTION, REPLACEMENT
from normalize.text.lost.misquoted import DOUBLE_QUOTES, misquoted
from normalize.text.lost.rules import readings
from normalize.text.traced import Edit, Traced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from normalize.text.lost.mark import Mark

PASSES = 8
"""How often a document is read at most: what was repaired may prove more."""

_SIGNS = (QUESTION, REPLACEMENT, *DOUBLE_QUOTES)


def repair_lines(lines: Sequence[str], known: Sequence[str] = ()) -> list[LineRepair]:
    """Bring back the lost characters of one document, line by line.

    ``known`` are strings that are whole (a title, the words of an address): evidence for letters, never
    changed themselves. The result has one entry a line; when its edits are made there is nothing more to
    repair.

    >>> line = "If you don?t have your own, go further ? and higher. Why?"
    >>> Traced(line).apply(repair_lines([line])[0].edits).text
    "If you don't have your own, go further – and higher. Why?"
    """
    if not any(sign in line for line in lines for sign in _SIGNS):
        return [LineRepair()] * len(lines)
    texts = [Traced(line) for line in lines]
    suspected: list[dict[int, Suspect]] = [{} for _ in texts]
    for _ in range(PASSES):
        found = _read([text.text for text in texts], known)
        for text, repair, suspects in zip(texts, found, suspected, strict=True):
            suspects.update((s.start, s) for s in as_given(text, repair.suspected).suspected)
        if not any(repair.edits for repair in found):
            break
        texts = [text.apply(repair.edits) for text, repair in zip(texts, found, strict=True)]
    return [_closed(text, suspects) for text, suspects in zip(texts, suspected, strict=True)]


def _closed(text: Traced, suspects: Mapping[int, Suspect]) -> LineRepair:
    """The ledger of one line: what a later pass repaired is no longer suspected."""
    edits = as_given(text).edits
    repaired = {edit.start for edit in edits}
    return LineRepair(edits, tuple(suspects[at] for at in sorted(suspects.keys() - repaired)))


def _read(lines: Sequence[str], known: Sequence[str]) -> list[LineRepair]:
    """What one reading of the whole document finds."""
    marks = gated([candidate_marks(line) for line in lines])
    document = Document.of(lines, known) if any(marks) else None
    return [
        _read_line(line, _decided(document, i, line, marks[i]) if document and marks[i] else [])
        for i, line in enumerate(lines)
    ]


def _decided(document: Document, number: int, line: str, marks: Sequence[Mark]) -> list[Edit | Suspect]:
    settings = document.settings(number, line, marks)
    decisions = (decide(mark, readings(mark, setting)) for mark, setting in zip(marks, settings, strict=True))
    return [decision for decision in decisions if decision is not None]


def _read_line(line: str, decisions: Sequence[Edit | Suspect]) -> LineRepair:
    edits = [d for d in decisions if isinstance(d, Edit)]
    if any(quote in line for quote in DOUBLE_QUOTES):
        edits = sorted([*edits, *misquoted(line)], key=lambda edit: edit.start)
    return LineRepair(tuple(edits), tuple(d for d in decisions if isinstance(d, Suspect)))
