"""The source tree that is added to: where things lie in it, and writing that leaves all or nothing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import normalize
from outputs.durable import replace
from waypost.verdict import Stop

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Tree:
    """A checkout of waypost."""

    root: Path

    @classmethod
    def found(cls, into: Path | None) -> Tree:
        """The tree at ``into``, else the one that the running waypost is installed from; raises Stop."""
        root = (into or Path(normalize.__file__).parents[1]).resolve()
        if _is_checkout(root):
            return cls(root)
        if into:
            raise Stop(f"{into} is no checkout of waypost; name the folder that holds its pyproject.toml")
        raise Stop(
            "waypost is installed without its source tree; install a checkout with `make install`, "
            "or name one with --into DIR"
        )

    @property
    def fixtures(self) -> Path:
        """The folder of all fixtures."""
        return self.root / "tests" / "fixtures"

    def fixture(self, site: str, name: str) -> Path:
        """The folder of one saved page."""
        return self.fixtures / site / name

    def vocabulary(self, site: str) -> Path:
        """A site's words."""
        return self.root / "normalize" / "vocabulary" / f"{site}.toml"

    def spider(self, site: str) -> Path:
        """A site's spider."""
        return self.root / "crawler" / "spiders" / f"{site}.py"

    def taken(self, site: str) -> Path | None:
        """What stands in the way of a site of this name, letter case aside; None where nothing does."""
        places = (self.vocabulary(site), self.spider(site), self.fixtures / site)
        return next((there for place in places if (there := _namesake(place))), None)

    def shown(self, path: Path) -> str:
        """A path as a person in the tree would type it."""
        return str(path.relative_to(self.root) if path.is_relative_to(self.root) else path)


def create(files: Mapping[Path, bytes]) -> None:
    """Write files where none stand; if one cannot be written, none is left. Raises OSError."""
    made: list[Path] = []
    try:
        for path, data in files.items():
            made += _folders(path.parent)
            with path.open("xb") as file:
                made.append(path)
                file.write(data)
    except BaseException:
        _remove(made)
        raise


def overwrite(files: Mapping[Path, bytes]) -> None:
    """Put each file in the place of what stands there."""
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, data)


def _is_checkout(root: Path) -> bool:
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    places = ("normalize/vocabulary", "crawler/spiders")
    return project.get("project", {}).get("name") == "waypost" and all((root / p).is_dir() for p in places)


def _namesake(path: Path) -> Path | None:
    if not path.parent.is_dir():
        return None
    return next((there for there in path.parent.iterdir() if there.name.lower() == path.name.lower()), None)


def _folders(path: Path) -> list[Path]:
    """Make a folder and those above it; gives the ones that were not there."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()][::-1]
    for folder in missing:
        folder.mkdir()
    return missing


def _remove(made: Sequence[Path]) -> None:
    for path in reversed(made):
        if path.is_dir():
            path.rmdir()
        else:
            path.unlink()
