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
    from waypost.known import Readings

CHUNK = 32
"""Pages handed to a process at once: some 2 MB of bytes, some tenths of a second of work."""
AHEAD = 2
"""Chunks under way for each process: one in work, one waiting, so that memory stays bounded."""

Work = tuple[list["Page"], list["Reading | None"], "Future[list[Reading]] | None"]
"""Pages, what is known of each, and what will be known of the others."""


def read_all(
    pages: Iterable[Page],
    *,
    site: str | None = None,
    reader: str = "lexbor",
    workers: int = 1,
    known: Readings | None = None,
) -> Iterator[tuple[Page, Reading]]:
    """Each page with what ``normalize`` makes of it, in the order of ``pages``.

    ``workers`` processes share the work; one worker means this very process. What is ``known`` is not read
    again, and what is read is known from then on.
    """
    if workers == 1:
        for page in pages:
            reading = known.get(page) if known else None
            if reading is None:
                reading = normalize(page, site=site, reader=reader)
                if known:
                    known.put(page, reading)
            yield page, reading
        return
    source = iter(pages)
    under_way: deque[Work] = deque()
    with ProcessPoolExecutor(workers) as pool:
        try:
            while True:
                while len(under_way) < AHEAD * workers and (chunk := list(islice(source, CHUNK))):
                    under_way.append(_begun(chunk, site, reader, pool, known))
                if not under_way:
                    return
                yield from _ended(under_way.popleft(), known)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _begun(
    chunk: list[Page], site: str | None, reader: str, pool: ProcessPoolExecutor, known: Readings | None
) -> Work:
    """Look a chunk up, and have a process read what is not known."""
    found = [known.get(page) if known else None for page in chunk]
    unknown = [page for page, reading in zip(chunk, found, strict=True) if reading is None]
    return chunk, found, pool.submit(_read_chunk, unknown, site, reader) if unknown else None


def _ended(work: Work, known: Readings | None) -> Iterator[tuple[Page, Reading]]:
    chunk, found, future = work
    read = iter(future.result() if future else ())
    for page, reading in zip(chunk, found, strict=True):
        if reading is not None:
            yield page, reading
            continue
        made = next(read)
        if known:
            known.put(page, made)
        yield page, made


def _read_chunk(chunk: list[Page], site: str | None, reader: str) -> list[Reading]:
    return [normalize(page, site=site, reader=reader) for page in chunk]
