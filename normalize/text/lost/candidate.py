"""What a mark may have been, how probably, and by what that is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from normalize.text.lost.experts import EXPERTS
from normalize.text.lost.letters import letters
from normalize.text.lost.mark import QUESTION
from normalize.text.lost.quotation import (
    APOSTROPHE,
    CLOSE,
    DASH,
    ELLIPSIS,
    LETTER,
    OPEN,
    SYMBOL,
)
from normalize.text.lost.symbols import symbols

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from normalize.text.lost.conversion import Conversion
    from normalize.text.lost.evidence import Evidence
    from normalize.text.lost.mark import Mark
    from normalize.text.lost.quotation import Around
    from normalize.text.lost.usage import Usage
    from normalize.text.lost.view import View

EN, EM = "–", "—"
_AMOUNT = re.compile(r"\d(?:\d{2}|\d?[.,]|\D|$)")  # before which no figures were left out, as in ’90s
_NOTABLE = 0.01
_CERTAIN = 0.985
_OPENED, _UNOPENED = 0.5, 0.4  # a quote that closes after a word closes what was opened
_PENDING = 0.8  # how probably a quotation is open that the second mark of `??` may close
OF_LENGTH = {
    1: frozenset({"apostrophe", "quote", "dash", "accent", "symbol", "ellipsis"}),
    2: frozenset({"accent", "symbol"}),
    3: frozenset({"apostrophe", "quote", "dash", "ellipsis"}),
}
"""What a run of U+FFFD may stand for, by its length: each byte of a character in UTF-8 was lost alone."""


class Candidate(NamedTuple):
    """One reading of a mark: what it hid, and how probable that is (0 to 1)."""

    after: str
    kind: str
    rule: str
    confidence: float


class Reading(NamedTuple):
    """All that is known of one mark when its document has been read."""

    mark: Mark
    view: View
    at: int
    classes: Sequence[float]
    around: Around
    conversion: Conversion


def candidates(reading: Reading, usage: Usage, evidence: Evidence) -> list[Candidate]:
    """What a mark may have been, the most probable first; readings that write the same are one."""
    kinds = OF_LENGTH[reading.mark.end - reading.mark.start]
    if reading.classes[APOSTROPHE] >= _CERTAIN and "apostrophe" in kinds and reading.mark.inside:
        return [Candidate("'", "apostrophe", "model", reading.classes[APOSTROPHE])]
    found = [c for c in _all(reading, usage, evidence) if c.kind in kinds and _may_be_lost(c, reading)]
    return _ranked(found) if len(found) > 1 else found


def _ranked(found: list[Candidate]) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for candidate in found:
        same = best.get(candidate.after)
        if same is not None:
            total = min(1.0, candidate.confidence + same.confidence)
            candidate = (candidate if candidate.rule != "model" else same)._replace(confidence=total)
        best[candidate.after] = candidate
    return sorted(best.values(), key=lambda c: (-c.confidence, c.after))


def _may_be_lost(found: Candidate, reading: Reading) -> bool:
    """Whether the conversion loses it; straight quotes stand for curly ones, which all conversions lose."""
    if reading.mark.before == QUESTION == reading.mark.sign and reading.mark.start > 1:
        return found.kind == "quote" and reading.around.quoted + reading.around.nested >= _PENDING
    return found.after.isascii() or reading.conversion.loses(found.after)


def _all(reading: Reading, usage: Usage, evidence: Evidence) -> Iterator[Candidate]:
    p, rule = _weighed(reading, evidence)
    mark = reading.mark
    if p[APOSTROPHE] > _NOTABLE and not (mark.before == " " and _AMOUNT.match(mark.ahead)):
        yield Candidate("'", "apostrophe", rule, p[APOSTROPHE])
    yield from _quotes(reading, p, usage)
    if p[DASH] > _NOTABLE:
        yield Candidate(EN if _spaced_or_range(mark) else EM, "dash", rule, p[DASH])
    if p[ELLIPSIS] > _NOTABLE:
        yield Candidate("…", "ellipsis", "model", p[ELLIPSIS])
    if p[LETTER] > _NOTABLE:
        for letter, share, known in letters(reading.view, reading.at, evidence):
            yield Candidate(letter, "accent", known, p[LETTER] * share)
    if p[SYMBOL] > _NOTABLE:
        for symbol, share, known in symbols(mark):
            yield Candidate(symbol, "symbol", known, p[SYMBOL] * share)


def _quotes(reading: Reading, p: Sequence[float], usage: Usage) -> Iterator[Candidate]:
    """The document's outer and inner mark, as probably as the place lies within another quotation."""
    near = reading.around
    closing = p[CLOSE]
    if reading.mark.before.isalnum() and near.quoted + near.nested < _OPENED:
        closing *= _UNOPENED
    for chance, inner in ((p[OPEN], near.inner_open), (closing, near.inner_close)):
        for sign, share in ((usage.outer, 1 - inner), (usage.inner, inner)):
            if chance * share > _NOTABLE:
                yield Candidate(sign, "quote", "model", chance * share)


def _weighed(reading: Reading, evidence: Evidence) -> tuple[Sequence[float], str]:
    """The probabilities, and who gave them: an expert who is surer than the model weighs in."""
    p = reading.classes
    if max(p[APOSTROPHE], p[OPEN], p[CLOSE], p[DASH]) >= _CERTAIN and not _doubtful(reading.mark):
        return p, "model"
    for kind, experts in EXPERTS.items():
        for expert in experts:
            sure = expert(reading.mark, evidence, reading.conversion)
            if sure > p[kind]:
                rest = [(1 - sure) * x for x in p]
                rest[kind] += sure
                return rest, expert.__name__.replace("_", "-")
    return p, "model"


def _doubtful(mark: Mark) -> bool:
    """Whether symbols stand here that the model has seldom seen."""
    if mark.before.isdigit() and mark.after.isdigit():
        return True
    return mark.behind.endswith((" - ", " – ")) or (mark.after in "CF" and mark.behind[-2:-1].isdigit())


def _spaced_or_range(mark: Mark) -> bool:
    """A dash between blanks or figures, or between two names, is short; between words it is long."""
    if not mark.inside:
        return mark.before.isspace() or mark.after.isspace() or mark.before.isdigit()
    return mark.left[0].isupper() and mark.right[0].isupper() and mark.left[-1].islower()
