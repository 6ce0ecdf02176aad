"""What a run did, counted while it runs: the figures of its report and its politeness receipt."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic


@dataclass(slots=True)
class Gaps:
    """The times between two requests, in seconds."""

    count: int = 0
    shortest: float | None = None
    longest: float = 0.0
    total: float = 0.0
    _last: float | None = field(default=None, repr=False)

    def note(self, at: float) -> None:
        """A request went out at this time of the monotonic clock."""
        if self._last is not None:
            gap = max(0.0, at - self._last)
            self.count += 1
            self.shortest = gap if self.shortest is None else min(self.shortest, gap)
            self.longest = max(self.longest, gap)
            self.total += gap
        self._last = at

    def as_dict(self) -> dict[str, float | int | None]:
        """Count, shortest, mean and longest, to the millisecond."""
        mean = self.total / self.count if self.count else None
        figures = {"shortest": self.shortest, "mean": mean, "longest": self.longest if self.count else None}
        return {"count": self.count} | {k: None if v is None else round(v, 3) for k, v in figures.items()}


@dataclass(slots=True)
class Tally:
    """The counts of one process's part of a run."""

    requests: int = 0
    bytes: int = 0
    answered: int = 0
    not_modified: int = 0
    walks_asked: int = 0
    walks_seen: int = 0
    refused: int = 0
    waits: int = 0
    crawl_delay: float = 0.0
    robots_sha256: str | None = None
    robots_unreachable: str | None = None
    failures_in_a_row: int = 0
    gaps: Gaps = field(default_factory=Gaps)

    def note_sent(self, latency: float) -> None:
        """A request went out ``latency`` seconds ago."""
        self.gaps.note(monotonic() - latency)

    def note_rules(self, unreachable: str | None, crawl_delay: float) -> None:
        """A host's robots.txt was read, or could not be."""
        self.robots_unreachable = unreachable or self.robots_unreachable
        self.crawl_delay = max(self.crawl_delay, crawl_delay)
