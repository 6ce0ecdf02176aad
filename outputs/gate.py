"""The gate: what a new snapshot must not have lost against the last good one.

Each rule is a measure of what went wrong (`outputs.measures`), with two limits (`outputs.limits`): over the
first it warns, over the second the snapshot is held.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from outputs.limits import LIMITS, LONGEST_PAST, limit
from outputs.measures import RULES

if TYPE_CHECKING:
    from outputs.limits import Limits
    from outputs.measures import Weighed
    from outputs.values import Row


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says: ``reasons`` hold the snapshot back, ``warnings`` do not."""

    reasons: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    measures: dict[str, float] = field(default_factory=dict)


def weigh(all_: Weighed, said: Limits | None = None) -> Verdict:
    """Ask every rule; ``said`` are limits that a person set, by rule."""
    verdict = Verdict()
    past = [entry["measures"] for entry in all_.past]
    for name, rule in RULES.items():
        measure = rule(all_)
        if measure is None:
            continue
        bounds = limit(name, said or {}, past)
        verdict.measures[name] = measure.value
        if measure.value > bounds.holds:
            verdict.reasons.append(f"{name}: {measure.words}")
        elif measure.value > bounds.warns:
            verdict.warnings.append(f"{name}: {measure.words}")
    return verdict


def past(manifest: Row | None) -> list[Row]:
    """What the snapshots up to this one came to, the newest last; what a person accepted begins anew."""
    told = (manifest or {}).get("gate", {})
    if "levels" not in told:
        return []
    entry = {"measures": told["measures"], "levels": told["levels"]}
    if manifest and manifest.get("accepted"):
        return [{"measures": {}, "levels": told["levels"]}]
    return [*told.get("past", []), entry][-LONGEST_PAST:]


assert RULES.keys() == LIMITS.keys()  # noqa: S101 -- a rule without limits would never be heard
