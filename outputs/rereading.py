"""The page behind a published record, read again by today's rules: it tells our changes from the source's."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from outputs.concert import PLACE
from outputs.rows import Record, walk_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from normalize.page import Page
    from normalize.walk import Reading
    from outputs.stored import StoredSnapshot
    from outputs.values import Row

DISAGREE = "pages of the walk disagree"
"""How a warning begins that several pages of a walk made together."""


class Reread(Protocol):
    """Reads a page of the archive again; None where its bytes are no more there."""

    def __call__(self, file: str, offset: int | None) -> tuple[Page, Reading] | None:
        """The page at a place, as published in ``archive_file`` and ``archive_offset``, and its reading."""


def place(record: Record) -> tuple[str, int | None] | None:
    """Where the page lies that a record was read from; a country may come from another one."""
    rows = record.parts["evidence"]
    places = Counter((r["archive_file"], r["archive_offset"]) for r in rows if r["archive_file"])
    return places.most_common(1)[0][0] if places else None


@dataclass(frozen=True, slots=True)
class Rereading:
    """How old pages are read again.

    Attributes:
        reread: reads one; None where that cannot be done.
        same_rules: whether today's rules are those of the snapshot before, to the letter.
        digests: the hash of the bytes at each place, as the snapshot before has it.

    """

    reread: Reread | None = None
    same_rules: bool = False
    digests: Mapping[tuple[str, int | None], str | None] | None = None

    def today(self, old: Record, new: Record, sha256: str | None) -> Record | None:
        """The old record's page as today's rules read it.

        ``sha256`` is of the bytes that ``new`` was read from. None where nobody can tell.
        """
        if self.same_rules:
            return old
        where = place(old)
        if where is None:
            return None
        if sha256 is not None and sha256 == (self.digests or {}).get(where):
            return _as_before(new, old)
        found = self.reread(*where) if self.reread else None
        return _again(old, *found) if found else None


def rereading(reread: Reread | None, last: StoredSnapshot | None, read_by: str | None) -> Rereading:
    """How the pages of the snapshot before are read again; ``read_by`` names today's rules."""
    if last is None:
        return Rereading()
    same = read_by is not None and last.manifest.get("read_by") == read_by
    rows = last.table("pages").every(["archive_file", "archive_offset", "sha256"])
    digests = {(r["archive_file"], r["archive_offset"]): r["sha256"] for r in rows if r["archive_file"]}
    return Rereading(reread, same, digests)


def _again(old: Record, page: Page, reading: Reading) -> Record | None:
    record, _ = walk_record(page, reading)
    return _as_before(record, old) if record else None


def _as_before(record: Record, old: Record) -> Record:
    """A record read from a page alone, with what other pages and times gave the old one."""
    joined = {c: old.walk[c] for c in ("walk_id", "aliases", "first_seen", "last_seen", "last_changed")}
    if record.walk["country"] is None and _from_elsewhere(old):
        joined |= {c: old.walk[c] for c in PLACE}
    if old.walk["url"] is None:
        joined["url"] = None
    own = [w for w in record.walk["warnings"] if not w.startswith(DISAGREE)]
    said_together = [w for w in old.walk["warnings"] if w.startswith(DISAGREE)]
    return Record(record.walk | joined | {"warnings": own + said_together}, record.parts)


def _from_elsewhere(record: Record) -> bool:
    """Whether another page than the record's own names its country."""
    own = place(record)
    rows: list[Row] = [r for r in record.parts["evidence"] if r["field"] == "country"]
    return bool(rows) and all((r["archive_file"], r["archive_offset"]) != own for r in rows)
