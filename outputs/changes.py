"""What changed against the snapshot before: a feed that leads from one snapshot to the next.

``old`` and ``new`` are JSON. Observations are in no diff. To tell the source from our reading, the page that
the old record was read from is read again by today's rules: what differs then is ours, the rest is the
source's. Where both changed a field it has two rows, ours first, so that the feed can be followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outputs.encoding import HASHED, as_json
from outputs.fields import undone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from outputs.rows import Record
    from outputs.values import Row

TOLD = ("photos", "credits", "statistics", "links")
"""The tables whose rows are part of what a walk is; the others say how it was read."""

KINDS = ("added", "removed", "changed", "moved")

OURS = ("schema_version", "rules_version")
"""Columns that only we change."""

JOINED = ("aliases", "first_seen", "last_changed")
"""Columns that no page gives alone: what changes them is met at the source."""


def content(record: Record) -> dict[str, Any]:
    """What a record says: the columns of ``walks`` that are hashed, and the rows of the tables it tells."""
    told = {c: record.walk[c] for c in HASHED["walks"] if c != "walk_id"}
    rows = {t: [{c: row[c] for c in HASHED[t] if c != "walk_id"} for row in record.parts[t]] for t in TOLD}
    return told | rows


def between(
    walk_id: str, old: Record | None, new: Record | None, reread: Callable[[], Record | None] = lambda: None
) -> Iterator[Row]:
    """The rows of ``changes`` for one walk.

    ``reread`` gives the old record's page as today's rules read it, None where its bytes cannot be had; it is
    asked only when something differs. Without it the walk's own words decide: the source is the cause where
    they differ, and we are where they do not.
    """
    if old is None and new is not None:
        yield _row(walk_id, "added", None, None, as_json(content(new)), "source")
    elif new is None and old is not None:
        yield _row(walk_id, "removed", None, as_json(content(old)), None, "source")
    elif old is not None and new is not None:
        yield from _changed(walk_id, old, new, reread)


def _changed(walk_id: str, old: Record, new: Record, reread: Callable[[], Record | None]) -> Iterator[Row]:
    before, now = content(old), content(new)
    fields = [f for f in now if before.get(f) != now[f]]
    if not fields:
        return
    same_words = before["content_sha256"] == now["content_sha256"]
    middle = reread() or (new if same_words else old)
    by_us = _Step(old, middle)
    for field in fields:
        half = before.get(field) if field in JOINED else now[field] if field in OURS else by_us.now[field]
        if before.get(field) != half:
            yield _change(walk_id, field, before.get(field), half, by_us.cause(field))
        if half != now[field]:
            yield _change(walk_id, field, half, now[field], "source")


class _Step:
    """What our reading made of one page before, and makes of it today."""

    def __init__(self, old: Record, today: Record) -> None:
        self.now = content(today)
        self._bare, self._bare_now = content(undone(old)), content(undone(today))

    def cause(self, field: str) -> str:
        """``repair`` where nothing but repairs differs, else ``rules``."""
        same = field not in OURS and self._bare.get(field) == self._bare_now[field]
        return "repair" if same else "rules"


def moved(old_id: str, walk_id: str) -> Row:
    """The row that says under which id a walk goes on."""
    return _row(walk_id, "moved", "walk_id", as_json(old_id), as_json(walk_id), "source")


def _change(walk_id: str, field: str, old: Any, new: Any, cause: str) -> Row:
    return _row(walk_id, "changed", field, as_json(old), as_json(new), cause)


def _row(walk_id: str, kind: str, field: str | None, old: str | None, new: str | None, cause: str) -> Row:
    return {
        "walk_id": walk_id,
        "kind": kind,
        "field": field,
        "old": old,
        "new": new,
        "cause": cause,
    }
