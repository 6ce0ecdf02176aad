"""One row of ``pages`` an address: what came of it when it was last asked, and whose walk it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from outputs.history import ALIVE

if TYPE_CHECKING:
    from outputs.assemble import Assembly
    from outputs.intake import Sighting
    from outputs.values import Row

ANSWERED = {*ALIVE, "index", "other", "redirected"}


def page_rows(assembly: Assembly, published: set[str]) -> list[Row]:
    """The rows of ``pages``, once every fate is known; addresses not met this time keep theirs."""
    newest = {seen.asked: seen for seen in assembly.intake.sightings}
    rows = [_row(seen, assembly, published) for seen in newest.values()]
    rows += [_kept(row, assembly, published) for row in assembly.pages_before if asked(row) not in newest]
    return sorted(rows, key=_order)


def _row(seen: Sighting, assembly: Assembly, published: set[str]) -> Row:
    walk_id = assembly.owner(seen)
    row = seen.page | {"walk_id": walk_id if walk_id in published else None}
    if seen.claim and walk_id is not None and assembly.standings[walk_id].winner != seen:
        row["outcome"] = "duplicate"
        row["reason"] = "another page of the walk is newer"
    return row


def _kept(row: Row, assembly: Assembly, published: set[str]) -> Row:
    if row["walk_id"] is None:
        return row
    walk_id = assembly.present(row["walk_id"])
    row = row | {"walk_id": walk_id if walk_id in published else None}
    if row["outcome"] == "walk" and walk_id in published and assembly.standings[walk_id].winner:
        row |= {"outcome": "duplicate", "reason": "another page of the walk is newer"}
    return row


def asked(row: Row) -> str:
    """The address that a row of ``pages`` is about, as `Sighting.asked` has it."""
    return row["url"] or f"file:{row['archive_file']}:{row['archive_offset']}"


def _order(row: Row) -> tuple[str, str, str, int, str]:
    place = (row["archive_file"] or "", row["archive_offset"] or 0, row["sha256"] or "")
    return (row["walk_id"] or "", row["url"] or "", *place)


def standing(rows: list[Row]) -> list[tuple[str, ...]]:
    """What the pages say, observations aside: a new answer that says the same is no reason for a snapshot."""
    return sorted((r["url"] or "", r["walk_id"] or "", _settled(r)) for r in rows)


def _settled(row: Row) -> str:
    outcome = str(row["outcome"])
    if outcome in ALIVE and row["walk_id"]:
        return "walk"
    return "answered" if outcome in ANSWERED else outcome
