"""A snapshot as it is written: every walk's fate, the feed, the pages, and what the gate will weigh."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from normalize import RULES_VERSION
from outputs import changes
from outputs.addresses import asked, page_rows, standing
from outputs.assemble import Assembly
from outputs.encoding import as_json
from outputs.gate import past
from outputs.identity import learnt
from outputs.ids import lines
from outputs.measures import Weighed
from outputs.snapshot import SnapshotWriter
from outputs.tally import Tally
from outputs.templates import Templates

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from outputs.assemble import Fate
    from outputs.ids import Register
    from outputs.intake import Intake
    from outputs.rereading import Rereading
    from outputs.rows import Record
    from outputs.spool import Spool
    from outputs.stored import StoredSnapshot
    from outputs.values import Row


@dataclass(frozen=True, slots=True)
class Base:
    """What a snapshot is made upon: the one before, the one held back since, the ids minted so far."""

    last: StoredSnapshot | None
    held: StoredSnapshot | None
    register: Register

    @property
    def manifest(self) -> Row | None:
        """The manifest of the snapshot before."""
        return self.last.manifest if self.last else None


class Draft:
    """One snapshot being written; afterwards ``tables`` and ``pages`` say what is in it."""

    def __init__(self, base: Base, intake: Intake, spool: Spool, rereading: Rereading) -> None:
        self.base, self.intake, self.rereading = base, intake, rereading
        self.assembly = Assembly(intake, base.last, base.register, spool, rereading)
        self.tally = Tally(rules=(_rules(base.manifest), RULES_VERSION), excused=excused(base.manifest))
        self.changed: Counter[str] = Counter()
        self.published: set[str] = set()
        self.tables: dict[str, Row] = {}
        self.pages: list[Row] = []

    def write(self, folder: Path) -> None:
        """Write every table into a folder that is not there yet."""
        writer = SnapshotWriter(folder)
        try:
            for fate in self.assembly.fates():
                self._take(fate, writer)
            self.pages = page_rows(self.assembly, self.published)
            writer.add("pages", self.pages)
            writer.add("rejects", self._rejects())
            met = {s.asked for s in self.intake.sightings}
            before = {row["url"]: row for row in self.assembly.pages_before if row["url"]}
            self.tally.take_pages((row for row in self.pages if asked(row) in met), before)
            self.tables = writer.close()
        except BaseException:
            writer.abandon()
            raise

    def _take(self, fate: Fate, writer: SnapshotWriter) -> None:
        if fate.new is not None:
            writer.add_record(fate.new)
            self.published.add(fate.walk_id)
        rows = [changes.moved(old_id, fate.walk_id) for old_id in fate.moved_from]
        rows += changes.between(fate.walk_id, fate.old, fate.new, lambda: self._today(fate))
        writer.add("changes", rows)
        self.changed.update({row["kind"] for row in rows})
        told = {row["field"] for row in rows if row["kind"] == "changed"}
        self.tally.take(fate, differs=bool(told.difference(changes.OURS, changes.JOINED)))

    def _today(self, fate: Fate) -> Record | None:
        """The page behind the old record, as it is read today."""
        if fate.old is None or fate.new is None:
            return None
        winner = fate.standing.winner
        return self.rereading.today(fate.old, fate.new, winner.page["sha256"] if winner else None)

    def _rejects(self) -> list[Row]:
        met = {a for s in self.intake.sightings for a in (s.address, s.asked)}
        held = self.base.last.table("rejects").every() if self.base.last else ()
        rows = [*self.intake.rejects, *(row for row in held if row["url"] not in met)]
        return [row for _, row in sorted({as_json(row): row for row in rows}.items())]

    @cached_property
    def templates(self) -> Templates:
        """The templates of the pages written."""
        held = self.base.held.manifest if self.base.held else None
        before = self.assembly.published_before
        return Templates.of(self.pages, self.base.manifest, held, before, RULES_VERSION)

    @property
    def weighed(self) -> Weighed:
        """What the gate weighs."""
        return Weighed(self.tally, self.templates, past(self.base.manifest))

    def unchanged(self) -> bool:
        """Whether it says what the snapshot before says, observations aside, on templates known before."""
        if self.base.last is None or self.templates.alarming:
            return False
        before = self.base.last.manifest["tables"]
        compared = self.tables.keys() - {"changes", "pages"}
        same = all(self.tables[t]["sha256"] == before.get(t, {}).get("sha256") for t in compared)
        return same and standing(self.pages) == standing(self.assembly.pages_before)

    def learnt(self, now: datetime) -> bytes:
        """New lines for the register of ids."""
        resolution = self.assembly.resolution
        claims = [c for c in self.assembly.claims if resolution.ids[c.node] in self.published]
        return lines(learnt(claims, resolution, self.base.register), resolution.merged, now)

    def counts(self) -> dict[str, int]:
        """Walks added, removed, changed and moved."""
        return {kind: self.changed[kind] for kind in changes.KINDS}


def _rules(manifest: Row | None) -> str | None:
    return manifest["versions"]["rules"] if manifest else None


def excused(manifest: Row | None) -> frozenset[str]:
    """The walks whose rot a person has accepted."""
    told = (manifest or {}).get("gate", {})
    accepted = told.get("rotten", []) if (manifest or {}).get("accepted") else []
    return frozenset([*told.get("excused", []), *accepted])
