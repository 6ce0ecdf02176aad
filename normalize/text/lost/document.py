"""A document as its marks are read in: what lost them, what they were, which of that is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from normalize.text.lost.candidate import Reading, candidates
from normalize.text.lost.conversion import Conversion
from normalize.text.lost.decision import Ranked, decide
from normalize.text.lost.evidence import Evidence
from normalize.text.lost.mark import QUESTION
from normalize.text.lost.model import model
from normalize.text.lost.quotation import KEEP
from normalize.text.lost.reading import around, dense, local_rows, read
from normalize.text.lost.usage import usage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from normalize.text.lost.decision import Suspect
    from normalize.text.lost.mark import Mark
    from normalize.text.traced import Edit


class Decided(NamedTuple):
    """What is made of one mark."""

    number: int
    mark: Mark
    decision: Edit | Suspect | None
    ranked: Ranked


def decisions(
    lines: Sequence[str], marks: Sequence[Sequence[Mark]], known: Sequence[str]
) -> Iterator[Decided]:
    """What is made of every mark of a document, line by line."""
    evidence, quoting = Evidence(lines, known), usage(lines)
    read_lines = read(lines, marks, evidence)
    local = model().local(local_rows(read_lines, evidence))
    around_marks = around(read_lines, local)
    final = model().final(dense(read_lines, local, around_marks)).tolist()
    each = (
        (line, mark, at) for line in read_lines for mark, at in zip(line.marks, line.view.at, strict=True)
    )
    for (line, mark, at), classes, near in zip(each, final, around_marks, strict=True):
        latin1 = b"L" in line.context and mark.sign == QUESTION
        conversion = Conversion.LATIN1 if latin1 else Conversion.ASCII
        reading = Reading(mark, line.view, at, classes, near, conversion)
        found = candidates(reading, quoting, evidence)
        ranked = Ranked(mark.start, mark.end, found, classes[KEEP])
        yield Decided(line.number, mark, decide(mark, found), ranked)
