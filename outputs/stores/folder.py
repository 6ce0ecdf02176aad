"""A catalogue in a folder of a local disk."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from outputs.durable import append, move, partial, point, replace, sync
from outputs.lines import whole_lines
from outputs.stores.store import WHOLE, CatalogueBusy, Kept

if TYPE_CHECKING:
    from collections.abc import Iterator


class Folder:
    """A folder; one publisher at a time, kept by a lock that ends with its process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.address = str(path)

    def locate(self, key: str) -> str:
        """The path of what stands under a key."""
        return str(self.path / key)

    def read(self, key: str) -> Kept | None:
        """A file, None where there is none."""
        try:
            return Kept((self.path / key).read_bytes())
        except (FileNotFoundError, NotADirectoryError):
            return None

    def open(self, key: str) -> Path:
        """The path of a file: readers map it themselves."""
        return self.path / key

    def entries(self, key: str) -> list[str]:
        """Names of the folders below a key; none where that is none."""
        folder = self.path / key
        return sorted(f.name for f in folder.iterdir() if f.is_dir()) if folder.is_dir() else []

    def idle(self, key: str) -> bool:
        """Always: the lock is held by who asks."""
        del key
        return True

    def size(self, key: str = "") -> int:
        """Bytes of all files; what goes away meanwhile counts nothing."""
        total = 0
        for folder, _, files in os.walk(self.path / key):
            for name in files:
                file = Path(folder, name)
                if file.is_file() and not file.is_symlink():
                    total += file.stat().st_size
        return total

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Hold the lock, and sweep out the drafts of who died."""
        self.path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.path / ".lock")
        try:
            lock.acquire(blocking=False)
        except Timeout:
            raise CatalogueBusy(f"another publisher is at work in {self.path}; wait until it ends") from None
        try:
            self._sweep()
            yield
        finally:
            lock.release()

    def _sweep(self) -> None:
        for folder in (self.path, *(f for f in self.path.iterdir() if f.is_dir() and not f.is_symlink())):
            for left in folder.glob(".*.partial"):
                shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()

    def draft(self, key: str) -> Path:
        """A folder beside the place, under a name that nobody looks for."""
        path = self.path / key
        path.parent.mkdir(exist_ok=True)
        return partial(path)

    def place(self, draft: Path, key: str) -> None:
        """Rename the draft."""
        target = self.path / key
        target.parent.mkdir(exist_ok=True)
        move(draft, target)
        if draft.parent != target.parent:
            sync(draft.parent)

    def remove(self, key: str) -> None:
        """Remove a folder, whole or not."""
        folder = self.path / key
        (folder / WHOLE).unlink(missing_ok=True)
        sync(folder)
        shutil.rmtree(folder)

    def swap(self, key: str, data: bytes, seen: Kept | None) -> Kept:
        """Write beside, and rename."""
        self._must_be(key, seen)
        replace(self.path / key, data)
        return Kept(data)

    def extend(self, key: str, data: bytes, seen: Kept | None) -> Kept:
        """Write on at the end of what is whole."""
        whole = whole_lines(seen)
        self._must_be(key, seen)
        append(self.path / key, data, len(whole))
        return Kept(whole + data)

    def _must_be(self, key: str, seen: Kept | None) -> None:
        if self.read(key) != seen:
            raise CatalogueBusy.overtaken(self.locate(key))

    def point(self, key: str, target: str) -> None:
        """Move the link, unless it leads there already."""
        if self.led_to(key) != target:
            point(self.path / key, target)

    def led_to(self, key: str) -> str | None:
        """Where a link leads, as it is written."""
        link = self.path / key
        return os.readlink(link) if link.is_symlink() else None  # noqa: PTH115 -- as text
