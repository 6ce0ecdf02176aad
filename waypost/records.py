"""The records of a workspace's runs, read back: ``DIR/runs/*.json``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from outputs.shelf import name_order

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def records(runs: Path) -> Iterator[dict[str, Any]]:
    """Every record that can be read, the newest first."""
    paths = sorted(runs.glob("*.json"), key=lambda path: name_order(path.stem), reverse=True)
    for path in paths:
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        if isinstance(record, dict):
            yield {"run_id": path.stem} | record


def last_success(runs: Path, site: str | None) -> str | None:
    """When a job on this site last ended with 0; None when none did.

    The newest record of the site tells it, so that a long row of failures costs no more than one.
    """
    for record in records(runs):
        if record.get("site") == site:
            if "last_success" in record:
                said: str | None = record["last_success"]
                return said
            if record.get("exit_status") == 0:
                return str(record.get("ended"))
    return None
