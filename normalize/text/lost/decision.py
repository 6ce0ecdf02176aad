"""Which reading of a mark is taken, and when none is.

The thresholds are the one place that weighs a repair that is missing against one that is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalize.text.traced import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from normalize.text.lost.candidate import Candidate
    from normalize.text.lost.mark import Mark

SURE = {"apostrophe": 0.9, "quote": 0.9, "dash": 0.9, "accent": 0.9, "symbol": 0.9, "ellipsis": 0.95}
"""By kind, how probable a reading must be to be taken."""

MARGIN = 0.02
"""How much more probable than any other."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A mark that was left alone though something was probably lost there.

    ``candidates`` are what it may have been, the most probable first.
    """

    start: int
    end: int
    candidates: tuple[str, ...]


def decide(mark: Mark, candidates: Iterable[Candidate]) -> Edit | Suspect | None:
    """The edit to make; else what the mark is suspected of; else None."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        known = best.get(candidate.after)
        if known is None or candidate.confidence > known.confidence:
            best[candidate.after] = candidate
    ranked = sorted(best.values(), key=lambda c: (-c.confidence, c.after))
    if not ranked:
        return None
    first = ranked[0]
    second = ranked[1].confidence if len(ranked) > 1 else 0.0
    if first.confidence < SURE[first.kind] or first.confidence - second < MARGIN:
        return Suspect(mark.start, mark.end, tuple(c.after for c in ranked))
    lost = mark.line[mark.start : mark.end]
    return Edit(mark.start, mark.end, lost, first.after, first.kind, first.rule, first.confidence)
