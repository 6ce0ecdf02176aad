"""Lines in, edits out: gate, readings and decision in a row, until nothing more is found."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from normalize.text.lost.decision import Suspect
from normalize.text.lost.document import decisions
from normalize.text.lost.evidence import Evidence, words_of
from normalize.text.lost.exempt import candidate_marks, one_each
from normalize.text.lost.gate import gated, near, out_of_place
from normalize.text.lost.ledger import LineRepair, as_given
from normalize.text.lost.mark import QUESTION, REPLACEMENT
from normalize.text.lost.misquoted import DOUBLE_QUOTES, misquoted
from normalize.text.lost.survivors import Survivors, survivors
from normalize.text.traced import Edit, Traced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.text.lost.decision import Ranked
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
    document = _Document(lines, known)
    for _ in range(PASSES):
        if not document.read() and not document.read_otherwise():
            break
    return [document.ledger(number) for number in range(len(lines))]


class _Document:
    """Lines as they read by now, and what was said of each on the way."""

    def __init__(self, lines: Sequence[str], known: Sequence[str]) -> None:
        self._lines = list(lines)
        self._each = one_each(lines)
        self._marks = [candidate_marks(line, each=self._each) for line in lines]
        self._whole: list[Survivors] = []
        self._known, self._evidence = known, Evidence(())
        self._words = {word for whole in known for word in words_of(whole)}
        self._changed: dict[int, Traced] = {}
        self._first: dict[int, Sequence[Edit]] = {}  # of lines repaired once, as most are: nothing to derive
        self._suspected: dict[int, dict[int, Suspect]] = defaultdict(dict)
        self._ranked: dict[int, dict[int, Ranked]] = defaultdict(dict)
        self._quoting = {number for number, line in enumerate(lines) if _quotes(line)}

    def read(self) -> bool:
        """Read all lines once and repair what is sure; whether anything was."""
        edits = self._decided()
        quoting, self._quoting = self._quoting, set()
        for number in quoting:
            edits[number] += misquoted(self._lines[number])
        repaired = False
        for number, its in edits.items():
            if its:
                repaired = True
                self._repair(number, sorted(its, key=attrgetter("start")))
        return repaired

    def read_otherwise(self) -> bool:
        """Take what is left of U+FFFD for bytes, as in a text that has no more; whether anything is left."""
        if not self._each or one_each(self._lines):
            return False
        self._each = False
        self._marks = [candidate_marks(line) for line in self._lines]
        return any(REPLACEMENT in line for line in self._lines)

    def _decided(self) -> dict[int, list[Edit]]:
        """What is sure, by line; all else that is said of the marks is kept."""
        edits: dict[int, list[Edit]] = defaultdict(list)
        marks = gated(self._marks)
        if not any(marks):
            return edits
        if not self._whole:
            self._whole = [survivors(line, self._words) for line in self._lines]
            self._evidence = Evidence(self._lines, self._known)
        decided = list(decisions(self._lines, marks, self._whole, self._evidence))
        is_open = _proved(decided, len(self._lines))
        for number, its in groupby(decided, key=attrgetter("number")):
            self._keep(number, each := list(its))
            edits[number] += (
                d.decision
                for d in each
                if isinstance(d.decision, Edit) and (is_open[number] or d.mark.sign == REPLACEMENT)
            )
        return edits

    def _keep(self, number: int, decided: Sequence[Decided]) -> None:
        """The readings of a line's marks, and what is suspected, in offsets of the line as it was given."""
        suspected = [d.decision for d in decided if isinstance(d.decision, Suspect)]
        ranked = [d.ranked for d in decided]
        if number in self._changed:
            given = as_given(self._changed[number], suspected, ranked)
            suspected, ranked = list(given.suspected), list(given.ranked)
        self._suspected[number].update((s.start, s) for s in suspected)
        for r in ranked:
            self._ranked[number].setdefault(r.start, r)

    def _repair(self, number: int, edits: Sequence[Edit]) -> None:
        self._first[number] = () if number in self._changed else edits
        text = self._changed.get(number) or Traced(self._lines[number])
        self._changed[number] = text = text.apply(edits)
        self._lines[number] = text.text
        self._marks[number] = candidate_marks(text.text, each=self._each)
        if self._whole:
            self._whole[number] = survivors(text.text, self._words)
            self._evidence.read(text.text)
        if _quotes(text.text):
            self._quoting.add(number)

    def ledger(self, number: int) -> LineRepair:
        """All that was done to one line; what a later pass repaired is no longer suspected."""
        suspects, ranked = self._suspected.get(number, {}), self._ranked.get(number, {})
        edits = tuple(self._first.get(number, ()))
        if not edits and number in self._changed:
            edits = as_given(self._changed[number]).edits
        repaired = {edit.start for edit in edits}
        left = tuple(suspects[at] for at in sorted(suspects.keys() - repaired))
        return LineRepair(edits, left, tuple(ranked[at] for at in sorted(ranked)))


def _quotes(line: str) -> bool:
    return any(quote in line for quote in DOUBLE_QUOTES)


def _proved(decided: Sequence[Decided], lines: int) -> list[bool]:
    """For each line, whether near it a mark that is out of place is surely a lost character."""
    proved = [False] * lines
    for number, mark, decision, _ in decided:
        if not proved[number] and isinstance(decision, Edit):
            proved[number] = out_of_place(mark)
    return near(proved)
