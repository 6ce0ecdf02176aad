"""``waypost diff``: what changed between two snapshots."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from waypost.cli.common import common, opened, print_json, settings
from waypost.verdict import Stop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from outputs.catalogue import Catalogue

WIDTH = 60
"""Characters of a value that are shown."""

BEFORE = 15
"""Of these, how many stand before the first that differs."""

WHOSE = {"source": "at the source", "rules": "by our rules", "repair": "by text repair alone"}


@click.command
@click.argument("old", required=False)
@click.argument("new", required=False)
@common
@click.option("--json", "as_json", is_flag=True, help="Print the rows of `changes`, one JSON object a line.")
def diff(old: str | None, new: str | None, as_json: bool) -> None:
    """Show what changed from snapshot OLD to snapshot NEW, and why.

    By default from the last but one to the last. The cause is the source, our rules, or text repair alone:
    the page behind the old record is read again by today's rules, and what differs then is ours.
    """
    try:
        rows = list(_rows(opened(), old, new))
    except LookupError as error:
        raise Stop(str(error.args[0])) from None
    for row in rows:
        if as_json:
            print_json(row)
        else:
            click.echo(_shown(row))
    if rows and not as_json:
        click.echo(_summed_up(rows))


def _rows(catalogue: Catalogue, old: str | None, new: str | None) -> Iterable[dict[str, Any]]:
    """The feed of one that follows the other; else the two as they stand, whatever came between."""
    latest = catalogue.at(new).snapshot if new else catalogue.snapshot
    earlier = catalogue.at(old).snapshot if old else None
    if earlier is None or earlier.name == latest.manifest["previous"]:
        return latest.table("changes").every()
    if earlier.name == latest.name:
        return ()
    if catalogue.snapshots.index(earlier.name) > catalogue.snapshots.index(latest.name):
        raise LookupError(f"{earlier.name} is newer than {latest.name}; give the older one first")
    return _compared(catalogue, earlier.name, latest.name)


def _compared(catalogue: Catalogue, old: str, new: str) -> Iterator[dict[str, Any]]:
    from pathlib import Path

    from normalize.sources.archived import ArchivedPages
    from outputs.comparison import Comparison
    from waypost.again import Again
    from waypost.read_by import read_by

    earlier, latest = catalogue.at(old).snapshot, catalogue.at(new).snapshot
    how = latest.manifest.get("how") or {"site": None, "reader": "lexbor"}
    again = Again(ArchivedPages((settings().data, Path())), None, how["site"], how["reader"])
    yield from Comparison(earlier, latest, again, read_by(how["site"], how["reader"])).rows()


def _shown(row: dict[str, Any]) -> str:
    if row["kind"] == "moved":
        return f"moved    {json.loads(row['old'])} goes on as {row['walk_id']}"
    if row["kind"] != "changed":
        return f"{row['kind']:<8} {row['walk_id']}"
    old, new = _cut(row["old"] or "null", row["new"] or "null")
    return f"changed  {row['walk_id']} {row['field']} ({row['cause']}): {old} -> {new}"


def _summed_up(rows: Iterable[dict[str, Any]]) -> str:
    kinds: dict[str, set[str]] = {}
    causes: Counter[str] = Counter()
    for row in rows:
        kinds.setdefault(row["kind"], set()).add(row["walk_id"])
        if row["kind"] == "changed":
            causes[row["cause"]] += 1
    walks = ", ".join(f"{len(ids)} {kind}" for kind, ids in kinds.items())
    whose = ", ".join(f"{causes[cause]} {words}" for cause, words in WHOSE.items() if causes[cause])
    return f"walks: {walks}" + (f"; fields changed: {whose}" if whose else "")


def _cut(old: str, new: str) -> Iterator[str]:
    """Two values, of long ones the piece where they begin to differ."""
    differ = (at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
    start = max(next(differ, min(len(old), len(new))) - BEFORE, 0)
    for text in (old, new):
        begun = text if len(text) <= WIDTH or not start else f"...{text[start:]}"
        yield begun if len(begun) <= WIDTH else f"{begun[: WIDTH - 3]}..."
