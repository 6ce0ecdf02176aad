"""Where a WARC lies: a file of its own, or one of those in a WACZ."""

from __future__ import annotations

import logging
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, cast

from normalize.sources.content import Kind, archived_warcs, content_of
from normalize.sources.errors import SourceError
from normalize.sources.warc import pick, records

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from normalize.sources.files import Source
    from normalize.sources.warc import Record

_LOG = logging.getLogger(__name__)
_BROKEN = (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile)


@dataclass(frozen=True, slots=True)
class Archive:
    """One WARC: the file, its entry where that is a WACZ, and the name it is published under."""

    path: Path
    entry: str | None
    name: str

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The bytes of the WARC; SourceError where they cannot be read."""
        try:
            with self.path.open("rb") as file:
                if self.entry is None:
                    yield file
                else:
                    with zipfile.ZipFile(file) as wacz, wacz.open(self.entry) as inner:
                        yield cast("BinaryIO", inner)
        except _BROKEN as error:
            raise SourceError.of(self.path, f"cannot be read ({error})", "check the file") from error

    def records(self) -> Iterator[Record]:
        """Every whole record, in order; where there is one, a warning is logged for what else is broken."""
        damage: list[str] = []
        whole = False
        with self.open() as file:
            for record in records(file, left_out=damage.append):
                whole = True
                yield record
        for what in damage if whole else ():
            _LOG.warning("%s: %s; the rest of the archive is read", self.name, what)

    def pass_over(self) -> None:
        """Log that nothing of it is read."""
        _LOG.warning("%s: no whole record in it; it is passed over", self.name)

    def pick(self, offsets: Collection[int]) -> Iterator[Record]:
        """The records at the given offsets."""
        with self.open() as file:
            yield from pick(file, offsets, seek=self.entry is None)


def archives_of(source: Source) -> list[Archive]:
    """The WARCs of a source, by name: itself, or those in the WACZ."""
    if source.kind is Kind.WARC:
        return [Archive(source.path, None, source.name)]
    with zipfile.ZipFile(source.path) as wacz:
        return [Archive(source.path, entry, f"{source.name}/{entry}") for entry in archived_warcs(wacz)]


def archive_at(path: Path) -> Archive | None:
    """The archive of that path, which may lead into a WACZ; None for a file of another kind."""
    if path.exists():
        return Archive(path, None, path.name) if content_of(path).kind is Kind.WARC else None
    wacz = next((parent for parent in path.parents if parent.is_file()), None)
    if wacz is None:
        raise SourceError.of(path, "no such file or folder", "check the path")
    return Archive(wacz, path.relative_to(wacz).as_posix(), path.name)
