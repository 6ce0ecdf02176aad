"""The jobs: crawl, normalise, check, publish, each leaving a record in the workspace."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from crawler.runner import crawl
from crawler.workspace import Workspace
from outputs.overruling import overrule
from outputs.publish import HELD
from waypost.basis import basis, confirmed
from waypost.job import Job
from waypost.progress import counting
from waypost.publishing import How, publish_archive, publish_given, take_given
from waypost.summary import headline
from waypost.telemetry.announce import announce
from waypost.telemetry.logs import SILENT, as_json, name_run, tell
from waypost.termination import terminable
from waypost.verdict import Stop, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from crawler.report import CrawlReport
    from outputs.publish import Publication
    from waypost.publishing import Counts
    from waypost.settings import Settings

    Tell = Callable[[str], None]


def run_site(site: str, settings: Settings, how: How) -> Job:
    """The scheduled job: hold the workspace, crawl, normalise, publish.

    Raises WorkspaceHeld; Stop when the site is unreachable or the crawl was interrupted; and whatever makes
    it impossible to go on.
    """
    with _recorded(Job("run", site, settings)) as (workspace, job):
        _crawl(site, job)
        known = confirmed(workspace, settings, how) if how.accept is None else None
        try:
            _note(job, *(known or publish_archive(workspace, settings, how)))
        except Stop:
            if job.verdict == Verdict.INCOMPLETE:  # why there are no walks
                raise Stop(job.message, job.verdict) from None
            raise
        job.basis = basis(workspace, settings)
    return job


def crawl_site(site: str, settings: Settings) -> Job:
    """The first half: fetch into the archive. Raises as ``run_site`` does."""
    with _recorded(Job("crawl", site, settings)) as (_, job):
        _crawl(site, job)
    return job


def normalize_pages(paths: Sequence[Path], settings: Settings, how: How, tell_input: Tell) -> Job:
    """The second half: publish what the archive, or the given paths, tell.

    Raises WorkspaceHeld; SourceError or Stop when nothing tells of a walk.
    """
    given = take_given(paths, tell_input) if paths else None
    if given is None and not settings.data.is_dir():
        raise Stop(f"{settings.data} has no archive; run `waypost crawl SITE` first, or name files to read")
    with _recorded(Job("normalize", how.site, settings)) as (workspace, job):
        if given is None:
            _note(job, *publish_archive(workspace, settings, how))
            job.basis = basis(workspace, settings)
        else:
            _note(job, *publish_given(given, workspace, settings, how, tell_input))
    return job


def publish_held(name: str | None, reason: str, settings: Settings) -> Job:
    """Publish what the gate holds back, for a reason that a person gives. Raises WorkspaceHeld, NotHeld."""
    job = Job("publish", None, settings)
    with _recorded(job):
        job.publication = overrule(settings.catalogue_address, reason, name)
        tell("published", headline(job), snapshot=job.publication.snapshot, accepted=reason)
    return job


@contextmanager
def _recorded(job: Job) -> Iterator[tuple[Workspace, Job]]:
    """Hold the workspace; however the block ends, its record is written, and the verdict told."""
    name_run(job.run_id)
    try:
        with terminable():
            if job.crawls and job.site:
                job.settings.crawl_settings(job.site).check()
            with Workspace(job.settings.data).hold() as workspace, _written(job, workspace):
                yield workspace, job
    except BaseException as error:
        job.fail(error)
        announce(job)
        raise
    announce(job)


@contextmanager
def _written(job: Job, workspace: Workspace) -> Iterator[None]:
    job.take_name(workspace.runs)
    name_run(job.run_id)
    tell(
        "run_started",
        f"{job.command} begins",
        command=job.command,
        site=job.site,
        base_url=job.settings.base_url,
        data=workspace.path,
    )
    try:
        yield
    except BaseException as error:
        job.fail(error)
        try:
            job.write(workspace.runs)
        except OSError as lost:  # what went wrong first is what the user must hear of
            tell("record_failed", f"the run's record could not be written: {lost}")
        raise
    job.ended = datetime.now(UTC)
    job.write(workspace.runs)


def _note(job: Job, publication: Publication, counts: Counts) -> None:
    """Take in what came of publishing, and log it."""
    job.note(publication, counts)
    if publication.verdict != HELD:  # what is held is told with the verdict
        tell(publication.verdict, headline(job), changes=publication.changes, snapshot=publication.snapshot)


def _crawl(site: str, job: Job) -> None:
    settings = job.settings.crawl_settings(site)
    if as_json():
        settings = replace(settings, log_level=SILENT)
    with counting("addresses asked") as progress:
        job.crawl = report = crawl(site, settings, progress)
    figures = {name: value for name, value in report.as_dict().items() if name != "lists"}
    tell("crawl_ended", _figures(report), **figures)
    asked = job.settings.base_url or site
    if report.stopped_because == "interrupted":
        raise Stop("interrupted; what was fetched is kept, run again to go on", Verdict.INTERRUPTED)
    if report.unreachable:
        why = f" ({report.stopped_because})" if report.stopped_because else ""
        raise Stop(
            f"{asked} cannot be reached{why}; try again later, or check the address", Verdict.INCOMPLETE
        )
    if report.incomplete:
        job.end(
            Verdict.INCOMPLETE, f"the crawl of {asked} is incomplete: {_lacking(report)}; run again to go on"
        )


def _figures(report: CrawlReport) -> str:
    return (
        f"{report.requests} requests, {report.answered} answers, {report.not_modified} not modified, "
        f"{report.failed} failed, {report.refused} refused"
    )


def _lacking(report: CrawlReport) -> str:
    if report.stopped_because:
        return report.stopped_because
    return f"{report.failed} of {report.known} addresses gave no complete answer"
