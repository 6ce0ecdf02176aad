"""Which store an address means: a path, ``file://``, or the URL of an object store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from outputs.durable import CatalogueUnusable
from outputs.stores.folder import Folder

if TYPE_CHECKING:
    from outputs.stores.store import Store

BUCKETS = ("s3", "gs", "az")
"""Schemes of object stores."""


def store_at(address: str | Path) -> Store:
    """The store that an address names; nothing is asked of it yet.

    Raises CatalogueUnusable for an address that names none.
    """
    scheme, found, _ = str(address).partition("://")
    if not found or isinstance(address, Path):
        return Folder(Path(address))
    if scheme == "file":
        return Folder(_local(str(address)))
    if scheme in BUCKETS:
        from outputs.stores.bucket import Bucket

        return Bucket.at(str(address))
    raise CatalogueUnusable(
        f"a catalogue cannot stand at {address}: name a folder, or a URL that begins with "
        f"file:// or {', '.join(f'{s}://' for s in BUCKETS)}"
    )


def _local(url: str) -> Path:
    """The path of a ``file://`` URL.

    >>> _local("file:///srv/walks%20of%20Peru")
    PosixPath('/srv/walks of Peru')

    """
    parts = urlsplit(url)
    if parts.netloc not in ("", "localhost"):
        raise CatalogueUnusable(f"{url} is on another machine; write file:///PATH for a folder of this one")
    return Path(unquote(parts.path))
