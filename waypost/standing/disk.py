"""What a workspace takes of the disk, and what the disk has left."""

from __future__ import annotations

import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from outputs.stores import CatalogueUnusable, store_at
from outputs.stores.folder import Folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from crawler.workspace import Workspace


def disk_use(workspace: Workspace, catalogue: str) -> dict[str, int]:
    """Bytes and files by part of the workspace, and the bytes that are free on its disk.

    A catalogue in an object store takes none of it.
    """
    archive = list(_sizes(workspace.archive))
    ledger = [size for path in workspace.path.glob("ledger*.sqlite*") for size in _sizes(path)]
    return {
        "archive_bytes": sum(archive),
        "archive_files": len(archive),
        "ledger_bytes": sum(ledger),
        "catalogue_bytes": _catalogue(catalogue),
        "free_bytes": shutil.disk_usage(workspace.path).free,
    }


def _catalogue(address: str) -> int:
    with suppress(CatalogueUnusable, OSError):
        store = store_at(address)
        return store.size() if isinstance(store, Folder) else 0
    return 0


def _sizes(path: Path) -> Iterator[int]:
    """The sizes of a file, or of all files below a folder; links count nothing."""
    files = path.rglob("*") if path.is_dir() else [path]
    for file in files:
        with suppress(OSError):  # a run may be moving files about
            if file.is_file() and not file.is_symlink():
                yield file.stat().st_size
