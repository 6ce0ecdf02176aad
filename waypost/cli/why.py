"""``waypost why``: the evidence behind one value."""

from __future__ import annotations

import re
from typing import Any

import click

from waypost.cli.common import common, opened, print_json
from waypost.verdict import Stop


@click.command
@click.argument("walk")
@click.argument("field", required=False)
@common
@click.option("--json", "as_json", is_flag=True, help="Print the rows of evidence, one JSON object a line.")
def why(walk: str, field: str | None, as_json: bool) -> None:
    """Show where a value comes from: the archived record, the words on the page, each step.

    WALK is a walk_id, its key, or the title; FIELD a column (all of them when it is left out).
    """
    catalogue = opened()
    try:
        rows = catalogue.why(walk, field)
    except LookupError as error:
        raise Stop(str(error.args[0])) from None
    if not rows:
        told = ", ".join(dict.fromkeys(re.split(r"[\[.#]", row["field"])[0] for row in catalogue.why(walk)))
        raise Stop(f"no evidence for {field!r} of {walk!r}: the page states none; there is some for: {told}")
    for row in rows:
        if as_json:
            print_json(row)
        else:
            click.echo(_shown(row))


def _shown(row: dict[str, Any]) -> str:
    place = (
        f"{row['archive_file']}, byte {row['archive_offset']}" if row["archive_offset"] is not None else ""
    )
    lines = [
        f"{row['field']}",
        f"  words   {row['as_decoded']!r}",
        f"  line    {row['line']}, characters {row['start']} to {row['end']}",
        f"  page    {row['url'] or 'a bare file'}",
        f"  record  {place or row['archive_file'] or 'not archived'}",
        *(f"  step    {step}" for step in row["steps"]),
    ]
    return "\n".join(lines)
