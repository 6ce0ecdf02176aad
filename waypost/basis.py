"""What the latest snapshot was made from: where the archive holds nothing else, no page is read again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from crawler.ledger import Ledger
from outputs.confirm import confirm
from outputs.shelf import Shelf
from outputs.stores import store_at
from waypost.publishing import Counts
from waypost.read_by import read_by
from waypost.records import records

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.workspace import Workspace
    from outputs.publish import Publication
    from outputs.stored import StoredSnapshot
    from waypost.publishing import How
    from waypost.settings import Settings


@dataclass(frozen=True, slots=True)
class Basis:
    """The snapshot that was the latest when a job ended, and the ledger's hash of what the archive held."""

    content_sha256: str
    snapshot: str

    def as_dict(self) -> dict[str, str]:
        """The basis as it stands in a run's record."""
        return asdict(self)


def basis(workspace: Workspace, settings: Settings) -> Basis | None:
    """The basis as it is now; None without a ledger or a snapshot."""
    content, latest = _content(workspace.ledger), Shelf(store_at(settings.catalogue_address)).latest()
    return Basis(content, latest.name) if content and latest else None


def confirmed(workspace: Workspace, settings: Settings, how: How) -> tuple[Publication, Counts] | None:
    """What comes of a run that found nothing new, without reading a page; None where there is something new.

    Since the last job that read pages every address must have come to what it had come to then. A job that
    was killed has left no record, and the latest snapshot is then another than the record names.
    """
    last = _last_basis(workspace.runs)
    if last is None or _content(workspace.ledger) != last.content_sha256:
        return None
    publication = confirm(settings.catalogue_address, last.snapshot, read_by(how.site, how.reader))
    if publication is None:
        return None
    return publication, _counts(Shelf(store_at(settings.catalogue_address)).snapshot(last.snapshot))


def _last_basis(runs: Path) -> Basis | None:
    read = (record for record in records(runs) if record.get("catalogue"))
    told = next(read, {}).get("basis")
    try:
        return Basis(**told) if told else None
    except TypeError:
        return None


def _content(ledger: Path) -> str | None:
    if not ledger.exists():
        return None
    opened = Ledger(ledger)
    try:
        return opened.content_sha256()
    finally:
        opened.close()


def _counts(snapshot: StoredSnapshot) -> Counts:
    """What the snapshot says of the pages that it was made from."""
    counts = Counts(read=False)
    for page in snapshot.table("pages").every(["url", "archive_file", "outcome"]):
        counts.addresses[page["url"] or page["archive_file"]] = page["outcome"]
    counts.warnings = sum(len(walk["warnings"]) for walk in snapshot.table("walks").every(["warnings"]))
    return counts
