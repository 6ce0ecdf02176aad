"""The catalogue's folder: which snapshots there are, which is the latest, how the next takes its place."""

from __future__ import annotations

import os
import re
import shutil
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING, Any

from outputs.durable import move, partial, point, replace, sync
from outputs.encoding import as_json, stamp
from outputs.stored import StoredSnapshot, read_json

if TYPE_CHECKING:
    from pathlib import Path

    from outputs.values import Row

NAME = re.compile(r"(\d{8}T\d{6}Z)(?:-(\d{1,6}))?")


def name_order(name: str) -> tuple[str, int]:
    """What the names of snapshots are sorted by: the time, then the number within the second."""
    found = NAME.fullmatch(name)
    return (found[1], int(found[2] or 1)) if found else ("", 0)


def made_at(name: str) -> datetime:
    """When a snapshot of this name was made, to the second."""
    return datetime.strptime(name_order(name)[0], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


class Shelf:
    """A catalogue's folder on a local disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.snapshots, self.held = path / "snapshots", path / "held"
        self.pointer, self.link, self.ids = path / "latest.json", path / "latest", path / "ids.jsonl"

    def state(self) -> dict[str, Any]:
        """What ``latest.json`` says; empty before anything was published."""
        return read_json(self.pointer) if self.pointer.exists() else {}

    def latest(self) -> StoredSnapshot | None:
        """The snapshot that was published last."""
        if self.pointer.exists():
            return StoredSnapshot(self.path / str(self.state().get("snapshot")))
        return StoredSnapshot(self.link.resolve()) if self.link.is_dir() else None

    def published(self) -> list[StoredSnapshot]:
        """Every snapshot from the first to the latest; one that a crash kept from being published is none."""
        folders = [f for f in self.snapshots.iterdir() if NAME.fullmatch(f.name)] if self.latest() else []
        there = {f.name: StoredSnapshot(f) for f in sorted(folders, key=lambda f: name_order(f.name))}
        chain, name = [], latest.name if (latest := self.latest()) else None
        while name in there:
            chain.append(there[name])
            name = there[name].manifest["previous"]
        return chain[::-1]

    def prepare(self) -> None:
        """Make the folders, and sweep out what a crash left unfinished."""
        for folder in (self.snapshots, self.held):
            folder.mkdir(parents=True, exist_ok=True)
        for folder in (self.path, self.snapshots, self.held):
            for left in folder.glob(".*.partial"):
                shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
        self._sweep_unpublished()

    def _sweep_unpublished(self) -> None:
        """Remove what is whole, was made upon the latest snapshot, and never took its place."""
        latest = self.latest()
        if latest is None:
            return
        newer = [f for f in self.snapshots.iterdir() if name_order(f.name) > name_order(latest.name)]
        for folder in newer:
            if StoredSnapshot(folder).manifest["previous"] == latest.name:
                shutil.rmtree(folder)

    def free_name(self, now: datetime) -> str:
        """The name of the next snapshot: never one that is taken, never older than the latest."""
        latest = self.latest()
        second = max(now.strftime("%Y%m%dT%H%M%SZ"), name_order(latest.name)[0] if latest else "")
        names = (second if n == 1 else f"{second}-{n}" for n in count(1))
        floor = name_order(latest.name) if latest else ("", 0)
        return next(n for n in names if name_order(n) > floor and not self._taken(n))

    def _taken(self, name: str) -> bool:
        return (self.snapshots / name).exists() or (self.held / name).exists()

    def draft(self, name: str) -> Path:
        """Where a snapshot is written before it is whole."""
        return partial(self.snapshots / name)

    def publish(self, name: str, state: Row) -> Path:
        """Make a whole draft the latest snapshot: the folder first, then the pointer, the link last."""
        target = self.snapshots / name
        move(self.draft(name), target)
        self.point_at(name, state)
        return target

    def point_at(self, name: str, state: Row) -> None:
        """Have ``latest.json`` and ``latest`` name a snapshot."""
        replace(self.pointer, (as_json({"snapshot": f"snapshots/{name}"} | state) + "\n").encode())
        if not self.link.is_symlink() or os.readlink(self.link) != f"snapshots/{name}":  # noqa: PTH115 -- as text
            point(self.link, f"snapshots/{name}")

    def keep_aside(self, name: str) -> Path:
        """Move a whole draft to where held snapshots are kept."""
        target = self.held / name
        move(self.draft(name), target)
        sync(self.snapshots)
        return target

    def checked(self, now: datetime, stale: Row | None) -> None:
        """Note in ``latest.json`` that the latest snapshot was looked at, and why it stays if it is old."""
        state = {key: value for key, value in self.state().items() if key != "snapshot"}
        latest = self.latest()
        if latest:
            self.point_at(latest.name, state | {"checked_at": stamp(now), "stale": stale})
