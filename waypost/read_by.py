"""A word for how pages are read: the same word, the same readings, whatever the version number says."""

from __future__ import annotations

import platform
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import normalize

LIBRARIES = (
    "beautifulsoup4",
    "countrynames",
    "ftfy",
    "html5lib",
    "lxml",
    "numpy",
    "selectolax",
    "w3lib",
)
"""What normalises beside our own code."""


@cache
def read_by(site: str | None, reader: str) -> str:
    """The digest of the code, vocabulary and model that read pages, of libraries, and of what was asked."""
    digest = sha256()
    folder = Path(normalize.__file__).parent
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in (".pyc", ".typed")):
        digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
        digest.update(sha256(path.read_bytes()).digest())
    told = [f"{name} {version(name)}" for name in LIBRARIES]
    told += [platform.python_version(), f"site {site}", f"reader {reader}"]
    digest.update("\n".join(told).encode())
    return digest.hexdigest()[:32]
