"""One snapshot on its way: written as a draft, weighed, then published, held or thrown away."""

from __future__ import annotations

import shutil
from collections import Counter
from typing import TYPE_CHECKING

from normalize import RULES_VERSION
from outputs import changes, gate
from outputs.addresses import page_rows, standing
from outputs.assemble import Assembly
from outputs.durable import sync, write_new
from outputs.encoding import as_json, json_line, stamp
from outputs.identity import learnt
from outputs.ids import Register, lines
from outputs.manifest import archives, manifest
from outputs.publication import HELD, PUBLISHED, UNCHANGED, Publication
from outputs.schema import SCHEMA_VERSION
from outputs.shelf import IDS
from outputs.snapshot import SnapshotWriter

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from outputs.assemble import Fate
    from outputs.intake import Intake
    from outputs.manifest import Input
    from outputs.shelf import Shelf
    from outputs.spool import Spool
    from outputs.stored import StoredSnapshot
    from outputs.values import Row


class Edition:
    """One snapshot on its way: written as a draft, then published, held or thrown away."""

    def __init__(
        self, shelf: Shelf, last: StoredSnapshot | None, intake: Intake, spool: Spool, now: datetime
    ) -> None:
        self.shelf, self.last, self.intake, self.now = shelf, last, intake, now
        self.name = shelf.free_name(now)
        self.register = Register.read(shelf.store.read(IDS), shelf.store.locate(IDS))
        self.assembly = Assembly(intake, last, self.register, spool)
        self.tally = gate.Tally()
        self.changed: Counter[str] = Counter()
        self.published: set[str] = set()

    def publish(self, made_from: Input, accept: str | None) -> Publication:
        """Write the draft, and decide what becomes of it."""
        draft = self.shelf.draft(self.name)
        try:
            tables, pages = self._write(draft)
            verdict = gate.weigh(self.tally)
            held = bool(verdict.reasons) and accept is None
            if not held and self._unchanged(tables, pages):
                return self._stays(draft, tables, verdict)
            learnt_lines = b"" if held else self._learnt()
            self._seal(draft, tables, made_from, verdict, accept, self.register.state(learnt_lines))
            if held:
                return self._hold(tables, verdict)
            self._remember(learnt_lines)
            target = self.shelf.publish(self.name, self._state())
            return self._report(PUBLISHED, target, tables, verdict)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise

    def _write(self, draft: Path) -> tuple[dict[str, Row], list[Row]]:
        writer = SnapshotWriter(draft)
        try:
            for fate in self.assembly.fates():
                self._take(fate, writer)
            pages = page_rows(self.assembly, self.published)
            writer.add("pages", pages)
            writer.add("rejects", self._rejects())
            newest = {s.asked: s for s in self.intake.sightings}
            for seen in newest.values():
                self.tally.count_page(seen.outcome)
            return writer.close(), pages
        except BaseException:
            writer.abandon()
            raise

    def _take(self, fate: Fate, writer: SnapshotWriter) -> None:
        if fate.new is not None:
            writer.add_record(fate.new)
            self.published.add(fate.walk_id)
        rows = [*changes.between(fate.walk_id, fate.old, fate.new)]
        rows += [changes.moved(old_id, fate.walk_id) for old_id in fate.moved_from]
        writer.add("changes", rows)
        self.changed.update({row["kind"] for row in rows})
        self.tally.old += fate.old is not None
        self.tally.new += fate.new is not None
        self.tally.read += fate.fresh and not fate.standing.rotten
        self.tally.removed += fate.old is not None and fate.new is None
        self.tally.rotten += fate.old is not None and fate.standing.rotten
        if fate.fresh and fate.old and fate.new:
            self.tally.compare(fate.old, fate.new)

    def _rejects(self) -> list[Row]:
        met = {a for s in self.intake.sightings for a in (s.address, s.asked)}
        held = self.last.table("rejects").every() if self.last else ()
        rows = [*self.intake.rejects, *(row for row in held if row["url"] not in met)]
        return [row for _, row in sorted({as_json(row): row for row in rows}.items())]

    def _unchanged(self, tables: dict[str, Row], pages: list[Row]) -> bool:
        if self.last is None:
            return False
        before = self.last.manifest["tables"]
        compared = tables.keys() - {"changes", "pages"}
        same = all(tables[t]["sha256"] == before.get(t, {}).get("sha256") for t in compared)
        return same and standing(pages) == standing(self.assembly.pages_before)

    def _learnt(self) -> bytes:
        claims = [c for c in self.assembly.claims if self.assembly.resolution.ids[c.node] in self.published]
        resolution = self.assembly.resolution
        return lines(learnt(claims, resolution, self.register), resolution.merged, self.now)

    def _remember(self, learnt_lines: bytes) -> None:
        if learnt_lines:
            self.shelf.store.extend(IDS, learnt_lines, self.register.kept)

    def _stays(self, draft: Path, tables: dict[str, Row], verdict: gate.Verdict) -> Publication:
        shutil.rmtree(draft)
        self._remember(self._learnt())
        self.shelf.checked(self.now, None)
        return self._report(UNCHANGED, None, tables, verdict)

    def _seal(
        self,
        draft: Path,
        tables: dict[str, Row],
        made_from: Input,
        verdict: gate.Verdict,
        accept: str | None,
        ids: Row,
    ) -> None:
        previous = self.last.name if self.last else None
        more = {
            "archive": archives(s.page for s in self.intake.sightings),
            "ids": ids,
            "changes": self._counts(),
            "gate": {"measures": verdict.measures, "warnings": verdict.warnings, "reasons": verdict.reasons},
            "accepted": accept if verdict.reasons else None,
        }
        told = manifest(self.name, self.now, previous, tables, made_from, **more)
        write_new(draft / "datapackage.json", json_line(told["datapackage"]))
        write_new(draft / "manifest.json", json_line(told))
        sync(draft)

    def _hold(self, tables: dict[str, Row], verdict: gate.Verdict) -> Publication:
        draft = self.shelf.draft(self.name)
        report = {"reasons": verdict.reasons, "warnings": verdict.warnings, "measures": verdict.measures}
        write_new(draft / "report.json", json_line({"held_at": stamp(self.now)} | report))
        target = self.shelf.keep_aside(self.name)
        stale = {"since": stamp(self.now), "reasons": verdict.reasons, "held": f"held/{self.name}"}
        self.shelf.checked(self.now, stale)
        return self._report(HELD, target, tables, verdict)

    def _state(self) -> Row:
        made = {"made_at": stamp(self.now), "checked_at": stamp(self.now), "stale": None}
        return made | {"schema_version": SCHEMA_VERSION, "rules_version": RULES_VERSION}

    def _counts(self) -> dict[str, int]:
        return {kind: self.changed[kind] for kind in changes.KINDS}

    def _report(
        self, verdict: str, snapshot: StoredSnapshot | None, tables: dict[str, Row], weighed: gate.Verdict
    ) -> Publication:
        warnings = list(weighed.warnings)
        if tables["rejects"]["rows"]:
            warnings.append(f"{tables['rejects']['rows']} values could not be stored: see rejects.parquet")
        return Publication(
            verdict=verdict,
            snapshot=snapshot.address if snapshot else None,
            tables={name: table["rows"] for name, table in tables.items()},
            changes=self._counts(),
            warnings=warnings,
            repairs=tables["repairs"]["rows"],
            reasons=list(weighed.reasons) if verdict == HELD else [],
        )
