"""Publishes the second week into buckets, or prunes them, each time killed one request later than before.

Run as a process of its own: ``python -m tests.outputs.dying_uploader BASE TARGET WORK``. BASE, a URL, is the
catalogue as it stood before; below TARGET, a URL too, stands one copy of it a death, named by how many
requests that write were let through; the last copy was let live. Prints how many there are. The parent of
those that die asks the server for nothing: the client's threads would not outlive the fork.
"""

from __future__ import annotations

import os
import sys
from itertools import count
from typing import TYPE_CHECKING

import obstore
import pandas as pd

from outputs.stores.bucket import Bucket
from tests.outputs.dying_publisher import WORKS, Countdown

if TYPE_CHECKING:
    from collections.abc import Callable

LOADED = pd.__name__
"""pyarrow loads pandas when it is first used: here once, not in every process that is killed."""


def copy(base: str, target: str) -> None:
    """Copy every object of a catalogue."""
    source, into = Bucket.at(base), Bucket.at(target)
    for metas in obstore.list(source.objects):
        for meta in metas:
            obstore.put(into.objects, meta["path"], obstore.get(source.objects, meta["path"]).bytes())


def die_after(requests: int, base: str, target: str, work: str) -> bool:
    """Do the work in a process that is killed after so many requests; whether it was."""

    def die() -> None:
        copy(base, target)
        countdown = Countdown(requests)
        for name in ("put", "delete"):
            setattr(obstore, name, countdown.around(getattr(obstore, name)))
        WORKS[work](target)

    return _killed(die)


def _killed(work: Callable[[], None]) -> bool:
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(base: str, target: str, work: str) -> None:
    """Make one copy a death, until a publisher lives."""
    for requests in count():
        if not die_after(requests, base, f"{target}/{requests:03}", work):
            print(requests + 1)
            return


if __name__ == "__main__":
    main(*sys.argv[1:])
