"""A document as its marks are read in: what lost them, what they were, which of that is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from normalize.text.lost.candidate import Told, candidates
from normalize.text.lost.classes import KEEP
from normalize.text.lost.conversion import Conversion
from normalize.text.lost.decision import Ranked, decide
from normalize.text.lost.mark import QUESTION
from normalize.text.lost.model import model
from normalize.text.lost.quotation import paired
from normalize.text.lost.reading import read
from normalize.text.lost.survivors import LATIN1
from normalize.text.lost.usage import usage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from normalize.text.lost.decision import Suspect
    from normalize.text.lost.evidence import Evidence
    from normalize.text.lost.mark import Mark
    from normalize.text.lost.survivors import Survivors
    from normalize.text.traced import Edit


class Decided(NamedTuple):
    """What is made of one mark."""

    number: int
    mark: Mark
    decision: Edit | Suspect | None
    ranked: Ranked


def decisions(
    lines: Sequence[str],
    marks: Sequence[Sequence[Mark]],
    whole: Sequence[Survivors],
    evidence: Evidence,
) -> Iterator[Decided]:
    """What is made of every mark of a document, line by line; ``whole`` is what survives in each line."""
    seen = read(lines, marks, whole, evidence)
    told, nested = paired(seen.passage, model().probabilities(seen.rows, seen.dense)[seen.passage.of_marks])
    quoting = usage(whole)
    each = iter(zip(seen.passage.marks.tolist(), told.tolist(), nested.tolist(), strict=True))
    latin1s = iter(seen.contexts[:, LATIN1].tolist())
    for number, its in enumerate(marks):
        latin1 = bool(its) and next(latin1s)
        for mark in its:
            at, classes, inside = next(each)
            conversion = Conversion.LATIN1 if latin1 and mark.sign == QUESTION else Conversion.ASCII
            about = Told(number, mark, seen.passage, at, classes, inside, conversion)
            found = candidates(about, quoting, evidence)
            ranked = Ranked(mark.start, mark.end, found, classes[KEEP])
            yield Decided(number, mark, decide(mark, found), ranked)
