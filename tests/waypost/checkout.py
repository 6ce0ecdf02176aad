"""A checkout of waypost to add to: the source packages, copied."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from tests.conftest import ROOT, clean_environment

if TYPE_CHECKING:
    from pathlib import Path

PACKAGES = ("crawler", "normalize", "outputs", "waypost")


@dataclass(frozen=True, slots=True)
class Checkout:
    """A copied source tree, and commands run by the code that stands in it."""

    root: Path

    @classmethod
    def copied(cls, root: Path, *, project: bool = True) -> Checkout:
        """Copy the packages to ``root``; without the project's own files it is as a wheel lies installed."""
        for package in PACKAGES:
            shutil.copytree(ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "scrapy.cfg") if project else ():
            shutil.copy(ROOT / name, root / name)
        return cls(root)

    def run(self, *command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        """The finished process of ``python -m COMMAND…`` in the tree."""
        own = {"PYTHONPYCACHEPREFIX": f"{self.root}-bytecode", "PYTHONPATH": str(self.root)}
        return subprocess.run(
            [sys.executable, "-m", *map(str, command)],
            cwd=self.root,
            env=clean_environment() | own | environment,
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )

    def files(self) -> dict[str, str]:
        """Every file with a hash of what it holds."""
        found = (path for path in self.root.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
        return {str(p.relative_to(self.root)): sha256(p.read_bytes()).hexdigest() for p in sorted(found)}
