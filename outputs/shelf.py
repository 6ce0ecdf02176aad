"""The catalogue: which snapshots there are, which is the latest, how the next takes its place."""

from __future__ import annotations

import json
import re
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Any

from outputs.encoding import json_line, stamp
from outputs.lines import read_lines
from outputs.stored import StoredSnapshot
from outputs.stores import CatalogueBusy, CatalogueUnusable
from outputs.stores.store import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from outputs.stores import Kept, Store
    from outputs.values import Row

NAME = re.compile(r"(\d{8}T\d{6}Z)(?:-(\d{1,6}))?")
SNAPSHOTS, HELD = "snapshots", "held"
KEY = re.compile(f"{SNAPSHOTS}/{NAME.pattern}")
POINTER, LINK, IDS, PRUNED = "latest.json", "latest", "ids.jsonl", "pruned.jsonl"


def name_order(name: str) -> tuple[str, int]:
    """What the names of snapshots are sorted by: the time, then the number within the second."""
    found = NAME.fullmatch(name)
    return (found[1], int(found[2] or 1)) if found else ("", 0)


def made_at(name: str) -> datetime:
    """When a snapshot of this name was made, to the second."""
    return datetime.strptime(name_order(name)[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def read_pruned(store: Store) -> dict[str, Row]:
    """The snapshots that were removed on purpose: the line of ``pruned.jsonl`` by the snapshot's name."""
    pruned: dict[str, Row] = {}
    for row in read_lines(store.read(PRUNED), store.locate(PRUNED)):
        if "pruned_at" in row:
            pruned[str(row["snapshot"])] = row
        else:  # it was tagged at that moment, and stayed
            pruned.pop(str(row["snapshot"]), None)
    return pruned


class Shelf:
    """A catalogue as it stood when its pointer was read, once: what is written builds on that."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._pointer: Kept | None = store.read(POINTER)

    def state(self) -> dict[str, Any]:
        """What ``latest.json`` says; empty before anything was published."""
        where = self.store.locate(POINTER)
        try:
            told = json.loads(self._pointer.data) if self._pointer else {}
        except (ValueError, RecursionError) as error:
            raise CatalogueUnusable(
                f"{where} cannot be read ({error}); restore it, or publish again"
            ) from error
        key = told.get("snapshot") if isinstance(told, dict) else told
        if key is not None and not (isinstance(key, str) and KEY.fullmatch(key)):
            raise CatalogueUnusable(f"{where} names no snapshot; restore it from a backup")
        return dict(told or {})

    def latest(self) -> StoredSnapshot | None:
        """The snapshot that was published last."""
        key = self.state().get("snapshot") if self._pointer else self.store.led_to(LINK)
        return StoredSnapshot(self.store, str(key)) if key else None

    def newest(self, table: str) -> str:
        """Where any reader of Parquet finds a table of the latest snapshot: under the link, if any."""
        latest = self.latest()
        key = LINK if self.store.led_to(LINK) or latest is None else latest.key
        return self.store.locate(f"{key}/{table}.parquet")

    def snapshot(self, name: str) -> StoredSnapshot:
        """The snapshot of a name, there or not."""
        return StoredSnapshot(self.store, f"{SNAPSHOTS}/{name}")

    @cached_property
    def pruned(self) -> dict[str, Row]:
        """What was removed on purpose, as `read_pruned` gives it."""
        return read_pruned(self.store)

    @cached_property
    def lineage(self) -> list[str]:
        """Names of all snapshots from the first to the latest, pruned ones included.

        One that a crash kept from being published is none.
        """
        there = set(self._names()) - self.pruned.keys()
        line, latest = [], self.latest()
        name: str | None = latest.name if latest else None
        while name is not None and name not in line:
            if name in self.pruned:
                previous = self.pruned[name]["previous"]
            elif name in there:
                previous = self.snapshot(name).manifest["previous"]
            else:
                break
            line.append(name)
            name = previous
        return line[::-1]

    def held_back(self) -> StoredSnapshot | None:
        """The snapshot that was held back since the latest was published, None when none was."""
        stale = self.state().get("stale") or {}
        return self.held_at(str(stale.get("held")).rpartition("/")[2])

    def held_at(self, name: str) -> StoredSnapshot | None:
        """The held snapshot of a name, None when there is none."""
        return StoredSnapshot(self.store, f"{HELD}/{name}") if name in self.held_names() else None

    def held_names(self) -> list[str]:
        """Names of the snapshots that are held back, the oldest first."""
        return sorted((n for n in self.store.entries(HELD) if NAME.fullmatch(n)), key=name_order)

    def published(self) -> list[StoredSnapshot]:
        """Every snapshot from the first to the latest that is there."""
        return [self.snapshot(name) for name in self.lineage if name not in self.pruned]

    def _names(self) -> list[str]:
        return [name for name in self.store.entries(SNAPSHOTS) if NAME.fullmatch(name)]

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Hold the catalogue for writing, and sweep out what a crash left unfinished.

        Raises CatalogueBusy where another publisher is at work, or was since the pointer was read.
        """
        with self.store.at_work():
            if self.store.read(POINTER) != self._pointer:
                raise CatalogueBusy.overtaken(self.store.locate(POINTER))
            self._sweep()
            self._mend_link()
            yield

    def _mend_link(self) -> None:
        """Have the link follow the pointer, which a crash may have kept it from."""
        latest = self.latest()
        if latest is not None and self._pointer:
            self.store.point(LINK, latest.key)

    def _sweep(self) -> None:
        """Remove what was made upon the latest snapshot, and never took its place."""
        latest = self.latest()
        if latest is None:
            return self._must_be_first()
        newer = [name for name in self._names() if name_order(name) > name_order(latest.name)]
        for name in newer:
            if self.is_debris(name, latest.name):
                self.store.remove(f"{SNAPSHOTS}/{name}")
        return None

    def _must_be_first(self) -> None:
        """Raise CatalogueUnusable where the pointer is lost: history must not begin again."""
        for name in self._names():
            whole = self.store.read(f"{SNAPSHOTS}/{name}/{WHOLE}")
            if whole and self.snapshot(name).manifest["previous"] is not None:
                raise CatalogueUnusable(
                    f"{self.store.locate(POINTER)} is not there, and snapshots are; restore it from a backup"
                )

    def is_debris(self, name: str, *followed: str | None) -> bool:
        """Whether a publisher died over a snapshot, made upon one of those that others follow."""
        key = f"{SNAPSHOTS}/{name}"
        unfinished = self.store.read(f"{key}/{WHOLE}") is None
        return (unfinished or self.snapshot(name).manifest["previous"] in followed) and self.store.idle(key)

    def free_name(self, now: datetime) -> str:
        """The name of the next snapshot: never one that is taken, never older than the latest."""
        latest = self.latest()
        second = max(now.strftime("%Y%m%dT%H%M%SZ"), name_order(latest.name)[0] if latest else "")
        names = (second if n == 1 else f"{second}-{n}" for n in count(1))
        floor = name_order(latest.name) if latest else ("", 0)
        taken = {*self._names(), *self.store.entries(HELD), *self.pruned}
        return next(n for n in names if name_order(n) > floor and n not in taken)

    def draft(self, name: str) -> Path:
        """Where a snapshot is written before it is whole."""
        return self.store.draft(f"{SNAPSHOTS}/{name}")

    def publish(self, name: str, state: Row) -> StoredSnapshot:
        """Make a whole draft the latest snapshot: the folder first, then the pointer, the link last."""
        key = f"{SNAPSHOTS}/{name}"
        self.store.place(self.draft(name), key)
        try:
            self.point_at(name, state)
        except CatalogueBusy:
            self.store.remove(key)
            raise
        return self.snapshot(name)

    def let_go(self, name: str) -> None:
        """Remove a held snapshot, which was published after all."""
        self.store.remove(f"{HELD}/{name}")

    def point_at(self, name: str, state: Row) -> None:
        """Have ``latest.json`` and ``latest`` name a snapshot."""
        key = f"{SNAPSHOTS}/{name}"
        self._pointer = self.store.swap(POINTER, json_line({"snapshot": key} | state), self._pointer)
        self.__dict__.pop("lineage", None)
        self.store.point(LINK, key)

    def keep_aside(self, name: str) -> StoredSnapshot:
        """Move a whole draft to where held snapshots are kept."""
        self.store.place(self.draft(name), f"{HELD}/{name}")
        return StoredSnapshot(self.store, f"{HELD}/{name}")

    def checked(self, now: datetime, stale: Row | None) -> None:
        """Note in ``latest.json`` that the latest snapshot was looked at, and why it stays if it is old."""
        state = {key: value for key, value in self.state().items() if key != "snapshot"}
        latest = self.latest()
        if latest:
            self.point_at(latest.name, state | {"checked_at": stamp(now), "stale": stale})
