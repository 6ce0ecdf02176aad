"""A document as its marks are read in: its words, its quotation marks, what was lost where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalize.text.lost.candidate import Setting
from normalize.text.lost.conversion import Conversion, survives_latin1
from normalize.text.lost.evidence import Evidence
from normalize.text.lost.gate import near
from normalize.text.lost.mark import QUESTION
from normalize.text.lost.quotes import read_quotes
from normalize.text.lost.usage import Usage, usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.text.lost.mark import Mark


@dataclass(frozen=True, slots=True)
class Document:
    """What is true of all lines, and per line which conversion its ``?`` came from."""

    evidence: Evidence
    quoting: Usage
    conversions: tuple[Conversion, ...]

    @classmethod
    def of(cls, lines: Sequence[str], known: Sequence[str] = ()) -> Document:
        """Read the lines once for all that the rules ask."""
        evidence = Evidence(lines, known)
        survivors = near([survives_latin1(line, evidence) for line in lines])
        conversions = tuple(Conversion.LATIN1 if s else Conversion.ASCII for s in survivors)
        return cls(evidence, usage(lines), conversions)

    def settings(self, number: int, line: str, marks: Sequence[Mark]) -> list[Setting]:
        """For each mark of a line, what is known round it."""
        quotes = read_quotes(line, marks, self.quoting)
        conversions = (self._conversion(number, mark) for mark in marks)
        return [Setting(c, self.evidence, quotes.readings, quotes.pending) for c in conversions]

    def _conversion(self, number: int, mark: Mark) -> Conversion:
        """U+FFFD stands in pages of several encodings: what survives elsewhere says nothing of it."""
        return self.conversions[number] if mark.sign == QUESTION else Conversion.ASCII
