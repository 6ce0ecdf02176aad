"""``waypost why``: the evidence behind one value."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from normalize.sources.archived import ArchivedPages
from waypost.behind import behind
from waypost.cli.common import at_snapshot, common, opened, print_json, settings
from waypost.verdict import Stop

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outputs.catalogue import Catalogue
    from outputs.explanation import Explanation
    from waypost.behind import Behind

CUT_OUT = "cut out of: "
"""Begins the step that shows the words in their line."""

LONGEST = 300
"""A longer value or piece of a page is cut; --json has it whole."""


@click.command
@click.argument("walk")
@click.argument("field", required=False)
@at_snapshot
@click.option("--raw", is_flag=True, help="Print the archived page itself, byte for byte.")
@common
@click.option("--json", "as_json", is_flag=True, help="Print the rows of evidence, one JSON object a line.")
def why(walk: str, field: str | None, snapshot: str | None, raw: bool, as_json: bool) -> None:
    """Show where a value comes from: the words on the page, each step, the archived bytes.

    WALK is a walk_id, its key, its title, or one of its addresses. FIELD is a column, or a place in one:
    key_information[0], narrative#3, photos[2].caption; all columns that the page states when it is left out.
    """
    catalogue = opened(snapshot)
    archived = Archived(catalogue)
    try:
        if as_json:
            explained = [catalogue.explain(walk, field)] if field else []
            rows = explained[0].evidence if explained else catalogue.why(walk)
            for row in rows or [_null(e) for e in explained]:
                print_json(row)
            return
        told = list(catalogue.explanations(walk, field))
        if raw:
            sys.stdout.buffer.write(archived.body(told))
            return
    except LookupError as error:
        raise Stop(str(error.args[0])) from None
    click.echo("\n\n".join("\n".join(_shown(one, archived)) for one in told))


def _null(told: Explanation) -> dict[str, Any]:
    """What there is to say of a field without evidence."""
    return {"walk_id": told.walk_id, "field": told.field, "value": told.value, "told": _absence(told)}


def _absence(told: Explanation) -> str:
    if told.told:
        return told.told
    return "nothing is recorded of it" if told.is_stated else "the page states none"


class Archived:
    """The archived pages behind a snapshot's values."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._snapshot = catalogue.snapshot
        self._pages = ArchivedPages((settings().data, Path()))

    def page(self, row: dict[str, Any]) -> tuple[Behind | None, str | None]:
        """The page behind a row of evidence, and the encoding that it was read in."""
        if row["archive_file"] is None:
            return None, None
        where = (row["archive_file"], row["archive_offset"])
        rows = self._snapshot.table("pages").rows(row["walk_id"])
        recorded = next((r for r in rows if (r["archive_file"], r["archive_offset"]) == where), None)
        return behind(self._pages, *where, recorded), recorded["charset"] if recorded else None

    def body(self, told: list[Explanation]) -> bytes:
        """The bytes of the page behind the first value; raises Stop where they cannot be had."""
        row = next((row for one in told for row in one.evidence), None)
        found = self.page(row)[0] if row else None
        if found is None:
            raise Stop("no archived page stands behind it here; name the workspace with --data")
        return found.page.body


def _shown(told: Explanation, archived: Archived) -> Iterator[str]:
    """The lines that show one field."""
    yield f"{told.title} · {told.field} = {_cut(_value(told))}"
    if not told.evidence:
        yield f"  {_absence(told)}"
    last: dict[str, Any] | None = None
    for row in told.evidence:
        if len(told.evidence) > 1 and row["field"] != told.field:
            yield f"  {row['field']}"
        yield from _evidence(row, repaired=bool(told.repairs))
        last = row
    for repair in told.repairs:
        changed = f"{repair['before']} → {repair['after'] or 'nothing'}"
        sure = f"{repair['rule']}, {repair['confidence']:.0%}"
        yield f"  repair        {repair['kind']}: {changed} ({sure}) in {repair['context']!r}"
    for check in told.checks:
        verdict = {True: "passed", False: "not passed", None: "undecided"}[check["passed"]]
        yield f"  check         {check['check']}, {verdict}: {check['detail']}"
    if last:
        yield f"  page          {last['url'] or 'a file without an address'}"
        yield f"  record        {_record(last['archive_file'], last['archive_offset'])}"
        yield from _bytes(last, archived)


def _bytes(row: dict[str, Any], archived: Archived) -> Iterator[str]:
    """The lines that show what was archived."""
    found, charset = archived.page(row)
    if found is None:
        yield from ["  archived      no page stands there any more"] if row["archive_file"] else []
    else:
        yield f"  archived      {found.told()}"
        if row["line"] >= 0 and (words := found.words(row["as_decoded"], charset)):
            yield f"                {words}"


def _evidence(row: dict[str, Any], *, repaired: bool) -> Iterator[str]:
    """The lines that show one row of evidence: the words, their place, each step but repairs told apart."""
    from outputs.fields import REPAIRED

    steps = [step for step in row["steps"] if not (repaired and REPAIRED.fullmatch(step))]
    if row["line"] >= 0:
        shown = steps.pop(0).removeprefix(CUT_OUT) if steps and steps[0].startswith(CUT_OUT) else None
        yield f"  on the page   {shown or '«' + _cut(row['as_decoded']) + '»'}"
        yield f"                line {row['line']}, characters {row['start']} to {row['end']}"
    yield from (f"  step          {step}" for step in steps)


def _record(file: str | None, offset: int | None) -> str:
    if file is None:
        return "not archived"
    return file if offset is None else f"{file}, byte {offset}"


def _value(told: Explanation) -> str:
    if isinstance(told.value, float):
        return f"{told.value:g}"
    if isinstance(told.value, list) and told.field in ("photos", "credits", "statistics", "links"):
        return f"{len(told.value)} rows"
    return repr(told.value) if isinstance(told.value, str | list) else str(told.value).lower()


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."
