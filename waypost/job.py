"""What one command did to a workspace, and its record in ``DIR/runs``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from normalize import RULES_VERSION
from outputs.durable import replace
from outputs.publish import HELD, PUBLISHED
from outputs.schema import SCHEMA_VERSION
from outputs.shelf import name_order
from waypost.records import last_success
from waypost.summary import headline
from waypost.verdict import Verdict, judge

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.report import CrawlReport
    from outputs.publish import Publication
    from waypost.basis import Basis
    from waypost.publishing import Counts
    from waypost.settings import Settings


@dataclass(slots=True)
class Job:
    """One command's work, filled in as it goes.

    Attributes:
        command: ``run``, ``crawl``, ``normalize`` or ``publish``.
        site: the site that was named, or None.
        settings: under which it ran.
        run_id: UTC time of its start; the name of its record, and what its log lines carry.
        started: UTC.
        verdict: how it ended.
        message: one line for the person who has to act, or "".
        crawl: what the crawler reports, where it ran.
        counts: what was read, where pages were.
        publication: what came of publishing, where it came to that.
        basis: what the latest snapshot was made from, where that was the archive.
        ended: UTC; None while it goes on.
        path: where the record was written.
        last_success: when a job on this site last ended with 0, this one included.

    """

    command: str
    site: str | None
    settings: Settings
    started: datetime = field(default_factory=lambda: datetime.now(UTC))
    verdict: Verdict = Verdict.DONE
    message: str = ""
    crawl: CrawlReport | None = None
    counts: Counts | None = None
    publication: Publication | None = None
    basis: Basis | None = None
    ended: datetime | None = None
    path: Path | None = None
    last_success: str | None = None
    run_id: str = ""

    def __post_init__(self) -> None:
        self.run_id = self.run_id or f"{self.started:%Y%m%dT%H%M%SZ}"

    @property
    def crawls(self) -> bool:
        """Whether it asks the site for anything."""
        return self.command in ("run", "crawl")

    def take_name(self, runs: Path) -> None:
        """Give it an id behind all others, whatever the clock says: a second one in a second gets ``-2``."""
        newest = max((name_order(path.stem) for path in runs.glob("*.json")), default=name_order(""))
        second = max(self.run_id, newest[0])
        names = (second if number == 1 else f"{second}-{number}" for number in count(1))
        self.run_id = next(name for name in names if name_order(name) > newest)

    def fail(self, error: BaseException) -> None:
        """It ends with an exception; one that ended it before has said all."""
        if self.ended is None or self.verdict == Verdict.DONE:
            self.ended = datetime.now(UTC)
            self.verdict, self.message = judge(error)

    def end(self, verdict: Verdict, message: str = "") -> None:
        """Say how it ended; the first thing that went wrong stays, unless the gate speaks."""
        if self.verdict in (Verdict.DONE, Verdict.INCOMPLETE) and verdict != Verdict.DONE:
            self.verdict, self.message = verdict, message

    def note(self, publication: Publication, counts: Counts) -> None:
        """Take in what came of publishing."""
        self.publication, self.counts = publication, counts
        if publication.verdict == HELD:
            reasons = "; ".join(publication.reasons)
            self.end(
                Verdict.HELD_BACK,
                f"held back, the last good snapshot stays: {reasons}; look into {publication.snapshot}, "
                "then `waypost publish --accept REASON`",
            )

    def record(self) -> dict[str, Any]:
        """The job as it stands in ``runs/<time>.json``: figures, verdict, politeness."""
        return {
            "run_id": self.run_id,
            "command": self.command,
            "site": self.site,
            "base_url": self.settings.base_url,
            "started": self.started.isoformat(),
            "ended": self.ended.isoformat() if self.ended else None,
            "verdict": self.verdict.name.lower(),
            "exit_status": int(self.verdict),
            "message": self.message or headline(self),
            "last_success": self.last_success,
            "schema_version": SCHEMA_VERSION,
            "rules_version": RULES_VERSION,
            "crawl": self.crawl.as_dict() if self.crawl else None,
            "pages": self.counts.as_dict() if self.counts else None,
            "catalogue": _published(self.publication) if self.publication else None,
            "basis": self.basis.as_dict() if self.basis else None,
        }

    def write(self, runs: Path) -> None:
        """Write the record into the folder of runs, under its id."""
        ended_well = self.ended is not None and self.verdict == Verdict.DONE
        said = self.ended.isoformat() if self.ended and ended_well else last_success(runs, self.site)
        self.last_success = said
        text = json.dumps(self.record(), ensure_ascii=False, indent=2) + "\n"
        path = runs / f"{self.run_id}.json"
        replace(path, text.encode())
        self.path = path


def _published(publication: Publication) -> dict[str, Any]:
    return {
        "verdict": publication.verdict,
        "published": publication.verdict == PUBLISHED,
        "snapshot": publication.name,
        "walks": publication.tables["walks"],
        "changes": publication.changes,
        "repairs": publication.repairs,
        "tables": publication.tables,
        "warnings": publication.warnings,
        "reasons": publication.reasons,
        "templates": publication.templates,
    }
