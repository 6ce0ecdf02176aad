"""Archive and ledger put on the disk together, a group of answers at a time.

A sync for each answer costs more than fetching it. What was written and not yet synced outlives a killed
process, for the operating system has it, and the next run learns it from the archive; a machine that loses
power loses the last second, which the ledger does not know either, so it is asked again.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from crawler.archive import WarcArchive
    from crawler.ledger import Ledger

LONGEST = 1.0
"""Seconds that a write waits for the disk."""
MOST = 200
"""Writes of the ledger that go to the disk together."""


class Commits:
    """Syncs the archive, then commits the ledger: what the ledger says is fetched is on the disk.

    ``on_error`` is told why the disk refused where nobody else can be.
    """

    def __init__(self, archive: WarcArchive, ledger: Ledger, on_error: Callable[[Exception], None]) -> None:
        self._archive = archive
        self._ledger = ledger
        self._on_error = on_error
        self._waiting = 0
        self._timer: asyncio.TimerHandle | None = None
        ledger.group(self._note)

    def _note(self) -> None:
        self._waiting += 1
        if self._waiting >= MOST:
            self.commit()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(LONGEST, self._in_time)

    def _in_time(self) -> None:
        try:
            self.commit()
        except Exception as error:  # nobody else hears of it
            self._on_error(error)

    def commit(self) -> None:
        """Put everything on the disk; raises OSError or sqlite3.Error when it refuses."""
        if self._timer:
            self._timer.cancel()
        self._timer, self._waiting = None, 0
        self._archive.sync()
        self._ledger.commit()

    def give_up(self) -> None:
        """Commit nothing more."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
