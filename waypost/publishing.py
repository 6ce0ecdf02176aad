"""From pages to a published snapshot: the second half of the job."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from crawler.ledger import Ledger
from normalize.sources import SourceError, fingerprint, read_pages
from normalize.sources.archived import ArchivedPages
from outputs.publish import Met, NothingToPublish, Publication, publish
from waypost.again import Again
from waypost.known import FILE, Readings
from waypost.material import Material, archive_state, roots
from waypost.progress import watched
from waypost.read_by import read_by
from waypost.readings import read_all
from waypost.verdict import Stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from crawler.workspace import Workspace
    from normalize.page import Page
    from normalize.walk import Reading
    from waypost.settings import Settings

NAMED = 20
"""Files that are named one by one when nothing in them was a walk."""


@dataclass(slots=True)
class Counts:
    """What was read: each address's last outcome, warnings on walks, the first pages that tell no walk.

    ``known`` counts the pages that had been read before by the same rules, and were not read again.
    ``read`` is False where nothing was new and the figures are those of the latest snapshot.
    """

    addresses: dict[str | None, str] = field(default_factory=dict)
    warnings: int = 0
    known: int = 0
    others: list[str] = field(default_factory=list)
    read: bool = True

    def watch(self, readings: Iterable[tuple[Page, Reading]]) -> Iterator[tuple[Page, Reading]]:
        """The readings as they pass, counted."""
        for page, reading in readings:
            self.addresses[page.url or page.archive_file] = reading.outcome
            if reading.walk is not None:
                self.warnings += len(reading.walk.warnings)
            elif len(self.others) < NAMED:
                self.others.append(f"{page.archive_file}: {reading.reason or reading.outcome}")
            yield page, reading

    @property
    def outcomes(self) -> dict[str, int]:
        """How many addresses came to each outcome, the most frequent first."""
        return dict(Counter(self.addresses.values()).most_common())

    def as_dict(self) -> dict[str, Any]:
        """The counts as they stand in a run's record."""
        told = {"outcomes": self.outcomes, "warnings": self.warnings, "known": self.known}
        return {"read": self.read} | told


@dataclass(frozen=True, slots=True)
class Given:
    """Files that are the whole input of a snapshot: where they are, and their hashes by published name."""

    paths: tuple[Path, ...]
    hashes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class How:
    """How pages are to be read and published; ``accept`` is a reason to publish what the gate would hold."""

    site: str | None = None
    reader: str = "lexbor"
    add: bool = False
    accept: str | None = None


def take_given(paths: Sequence[Path], tell: Callable[[str], None]) -> Given:
    """The files among ``paths`` that can be read; ``tell`` is given a line for each that cannot.

    Raises SourceError when there is none.
    """
    readable: list[Path] = []
    unreadable: list[SourceError] = []
    for path in paths:
        try:
            fingerprint([path])
            if len(paths) > 1:
                next(read_pages([path]), None)  # some faults show only when reading begins
        except SourceError as error:
            unreadable.append(error)
        else:
            readable.append(path)
    if not readable:
        for fault in unreadable[:-1]:
            tell(str(fault))
        raise unreadable[-1]
    for fault in unreadable:
        tell(f"passed over: {fault}")
    return Given(tuple(readable), fingerprint(readable))


def publish_archive(workspace: Workspace, settings: Settings, how: How) -> tuple[Publication, Counts]:
    """Publish a snapshot of the workspace's own archive.

    Raises Stop when nothing was fetched yet, or nothing of it tells of a walk.
    """
    if not any(workspace.archive.glob("*.warc.gz")):
        raise Stop(
            f"{workspace.path} has no archive; fetch one with `waypost crawl SITE`, or name files to read"
        )
    met, counts = list(_met(workspace.ledger)), Counts()
    state = archive_state(workspace.archive)
    material = Material([workspace.archive], (workspace.path,), met=met, state=state)
    try:
        return _publish(material, workspace, settings, how, counts), counts
    except NothingToPublish:
        told = Counter(counts.addresses.values()) + Counter(row.outcome for row in met)
        outcomes = ", ".join(f"{n} {outcome}" for outcome, n in told.most_common())
        raise Stop(
            f"nothing in {workspace.archive} tells of a walk: {outcomes}; "
            "see what was answered with `waypost status`"
        ) from None


def publish_given(
    given: Given, workspace: Workspace, settings: Settings, how: How, tell: Callable[[str], None]
) -> tuple[Publication, Counts]:
    """Publish a snapshot of given files; raises Stop when none of them tells of a walk."""
    counts = Counts()
    material = Material(given.paths, roots(given.paths), given.hashes)
    try:
        return _publish(material, workspace, settings, how, counts), counts
    except NothingToPublish as error:
        raise _no_walk(error, counts, tell) from None


def _publish(
    material: Material, workspace: Workspace, settings: Settings, how: How, counts: Counts
) -> Publication:
    by = read_by(how.site, how.reader)
    with Readings(workspace.path / FILE, by) as known:
        readings = read_all(
            read_pages(material.paths),
            site=how.site,
            reader=how.reader,
            workers=settings.workers,
            known=known,
        )
        again = Again(ArchivedPages(material.roots), known, how.site, how.reader)
        publication = publish(
            counts.watch(watched(readings, "pages read")),
            settings.catalogue_address,
            met=material.met,
            input_=material.hashes,
            add=how.add,
            accept=how.accept,
            limits=settings.gate,
            reread=again,
            read_by=by,
            noted={"how": {"site": how.site, "reader": how.reader}, "archive_state": material.state},
        )
        counts.known = known.hits
    return publication


def _no_walk(error: NothingToPublish, counts: Counts, tell: Callable[[str], None]) -> Stop:
    """The end of a command whose input held no walk: every page's reason, one page in the closing line."""
    if len(counts.others) == 1:
        return Stop(f"{counts.others[0]}; give pages that describe walks")
    for other in counts.others:
        tell(other)
    return Stop(str(error))


def _met(path: Path) -> Iterator[Met]:
    """Addresses of the ledger that have no archived answer."""
    if not path.exists():
        return
    ledger = Ledger(path)
    try:
        for row in ledger.met():
            seen_at = None
            if row.seen_at:
                with suppress(ValueError):
                    seen_at = datetime.fromisoformat(row.seen_at)
            yield Met(row.url, row.outcome, row.reason, row.status, seen_at)
    finally:
        ledger.close()
