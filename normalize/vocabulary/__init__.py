"""What each site calls things: one TOML file a site, read once.

The file is the only place that knows a site's words and addresses; CONTRIBUTING.md says how to write one.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def sites() -> tuple[str, ...]:
    """Names of the sites that have a vocabulary, in alphabetical order."""
    names = (entry.name for entry in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def table(site: str) -> dict[str, Any]:
    """The vocabulary of one site as nested dictionaries.

    Raises LookupError, naming the sites there are, when there is none of that name.
    """
    if site not in sites():
        raise LookupError(f"no site is called {site!r}; there are: {', '.join(sites())}")
    return tomllib.loads(files(__package__).joinpath(f"{site}.toml").read_text(encoding="utf-8"))
