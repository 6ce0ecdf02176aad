"""What a mark may have been, how probably, and by what that is known."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from normalize.text.lost import irish
from normalize.text.lost.classes import (
    APOSTROPHE,
    CLOSE,
    CLOSE_OTHER,
    DASH,
    ELLIPSIS,
    LETTER,
    OPEN,
    OPEN_OTHER,
    SYMBOL,
)
from normalize.text.lost.experts import EXPERTS
from normalize.text.lost.letters import letters
from normalize.text.lost.lexicon import AFTER_POSSESSIVE_NOT, ELIDED, PARTED
from normalize.text.lost.question import asks, closes_within_a_question
from normalize.text.lost.symbols import symbols

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from normalize.text.lost.conversion import Conversion
    from normalize.text.lost.evidence import Evidence
    from normalize.text.lost.mark import Mark
    from normalize.text.lost.passage import Passage
    from normalize.text.lost.usage import Usage

EN, EM = "–", "—"
_AMOUNT = re.compile(r"\d(?:\d{2}|\d?[.,]\d|\D|$)")  # before which no figures were left out, as in ’90s
_FOLLOWING = re.compile(r" ([a-z]+)\b")
_NO_OWNER = _WHICH_FIRST = 0.5
_NOTABLE = 0.01
_CERTAIN = 0.985
_OF_ONE_KIND = 0.95
_TWO_BYTES = 2  # of UTF-8: a letter or a symbol
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


class Told(NamedTuple):
    """What is known of one mark when its document has been read.

    ``number`` is its line's; ``classes`` are the model's probabilities; ``nested`` is how probably a quote
    there is of the other kind.
    """

    number: int
    mark: Mark
    seen: Passage
    at: int
    classes: Sequence[float]
    nested: float
    conversion: Conversion


def candidates(told: Told, usage: Usage, evidence: Evidence) -> list[Candidate]:
    """What a mark may have been, the most probable first; readings that write the same are one."""
    sure = _sure(told, usage)
    if sure:
        return [sure]
    kinds = OF_LENGTH[told.mark.end - told.mark.start]
    found = [c for c in _all(told, usage, evidence) if c.kind in kinds and _may_be_lost(c, told)]
    return _ranked(found) if len(found) > 1 else found


def _sure(told: Told, usage: Usage) -> Candidate | None:
    """What most marks are, so surely that nobody else need be asked."""
    p, mark = told.classes, told.mark
    if mark.end - mark.start == _TWO_BYTES:
        return None
    if p[DASH] >= _CERTAIN:
        return None if _doubtful(mark) else Candidate(_dash(mark), "dash", "model", p[DASH])
    if p[APOSTROPHE] >= _CERTAIN:
        alone = not _is_amount(mark) and not _owns_nothing(mark)
        return Candidate("'", "apostrophe", "model", p[APOSTROPHE]) if alone else None
    opens, closes, double = p[OPEN] + p[OPEN_OTHER], p[CLOSE] + p[CLOSE_OTHER], usage.double(told.nested)
    if max(opens, closes) < _CERTAIN or closes_within_a_question(mark):
        return None
    quote = opens + closes
    return Candidate('"', "quote", "model", quote * double) if double >= _OF_ONE_KIND else None


def _ranked(found: list[Candidate]) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for candidate in found:
        same = best.get(candidate.after)
        if same is not None:
            total = min(1.0, candidate.confidence + same.confidence)
            candidate = (candidate if candidate.rule != "model" else same)._replace(confidence=total)
        best[candidate.after] = candidate
    return sorted(best.values(), key=lambda c: (-c.confidence, c.after))


def _may_be_lost(found: Candidate, told: Told) -> bool:
    """Whether the conversion loses it; straight quotes stand for curly ones, which all conversions lose."""
    return found.after.isascii() or told.conversion.loses(found.after)


def _all(told: Told, usage: Usage, evidence: Evidence) -> Iterator[Candidate]:
    p, rule = _weighed(told, evidence)
    mark = told.mark
    if p[APOSTROPHE] > _NOTABLE and not _is_amount(mark):
        yield Candidate("'", "apostrophe", rule, p[APOSTROPHE] * (_NO_OWNER if _owns_nothing(mark) else 1))
    quote = p[OPEN] + p[CLOSE] + p[OPEN_OTHER] + p[CLOSE_OTHER]
    if quote > _NOTABLE:
        double = usage.double(told.nested)
        quote *= _WHICH_FIRST if closes_within_a_question(mark) else 1
        yield Candidate('"', "quote", "model", quote * double)
        yield Candidate("'", "quote", "model", quote * (1 - double))
    if p[DASH] > _NOTABLE:
        yield Candidate(_dash(mark), "dash", rule, p[DASH])
    if p[ELLIPSIS] > _NOTABLE and not asks(mark):
        yield Candidate("…", "ellipsis", "model", p[ELLIPSIS])
    if p[LETTER] > _NOTABLE:
        for letter, share, known in letters(mark, told.seen, told.at, evidence):
            yield Candidate(letter, "accent", known, p[LETTER] * share)
    if sum(p[SYMBOL:]) > _NOTABLE:
        euros = partial(evidence.money.euros, told.number)
        for symbol, share, known in symbols(mark, told.conversion, euros):
            yield Candidate(symbol, "symbol", known, sum(p[SYMBOL:]) * share)


def _is_amount(mark: Mark) -> bool:
    return mark.before == " " and _AMOUNT.match(mark.ahead) is not None


def _owns_nothing(mark: Mark) -> bool:
    """``Quo Vadis? is``: no plural possessive stands before a verb."""
    following = _FOLLOWING.match(mark.ahead)
    return mark.before == "s" and following is not None and following[1] in AFTER_POSSESSIVE_NOT


def _weighed(told: Told, evidence: Evidence) -> tuple[Sequence[float], str]:
    """The probabilities, and who gave them: an expert who is surer than the model weighs in."""
    p = told.classes
    if max(
        p[APOSTROPHE], p[OPEN] + p[OPEN_OTHER], p[CLOSE] + p[CLOSE_OTHER], p[DASH]
    ) >= _CERTAIN and not _doubtful(told.mark):
        return p, "model"
    for kind, experts in EXPERTS.items():
        for expert in experts:
            sure = expert(told.mark, evidence, told.conversion)
            if sure > p[kind]:
                rest = [(1 - sure) * x for x in p]
                rest[kind] += sure
                return rest, expert.__name__.replace("_", "-")
    return p, "model"


def _doubtful(mark: Mark) -> bool:
    """Whether symbols or names stand here that the model has seldom seen."""
    if mark.inside:
        return mark.left.lower() in ELIDED
    if mark.before.isdigit() and mark.after.isdigit():
        return True
    if mark.before == " " == mark.after and _is_measured_or_named(mark):
        return True
    return mark.behind.endswith((" - ", " – ")) or (mark.after in "CF" and mark.behind[-2:-1].isdigit())


def _is_measured_or_named(mark: Mark) -> bool:
    following = _FOLLOWING.match(mark.ahead)
    if following:
        return following[1] in PARTED
    return mark.ahead[1:2].isdigit() or irish.alone(mark)


def _dash(mark: Mark) -> str:
    """A dash between blanks or figures, or between two names, is short; between words it is long."""
    if not mark.inside:
        return EN if mark.before.isspace() or mark.after.isspace() or mark.before.isdigit() else EM
    return EN if mark.left[0].isupper() and mark.right[0].isupper() and mark.left[-1].islower() else EM
