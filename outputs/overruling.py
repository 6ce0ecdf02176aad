"""A snapshot that was held back, published after all: a person says why, and the manifest records it."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from outputs.changes import KINDS
from outputs.durable import sync, usable, write_new
from outputs.edition import state
from outputs.encoding import json_line
from outputs.ids import Register
from outputs.publication import PUBLISHED, Publication
from outputs.shelf import IDS, Shelf
from outputs.stores import store_at

if TYPE_CHECKING:
    from pathlib import Path

    from outputs.stored import StoredSnapshot
    from outputs.values import Row


class NotHeld(Exception):  # noqa: N818 -- it names a state of affairs, as users see it
    """There is no such snapshot to overrule the gate for; the message is one line and says what to do."""


def overrule(
    catalogue: Path | str, reason: str, name: str | None = None, now: datetime | None = None
) -> Publication:
    """Publish the snapshot that the gate holds, as it was made; ``name`` where it is not the newest one.

    A crash on the way leaves the latest snapshot as it was, or the held one published; it may be done again.
    Raises NotHeld, CatalogueUnusable and CatalogueBusy.
    """
    with usable(catalogue):
        shelf = Shelf(store_at(catalogue))
        if shelf.latest() is None:
            raise NotHeld("nothing is held back, and nothing was published yet")
        with shelf.at_work():
            held = _held(shelf, name)
            _must_follow(held, shelf.latest())
            told = held.manifest | {"accepted": reason, "ids": _remembered(shelf, held).state()}
            _draft(shelf, held, told)
            made, checked = datetime.fromisoformat(told["made_at"]), now or datetime.now(UTC)
            target = shelf.publish(held.name, state(made, checked))
            shelf.let_go(held.name)
        return _publication(target, told)


def _must_follow(held: StoredSnapshot, latest: StoredSnapshot | None) -> None:
    previous = held.manifest["previous"]
    if previous != (latest.name if latest else None):
        raise NotHeld(
            f"{held.name} was made upon {previous}, and something newer was published since; "
            "make it again: waypost normalize --accept REASON"
        )


def _remembered(shelf: Shelf, held: StoredSnapshot) -> Register:
    """The register with the ids that the held snapshot minted; a crash may have come just after that."""
    kept, where = shelf.store.read(IDS), shelf.store.locate(IDS)
    learnt = shelf.store.read(f"{held.key}/{IDS}")
    if learnt and learnt.data and not Register.read(kept, where).whole.endswith(learnt.data):
        kept = shelf.store.extend(IDS, learnt.data, kept)
    return Register.read(kept, where)


def _draft(shelf: Shelf, held: StoredSnapshot, manifest: Row) -> None:
    """Copy the held snapshot, so that it is still there if a crash comes before the copy is published."""
    draft = shelf.draft(held.name)
    try:
        held.copy_to(draft)
        write_new(draft / "datapackage.json", json_line(manifest["datapackage"]))
        write_new(draft / "manifest.json", json_line(manifest))
        sync(draft)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _held(shelf: Shelf, name: str | None) -> StoredSnapshot:
    if name is not None:
        held = shelf.held_at(name)
        if held is None:
            raise NotHeld(f"no snapshot called {name!r} is held back; there are: {_names(shelf)}")
        return held
    held = shelf.held_back()
    if held is None:
        raise NotHeld("nothing is held back: the latest snapshot was published, or stays as nothing changed")
    return held


def _names(shelf: Shelf) -> str:
    return ", ".join(shelf.held_names()) or "none"


def _publication(target: StoredSnapshot, told: Row) -> Publication:
    rows = {name: table["rows"] for name, table in told["tables"].items()}
    return Publication(
        verdict=PUBLISHED,
        snapshot=target.address,
        tables=rows,
        changes={kind: told["changes"][kind] for kind in KINDS},
        warnings=[*told["gate"]["reasons"], *told["gate"]["warnings"]],
        repairs=rows["repairs"],
        reasons=[],
    )
