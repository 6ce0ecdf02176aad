"""``waypost diff``: what changed between two snapshots."""

from __future__ import annotations

from typing import Any

import click

from waypost.cli.common import common, opened, print_json
from waypost.verdict import Stop

WIDTH = 60
"""Characters of a value that are shown."""


@click.command
@click.argument("old", required=False)
@click.argument("new", required=False)
@common
@click.option("--json", "as_json", is_flag=True, help="Print the rows of `changes`, one JSON object a line.")
def diff(old: str | None, new: str | None, as_json: bool) -> None:
    """Show what changed from snapshot OLD to snapshot NEW, and why.

    By default from the last but one to the last. The cause is the source, our rules, or text repair alone.
    """
    try:
        rows = opened().diff(old, new).to_pylist()
    except LookupError as error:
        raise Stop(str(error.args[0])) from None
    for row in rows:
        if as_json:
            print_json(row)
        else:
            click.echo(_shown(row))


def _shown(row: dict[str, Any]) -> str:
    if row["kind"] != "changed":
        return f"{row['kind']:<8} {row['walk_id']}"
    return (
        f"changed  {row['walk_id']} {row['field']} ({row['cause']}): {_cut(row['old'])} -> {_cut(row['new'])}"
    )


def _cut(value: str | None) -> str:
    text = value or "null"
    return text if len(text) <= WIDTH else text[: WIDTH - 3] + "..."
