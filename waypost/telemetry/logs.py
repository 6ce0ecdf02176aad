"""Log lines on stderr: words for a person, or a JSON object a line for a program, with the run's id."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from waypost.telemetry.messages import event_of, event_of_error, event_of_message, messages
from waypost.verdict import judge

PLAIN, JSON = "plain", "json"
SILENT = "SILENT"
"""A level above all others: what Scrapy's own handler is set to where ours writes in its place."""

LOGGER = logging.getLogger("waypost")


class _Run:
    """The id that log lines carry; one process does one run."""

    id: str | None = None


class JsonLines(logging.Formatter):
    """Each record as a line of JSON: ``ts``, ``level``, ``run_id``, ``event``, ``message``, ``fields``."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; what JSON cannot say is said as text."""
        fields: dict[str, Any] = dict(getattr(record, "fields", {}))
        if record.name != LOGGER.name:
            fields["logger"] = record.name
        if record.exc_info:
            fields["traceback"] = self.formatException(record.exc_info)
        line = {
            "ts": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "run_id": _Run.id,
            "event": event_of(record),
            "message": record.getMessage(),
            "fields": fields,
        }
        return json.dumps(line, default=str)


def configure(log_format: str, level: str) -> None:
    """Have log lines written in this format; in plain words only what someone should act on.

    As JSON lines our own steps are told too, whatever ``level`` says of Scrapy and other libraries.
    """
    logging.addLevelName(logging.CRITICAL + 50, SILENT)
    as_json = log_format == JSON
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines() if as_json else logging.Formatter("waypost: %(message)s"))
    wanted = logging.getLevelNamesMapping()[level]
    LOGGER.handlers = [handler]
    LOGGER.propagate = False
    LOGGER.setLevel(min(wanted, logging.INFO if as_json else logging.WARNING))
    if as_json:
        _take_over(wanted)


def _take_over(level: int) -> None:
    """Write what libraries log as well."""
    ours = (handler for handler in logging.root.handlers if isinstance(handler.formatter, JsonLines))
    handler = next(ours, None) or logging.StreamHandler()
    handler.setFormatter(JsonLines())
    handler.setLevel(level)
    logging.root.addHandler(handler)  # a handler that is there already is not added again
    logging.captureWarnings(True)


def as_json() -> bool:
    """Whether log lines are JSON."""
    return any(isinstance(handler.formatter, JsonLines) for handler in LOGGER.handlers)


def name_run(run_id: str) -> None:
    """Have every line from now on carry the id of this run."""
    _Run.id = run_id


def tell(event: str, message: str, **fields: Any) -> None:
    """Log an event of the table of messages, at the level that stands there."""
    level = logging.getLevelNamesMapping()[messages()[event].level.upper()]
    LOGGER.log(level, "%s", message, extra={"event": event, "fields": fields})


def tell_failure(error: BaseException, *, debug: bool) -> int:
    """Log the exception that ends a command as a line of JSON; gives the exit status."""
    verdict, message = judge(error)
    event = event_of_message(message, event_of_error(error))
    fields: dict[str, Any] = {"verdict": verdict.name.lower(), "exit_status": int(verdict)}
    if debug:
        fields["traceback"] = "".join(traceback.format_exception(error))
    if message:
        tell(event, " ".join(message.split()), **fields)
    return verdict
