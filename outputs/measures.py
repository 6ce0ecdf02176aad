"""What the gate measures: each rule a function that says how much went wrong, and what, in words.

A rule with too little to go by says nothing, so that a first crawl, a small site and a single fault raise no
alarm. The limits of each are in `outputs.limits`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from outputs.tally import Tally
    from outputs.templates import Templates
    from outputs.values import Row

FEW = 3
"""Walks or pages below which a share says nothing."""

SOME = 10
"""Walks from which on a rare thing counts, however many others there are."""

MOST_NAMED = 3
"""Walks, fields or templates that a message names."""


class Measure(NamedTuple):
    """How much went wrong, and what, in words."""

    value: float
    words: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """What rules are asked of: the figures, the templates seen, and what the last snapshots came to."""

    tally: Tally
    templates: Templates
    past: Sequence[Row] = ()

    @property
    def most_walks(self) -> float:
        """The most walks that one of the last snapshots had."""
        return max((entry["levels"].get("walks", 0.0) for entry in self.past), default=0.0)


def _empty(all_: Weighed) -> Measure | None:
    tally = all_.tally
    if not tally.old or tally.read or len(tally.removed) + len(tally.rotten) < tally.old:
        return None
    return Measure(1.0, f"not one of the {tally.old} walks published before is left")


def _lost(all_: Weighed) -> Measure | None:
    tally = all_.tally
    lost = [*tally.rotten, *tally.removed]
    if not tally.old or len(lost) < FEW:
        return None
    kinds = f"{len(tally.removed)} gone, {len(tally.rotten)} whose page reads as none"
    return Measure(len(lost) / tally.old, f"{len(lost)} of {tally.old} walks lost: {kinds} ({_some(lost)})")


def _fewer(all_: Weighed) -> Measure | None:
    most, tally = all_.most_walks, all_.tally
    if most <= tally.old or most - tally.new < FEW:
        return None
    return Measure(1 - tally.new / most, f"{tally.new} walks, and {most:.0f} in an earlier snapshot")


def _grown(all_: Weighed) -> Measure | None:
    tally = all_.tally
    more = tally.new - tally.old
    if tally.old < SOME or more < SOME:
        return None
    return Measure(
        more / tally.old, f"{tally.new} walks, and {tally.old} before: are some of them twice there?"
    )


def _emptied(all_: Weighed) -> Measure | None:
    tally = all_.tally
    enough = {
        name: lost / tally.filled_before[name]
        for name, lost in tally.emptied.items()
        if lost >= FEW and (lost >= SOME or lost / tally.both > 1 / SOME)
    }
    if not enough:
        return None
    worst = max(sorted(enough), key=enough.__getitem__)
    like = sorted(name for name, share in enough.items() if share >= enough[worst] / 2 and name != worst)
    also = f"; so are {_some(like)}" if like else ""
    counts = f"{tally.emptied[worst]} of the {tally.filled_before[worst]} walks that had it"
    return Measure(enough[worst], f"{worst} emptied in {counts}{also}")


def _sums(all_: Weighed) -> Measure | None:
    tally, broken = all_.tally, all_.tally.adding_up_no_more
    if len(broken) < FEW:
        return None
    words = f"{len(broken)} of {tally.adding_up} ratings that added up do so no longer ({_some(broken)})"
    return Measure(len(broken) / tally.adding_up, words)


def _at_once(all_: Weighed) -> Measure | None:
    tally = all_.tally
    if tally.both < SOME:
        return None
    words = f"the words of {tally.rewritten} of {tally.both} walks changed at once"
    return Measure(tally.rewritten / tally.both, words)


def _otherwise(all_: Weighed) -> Measure | None:
    tally = all_.tally
    if tally.again < SOME:
        return None
    before, now = tally.rules
    rules = f"rules {now}, before {before}" if before != now else f"though by the same rules {now}"
    words = f"{tally.otherwise} of {tally.again} walks with the same words are read otherwise, {rules}"
    return Measure(tally.otherwise / tally.again, words)


def _leftover(all_: Weighed) -> Measure | None:
    tally = all_.tally
    if tally.compared < FEW:
        return None
    before, now = tally.leftover_before / tally.compared, tally.leftover / tally.compared
    words = f"{now:.0%} of the content of {tally.compared} pages is claimed by no field, {before:.0%} before"
    return Measure(now - before, words)


def _repairs(all_: Weighed) -> Measure | None:
    tally = all_.tally
    if tally.both < FEW:
        return None
    before, now, where = tally.text_before.rate, tally.text.rate, f"in {tally.both} walks read again"
    if (
        tally.same_before.rate - tally.same.rate > now - before
    ):  # with the words a rewriting takes their damage
        before, now, where = (
            tally.same_before.rate,
            tally.same.rate,
            f"in {tally.again} walks, the words the same",
        )
    words = f"{now:.1f} repairs in 1,000 characters, {before:.1f} before, {where}"
    return Measure(abs(now - before), words)


def _failed(all_: Weighed) -> Measure | None:
    tally = all_.tally
    if not tally.old or tally.failed < FEW:
        return None
    return Measure(tally.failed / tally.met, f"{tally.failed} of {tally.met} pages failed")


def _templates(all_: Weighed) -> Measure | None:
    unknown = all_.templates.alarming
    if not unknown:
        return None
    more = f"; {len(unknown) - MOST_NAMED} more" if len(unknown) > MOST_NAMED else ""
    told = "; ".join(one.told() for one in unknown[:MOST_NAMED])
    share = sum(one.known_pages for one in unknown) / all_.templates.known_pages
    return Measure(share, f"{told}{more}")


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


RULES: dict[str, Callable[[Weighed], Measure | None]] = {
    "empty": _empty,
    "walks_lost": _lost,
    "walks_fewer": _fewer,
    "walks_grown": _grown,
    "fields_emptied": _emptied,
    "ratings_add_up": _sums,
    "changed_at_once": _at_once,
    "read_otherwise": _otherwise,
    "leftover": _leftover,
    "repairs": _repairs,
    "pages_failed": _failed,
    "templates": _templates,
}
"""Every rule by name."""
