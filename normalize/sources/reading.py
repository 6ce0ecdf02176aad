"""Pages out of everything that was given, in one order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from normalize.page import Page
from normalize.sources.answer import MAX_BODY, TOO_LARGE
from normalize.sources.archive import Archive, archive_at, archives_of
from normalize.sources.choose import Choice
from normalize.sources.content import Kind, content_of
from normalize.sources.errors import SourceError
from normalize.sources.files import Source, find_sources
from normalize.sources.parquet import parquet_pages
from normalize.sources.record_page import About, page_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_ARCHIVED = (Kind.WARC, Kind.WACZ)


def read_pages(paths: Sequence[Path]) -> Iterator[Page]:
    """The pages of files and folders, sorted by file and place in it.

    Of the answers that archives hold for one address only those stand that ``Choice`` leaves standing. Raises
    SourceError at once for a path that is missing or holds nothing to read, and while reading for a file
    that turns out to be broken from its start.
    """
    return _pages(find_sources(paths))


def _pages(sources: Sequence[Source]) -> Iterator[Page]:
    archived = [(s, archive) for s in sources if s.kind in _ARCHIVED for archive in archives_of(s)]
    numbers: dict[Source, list[int]] = defaultdict(list)
    for number, (source, _) in enumerate(archived):
        numbers[source].append(number)
    choice = Choice([archive for _, archive in archived])
    _refuse_unreadable(sources, choice.unreadable)
    for source in sources:
        if source.kind is Kind.PARQUET:
            yield from parquet_pages(source.path, source.name)
        elif source.kind is Kind.TEXT:
            yield _bare(source.path, source.name)
        for number in numbers[source]:
            yield from choice.pages(number)


def _refuse_unreadable(sources: Sequence[Source], unreadable: Sequence[Archive]) -> None:
    """Raise for an archive without one readable record, if it was named or is all there is.

    In a folder it is passed over: a crawl that was killed leaves such a file.
    """
    broken = {archive.path for archive in unreadable}
    for source in sources:
        if source.path in broken and (source.given or all(s.path in broken for s in sources)):
            raise SourceError.of(source.path, "an archive without one whole record", "restore or remove it")
    for archive in unreadable:
        archive.pass_over()


def _bare(path: Path, name: str) -> Page:
    try:
        with path.open("rb") as file:
            body = file.read(MAX_BODY + 1)
    except OSError as error:
        raise SourceError.of(path, f"cannot be read ({error.strerror})", "check the path") from error
    if len(body) > MAX_BODY:
        return Page(b"", archive_file=name, refused=TOO_LARGE)
    return Page(body, archive_file=name)


def read_page(file: Path, offset: int | None = None) -> Page:
    """One page again: ``file`` may lead into a WACZ (``x.wacz/archive/data.warc.gz``).

    ``offset`` is a page's ``archive_offset``; None for a file that is a page itself. Raises SourceError where
    nothing stands there.
    """
    archive = archive_at(file)
    pages = _archived(archive, offset) if archive else _unarchived(file, offset)
    page = next(pages, None)
    if page is None:
        raise SourceError.of(file, f"no page stands at {offset}", "check the offset")
    return page


def _unarchived(file: Path, offset: int | None) -> Iterator[Page]:
    content = content_of(file)
    if content.kind is Kind.PARQUET:
        return parquet_pages(file, file.name, offset or 0)
    if content.kind is Kind.TEXT:
        return iter([_bare(file, file.name)])
    raise SourceError.of(file, content.what)


def _archived(archive: Archive, offset: int | None) -> Iterator[Page]:
    about = About()
    for record in archive.records():
        if record.kind == "warcinfo":
            about = About.of(record)
        elif record.offset == offset and record.kind in ("response", "revisit"):
            yield page_of(record, archive.name, about)
            return
