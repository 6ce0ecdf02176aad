"""The newest snapshot of a catalogue: when it was made, what it holds, and why it is old if it is."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def newest(catalogue: Path, now: datetime) -> dict[str, Any] | None:
    """The newest snapshot; None before anything was published. An unreadable pointer says so."""
    pointer = catalogue / "latest.json"
    if not pointer.exists():
        return None
    try:
        told = json.loads(pointer.read_text(encoding="utf-8"))
        age = now - datetime.fromisoformat(told["made_at"])
        return {
            "snapshot": told["snapshot"].removeprefix("snapshots/"),
            "made_at": told["made_at"],
            "checked_at": told.get("checked_at"),
            "age_seconds": max(0, round(age.total_seconds())),
            "walks": _walks(catalogue / told["snapshot"]),
            "held_back": told.get("stale"),
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return {"snapshot": None, "error": f"{pointer} cannot be read ({error})"}


def _walks(snapshot: Path) -> int | None:
    with suppress(OSError, ValueError, KeyError, TypeError):
        manifest = json.loads((snapshot / "manifest.json").read_text(encoding="utf-8"))
        return int(manifest["tables"]["walks"]["rows"])
    return None
