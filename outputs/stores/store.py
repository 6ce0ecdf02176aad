"""What a catalogue asks of the place that it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from outputs.durable import CatalogueUnusable

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["CatalogueBusy", "CatalogueUnusable", "Kept", "Store"]

WHOLE = "manifest.json"
"""The file of a snapshot that is written last: where it stands, the snapshot is whole."""


class CatalogueBusy(Exception):  # noqa: N818 -- it names a state of affairs, as users see it
    """Another publisher is at work, or was quicker; the message is one line and says what to do."""

    @classmethod
    def overtaken(cls, address: str) -> CatalogueBusy:
        """The error for a file that another has written since it was read."""
        return cls(
            f"another publisher has changed {address} meanwhile; nothing of this one is published, run again"
        )


@dataclass(frozen=True, slots=True)
class Kept:
    """A small file as it was read; ``mark`` (entity tag and version) is what a server tells it by."""

    data: bytes
    mark: tuple[str | None, str | None] = (None, None)


class Store(Protocol):
    """A place for snapshots; keys are relative paths with slashes.

    What is written is there as a whole or not at all, and outlives a crash once the call has come back.
    Every refusal of the disk or the server is raised as CatalogueUnusable or as an OSError.
    """

    address: str
    """What people call it: a path or a URL."""

    def locate(self, key: str) -> str:
        """What people call one thing in it."""

    def read(self, key: str) -> Kept | None:
        """A small file, None where there is none."""

    def open(self, key: str) -> Path | BinaryIO:
        """A large file, to be read in pieces; raises FileNotFoundError."""

    def entries(self, key: str) -> list[str]:
        """Names of the folders right below a key."""

    def idle(self, key: str) -> bool:
        """Whether nobody can be writing below a key any more."""

    def size(self, key: str = "") -> int:
        """Bytes that all files below a key take."""

    def at_work(self) -> AbstractContextManager[None]:
        """Hold the place for writing; raises CatalogueBusy where another publisher can be seen in it."""

    def draft(self, key: str) -> Path:
        """The local folder that is written before it can stand under a key."""

    def place(self, draft: Path, key: str) -> None:
        """Have a draft stand under a key, `WHOLE` last; nothing may stand there."""

    def remove(self, key: str) -> None:
        """Remove a folder, `WHOLE` first: what is left of it after a crash is no snapshot."""

    def swap(self, key: str, data: bytes, seen: Kept | None) -> Kept:
        """Put a small file in the place of the version that was seen; raises CatalogueBusy if it is gone."""

    def extend(self, key: str, data: bytes, seen: Kept | None) -> Kept:
        """Add to a file whose whole lines were seen; raises CatalogueBusy as `swap` does."""

    def point(self, key: str, target: str) -> None:
        """Have a link lead to a target, where there are links."""

    def led_to(self, key: str) -> str | None:
        """Where a link leads."""
