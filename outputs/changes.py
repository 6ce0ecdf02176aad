"""What changed against the snapshot before: a feed that leads from one snapshot to the next.

``old`` and ``new`` are JSON. Observations are in no diff. The cause is the source where the walk's own words
differ, repair where they would be the same without their repairs, and otherwise our rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outputs.encoding import HASHED, as_json
from outputs.fields import undone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from outputs.rows import Record
    from outputs.values import Row

TOLD = ("photos", "credits", "statistics", "links")
"""The tables whose rows are part of what a walk is; the others say how it was read."""

KINDS = ("added", "removed", "changed", "moved")


def content(record: Record) -> dict[str, Any]:
    """What a record says: the columns of ``walks`` that are hashed, and the rows of the tables it tells."""
    told = {c: record.walk[c] for c in HASHED["walks"] if c != "walk_id"}
    rows = {t: [{c: row[c] for c in HASHED[t] if c != "walk_id"} for row in record.parts[t]] for t in TOLD}
    return told | rows


def between(walk_id: str, old: Record | None, new: Record | None) -> Iterator[Row]:
    """The rows of ``changes`` for one walk."""
    if old is None and new is not None:
        yield _row(walk_id, "added", None, None, as_json(content(new)), "source")
    elif new is None and old is not None:
        yield _row(walk_id, "removed", None, as_json(content(old)), None, "source")
    elif old is not None and new is not None:
        yield from _changed(walk_id, old, new)


def _changed(walk_id: str, old: Record, new: Record) -> Iterator[Row]:
    before, now = content(old), content(new)
    fields = [f for f in now if before.get(f) != now[f]]
    if not fields:
        return
    bare_before, bare_now = content(undone(old)), content(undone(new))
    for field in fields:
        same_words = before["content_sha256"] == now["content_sha256"]
        same_bare = bare_before.get(field) == bare_now[field]
        cause = "source" if not same_words else "repair" if same_bare else "rules"
        yield _row(walk_id, "changed", field, as_json(before.get(field)), as_json(now[field]), cause)


def moved(old_id: str, walk_id: str) -> Row:
    """The row that says under which id a walk goes on."""
    return _row(walk_id, "moved", "walk_id", as_json(old_id), as_json(walk_id), "source")


def _row(walk_id: str, kind: str, field: str | None, old: str | None, new: str | None, cause: str) -> Row:
    return {
        "walk_id": walk_id,
        "kind": kind,
        "field": field,
        "old": old,
        "new": new,
        "cause": cause,
    }
