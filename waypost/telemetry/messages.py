"""The messages of a job as data: which event a log line or an exception is, what it means, what to do."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging

_HOLE = re.compile(r"%[sdr]|%\.\d+f")


@dataclass(frozen=True, slots=True)
class Message:
    """One event: ``says`` are its words with ``{}`` for what is filled in, ``errors`` names of exceptions."""

    event: str
    level: str
    meaning: str
    action: str
    says: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


@cache
def messages() -> dict[str, Message]:
    """Every message by its event, in the order of the table."""
    text = files("waypost.telemetry").joinpath("messages.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text).items()
    return {
        event: Message(
            event, row["level"], row["meaning"], row["action"], *(tuple(row.get(k, ())) for k in _LISTS)
        )
        for event, row in rows
    }


_LISTS = ("says", "errors")


def template_of(words: str) -> str:
    """The words of a log call as the table writes them.

    >>> template_of("%s: no whole record in it; it is passed over")
    '{}: no whole record in it; it is passed over'
    """
    return _HOLE.sub("{}", words)


@cache
def _by_words() -> dict[str, str]:
    return {words: m.event for m in messages().values() for words in m.says}


@cache
def _by_error() -> dict[str, str]:
    return {short(name): m.event for m in messages().values() for name in m.errors}


def short(name: str) -> str:
    """The package and the name of an exception: which module of the package it stands in is no matter.

    >>> short("crawler.workspace.WorkspaceHeld")
    'crawler.WorkspaceHeld'
    """
    return f"{name.partition('.')[0]}.{name.rpartition('.')[2]}"


def event_of_error(error: BaseException) -> str:
    """The event that an exception is, by its nearest class that the table names.

    >>> event_of_error(FileNotFoundError()), event_of_error(ZeroDivisionError())
    ('storage_refused', 'unexpected')
    """
    names = (short(f"{kind.__module__}.{kind.__qualname__}") for kind in type(error).__mro__)
    return next((_by_error()[name] for name in names if name in _by_error()), "unexpected")


def event_of_message(message: str, default: str) -> str:
    """The event whose words a finished message fits.

    >>> event_of_message("data/x.warc.gz: no whole record in it; it is passed over", "stopped")
    'archive_empty'
    """
    return next((event for words, event in _by_words().items() if _fits(message, words)), default)


def _fits(message: str, words: str) -> bool:
    """Whether the parts between the holes stand in the message, in their order."""
    first, *middle = words.split("{}")
    last = middle.pop() if middle else ""
    if not (message.startswith(first) and message.endswith(last)):
        return False
    at = len(first)
    for part in middle:
        at = message.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return at <= len(message) - len(last)


def event_of(record: logging.LogRecord) -> str:
    """The event of a log record: named by who logs it, else told by its words or by the exception in it."""
    named = getattr(record, "event", None)
    if named is not None:
        return str(named)
    first = record.args[0] if isinstance(record.args, tuple) and record.args else None
    if isinstance(first, BaseException):
        return event_of_error(first)
    return _by_words().get(template_of(str(record.msg)), "library")
