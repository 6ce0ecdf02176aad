"""Writing that a crash cannot halve: each file whole under its name, or not there at all."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class CatalogueUnusable(Exception):  # noqa: N818 -- it names a state of affairs, as users see it
    """The catalogue cannot be read or written; the message is one line and says what to do."""


def sync(path: Path) -> None:
    """Have the disk hold a file, or the entries of a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def partial(path: Path) -> Path:
    """The name that something is written under before it is whole: `sweep` knows it."""
    return path.with_name(f".{path.name}.partial")


def write_new(path: Path, data: bytes) -> None:
    """Write a file that nobody reads yet, through to the disk."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, data: bytes) -> None:
    """Put a file in the place of another, at once."""
    write_new(partial(path), data)
    move(partial(path), path)


def move(source: Path, target: Path) -> None:
    """Rename, through to the disk."""
    os.replace(source, target)  # noqa: PTH105 -- the one call that the tests count
    sync(target.parent)


def append(path: Path, data: bytes, size: int) -> None:
    """Add to a file of which the first ``size`` bytes are whole; what a crash left after them goes."""
    if not data:
        return
    with path.open("r+b" if path.exists() else "x+b") as file:
        file.truncate(size)
        file.seek(size)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    sync(path.parent)


def point(link: Path, target: str) -> None:
    """Move a symbolic link, at once; a file system without links goes without."""
    beside = partial(link)
    beside.unlink(missing_ok=True)
    try:
        os.symlink(target, beside)  # noqa: PTH211 -- the one call that the tests count
    except (NotImplementedError, PermissionError):
        return
    move(beside, link)


@contextmanager
def usable(catalogue: Path | str) -> Iterator[None]:
    """Turn the disk's refusals into one line for a person; raises CatalogueUnusable."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error).splitlines()[0]
        raise CatalogueUnusable(
            f"cannot use the catalogue {catalogue}: {why}; make room, grant access or name another one"
        ) from error
