"""Pages read again, by the place that was published for each: the file, and the offset in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from normalize.sources.archive import archive_at
from normalize.sources.errors import SourceError
from normalize.sources.reading import read_page
from normalize.sources.record_page import About, page_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from normalize.page import Page
    from normalize.sources.archive import Archive


@dataclass(frozen=True, slots=True)
class _Opened:
    """An archive, and what is said of the records from each offset on."""

    archive: Archive
    offsets: list[int]
    abouts: list[About]

    def page(self, offset: int) -> Page | None:
        """The page of the record at an offset, None where none stands."""
        record = next(self.archive.pick([offset]), None)
        if record is None or record.kind not in ("response", "revisit"):
            return None
        place = bisect_right(self.offsets, offset)
        return page_of(record, self.archive.name, self.abouts[place - 1] if place else About())


@dataclass(slots=True)
class ArchivedPages:
    """The pages below some folders; each archive is gone through once, then asked by offset.

    ``roots`` are the folders that published names are relative to: of a workspace's archive the workspace, of
    given files the folders that those given stand in.
    """

    roots: Sequence[Path]
    _opened: dict[str, _Opened | None] = field(default_factory=dict)

    def page(self, file: str, offset: int | None) -> Page | None:
        """The page at a published place; None where it is there no more, or cannot be read."""
        path = self.path(file)
        if path is None:
            return None
        try:
            if file not in self._opened:
                self._opened[file] = _open(path)
            opened = self._opened[file]
            if opened is not None:
                return opened.page(offset) if offset is not None else None
            return read_page(path, offset)
        except (SourceError, OSError):
            return None

    def path(self, file: str) -> Path | None:
        """Where a published file lies; None where it is there no more. It may lead into a WACZ."""
        inside = (
            root / file for root in self.roots if (root / file).resolve().is_relative_to(root.resolve())
        )
        return next((p for p in inside if p.exists() or any(q.is_file() for q in p.parents)), None)


def _open(path: Path) -> _Opened | None:
    archive = archive_at(path)
    if archive is None:
        return None
    infos = [(record.offset, About.of(record)) for record in archive.records() if record.kind == "warcinfo"]
    return _Opened(archive, [offset for offset, _ in infos], [about for _, about in infos])
