"""What a mark may stand for, and what the rules may look at to say so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from normalize.text.lost.conversion import Conversion
    from normalize.text.lost.evidence import Evidence
    from normalize.text.lost.mark import Mark


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a mark: what it hid, and how probable that is (0 to 1)."""

    after: str
    kind: str
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known round a mark.

    Attributes:
        conversion: what lost the characters hereabouts.
        evidence: words of the document, of its address, of the language.
        quoted: for the marks that open or close a quotation (by their start), that reading.
        pending: starts of the marks that stand after an opened quotation and before its end.

    """

    conversion: Conversion
    evidence: Evidence
    quoted: Mapping[int, Candidate] = field(default_factory=dict)
    pending: frozenset[int] = frozenset()

    def loses(self, character: str) -> bool:
        """Whether the conversion loses this character."""
        return self.conversion.loses(character)


if TYPE_CHECKING:
    Rule = Callable[[Mark, Setting], Iterator[Candidate]]
