"""One snapshot on its way: written as a draft, weighed, then published, held or thrown away."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from normalize import RULES_VERSION
from outputs import gate
from outputs.draft import Base, Draft
from outputs.durable import sync, write_new
from outputs.encoding import json_line, stamp
from outputs.ids import Register
from outputs.manifest import archives, manifest
from outputs.publication import HELD, PUBLISHED, UNCHANGED, Publication
from outputs.schema import SCHEMA_VERSION
from outputs.shelf import IDS

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from outputs.intake import Intake
    from outputs.limits import Limits
    from outputs.manifest import Input
    from outputs.rereading import Rereading
    from outputs.shelf import Shelf
    from outputs.spool import Spool
    from outputs.stored import StoredSnapshot
    from outputs.values import Row


class Edition:
    """One snapshot on its way: written as a draft, then published, held or thrown away."""

    def __init__(
        self,
        shelf: Shelf,
        last: StoredSnapshot | None,
        intake: Intake,
        spool: Spool,
        now: datetime,
        rereading: Rereading,
    ) -> None:
        self.shelf, self.last, self.intake, self.now = shelf, last, intake, now
        self.name = shelf.free_name(now)
        self.register = Register.read(shelf.store.read(IDS), shelf.store.locate(IDS))
        self.made = Draft(Base(last, shelf.held_back(), self.register), intake, spool, rereading)

    def publish(
        self,
        made_from: Input,
        accept: str | None,
        limits: Limits,
        more: Row,
    ) -> Publication:
        """Write the draft, and decide what becomes of it; ``more`` are entries of the manifest."""
        draft = self.shelf.draft(self.name)
        try:
            self.made.write(draft)
            verdict = gate.weigh(self.made.weighed, limits)
            held = bool(verdict.reasons) and accept is None
            if not held and self.made.unchanged():
                return self._stays(draft, verdict)
            learnt_lines = self.made.learnt(self.now)
            ids = {"ids": self.register.state(learnt_lines), "ids_before": self.register.state()}
            self._seal(draft, made_from, verdict, accept, more | ids)
            if held:
                return self._hold(verdict, learnt_lines)
            self._remember(learnt_lines)
            target = self.shelf.publish(self.name, state(self.now))
            return self._report(PUBLISHED, target, verdict)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise

    def _remember(self, learnt_lines: bytes) -> None:
        if learnt_lines:
            self.shelf.store.extend(IDS, learnt_lines, self.register.kept)

    def _stays(self, draft: Path, verdict: gate.Verdict) -> Publication:
        shutil.rmtree(draft)
        self._remember(self.made.learnt(self.now))
        self.shelf.checked(self.now, None)
        return self._report(UNCHANGED, None, verdict)

    def _seal(
        self, draft: Path, made_from: Input, verdict: gate.Verdict, accept: str | None, more: Row
    ) -> None:
        previous = self.last.name if self.last else None
        told = {
            "archive": archives(s.page for s in self.intake.sightings),
            "changes": self.made.counts(),
            "gate": self._weighed(verdict),
            "templates": self.made.templates.rows(),
            "accepted": accept if verdict.reasons else None,
        }
        sealed = manifest(self.name, self.now, previous, self.made.tables, made_from, **(more | told))
        write_new(draft / "datapackage.json", json_line(sealed["datapackage"]))
        write_new(draft / "manifest.json", json_line(sealed))
        sync(draft)

    def _weighed(self, verdict: gate.Verdict) -> Row:
        """What the manifest says of the gate: the verdict, and what the next ones are held against."""
        tally = self.made.tally
        return {
            "measures": verdict.measures,
            "warnings": verdict.warnings,
            "reasons": verdict.reasons,
            "levels": tally.levels(),
            "past": gate.past(self.last.manifest if self.last else None),
            "rotten": sorted(tally.rotten),
            "excused": sorted(tally.still_rotten),
        }

    def _hold(self, verdict: gate.Verdict, learnt_lines: bytes) -> Publication:
        draft = self.shelf.draft(self.name)
        write_new(draft / "ids.jsonl", learnt_lines)
        report = {"reasons": verdict.reasons, "warnings": verdict.warnings, "measures": verdict.measures}
        write_new(draft / "report.json", json_line({"held_at": stamp(self.now)} | report))
        target = self.shelf.keep_aside(self.name)
        since = (self.shelf.state().get("stale") or {}).get("since") or stamp(self.now)
        stale = {"since": since, "reasons": verdict.reasons, "held": f"held/{self.name}"}
        self.shelf.checked(self.now, stale)
        return self._report(HELD, target, verdict)

    def _report(self, verdict: str, snapshot: StoredSnapshot | None, weighed: gate.Verdict) -> Publication:
        tables, warnings = self.made.tables, list(weighed.warnings)
        if tables["rejects"]["rows"]:
            warnings.append(f"{tables['rejects']['rows']} values could not be stored: see rejects.parquet")
        return Publication(
            verdict=verdict,
            snapshot=snapshot.address if snapshot else None,
            tables={name: table["rows"] for name, table in tables.items()},
            changes=self.made.counts(),
            warnings=warnings,
            repairs=tables["repairs"]["rows"],
            reasons=list(weighed.reasons) if verdict == HELD else [],
            templates=self.made.templates.report(),
        )


def state(made_at: datetime, checked_at: datetime | None = None) -> Row:
    """What ``latest.json`` says of a snapshot that is published now."""
    made = {"made_at": stamp(made_at), "checked_at": stamp(checked_at or made_at), "stale": None}
    return made | {"schema_version": SCHEMA_VERSION, "rules_version": RULES_VERSION}
