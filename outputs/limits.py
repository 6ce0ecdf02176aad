"""The limits of the gate: what each rule measures, over which ceiling it warns, under which floor it aborts.

Every measure is a share of what went wrong (0.1: a tenth), or a number where its meaning says so. Over
``warns`` the run says so and publishes; over ``holds`` the snapshot is held back. Where nothing is set in
``waypost.toml``, a ceiling follows what the last snapshots had as a matter of course.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Side = Literal["warns", "holds"]
Limits: TypeAlias = "Mapping[str, Mapping[Side, float]]"
"""What a person set, by rule."""

NEVER = 1_000_000.0
"""A limit that nothing reaches."""

USUAL = 1.5
"""How far beyond the most of its past a measure may go before it is worth a warning."""

ENOUGH_PAST = 3
"""Snapshots whose measures make a past to go by."""

LONGEST_PAST = 12
"""Snapshots that are looked back on."""


class Limit(NamedTuple):
    """A rule's limits: over ``warns`` it warns, over ``holds`` the snapshot is held."""

    warns: float
    holds: float
    meaning: str = ""


LIMITS: dict[str, Limit] = {
    "empty": Limit(0.0, 0.0, "1 where not one walk is left of those published before"),
    "walks_lost": Limit(
        0.02, 0.1, "share of the walks that are gone, or whose page reads as a walk no longer"
    ),
    "walks_fewer": Limit(0.1, 0.2, "share of the walks lost bit by bit since the most of the last snapshots"),
    "walks_grown": Limit(0.5, NEVER, "walks more than before, as a share of those before"),
    "fields_emptied": Limit(0.1, 0.2, "share of the walks with a value in the worst field that lost it"),
    "ratings_add_up": Limit(0.05, 0.1, "share of the ratings that added up and do so no longer"),
    "changed_at_once": Limit(0.5, NEVER, "share of the walks whose words changed at the source"),
    "read_otherwise": Limit(0.5, NEVER, "share of the walks with the same words that give another record"),
    "leftover": Limit(0.05, 0.3, "rise of the share of a page's content that no field claims"),
    "repairs": Limit(2.0, 10.0, "how many repairs more or fewer there are in 1,000 characters"),
    "pages_failed": Limit(0.02, 0.5, "share of the pages without an answer that can be used"),
    "templates": Limit(0.05, NEVER, "share of the walks' pages whose skeleton was never seen before"),
}
"""Every rule by name, in the order in which they are asked."""


def limit(rule: str, said: Limits, past: Sequence[Mapping[str, float]]) -> Limit:
    """A rule's limits: what a person said, else the default, its ceiling lifted to what is usual.

    ``past`` are the measures of the last snapshots. What is usual lifts a ceiling half way to the floor at
    most, and moves no floor: what goes wrong every night must not come to pass for good.

    >>> limit("pages_failed", {}, [])[:2]
    (0.02, 0.5)
    >>> limit("pages_failed", {}, [{"pages_failed": 0.04}, {"pages_failed": 0.1}, {}])[:2]
    (0.15000000000000002, 0.5)
    >>> limit("pages_failed", {"pages_failed": {"holds": 0.9}}, [])[:2]
    (0.02, 0.9)

    """
    default = LIMITS[rule]
    told = said.get(rule, {})
    holds = told.get("holds", default.holds)
    warns = told.get("warns", min(default.warns, holds))
    if "warns" not in told and len(past) >= ENOUGH_PAST:
        most = max(measures.get(rule, 0.0) for measures in past)
        warns = max(warns, min(USUAL * most, holds / 2))
    return Limit(warns, holds, default.meaning)
