"""Pages to readings: in this process, or spread over several with the same result in the same order."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING

from normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from normalize.page import Page
    from normalize.walk import Reading

CHUNK = 32
"""Pages handed to a process at once: some 2 MB of bytes, some tenths of a second of work."""
AHEAD = 2
"""Chunks under way for each process: one in work, one waiting, so that memory stays bounded."""


def read_all(
    pages: Iterable[Page], *, site: str | None = None, reader: str = "lexbor", workers: int = 1
) -> Iterator[tuple[Page, Reading]]:
    """Each page with what ``normalize`` makes of it, in the order of ``pages``.

    ``workers`` processes share the work; one worker means this very process.
    """
    if workers == 1:
        yield from ((page, normalize(page, site=site, reader=reader)) for page in pages)
        return
    source = iter(pages)
    under_way: deque[tuple[list[Page], Future[list[Reading]]]] = deque()
    with ProcessPoolExecutor(workers) as pool:
        try:
            while True:
                while len(under_way) < AHEAD * workers and (chunk := list(islice(source, CHUNK))):
                    under_way.append((chunk, pool.submit(_read_chunk, chunk, site, reader)))
                if not under_way:
                    return
                chunk, future = under_way.popleft()
                yield from zip(chunk, future.result(), strict=True)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _read_chunk(chunk: list[Page], site: str | None, reader: str) -> list[Reading]:
    return [normalize(page, site=site, reader=reader) for page in chunk]
