"""The latest snapshot confirmed: nothing was met that it was not made from, so no page is read again."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from outputs import changes
from outputs.durable import usable
from outputs.manifest import Input
from outputs.publication import UNCHANGED, Publication
from outputs.schema import SCHEMA_VERSION
from outputs.shelf import Shelf
from outputs.stores import store_at
from outputs.templates import FEW

if TYPE_CHECKING:
    from pathlib import Path

    from outputs.stored import StoredSnapshot
    from outputs.values import Row


def confirm(
    catalogue: Path | str, name: str, read_by: str | None, *, now: datetime | None = None
) -> Publication | None:
    """Note that the snapshot called ``name`` was looked at and still holds; what came of that.

    ``read_by`` is the word for today's rules, as ``publish`` is given it.

    None, and nothing noted, where today's publisher might say something else of the very same archive:
    another snapshot is the latest, it was made by other rules or of given files alone, or one is held back.
    Raises CatalogueUnusable, or CatalogueBusy where another publisher is at work.
    """
    with usable(catalogue):
        shelf = Shelf(store_at(catalogue))
        last = shelf.latest()
        if last is None or last.name != name or not _holds(shelf, last, read_by):
            return None
        with shelf.at_work():
            shelf.checked(now or datetime.now(UTC), None)
        return _unchanged(last.manifest)


def _holds(shelf: Shelf, last: StoredSnapshot, read_by: str | None) -> bool:
    told = last.manifest
    made_by_us = (told.get("read_by"), told["versions"]["schema"]) == (read_by, SCHEMA_VERSION)
    return made_by_us and Input.recorded(told).archive and not shelf.state().get("stale")


def _unchanged(manifest: Row) -> Publication:
    rows = {name: table["rows"] for name, table in manifest["tables"].items()}
    templates = [row | {"new": False} for row in manifest.get("templates", ()) if row["pages"] >= FEW]
    return Publication(
        verdict=UNCHANGED,
        snapshot=None,
        tables=rows | {"changes": 0},
        changes=dict.fromkeys(changes.KINDS, 0),
        warnings=[],
        repairs=rows["repairs"],
        reasons=[],
        templates=sorted(templates, key=lambda row: -row["pages"]),
    )
