"""Published snapshots made again from the archive: to prove them, or to have them by today's rules."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from normalize.sources import fingerprint, read_pages
from normalize.sources.archived import ArchivedPages
from outputs.catalogue import open_catalogue
from outputs.durable import partial, write_new
from outputs.edition import state
from outputs.encoding import json_line
from outputs.ids import Register
from outputs.rebuilding import Rebuilding, held_against
from outputs.shelf import IDS, Shelf
from outputs.stored import StoredSnapshot
from outputs.stores import store_at
from outputs.stores.store import WHOLE
from waypost.again import Again
from waypost.known import FILE, Readings
from waypost.material import NoMaterial, as_it_was, roots
from waypost.progress import watched
from waypost.read_by import read_by
from waypost.readings import read_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from outputs.catalogue import Catalogue
    from outputs.rebuilding import Replayed
    from waypost.settings import Settings

REPLAYED = "replayed"
"""The folder of the workspace that snapshots are made again in."""


@dataclass(frozen=True)
class Replay:
    """Makes snapshots of one catalogue again; ``given`` are the files that one was made from."""

    settings: Settings
    given: Sequence[Path] = ()

    def check(self, name: str) -> Replayed:
        """Make a snapshot again as it was made then, and say whether it has the published content."""
        original, last = self._found(name)
        with TemporaryDirectory() as folder:
            again = self._write(original, last, Path(folder) / original.name, mint=True)
            return held_against(original, again)

    def names(self) -> list[str]:
        """Every snapshot that can be replayed, the oldest first."""
        return [name for name in self._catalogue.snapshots if name not in self.baseless]

    @cached_property
    def baseless(self) -> dict[str, str]:
        """The snapshots that were made upon one that was pruned, and which: these cannot be replayed."""
        there = set(self._catalogue.snapshots)
        made_upon = {s.name: s.manifest["previous"] for s in self._catalogue.published}
        return {name: base for name, base in made_upon.items() if base and base not in there}

    def rebuild(self, name: str, into: Path | None) -> Replayed:
        """Make a snapshot again by today's rules, in a folder of its own."""
        original, last = self._found(name)
        folder = into or self.settings.data / REPLAYED / original.name
        with _whole(folder) as target:
            again = self._write(original, last, target, mint=False)
            replayed = held_against(original, again)
        return replace(replayed, folder=folder)

    def rebuild_all(self, into: Path | None) -> Iterator[Replayed]:
        """Make the history again by today's rules, each snapshot upon the one before: a whole catalogue."""
        folder = into or self.settings.data / REPLAYED / "all"
        with _whole(folder) as target:
            last: StoredSnapshot | None = None
            for original in self._catalogue.published:
                last = self._next(original, last, Shelf(store_at(target)))
                yield replace(held_against(original, last), folder=folder / "snapshots" / original.name)

    def _next(self, original: StoredSnapshot, last: StoredSnapshot | None, shelf: Shelf) -> StoredSnapshot:
        """Make the next snapshot of a history; one that was made upon what is no more there is copied."""
        with shelf.at_work():
            draft = shelf.draft(original.name)
            if last is None and original.manifest["previous"]:
                original.copy_to(draft)
                write_new(draft / WHOLE, json_line(original.manifest))
            else:
                self._write(original, last, draft, mint=False)
            register = self._register().upto(original.manifest["ids"]["lines"])
            shelf.store.swap(IDS, register.whole, shelf.store.read(IDS))
            return shelf.publish(original.name, state(datetime.fromisoformat(original.manifest["made_at"])))

    def _write(
        self, original: StoredSnapshot, last: StoredSnapshot | None, folder: Path, *, mint: bool
    ) -> StoredSnapshot:
        how = original.manifest.get("how") or {"site": None, "reader": "lexbor"}
        by = read_by(how["site"], how["reader"])
        data = self.settings.data
        with self._material(original) as paths, Readings(data / FILE, by) as known:
            again = Again(ArchivedPages((data, *roots(self.given))), known, how["site"], how["reader"])
            readings = read_all(read_pages(paths), workers=self.settings.workers, known=known, **how)
            rebuilding = Rebuilding(original, last, self._register(), again, by)
            rebuilding.write(watched(readings, "pages read"), folder, mint=mint)
        return StoredSnapshot(store_at(folder.parent), folder.name)

    @contextmanager
    def _material(self, original: StoredSnapshot) -> Iterator[Sequence[Path]]:
        """The paths that the snapshot was made from, as they were then."""
        made_from = original.manifest["input"]
        if self.given or not made_from["archive"]:
            _must_be(self.given, made_from["files"], original.name)
            yield self.given
            return
        with TemporaryDirectory() as folder:
            archive = original.manifest.get("archive_state") or dict.fromkeys(original.manifest["archive"])
            yield [as_it_was(archive, self.settings.data, Path(folder))]

    @cached_property
    def _catalogue(self) -> Catalogue:
        return open_catalogue(self.settings.catalogue_address)

    def _register(self) -> Register:
        store = self._catalogue.shelf.store
        return Register.read(store.read(IDS), store.locate(IDS))

    def _found(self, name: str) -> tuple[StoredSnapshot, StoredSnapshot | None]:
        """A snapshot, and the one that it was made upon; raises LookupError for a name that is none."""
        original = self._catalogue.at(name).snapshot
        if base := self.baseless.get(original.name):
            raise NoMaterial(f"{original.name} was made upon {base}, which is pruned; replay a newer one")
        published = {s.name: s for s in self._catalogue.published}
        previous = original.manifest["previous"]
        return original, published[previous] if previous else None


def _must_be(paths: Sequence[Path], files: dict[str, str], name: str) -> None:
    if not paths:
        raise NoMaterial(f"{name} was made from given files; name them: waypost replay {name} PATH...")
    found = fingerprint(paths)
    if unlike := sorted(file for file, digest in found.items() if files.get(file) != digest):
        raise NoMaterial(f"{unlike[0]} is not what {name} was made from; restore it as it was")


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """A place to write at, which takes the place of ``folder`` when all is there."""
    beside = partial(folder)
    shutil.rmtree(beside, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield beside
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)
