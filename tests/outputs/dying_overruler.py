"""Publishes what is held again and again, each time killed one write later than the time before.

A process of its own, as ``dying_publisher`` is: ``python -m tests.outputs.dying_overruler BASE TARGET``.
"""

from __future__ import annotations

import os
import shutil
import sys
from itertools import count
from pathlib import Path

from outputs.overruling import overrule
from tests.outputs.dying_publisher import WRITES, Countdown
from tests.outputs.walk_builder import MONDAY, WEEK

REASON = "a person knows better"


def die_after(writes: int, catalogue: Path) -> bool:
    """Overrule in a process that is killed after so many writes; whether it was."""
    child = os.fork()
    if child == 0:
        countdown = Countdown(writes)
        for owner, name in WRITES:
            setattr(owner, name, countdown.around(getattr(owner, name)))
        overrule(catalogue, REASON, now=MONDAY + 2 * WEEK)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(base: Path, target: Path) -> None:
    """Make one copy a death, until it lives."""
    for writes in count():
        catalogue = target / f"{writes:03}"
        shutil.copytree(base, catalogue, symlinks=True)
        if not die_after(writes, catalogue):
            catalogue.rename(target / "whole")
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
