"""Progress of long work: shown on a terminal, silent in a pipe."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.progress import Progress

T = TypeVar("T")


def watched(things: Iterable[T], doing: str) -> Iterator[T]:
    """``things`` as they come, counted on stderr when it is a terminal."""
    if not sys.stderr.isatty():
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
    if not sys.stderr.isatty():
        yield None
        return
    with _progress() as progress:
        task = progress.add_task(doing, total=None)

        def tell(done: int, known: int) -> None:
            progress.update(task, completed=done, total=known)

        yield tell


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True)
