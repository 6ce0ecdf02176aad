"""A file that only grows, each append whole or undone: what the archive is written with."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class BytesAppender:
    """A file that only grows, each append whole, or undone.

    Raises FileExistsError for a path that is taken.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        self.end = self._synced = 0
        _sync_folder(path.parent)

    def append(self, pieces: Iterable[bytes]) -> int:
        """Write the pieces one after the other; gives the offset of the first."""
        start = self.end
        try:
            for piece in pieces:
                self._write(piece)
        except OSError:
            self.end = start
            os.ftruncate(self._descriptor, start)
            os.lseek(self._descriptor, start, os.SEEK_SET)
            raise
        return start

    def _write(self, piece: bytes) -> None:
        view = memoryview(piece)
        while view:
            written = os.write(self._descriptor, view)
            self.end += written
            view = view[written:]

    def sync(self) -> None:
        """Put on the disk what was appended."""
        if self._synced < self.end:
            os.fsync(self._descriptor)
            self._synced = self.end

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
