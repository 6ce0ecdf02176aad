"""Names that people give to snapshots: ``tags.json`` beside the pointer."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from outputs.durable import CatalogueUnusable, usable
from outputs.encoding import json_line
from outputs.shelf import Shelf, read_pruned
from outputs.stores import store_at

if TYPE_CHECKING:
    from pathlib import Path

    from outputs.stores import Store

TAGS = "tags.json"
FORM = re.compile(r"[A-Za-z][A-Za-z0-9._-]{0,63}")
"""What a tag may be: it begins with a letter, so that it is neither a time nor a snapshot's name."""


class TagError(LookupError):
    """A tag that cannot be given or taken; the message is one line and says why."""


def read_tags(store: Store) -> dict[str, str]:
    """The snapshot behind every tag; raises CatalogueUnusable when the file is damaged."""
    kept = store.read(TAGS)
    try:
        told = json.loads(kept.data) if kept else {}
        return {str(name): str(snapshot) for name, snapshot in told.items()}
    except (ValueError, AttributeError) as error:
        raise CatalogueUnusable(
            f"{store.locate(TAGS)} cannot be read ({error}); restore it from a backup"
        ) from error


def tag(catalogue: Path | str, name: str, snapshot: str | None = None) -> str:
    """Give a snapshot (by default the latest) a name, or move the name to it; gives the snapshot's own name.

    Raises TagError, CatalogueUnusable and CatalogueBusy.
    """
    if not FORM.fullmatch(name) or name == "latest":
        raise TagError(f"{name!r} cannot be a tag: begin with a letter, go on with letters, digits, . _ -")
    with usable(catalogue):
        shelf = Shelf(store_at(catalogue))
        names = [s.name for s in shelf.published()]
        if not names:
            raise CatalogueUnusable(f"no catalogue at {catalogue}; publish one first")
        target = snapshot or names[-1]
        if target not in names:
            raise TagError(f"no snapshot is called {target!r}; there are: {', '.join(names)}")
        _write(shelf, name, target)
        if target in read_pruned(shelf.store):
            _write(shelf, name, None)
            raise TagError(f"{target} was pruned this moment; tag another one")
    return target


def untag(catalogue: Path | str, name: str) -> str:
    """Take a tag away; gives the name of its snapshot. Raises TagError when there is no such tag."""
    with usable(catalogue):
        shelf = Shelf(store_at(catalogue))
        tags = read_tags(shelf.store)
        if name not in tags:
            raise TagError(f"no tag is called {name!r}; there are: {', '.join(sorted(tags)) or 'none'}")
        _write(shelf, name, None)
    return tags[name]


def _write(shelf: Shelf, name: str, target: str | None) -> None:
    with shelf.at_work():
        kept = shelf.store.read(TAGS)
        tags = read_tags(shelf.store) | ({name: target} if target else {})
        if target is None:
            tags.pop(name, None)
        shelf.store.swap(TAGS, json_line(dict(sorted(tags.items()))), kept)
