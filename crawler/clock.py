"""Time that never runs backwards while a process lives, whoever sets the machine's clock."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta


class SteadyClock:
    """UTC as it was when the process began, counted on by the monotonic clock."""

    def __init__(self) -> None:
        self._began = datetime.now(UTC)
        self._at = time.monotonic()

    def now(self) -> datetime:
        """The time; never earlier than it was when last asked."""
        return self._began + timedelta(seconds=time.monotonic() - self._at)

    def reach(self, at: datetime) -> timedelta:
        """Be no earlier than ``at`` from now on; gives how far behind it was, nothing where it was not."""
        behind = max(at - self.now(), timedelta())
        self._began += behind
        return behind


CLOCK = SteadyClock()
"""The clock of this process."""


def warc_date(at: datetime | None = None) -> str:
    """The time (now, where none is given) as WARC 1.1 writes it, to the microsecond.

    >>> warc_date(datetime(2026, 11, 22, 8, 40, tzinfo=UTC))
    '2026-11-22T08:40:00.000000Z'
    """
    return (at or CLOCK.now()).astimezone(UTC).isoformat("T", "microseconds").replace("+00:00", "Z")
