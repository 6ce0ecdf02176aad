"""Which reading of a mark is taken, and when none is.

The thresholds are the one place that weighs a repair that is missing against one that is wrong.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalize.text.traced import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.text.lost.candidate import Candidate
    from normalize.text.lost.mark import Mark

SURE = {"apostrophe": 0.9, "quote": 0.9, "dash": 0.9, "accent": 0.85, "symbol": 0.85, "ellipsis": 0.9}
"""By kind, how probable a reading must be to be taken."""

SUSPICIOUS = 0.35
"""How probable it must be that something was lost for a mark to be suspected."""

NOTABLE = 0.05
"""How probable a reading of a suspected mark must be to be named."""


@dataclass(frozen=True, slots=True)
class Suspect:
    """A mark that was left alone though something was probably lost there.

    ``candidates`` are what it may have been, the most probable first.
    """

    start: int
    end: int
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """All readings of one mark, the most probable first; ``?`` itself is what it is when it stays."""

    start: int
    end: int
    readings: tuple[tuple[str, float], ...]


def decide(mark: Mark, candidates: Sequence[Candidate]) -> Edit | Suspect | None:
    """The edit to make; else what the mark is suspected of; else None."""
    if not candidates:
        return None
    first = candidates[0]
    if first.confidence < SURE[first.kind]:
        if sum(c.confidence for c in candidates) < SUSPICIOUS:
            return None
        named = [c.after for c in candidates if c.confidence >= NOTABLE] or [first.after]
        return Suspect(mark.start, mark.end, tuple(named))
    lost = mark.line[mark.start : mark.end]
    return Edit(
        mark.start,
        mark.end,
        lost,
        first.after,
        first.kind,
        first.rule,
        round(min(first.confidence, 0.999), 3),
    )


def rank(mark: Mark, candidates: Sequence[Candidate], kept: float) -> Ranked:
    """Every notable reading of a mark, staying as it is among them."""
    readings = [(c.after, round(c.confidence, 3)) for c in candidates if c.confidence >= 0.001]
    readings.append((mark.line[mark.start : mark.end], round(kept, 3)))
    return Ranked(mark.start, mark.end, tuple(sorted(readings, key=lambda r: -r[1])))
