"""The end of a job, told by log, metrics file and notification; none of it changes the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waypost.telemetry.logs import tell
from waypost.telemetry.metrics import write_metrics
from waypost.telemetry.notify import notify
from waypost.verdict import Verdict

if TYPE_CHECKING:
    from waypost.job import Job


def announce(job: Job) -> None:
    """Tell how the job ended."""
    record = job.record()
    figures = {name: record[name] for name in ("command", "site", "verdict", "exit_status", "last_success")}
    tell("run_ended", record["message"], **figures, record=job.path)
    _write_metrics(job)
    _notify(job)


def _write_metrics(job: Job) -> None:
    """Metrics are a crawl's; one that found the workspace held leaves them to the run that holds it."""
    path = job.settings.metrics
    if path is None or not job.crawls or job.verdict == Verdict.BUSY:
        return
    try:
        write_metrics(job.record(), path)
    except Exception as error:
        tell("metrics_failed", f"the metrics could not be written: {error}", path=path)


def _notify(job: Job) -> None:
    command = job.settings.notify_cmd
    if command is None:
        return
    try:
        name = notify(command, job.record(), job.path, job.settings.notify_timeout)
    except Exception as error:
        tell("notify_failed", f"the verdict could not be told: {error}")
    else:
        tell("notified", f"{name} was told of the verdict")
