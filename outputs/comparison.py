"""Two snapshots compared as they stand, whatever was published between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from outputs import changes
from outputs.rereading import Rereading, place, rereading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outputs.rereading import Reread
    from outputs.rows import Record
    from outputs.stored import StoredSnapshot
    from outputs.values import Row


@dataclass(frozen=True, slots=True)
class Comparison:
    """The way from one snapshot to another, as rows of ``changes``; one need not follow the other.

    ``reread`` reads a page again by the rules that ``read_by`` names. Where other rules than these made the
    newer snapshot, the walks' own words decide what the source changed. ``same_source`` says that both were
    made of the same answers, so that whatever differs is ours.
    """

    old: StoredSnapshot
    new: StoredSnapshot
    reread: Reread | None = None
    read_by: str | None = None
    same_source: bool = False

    def rows(self) -> Iterator[Row]:
        """Every change, walk by walk in the order of ids."""
        before, now = _ids(self.old), _ids(self.new)
        gone_on = _gone_on(self.new, before)
        again = rereading(self.reread, self.old, self.read_by) if self._by_today else Rereading()
        for walk_id in sorted((before | now) - gone_on.keys()):
            former = sorted(i for i, goes_on in gone_on.items() if goes_on == walk_id)
            yield from (changes.moved(i, walk_id) for i in former)
            under = walk_id if walk_id in before else former[0] if former else None
            yield from self._walk(walk_id, under, again)

    @property
    def _by_today(self) -> bool:
        return self.read_by is not None and self.new.manifest.get("read_by") == self.read_by

    def _walk(self, walk_id: str, under: str | None, again: Rereading) -> Iterator[Row]:
        old = self.old.record(under) if under else None
        new = self.new.record(walk_id)

        def today() -> Record | None:
            if self.same_source:
                return new
            return again.today(old, new, _sha256(new, self.new)) if old and new else None

        yield from changes.between(walk_id, old, new, today)


def _ids(snapshot: StoredSnapshot) -> set[str]:
    return {row["walk_id"] for row in snapshot.table("walks").every(["walk_id"])}


def _gone_on(new: StoredSnapshot, before: set[str]) -> dict[str, str]:
    """The ids of the older snapshot that are walks' former ones in the newer, and what those go by."""
    rows = list(new.table("walks").every(["walk_id", "aliases"]))
    now = {row["walk_id"] for row in rows}
    return {a: row["walk_id"] for row in rows for a in row["aliases"] if a in before and a not in now}


def _sha256(record: Record, snapshot: StoredSnapshot) -> str | None:
    """The hash of the bytes that a record was read from."""
    where = place(record)
    rows = snapshot.table("pages").rows(record.walk["walk_id"])
    return next((r["sha256"] for r in rows if (r["archive_file"], r["archive_offset"]) == where), None)
