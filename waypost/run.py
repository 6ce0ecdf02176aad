"""The jobs: crawl, normalise, check, publish, each leaving a record in the workspace."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.runner import crawl
from crawler.workspace import Workspace
from waypost.job import Job
from waypost.progress import counting
from waypost.publishing import How, publish_archive, publish_given, take_given
from waypost.verdict import Stop, Verdict, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from crawler.report import CrawlReport
    from waypost.settings import Settings

    Tell = Callable[[str], None]


def run_site(site: str, settings: Settings, how: How, tell: Tell) -> Job:
    """The scheduled job: hold the workspace, crawl, normalise, publish.

    Raises WorkspaceHeld; Stop when the site is unreachable or the crawl was interrupted; and whatever makes
    it impossible to go on.
    """
    settings.crawl_settings(site).check()
    with _recorded(Job("run", site, settings)) as (workspace, job):
        _crawl(site, job)
        job.note(*publish_archive(workspace, settings, how, tell))
    return job


def crawl_site(site: str, settings: Settings) -> Job:
    """The first half: fetch into the archive. Raises as ``run_site`` does."""
    settings.crawl_settings(site).check()
    with _recorded(Job("crawl", site, settings)) as (_, job):
        _crawl(site, job)
    return job


def normalize_pages(paths: Sequence[Path], settings: Settings, how: How, tell: Tell) -> Job:
    """The second half: publish what the archive, or the given paths, tell.

    Raises WorkspaceHeld; SourceError or Stop when nothing tells of a walk.
    """
    given = take_given(paths, tell) if paths else None
    if given is None and not settings.data.is_dir():
        raise Stop(f"{settings.data} has no archive; run `waypost crawl SITE` first, or name files to read")
    with _recorded(Job("normalize", how.site, settings)) as (workspace, job):
        if given is None:
            job.note(*publish_archive(workspace, settings, how, tell))
        else:
            job.note(*publish_given(given, settings, how, tell))
    return job


@contextmanager
def _recorded(job: Job) -> Iterator[tuple[Workspace, Job]]:
    """Hold the workspace; however the block ends, its record is written."""
    with Workspace(job.settings.data).hold() as workspace:
        try:
            yield workspace, job
        except BaseException as error:
            job.ended = datetime.now(UTC)
            job.verdict, job.message = judge(error)
            with suppress(OSError):  # what went wrong first is what the user must hear of
                job.write(workspace.runs)
            raise
        job.ended = datetime.now(UTC)
        job.write(workspace.runs)


def _crawl(site: str, job: Job) -> None:
    with counting("addresses asked") as progress:
        job.crawl = report = crawl(site, job.settings.crawl_settings(site), progress)
    asked = job.settings.base_url or site
    if report.stopped_because == "interrupted":
        raise Stop("interrupted; what was fetched is kept, run again to go on", Verdict.INTERRUPTED)
    if report.unreachable:
        raise Stop(f"{asked} cannot be reached; try again later, or check the address", Verdict.INCOMPLETE)
    if report.incomplete:
        job.end(
            Verdict.INCOMPLETE, f"the crawl of {asked} is incomplete: {_lacking(report)}; run again to go on"
        )


def _lacking(report: CrawlReport) -> str:
    if report.stopped_because:
        return report.stopped_because
    return f"{report.failed} of {report.known} addresses gave no complete answer"
