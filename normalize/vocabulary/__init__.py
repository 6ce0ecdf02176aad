"""What each site calls things: one TOML file a site, over one a language.

A site's file is the only place that knows its words and addresses. What any site in its language would say
(units, credit forms, error pages) stands once, in ``languages/``. CONTRIBUTING.md says how to write one.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_HERE = files(__package__)


@cache
def sites() -> tuple[str, ...]:
    """Names of the sites that have a vocabulary, in alphabetical order."""
    return _names(_HERE)


@cache
def table(site: str) -> dict[str, Any]:
    """The vocabulary of one site as nested dictionaries, its language's words included.

    Raises LookupError, naming what there is, for a site or a language without a file.
    """
    own = _read(_HERE, site, "site")
    language = own["site"].get("language")
    return merged(_read(_HERE / "languages", language, "language"), own) if language else own


def merged(common: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Two vocabularies as one: lists are joined, tables merged, and of two single values ``own`` counts.

    >>> merged({"a": ["x"], "b": {"c": 1, "d": 2}}, {"a": ["y"], "b": {"d": 3}})
    {'a': ['x', 'y'], 'b': {'c': 1, 'd': 3}}

    """
    return common | {
        name: _joined(common[name], value) if name in common else value for name, value in own.items()
    }


def _joined(common: Any, own: Any) -> Any:
    if isinstance(common, dict) and isinstance(own, dict):
        return merged(common, own)
    return common + own if isinstance(common, list) and isinstance(own, list) else own


def _read(folder: Traversable, name: str, what: str) -> dict[str, Any]:
    if name not in (known := _names(folder)):
        raise LookupError(f"no {what} is called {name!r}; there are: {', '.join(known)}")
    return tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))


def _names(folder: Traversable) -> tuple[str, ...]:
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))
