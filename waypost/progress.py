"""Progress of long work: shown on a terminal, silent in a pipe, now and then a line in a JSON log."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from waypost.telemetry.logs import as_json, tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.progress import Progress

T = TypeVar("T")

PULSE = 60.0
"""Seconds between two log lines of a crawl that goes well."""


def watched(things: Iterable[T], doing: str) -> Iterator[T]:
    """``things`` as they come, counted on stderr when it is a terminal."""
    if not _shown():
        yield from things
        return
    with _progress() as progress:
        task = progress.add_task(doing, total=None)
        for thing in things:
            yield thing
            progress.advance(task)


@contextmanager
def counting(doing: str) -> Iterator[Callable[[int, int], None] | None]:
    """A function that is told how much of how much is done; None where nobody looks."""
    if not _shown():
        yield pulse() if as_json() else None
        return
    with _progress() as progress:
        task = progress.add_task(doing, total=None)

        def show(done: int, known: int) -> None:
            progress.update(task, completed=done, total=known)

        yield show


def pulse(every: float = PULSE) -> Callable[[int, int], None]:
    """A function that logs how far the crawl is, at most once in so many seconds."""
    last = monotonic()

    def tell_now_and_then(done: int, known: int) -> None:
        nonlocal last
        if monotonic() - last >= every:
            last = monotonic()
            tell("crawl_progress", f"{done} of {known} addresses asked", done=done, known=known)

    return tell_now_and_then


def _shown() -> bool:
    return sys.stderr.isatty() and not as_json()


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
