"""The newest snapshot of a catalogue: when it was made, what it holds, and why it is old if it is."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

from outputs.shelf import Shelf
from outputs.stores import CatalogueUnusable, store_at

if TYPE_CHECKING:
    from outputs.stored import StoredSnapshot


def newest(catalogue: str, now: datetime) -> dict[str, Any] | None:
    """The newest snapshot; None before anything was published. An unreadable pointer says so."""
    try:
        shelf = Shelf(store_at(catalogue))
        told, latest = shelf.state(), shelf.latest()
        if not told or latest is None:
            return None
        age = now - datetime.fromisoformat(told["made_at"])
        return {
            "snapshot": latest.name,
            "made_at": told["made_at"],
            "checked_at": told.get("checked_at"),
            "age_seconds": max(0, round(age.total_seconds())),
            "walks": _walks(latest),
            "held_back": told.get("stale"),
        }
    except (CatalogueUnusable, OSError) as error:
        return {"snapshot": None, "error": str(error)}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return {"snapshot": None, "error": f"{catalogue}: latest.json cannot be read ({error})"}


def _walks(snapshot: StoredSnapshot) -> int | None:
    with suppress(CatalogueUnusable, OSError, ValueError, KeyError, TypeError):
        return int(snapshot.manifest["tables"]["walks"]["rows"])
    return None
