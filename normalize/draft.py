"""What is gathered while a walk is put together: its evidence, repairs, checks and warnings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalize.text.style import plain
from normalize.text.traced import STYLE
from normalize.walk import Check, Evidence, FieldRepair

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from normalize.text.lost import LineRepair
    from normalize.text.traced import Traced

CONTEXT = 24
"""Characters shown on either side of a repair."""

PARTED = "\n\n"
"""What stands between two paragraphs of a published text."""


@dataclass
class Draft:
    """Takes each value with the words it came from, and keeps the account."""

    evidence: list[Evidence] = field(default_factory=list)
    repairs: list[FieldRepair] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def text(self, name: str, words: Traced | None, shift: int = 0) -> str | None:
        """Take a text field in plain style; ``shift`` is where it starts in a longer published text."""
        if words is None or not (words := plain(words)):
            return None
        self._account(name, words, [f"{e.kind}: {e.before} → {e.after}" for e in words.repairs])
        for e in words.repairs:
            context = words.text[max(0, e.start - CONTEXT) : e.end + CONTEXT]
            place = (e.start + shift, e.end + shift)
            self.repairs.append(
                FieldRepair(
                    name.partition("#")[0], *place, e.before, e.after, e.kind, e.confidence, e.rule, context
                )
            )
        return words.text

    def paragraphs(self, name: str, pieces: Sequence[Traced]) -> str | None:
        """Take a text of several paragraphs, parted by a blank line."""
        texts: list[str] = []
        shift = 0
        for number, piece in enumerate(pieces):
            if text := self.text(f"{name}#{number + 1}", piece, shift):
                texts.append(text)
                shift += len(text) + len(PARTED)
        return PARTED.join(texts) or None

    def value(self, name: str, words: Traced, step: str) -> None:
        """Take note of the words that a number, a name or a mark was read from."""
        self._account(name, words, (step,))

    def check(self, name: str, passed: bool | None, detail: str, *, warn: bool = False) -> None:
        """Add a check's result, and a warning on the record if it is one."""
        self.checks.append(Check(name, passed, detail))
        if warn:
            self.warnings.append(detail)

    def suspected(self, name: str, line: str, repair: LineRepair) -> None:
        """Report what may have been lost but could not be brought back with confidence."""
        for s in repair.suspected:
            around = line[max(0, s.start - CONTEXT) : s.end + CONTEXT]
            options = " or ".join(repr(c) for c in s.candidates) or "nothing that is known"
            self.check("lost_character", None, f"{name}: {around!r} may hide {options}")

    def _account(self, name: str, words: Traced, steps: Iterable[str]) -> None:
        styled = ("plain style",) if any(e.kind == STYLE for e in words.edits) else ()
        self.evidence.append(
            Evidence(name, words.line, words.offset, words.end, words.decoded, (*steps, *styled))
        )
