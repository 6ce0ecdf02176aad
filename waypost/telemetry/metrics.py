"""The last run's figures as a text file for Prometheus' node_exporter: a table of gauges."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from waypost.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Metric:
    """One gauge: what it means, what to do about it, and its value out of a run's record.

    ``value`` gives None where the run has no such figure, and a value by label where ``label`` names one.
    """

    name: str
    meaning: str
    action: str
    value: Callable[[Record], float | Mapping[str, float] | None]
    label: str | None = None


def at(record: Record, path: str) -> Any:
    """What stands at a dotted path in a record; None where some part of it does not stand.

    >>> at({"crawl": {"requests": 3}}, "crawl.requests"), at({"crawl": None}, "crawl.requests")
    (3, None)
    """
    value: Any = record
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _figure(path: str) -> Callable[[Record], float | Mapping[str, float] | None]:
    def value(record: Record) -> float | Mapping[str, float] | None:
        figure = at(record, path)
        if isinstance(figure, dict):
            return {str(label): float(number) for label, number in figure.items()}
        return None if figure is None else float(figure)

    return value


def _time(path: str) -> Callable[[Record], float | None]:
    def value(record: Record) -> float | None:
        said = at(record, path)
        return datetime.fromisoformat(said).timestamp() if said else None

    return value


def _duration(record: Record) -> float | None:
    begun, ended = _time("started")(record), _time("ended")(record)
    return ended - begun if begun is not None and ended is not None else None


def _verdicts(record: Record) -> dict[str, float]:
    return {v.name.lower(): float(v.name.lower() == record["verdict"]) for v in Verdict}


METRICS = (
    Metric(
        "waypost_last_run_exit_status",
        "Exit status of the last run.",
        "Alert when it is neither 0 nor 130; the verdict says which.",
        _figure("exit_status"),
    ),
    Metric(
        "waypost_last_run_verdict",
        "1 for the verdict of the last run, 0 for the others.",
        "Look the verdict up in [operations](operations.md).",
        _verdicts,
        "verdict",
    ),
    Metric(
        "waypost_last_run_timestamp_seconds",
        "When the last run ended.",
        "Alert when it is older than two intervals of the timer: nothing runs any more.",
        _time("ended"),
    ),
    Metric(
        "waypost_last_success_timestamp_seconds",
        "When a run of this site last ended with 0.",
        "Alert when it is older than a few days: the one alert to have if there is only one.",
        _time("last_success"),
    ),
    Metric(
        "waypost_last_run_duration_seconds",
        "How long the last run took.",
        "Some seconds a page are politeness; look at the network when it grows and the pages do not.",
        _duration,
    ),
    Metric("waypost_last_run_requests", "Requests made.", "None.", _figure("crawl.requests")),
    Metric("waypost_last_run_received_bytes", "Bytes of bodies received.", "None.", _figure("crawl.bytes")),
    Metric(
        "waypost_last_run_not_modified_ratio",
        "Share of answers with status 304, between 0 and 1.",
        "When it falls to 0 for good, the site's server has stopped to answer conditional requests.",
        _figure("crawl.share_not_modified"),
    ),
    Metric(
        "waypost_last_run_failed_addresses",
        "Known addresses without a complete answer after retries.",
        "`waypost status` lists them with reasons.",
        _figure("crawl.failed"),
    ),
    Metric(
        "waypost_last_run_refused_requests",
        "Requests that robots.txt or an address out of bounds forbade.",
        "None; a jump says that robots.txt has changed.",
        _figure("crawl.refused"),
    ),
    Metric(
        "waypost_known_addresses",
        "Pages that are known and may be asked.",
        "Look for a trap when it grows and the walks do not.",
        _figure("crawl.known"),
    ),
    Metric(
        "waypost_last_run_pages",
        "Addresses by what was read in them.",
        "Many `failed` or `other` where `walk` stood: the site's pages have changed.",
        _figure("pages.outcomes"),
        "outcome",
    ),
    Metric(
        "waypost_catalogue_walks",
        "Walks in the snapshot that the last run made, held or confirmed.",
        "None: the gate watches it.",
        _figure("catalogue.walks"),
    ),
)
"""Every gauge, by name; each has the label ``site``."""


def exposition(record: Record) -> bytes:
    """The metrics of a run's record in the text format of Prometheus."""
    from prometheus_client import CollectorRegistry, Gauge, generate_latest

    registry = CollectorRegistry()
    for metric in METRICS:
        value = metric.value(record)
        if value is None:
            continue
        labels = ("site", metric.label) if metric.label else ("site",)
        gauge = Gauge(metric.name, metric.meaning, labels, registry=registry)
        figures = value if isinstance(value, Mapping) else {"": value}
        for label, figure in figures.items():
            gauge.labels(record["site"] or "", *([label] if metric.label else ())).set(figure)
    return generate_latest(registry)


def write_metrics(record: Record, path: Path) -> None:
    """Put the metrics in the place of what stood at ``path``, at once; raises OSError.

    The file can be read by all, as node_exporter runs as a user of its own.
    """
    beside = path.with_name(f".{path.name}.partial")
    beside.write_bytes(exposition(record))
    beside.chmod(0o644)
    beside.replace(path)
