"""What a mark may have been, how probably, and by what that is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from normalize.text.lost.experts import EXPERTS
from normalize.text.lost.letters import letters
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
    from normalize.text.lost.usage import Usage
    from normalize.text.lost.view import View

EN, EM = "–", "—"
_AMOUNT = re.compile(r"\d(?:\d{2}|\d?[.,]|\D|$)")  # before which no figures were left out, as in ’90s
_NOTABLE = 0.01
_CERTAIN = 0.985
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
    inner_open: float
    inner_close: float
    conversion: Conversion


def candidates(reading: Reading, usage: Usage, evidence: Evidence) -> list[Candidate]:
    """What a mark may have been, the most probable first; readings that write the same are one."""
    kinds = OF_LENGTH[reading.mark.end - reading.mark.start]
    best: dict[str, Candidate] = {}
    for found in _all(reading, usage, evidence):
        if found.kind in kinds and _may_be_lost(found, reading):
            same = best.get(found.after)
            more = found if same is None or found.rule != "model" else same
            total = found.confidence + (same.confidence if same else 0.0)
            best[found.after] = Candidate(more.after, more.kind, more.rule, min(total, 1.0))
    return sorted(best.values(), key=lambda c: (-c.confidence, c.after))


def _may_be_lost(found: Candidate, reading: Reading) -> bool:
    """Whether the conversion loses it; straight quotes stand for curly ones, which all conversions lose."""
    return found.after.isascii() or reading.conversion.loses(found.after)


def _all(reading: Reading, usage: Usage, evidence: Evidence) -> Iterator[Candidate]:
    p, rule = _weighed(reading, evidence)
    if p[APOSTROPHE] > _NOTABLE and not (reading.mark.before == " " and _AMOUNT.match(reading.mark.ahead)):
        yield Candidate("'", "apostrophe", rule, p[APOSTROPHE])
    for event, inner in ((OPEN, reading.inner_open), (CLOSE, reading.inner_close)):
        if p[event] > _NOTABLE:
            yield Candidate(usage.outer, "quote", "model", p[event] * (1 - inner))
            yield Candidate(usage.inner, "quote", "model", p[event] * inner)
    if p[DASH] > _NOTABLE:
        yield Candidate(EN if _spaced_or_range(reading.mark) else EM, "dash", rule, p[DASH])
    if p[ELLIPSIS] > _NOTABLE:
        yield Candidate("…", "ellipsis", "model", p[ELLIPSIS])
    if p[LETTER] > _NOTABLE:
        for letter, share, rule in letters(reading.view, reading.at, evidence):
            yield Candidate(letter, "accent", rule, p[LETTER] * share)
    if p[SYMBOL] > _NOTABLE:
        for symbol, share, rule in symbols(reading.mark):
            yield Candidate(symbol, "symbol", rule, p[SYMBOL] * share)


def _weighed(reading: Reading, evidence: Evidence) -> tuple[Sequence[float], str]:
    """The probabilities, and who gave them: an expert who is surer than the model weighs in."""
    p = reading.classes
    if max(p[APOSTROPHE], p[OPEN], p[CLOSE], p[DASH]) >= _CERTAIN:
        return p, "model"
    for kind, experts in EXPERTS.items():
        for expert in experts:
            sure = expert(reading.mark, evidence, reading.conversion)
            if sure > p[kind]:
                rest = [(1 - sure) * x for x in p]
                rest[kind] += sure
                return rest, expert.__name__.replace("_", "-")
    return p, "model"


def _spaced_or_range(mark: Mark) -> bool:
    """A dash between blanks or figures, or between two names, is short; between words it is long."""
    if not mark.inside:
        return mark.before.isspace() or mark.after.isspace() or mark.before.isdigit()
    return mark.left[0].isupper() and mark.right[0].isupper() and mark.left[-1].islower()
