"""A published snapshot made again from what it was made from, and held against what was published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from outputs.comparison import Comparison
from outputs.draft import Base, Draft
from outputs.durable import sync, write_new
from outputs.encoding import TableHash, json_line
from outputs.intake import take_in
from outputs.manifest import Input, archives, manifest
from outputs.rereading import rereading
from outputs.rows import Met
from outputs.schema import TABLES
from outputs.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from normalize.page import Page
    from normalize.walk import Reading
    from outputs.ids import Register
    from outputs.rereading import Reread
    from outputs.stored import StoredSnapshot
    from outputs.values import Row


KEPT = ("archive_state", "how", "ids", "ids_before", "gate", "accepted")
"""Entries of the manifest that say how the original came about."""


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """How a snapshot is made again.

    Attributes:
        original: the snapshot as it was published.
        last: the one that it was made upon, as published or made again; None for the first.
        register: the ids minted in all.
        reread: reads a page of the one before again.
        read_by: names the rules that pages are read by today.

    """

    original: StoredSnapshot
    last: StoredSnapshot | None
    register: Register
    reread: Reread | None
    read_by: str

    def write(self, readings: Iterable[tuple[Page, Reading]], folder: Path, *, mint: bool) -> None:
        """Write the snapshot into a folder that is not there yet.

        ``mint`` says that ids are minted as they were then; otherwise those minted then are kept, whatever
        today's rules would name a walk.
        """
        told = self.original.manifest
        lines = told.get("ids_before", _register_of(self.last))["lines"] if mint else told["ids"]["lines"]
        base = Base(self.last, None, self.register.upto(lines))
        with Spool() as spool:
            intake = take_in(readings, met(self.original), spool)
            draft = Draft(base, intake, spool, rereading(self.reread, self.last, self.read_by))
            draft.write(folder)
        sealed = self._manifest(draft, archives(s.page for s in intake.sightings))
        write_new(folder / "datapackage.json", json_line(sealed["datapackage"]))
        write_new(folder / "manifest.json", json_line(sealed))
        sync(folder)

    def _manifest(self, draft: Draft, archive: dict[str, int]) -> Row:
        told = self.original.manifest
        kept = {entry: told[entry] for entry in KEPT if entry in told}
        return manifest(
            self.original.name,
            datetime.fromisoformat(told["made_at"]),
            told["previous"],
            draft.tables,
            Input.recorded(told),
            **kept,
            archive=archive,
            changes=draft.counts(),
            templates=draft.templates.rows(),
            read_by=self.read_by,
        )


def _register_of(last: StoredSnapshot | None) -> Row:
    return last.manifest["ids"] if last else {"lines": 0}


def met(snapshot: StoredSnapshot) -> Iterator[Met]:
    """The addresses that a snapshot met without an archived answer."""
    for row in snapshot.table("pages").every():
        if row["url"] and row["archive_file"] is None:
            yield Met(row["url"], row["outcome"], row["reason"], row["status"], row["fetched_at"])


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came of it: the tables whose content hash is another now, and what differs in them.

    ``rows`` are rows of ``changes`` from the snapshot as published to the one made again; their cause is
    never the source. ``folder`` is where it was made again, None where it was not to stay.
    """

    name: str
    walks: tuple[int, int]
    differing: tuple[str, ...]
    rows: tuple[Row, ...]
    folder: Path | None = None

    @property
    def same(self) -> bool:
        """Whether every table has the content hash that was published."""
        return not self.differing


def held_against(original: StoredSnapshot, again: StoredSnapshot) -> Replayed:
    """What a snapshot made again is, against the one that was published."""
    before, now = original.manifest["tables"], again.manifest["tables"]
    there = [t for t in TABLES if t in before]
    differing = tuple(t for t in there if _digest(again, t, before[t]["hashed"]) != before[t]["sha256"])
    told = [t for t in differing if t not in ("pages", "changes")]
    rows = Comparison(original, again, same_source=True).rows() if told else ()
    walks = (before["walks"]["rows"], now["walks"]["rows"])
    return Replayed(original.name, walks, differing, tuple(rows))


def _digest(snapshot: StoredSnapshot, table: str, columns: list[str]) -> str:
    """The hash of a table over the columns that the original was hashed by."""
    entry = snapshot.manifest["tables"][table]
    if entry["hashed"] == columns:
        return str(entry["sha256"])
    digest = TableHash(table, columns)
    for row in snapshot.table(table).every():
        digest.add(row)
    return digest.digest()
