"""The latest snapshot confirmed: nothing was met that it was not made from, so no page is read again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from normalize import RULES_VERSION
from outputs import changes
from outputs.durable import usable
from outputs.manifest import Input
from outputs.publication import UNCHANGED, Publication
from outputs.schema import SCHEMA_VERSION
from outputs.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from outputs.stored import StoredSnapshot
    from outputs.values import Row


def confirm(catalogue: Path, name: str, *, now: datetime | None = None) -> Publication | None:
    """Note that the snapshot called ``name`` was looked at and still holds; what came of that.

    None, and nothing noted, where today's publisher might say something else of the very same archive:
    another snapshot is the latest, it was made by other rules or of given files alone, or one is held back.
    Raises CatalogueUnusable.
    """
    shelf = Shelf(catalogue)
    with usable(catalogue):
        last = shelf.latest()
        if last is None or last.name != name or not _holds(shelf, last):
            return None
        shelf.checked(now or datetime.now(UTC), None)
        return _unchanged(last.manifest["tables"])


def _holds(shelf: Shelf, last: StoredSnapshot) -> bool:
    versions = last.manifest["versions"]
    made_by_us = (versions["rules"], versions["schema"]) == (RULES_VERSION, SCHEMA_VERSION)
    return made_by_us and Input.recorded(last.manifest).archive and not shelf.state().get("stale")


def _unchanged(tables: Row) -> Publication:
    rows = {name: table["rows"] for name, table in tables.items()}
    return Publication(
        verdict=UNCHANGED,
        snapshot=None,
        tables=rows | {"changes": 0},
        changes=dict.fromkeys(changes.KINDS, 0),
        warnings=[],
        repairs=rows["repairs"],
        reasons=[],
    )
