"""What a snapshot is made from: paths to read, and what a manifest records of them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from outputs.rows import Met


class NoMaterial(Exception):  # noqa: N818 -- it names a state of affairs, as users see it
    """What a snapshot was made from is no more there; the message is one line and says what to do."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a snapshot is made from.

    ``paths`` are read, and published names are relative to ``roots``; ``hashes`` are those of given files,
    None for the archive, of which ``state`` says how long each file was. ``met`` has no archived answer.
    """

    paths: Sequence[Path]
    roots: tuple[Path, ...]
    hashes: Mapping[str, str] | None = None
    met: Sequence[Met] = ()
    state: dict[str, int] | None = None


def archive_state(archive: Path) -> dict[str, int]:
    """The files of an archive and the bytes of each: what is appended later is no part of the snapshot."""
    return {f"{archive.name}/{path.name}": path.stat().st_size for path in sorted(archive.glob("*.warc.gz"))}


def roots(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The folders that the published names of given files may be relative to."""
    parents = [path.absolute().parent for path in paths]
    shared = Path(os.path.commonpath(parents)) if parents else Path()
    return tuple(dict.fromkeys([*parents, shared]))


def as_it_was(state: Mapping[str, int | None], workspace: Path, folder: Path) -> Path:
    """An archive in an empty folder, each file as long as ``state`` says (None: whole), all else left out.

    Raises NoMaterial for a file that is no more there, or shorter than it was.
    """
    for name, size in state.items():
        source, target = (workspace / name).absolute(), folder / name
        if not source.is_file() or (size is not None and source.stat().st_size < size):
            raise NoMaterial(
                f"{source} is not there as it was when the snapshot was made; restore it from a backup"
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        if size is None or source.stat().st_size == size:
            target.symlink_to(source)
        else:
            target.write_bytes(source.read_bytes()[:size])
    return folder / "archive"
