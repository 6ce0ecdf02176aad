"""Publishes the second week, or prunes, again and again, each time killed one write later than before.

Run as a process of its own: ``python -m tests.outputs.dying_publisher BASE TARGET WORK``. BASE is the
catalogue as it stood before; TARGET gets one copy of it a death, named by how many writes were let through;
the last copy, ``whole``, was let live. WORK is a name in `WORKS`.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow.parquet as pq

from outputs.pruning import Policy, prune
from outputs.publish import publish
from tests.outputs.walk_builder import MONDAY, WEEK, named, read, walk

if TYPE_CHECKING:
    from collections.abc import Callable

WRITES: list[tuple[Any, str]] = [
    (os, "mkdir"),
    (os, "fsync"),
    (os, "replace"),
    (os, "symlink"),
    (os, "unlink"),
    (os, "rmdir"),
    (Path, "open"),
    (pq.ParquetWriter, "write_batch"),
    (pq.ParquetWriter, "close"),
]
"""All that a publisher changes the disk with."""


LOADED = pd.__name__
"""pyarrow loads pandas when it is first used: here once, not in every process that is killed."""


class Countdown:
    """Kills this process at the write after the given number."""

    def __init__(self, writes: int) -> None:
        self.left = writes

    def around(self, write: Callable[..., Any]) -> Callable[..., Any]:
        """The write, counted."""

        def counted(*args: Any, **options: Any) -> Any:
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            self.left -= 1
            return write(*args, **options)

        return counted


def second_week(catalogue: Path | str) -> None:
    """Publish a week in which one walk changed, one is new and two ids prove to be one walk."""
    later = MONDAY + WEEK
    pages = [walk(difficulty="Severe"), named("New Walk"), named("Renamed", site_id="12")]
    publish([read(w, later) for w in pages], catalogue, now=later)


def pruning(catalogue: Path | str) -> None:
    """Remove all but the last two snapshots."""
    prune(catalogue, Policy(1, 0), now=MONDAY + 99 * WEEK)


WORKS: dict[str, Callable[[Path | str], None]] = {"publish": second_week, "prune": pruning}


def die_after(writes: int, catalogue: Path, work: str) -> bool:
    """Do the work in a process that is killed after so many writes; whether it was."""
    child = os.fork()
    if child == 0:
        countdown = Countdown(writes)
        for owner, name in WRITES:
            setattr(owner, name, countdown.around(getattr(owner, name)))
        WORKS[work](catalogue)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(base: Path, target: Path, work: str) -> None:
    """Make one copy a death, until a publisher lives."""
    for writes in count():
        catalogue = target / f"{writes:03}"
        if base.exists():
            shutil.copytree(base, catalogue, symlinks=True)
        if not die_after(writes, catalogue, work):
            catalogue.rename(target / "whole")
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
