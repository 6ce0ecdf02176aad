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
from outputs.stores import store_at

if TYPE_CHECKING:
    from outputs.stored import StoredSnapshot
    from outputs.values import Row


def confirm(catalogue: str, name: str, *, read_by: str, now: datetime | None = None) -> Publication | None:
    """Note that the snapshot called ``name`` was looked at and still holds; what came of that.

    ``catalogue`` is a folder or a URL, ``read_by`` the word for today's rules, as `publish` takes it.
    None, and nothing noted, where today's publisher might say something else of the very same archive:
    another snapshot is the latest, it was made by other rules or of given files alone, or one is held back.
    Raises CatalogueUnusable.
    """
    with usable(catalogue):
        shelf = Shelf(store_at(catalogue))
        last = shelf.latest()
        if last is None or last.name != name or not _holds(shelf, last, read_by):
            return None
        with shelf.at_work():
            shelf.checked(now or datetime.now(UTC), None)
        return _unchanged(last.manifest["tables"])


def _holds(shelf: Shelf, last: StoredSnapshot, read_by: str) -> bool:
    versions, told = last.manifest["versions"], last.manifest
    made_by_us = (versions["rules"], versions["schema"]) == (RULES_VERSION, SCHEMA_VERSION)
    same_rules = made_by_us and told.get("read_by") == read_by
    return same_rules and Input.recorded(told).archive and not shelf.state().get("stale")


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
