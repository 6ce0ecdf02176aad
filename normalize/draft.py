"""What is gathered while a walk is put together: its evidence, repairs, checks and warnings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalize.checks import CHECKS
from normalize.text.style import plain
from normalize.text.traced import STYLE, Traced
from normalize.walk import Check, Evidence, FieldRepair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from normalize.blocks import Item
    from normalize.text.lost import LineRepair
    from normalize.text.traced import Edit

CONTEXT = 24
"""Characters shown on either side of a repair."""

LONGEST = 80
"""Characters of a piece that are shown in its line; as_decoded has it whole."""

PARTED = "\n\n"
"""What stands between two paragraphs of a published text."""

NOWHERE = Traced("")
"""The words of a value that stands on no line of the page."""


@dataclass
class Draft:
    """Takes each value with the words it came from, and keeps the account.

    Evidence has the name of the column it is for, with a place where there are several: ``title``,
    ``key_information[0]``, ``narrative#1``, ``photos[2].caption``. A repair is told once, of the first field
    that publishes the words; where a later field repeats them, its evidence tells of it. ``items`` are the
    page's lines: words that are cut out of one are shown with a little of what stands round them.
    """

    evidence: list[Evidence] = field(default_factory=list)
    repairs: list[FieldRepair] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    items: Sequence[Item] = field(default=(), repr=False)
    _told: set[tuple[int, int]] = field(default_factory=set, repr=False)

    def text(self, name: str, words: Traced | None, *steps: str) -> str | None:
        """Take a text field in plain style, and say what steps led to it."""
        if words is None or not (words := plain(words)):
            return None
        self._account(name, words, steps)
        self._repaired(name, words)
        return words.text

    def copy(self, name: str, words: Traced, *steps: str) -> str:
        """Take a text field whose words another field publishes, and accounts for."""
        words = plain(words)
        self._account(name, words, steps)
        return words.text

    def paragraphs(self, name: str, pieces: Sequence[Traced]) -> str | None:
        """Take a text of several paragraphs, parted by a blank line; the first is ``narrative#1``."""
        texts: list[str] = []
        shift = 0
        for piece in pieces:
            if words := plain(piece):
                self._account(f"{name}#{len(texts) + 1}", words, ())
                self._repaired(name, words, shift)
                texts.append(words.text)
                shift += len(words.text) + len(PARTED)
        return PARTED.join(texts) or None

    def value(self, name: str, words: Traced, *steps: str) -> None:
        """Take note of the words that a number, a name or a mark was read from."""
        self._account(name, plain(words), steps)

    def derived(self, name: str, *steps: str) -> None:
        """Take note of a value that stands on no line: it was computed, or told by the address."""
        self._account(name, NOWHERE, steps)

    def check(self, name: str, passed: bool | None, detail: str, *, warn: bool = False) -> None:
        """Add the result of a check of ``CHECKS``, and a warning on the record if it is one."""
        if name not in CHECKS:
            raise KeyError(f"no check is called {name!r}; normalize/checks/meanings.py lists them")
        self.checks.append(Check(name, passed, detail))
        if warn:
            self.warnings.append(detail)

    def suspected(self, name: str, line: str, repair: LineRepair) -> None:
        """Report what may have been lost but could not be brought back with confidence."""
        for s in repair.suspected:
            around = line[max(0, s.start - CONTEXT) : s.end + CONTEXT]
            options = " or ".join(repr(c) for c in s.candidates) or "nothing that is known"
            self.check("lost_character", None, f"{name}: {around!r} may hide {options}")

    def _repaired(self, name: str, words: Traced, shift: int = 0) -> None:
        """Tell the repairs of a text that starts at ``shift`` in its published field."""
        for e, place in _placed(words):
            if place not in self._told:
                self._told.add(place)
                row = FieldRepair(
                    field=name,
                    start=e.start + shift,
                    end=e.end + shift,
                    before=e.before,
                    after=e.after,
                    kind=e.kind,
                    confidence=e.confidence,
                    rule=e.rule,
                    context=words.text[max(0, e.start - CONTEXT) : e.end + CONTEXT],
                )
                self.repairs.append(row)

    def _account(self, name: str, words: Traced, steps: Iterable[str]) -> None:
        styled = ("plain style",) if any(e.kind == STYLE for e in words.edits) else ()
        every = (*self._cut_out(words), *map(repair_step, words.repairs), *styled, *steps)
        self.evidence.append(Evidence(name, words.line, words.offset, words.end, words.decoded, every))

    def _cut_out(self, words: Traced) -> Iterator[str]:
        """The step that cut the words out of a longer line: ``cut out of: Length: «25km»``."""
        if 0 <= words.line < len(self.items):
            line = self.items[words.line].mended
            start, whole = words.offset - line.offset, line.decoded
            end = start + len(words.decoded)
            before, after = whole[max(0, start - CONTEXT) : max(0, start)], whole[end : end + CONTEXT]
            if before.strip() or after.strip():
                dots = ("..." if start > CONTEXT else "", "..." if end + CONTEXT < len(whole) else "")
                shown = f"{dots[0]}{before}«{_shortened(words.decoded)}»{after}{dots[1]}"
                yield f"cut out of: {' '.join(shown.split())}"


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST // 2]}...{words[-LONGEST // 2 :]}"


def _placed(words: Traced) -> Iterator[tuple[Edit, tuple[int, int]]]:
    """Each repair with the line and the character, as decoded, that it begins at."""
    shift = words.offset
    for e in words.edits:
        if e.kind != STYLE:
            yield e, (words.line, e.start + shift)
        shift += len(e.before) - len(e.after)


def repair_step(edit: Edit) -> str:
    """A repair as a step: ``apostrophe: ? → ' (possessive, 99%)``."""
    return f"{edit.kind}: {edit.before} → {edit.after or 'nothing'} ({edit.rule}, {edit.confidence:.0%})"
