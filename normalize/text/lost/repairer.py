"""Lines in, edits out: gate, readings and decision in a row, until nothing more is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.text.lost.decision import Ranked, Suspect
from normalize.text.lost.document import decisions
from normalize.text.lost.exempt import candidate_marks
from normalize.text.lost.gate import gated, near, out_of_place
from normalize.text.lost.ledger import LineRepair, as_given
from normalize.text.lost.mark import QUESTION, REPLACEMENT
from normalize.text.lost.misquoted import DOUBLE_QUOTES, misquoted
from normalize.text.traced import Edit, Traced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from normalize.text.lost.document import Decided

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
    ranked: list[dict[int, Ranked]] = [{} for _ in texts]
    for _ in range(PASSES):
        found = _read([text.text for text in texts], known)
        for number, (text, repair) in enumerate(zip(texts, found, strict=True)):
            given = as_given(text, repair.suspected, repair.ranked)
            suspected[number].update((s.start, s) for s in given.suspected)
            for r in given.ranked:
                ranked[number].setdefault(r.start, r)
        if not any(repair.edits for repair in found):
            break
        texts = [text.apply(repair.edits) for text, repair in zip(texts, found, strict=True)]
    return [_closed(*line) for line in zip(texts, suspected, ranked, strict=True)]


def _closed(text: Traced, suspects: Mapping[int, Suspect], ranked: Mapping[int, Ranked]) -> LineRepair:
    """The ledger of one line: what a later pass repaired is no longer suspected."""
    edits = as_given(text).edits
    repaired = {edit.start for edit in edits}
    left = tuple(suspects[at] for at in sorted(suspects.keys() - repaired))
    return LineRepair(edits, left, tuple(ranked[at] for at in sorted(ranked)))


def _read(lines: Sequence[str], known: Sequence[str]) -> list[LineRepair]:
    """What one reading of the whole document finds."""
    marks = gated([candidate_marks(line) for line in lines])
    decided = list(decisions(lines, marks, known)) if any(marks) else []
    edits: list[list[Edit]] = [[] for _ in lines]
    suspected: list[list[Suspect]] = [[] for _ in lines]
    ranked: list[list[Ranked]] = [[] for _ in lines]
    is_open = _proved(decided, len(lines))
    for number, mark, decision, readings in decided:
        ranked[number].append(readings)
        if isinstance(decision, Suspect):
            suspected[number].append(decision)
        elif decision is not None and (is_open[number] or mark.sign == REPLACEMENT):
            edits[number].append(decision)
    for number, line in enumerate(lines):
        if any(quote in line for quote in DOUBLE_QUOTES):
            edits[number] = sorted([*edits[number], *misquoted(line)], key=lambda edit: edit.start)
    return [
        LineRepair(tuple(e), tuple(s), tuple(r)) for e, s, r in zip(edits, suspected, ranked, strict=True)
    ]


def _proved(decided: Sequence[Decided], lines: int) -> list[bool]:
    """For each line, whether near it a mark that is out of place is surely a lost character."""
    proved = [False] * lines
    for number, mark, decision, _ in decided:
        if isinstance(decision, Edit) and out_of_place(mark):
            proved[number] = True
    return near(proved)
