"""The gate: what a new snapshot must not have lost against the last good one.

Each rule is a measure with two limits: over the first it warns, over the second the snapshot is held. A rule
with too little to go by says nothing, so that a first crawl and a small site raise no alarm.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from outputs.schema import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from outputs.rows import Record

FEW = 3
"""Walks or pages below which a share says nothing."""

SOME = 10
"""Walks below which a fill rate says nothing."""

ABSENT: tuple[object, ...] = (None, "", [])


@dataclass(slots=True)
class Tally:
    """What is counted while a snapshot is written, against the one before.

    ``old`` and ``new`` count walks; ``removed`` those dropped; ``rotten`` those whose page reads as a walk no
    longer; ``read`` those read from a page of this input. ``both`` counts the walks read now and published
    before, ``filled_before`` and ``filled_now`` their values column by column.
    """

    old: int = 0
    new: int = 0
    removed: int = 0
    rotten: int = 0
    read: int = 0
    both: int = 0
    adding_up: int = 0
    adding_up_no_more: int = 0
    unlike: int = 0
    met: int = 0
    failed: int = 0
    filled_before: Counter[str] = field(default_factory=Counter)
    filled_now: Counter[str] = field(default_factory=Counter)

    def compare(self, before: Record, now: Record) -> None:
        """Count a walk that is read now and was published before."""
        self.both += 1
        self.filled_before.update(_filled(before))
        self.filled_now.update(_filled(now))
        self.unlike += before.walk["content_sha256"] != now.walk["content_sha256"]
        if before.walk["rating_adds_up"]:
            self.adding_up += 1
            self.adding_up_no_more += now.walk["rating_adds_up"] is False

    def count_page(self, outcome: str) -> None:
        """Count an address met now."""
        self.met += 1
        self.failed += outcome == "failed"


def _filled(record: Record) -> Iterable[str]:
    return [c for c in TABLES["walks"].names if record.walk[c] not in ABSENT]


class Measure(NamedTuple):
    """A share between 0 and 1, and what it is a share of, in words."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A measure and its limits: over ``warns`` it warns, over ``holds`` the snapshot is held."""

    name: str
    measure: Callable[[Tally], Measure | None]
    warns: float
    holds: float


def _empty(tally: Tally) -> Measure | None:
    if not tally.old or tally.read or tally.removed + tally.rotten < tally.old:
        return None
    return Measure(1.0, f"not one of the {tally.old} walks published before is left")


def _lost(tally: Tally) -> Measure | None:
    lost = tally.removed + tally.rotten
    if not tally.old or lost < FEW:
        return None
    words = f"{lost} of {tally.old} walks lost: {tally.removed} gone, {tally.rotten} whose page reads as none"
    return Measure(lost / tally.old, words)


def _emptied(tally: Tally) -> Measure | None:
    if tally.both < SOME:
        return None
    drops = {c: (n - tally.filled_now[c]) / tally.both for c, n in tally.filled_before.items()}
    column = max(sorted(drops), key=drops.__getitem__)
    return Measure(drops[column], f"{column} emptied in {drops[column]:.0%} of {tally.both} walks read again")


def _sums(tally: Tally) -> Measure | None:
    if tally.adding_up_no_more < FEW:
        return None
    words = f"{tally.adding_up_no_more} of {tally.adding_up} ratings that added up do so no longer"
    return Measure(tally.adding_up_no_more / tally.adding_up, words)


def _failed(tally: Tally) -> Measure | None:
    if not tally.old or tally.failed < FEW:
        return None
    return Measure(tally.failed / tally.met, f"{tally.failed} of {tally.met} pages failed")


def _at_once(tally: Tally) -> Measure | None:
    if tally.both < SOME:
        return None
    return Measure(
        tally.unlike / tally.both, f"the words of {tally.unlike} of {tally.both} walks changed at once"
    )


NEVER = 2.0
"""A limit that no share reaches."""

RULES = (
    Rule("empty", _empty, 0.0, 0.0),
    Rule("walks_lost", _lost, 0.02, 0.1),
    Rule("fields_emptied", _emptied, 0.1, 0.2),
    Rule("ratings_add_up", _sums, 0.05, 0.1),
    Rule("pages_failed", _failed, 0.02, 0.5),
    Rule("changed_at_once", _at_once, 0.5, NEVER),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says: ``reasons`` hold the snapshot back, ``warnings`` do not."""

    reasons: tuple[str, ...]
    warnings: tuple[str, ...]
    measures: dict[str, float]


def weigh(tally: Tally, rules: Iterable[Rule] = RULES) -> Verdict:
    """Ask every rule."""
    reasons, warnings, measures = [], [], {}
    for rule in rules:
        measure = rule.measure(tally)
        if measure is None:
            continue
        measures[rule.name] = measure.value
        if measure.value > rule.holds:
            reasons.append(f"{rule.name}: {measure.words}")
        elif measure.value > rule.warns:
            warnings.append(f"{rule.name}: {measure.words}")
    return Verdict(tuple(reasons), tuple(warnings), measures)
