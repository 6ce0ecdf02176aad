"""From the given paths to the files that hold pages, each with the name it is published under."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.sources.content import Content, Kind, content_of
from normalize.sources.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Source:
    """A file that holds pages: where it is, its published relative name, how it is read.

    ``given`` is True where the user named this very file, not a folder that holds it.
    """

    path: Path
    name: str
    kind: Kind
    given: bool


def find_sources(paths: Sequence[Path]) -> list[Source]:
    """The files to read, sorted by published name, each once.

    Raises SourceError for a path that is missing, cannot be read, or holds no pages.
    """
    found: dict[Path, tuple[Path, Kind, bool]] = {}
    for path in paths:
        for file, kind, given in _below(path):
            found.setdefault(file.resolve(), (_absolute(file), kind, given))
    names = _names([file for file, _, _ in found.values()], paths)
    sources = (Source(file, names[file], kind, given) for file, kind, given in found.values())
    return sorted(sources, key=lambda source: source.name)


def fingerprint(paths: Sequence[Path]) -> dict[str, str]:
    """Hex SHA-256 of every file that would be read, by published relative name, in its order.

    Raises SourceError as ``find_sources`` does.
    """
    return {source.name: _sha256(source.path) for source in find_sources(paths)}


def _below(path: Path) -> Iterator[tuple[Path, Kind, bool]]:
    if path.is_dir():
        yield from _in_folder(path)
        return
    content = _content(path)
    if content.kind is None:
        raise SourceError.of(path, content.what)
    yield path, content.kind, True


def _in_folder(folder: Path) -> Iterator[tuple[Path, Kind, bool]]:
    none = True
    for file in _walk(folder):
        content = _content(file)
        if content.kind and content.page:
            none = False
            yield file, content.kind, False
    if none:
        raise SourceError.of(folder, "a folder without anything to read")


def _walk(folder: Path) -> Iterator[Path]:
    """Every file below, links followed, no folder twice, nothing whose name begins with a dot."""
    seen: set[tuple[int, int]] = set()
    for here, folders, files in os.walk(folder, followlinks=True, onerror=_raise):
        place = Path(here).stat()
        if (place.st_dev, place.st_ino) in seen:
            folders.clear()
            continue
        seen.add((place.st_dev, place.st_ino))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        shown = (Path(here, name) for name in sorted(files) if not name.startswith("."))
        yield from (file for file in shown if file.is_file())


def _raise(error: OSError) -> None:
    raise SourceError.of(Path(str(error.filename)), f"cannot be read ({error.strerror})", "check the path")


def _content(path: Path) -> Content:
    if not os.path.lexists(path):
        raise SourceError.of(path, "no such file or folder", "check the path")
    try:
        if not path.is_file():
            raise SourceError.of(path, "not a regular file")
        return content_of(path)
    except OSError as error:
        raise SourceError.of(path, f"cannot be read ({error.strerror})", "check the path") from error


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would lose the name of a link


def _names(files: Sequence[Path], paths: Sequence[Path]) -> dict[Path, str]:
    """Names relative to the parent of the given path, or of all of them where two files would share one."""
    roots = [_absolute(path) for path in paths]
    names = {file: _relative(file, next(r for r in roots if file.is_relative_to(r)).parent) for file in files}
    if len(set(names.values())) == len(names):
        return names
    shared = Path(os.path.commonpath([root.parent for root in roots]))
    return {file: _relative(file, shared) for file in files}


def _relative(file: Path, root: Path) -> str:
    name = file.relative_to(root).as_posix()
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
