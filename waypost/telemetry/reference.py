"""The page of messages and statistics as Markdown, made from their tables: ``docs/messages.md``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waypost.telemetry.messages import messages
from waypost.telemetry.metrics import METRICS
from waypost.telemetry.statistics import sections

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INTRODUCTION = """# Messages and statistics

Made by `python -m waypost.telemetry.reference > docs/messages.md`; a test fails when it is not current, or
when the code says something that is not on it. What to do when a run ends badly: [operations](operations.md).

## Messages

On stderr. As plain lines only warnings and errors are told; with `--log-format json` each is an object a
line: `ts` (UTC), `level`, `run_id` (the name of the record in `runs/`), `event` (as below), `message`,
`fields`.
"""

TITLES = {
    "record": "## Statistics of a run\n\nIn `runs/<UTC time>.json`, and on standard input of `notify_cmd`.",
    "crawl": "### Crawl\n\nThe politeness receipt: null where nothing was crawled.",
    "pages": "### Pages\n\nWhat was read: each address once, by its last answer.",
    "catalogue": "### Catalogue",
    "basis": "### Basis\n\nWhat the latest snapshot was made from; null where that was not the archive.",
    "reasons": "### Reasons\n\nWords of `stopped_because`, and of `reason` in the table `pages`.",
}


def reference() -> str:
    """The whole page."""
    parts = [INTRODUCTION, _table("event", "level", _messages())]
    for section, rows in sections().items():
        parts += [
            TITLES[section],
            "",
            _table("name", None, ((s.name, None, s.meaning, s.action) for s in rows)),
        ]
    parts += ["## Metrics\n\nIn the file named by `metrics`, each with the label `site`.", ""]
    return "\n".join([*parts, _table("metric", None, _metrics())])


Row = tuple[str, str | None, str, str]


def _messages() -> Iterator[Row]:
    for message in messages().values():
        yield message.event, message.level, message.meaning, message.action


def _metrics() -> Iterator[Row]:
    for metric in METRICS:
        label = f" (by `{metric.label}`)" if metric.label else ""
        yield metric.name, None, metric.meaning + label, metric.action


def _table(first: str, second: str | None, rows: Iterable[Row]) -> str:
    heads = [first, *([second] if second else []), "meaning", "action"]
    lines = [heads, ["---"] * len(heads)]
    for name, more, meaning, action in rows:
        lines.append([f"`{name}`", *([more or ""] if second else []), meaning, action or "None."])
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines) + "\n"


if __name__ == "__main__":
    print(reference(), end="")
