"""What a job did, in a few lines for the person who started it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outputs.shelf import Shelf
from outputs.stores import store_at

if TYPE_CHECKING:
    from crawler.report import CrawlReport
    from outputs.publish import Publication
    from waypost.job import Job
    from waypost.publishing import Counts

HEADS = {
    "published": "Published a snapshot of {walks}",
    "unchanged": "Nothing changed; the last snapshot of {walks} stays",
    "held": "Held back a snapshot of {walks}",
}


def summary(job: Job) -> str:
    """The closing summary: what was done, figures, where it lies."""
    rows: list[tuple[str, str]] = []
    if job.crawl is not None:
        rows.append(("crawl", _crawled(job.crawl)))
    if job.counts is not None:
        rows.append(("pages", _pages(job.counts)))
    if job.publication is not None:
        rows += _published(job.publication, job.counts)
    return "\n".join([f"{headline(job)}{_took(job)}", *_aligned(rows + _paths(job))])


def headline(job: Job) -> str:
    """What it came to, in one line."""
    if job.publication is None:
        return f"Fetched {job.site}"
    return HEADS[job.publication.verdict].format(walks=_counted(job.publication.tables["walks"], "walk"))


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _took(job: Job) -> str:
    return f" ({(job.ended - job.started).total_seconds():.1f} s)" if job.ended else ""


def _crawled(report: CrawlReport) -> str:
    figures = (
        f"{report.requests} requests, {report.answered} answers ({report.not_modified} not modified)",
        f"{report.failed} failed, {report.refused} refused",
        f"{report.new} new addresses, {report.known} known",
    )
    return "; ".join([*figures, *([report.stopped_because] if report.stopped_because else [])])


def _pages(counts: Counts) -> str:
    told = ", ".join(f"{n} {outcome}" for outcome, n in counts.outcomes.items())
    return told if counts.read else f"{told}; all as before, none was read again"


def _published(publication: Publication, counts: Counts | None) -> list[tuple[str, str]]:
    tables, changes = publication.tables, publication.changes
    on_walks = [f"{counts.warnings} on walks (column `warnings`)"] if counts else []
    warned = [*on_walks, *publication.warnings, *publication.reasons]
    return [
        ("changes", ", ".join(f"{n} {kind}" for kind, n in changes.items())),
        ("rows", ", ".join(f"{tables[t]} {t}" for t in ("walks", "photos", "credits", "statistics"))),
        ("repairs", str(publication.repairs)),
        ("warnings", "; ".join(warned)),
    ]


def _paths(job: Job) -> list[tuple[str, str]]:
    rows = []
    if job.crawl is not None:
        rows.append(("archive", str(job.settings.data / "archive")))
    if job.publication is not None:
        rows.append(("catalogue", Shelf(store_at(job.settings.catalogue_address)).newest("walks")))
    if job.path is not None:
        rows.append(("record", str(job.path)))
    return rows


def _aligned(rows: list[tuple[str, str]]) -> list[str]:
    return [f"  {name:<10} {words}" for name, words in rows]
