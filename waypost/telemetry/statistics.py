"""The figures of a run's record as data: what each means, and what to do about it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

REASONS = "reasons"
"""The section that holds words of ``stopped_because`` and of ``reason``, not figures."""


@dataclass(frozen=True, slots=True)
class Statistic:
    """A figure by its place in the record, or a reason by its words; ``action`` may be none."""

    name: str
    meaning: str
    action: str


@cache
def sections() -> dict[str, list[Statistic]]:
    """Every figure and reason, by section of the record."""
    text = files("waypost.telemetry").joinpath("statistics.toml").read_text(encoding="utf-8")
    return {
        section: [Statistic(_path(section, name), *told) for name, told in rows.items()]
        for section, rows in tomllib.loads(text).items()
    }


def _path(section: str, name: str) -> str:
    return name if section in ("record", REASONS) else f"{section}.{name}"


def paths(record: dict[str, Any], above: str = "") -> Iterator[str]:
    """The dotted path of every figure in a record.

    >>> list(paths({"verdict": "done", "crawl": {"delays": {"count": 2}}}))
    ['verdict', 'crawl.delays.count']
    """
    for name, value in record.items():
        if isinstance(value, dict):
            yield from paths(value, f"{above}{name}.")
        else:
            yield above + name


def undocumented(record: dict[str, Any]) -> list[str]:
    """The figures of a record that the table does not explain; a part that is null has none."""
    known = [s.name for section, rows in sections().items() if section != REASONS for s in rows]
    parts = set(sections())
    return [
        path
        for path in paths(record)
        if path not in parts and not any(fnmatchcase(path, name) for name in known)
    ]
