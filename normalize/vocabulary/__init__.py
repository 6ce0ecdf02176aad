"""What each site calls things: one TOML file a site, over one a language.

A site's file is the only place that knows its words and addresses. What any site in its language would say
(units, credit forms, error pages) stands once, in ``languages/``. CONTRIBUTING.md says how to write one.
"""

from __future__ import annotations

import tomllib
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

_HERE = files(__package__)
_LANGUAGES = _HERE / "languages"
_PROVISIONAL: dict[str, dict[str, Any]] = {}


class VocabularyError(ValueError):
    """A vocabulary file that cannot be used; the message is one line and names the file."""


@cache
def sites() -> tuple[str, ...]:
    """Names of the sites that have a vocabulary, in alphabetical order."""
    return _names(_HERE)


@cache
def languages() -> tuple[str, ...]:
    """Names of the languages that a site can be in, in alphabetical order."""
    return _names(_LANGUAGES)


def table(site: str) -> dict[str, Any]:
    """The vocabulary of one site as nested dictionaries, its language's words included.

    Raises LookupError, naming what there is, for a site without a file; VocabularyError for a broken one.
    """
    return _PROVISIONAL.get(site) or _filed(site)


@contextmanager
def provisional(site: str, text: str) -> Iterator[None]:
    """Let ``table`` know a site by the text of a vocabulary file that is not in its place (yet).

    For whoever drafts or proves a vocabulary. ``sites`` does not list it: pages must be said to be of it.
    What was compiled from it stays with the process, so a name must stand for one text. Raises
    VocabularyError when the text is no vocabulary.
    """
    _PROVISIONAL[site] = _whole(site, _parsed(site, text))
    try:
        yield
    finally:
        del _PROVISIONAL[site]


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


@cache
def _filed(site: str) -> dict[str, Any]:
    if site not in sites():
        raise LookupError(f"no site is called {site!r}; there are: {', '.join(sites())}")
    return _whole(site, _read(_HERE, site))


def _whole(site: str, own: dict[str, Any]) -> dict[str, Any]:
    language = own.get("site", {}).get("language")
    if language not in languages():
        known = ", ".join(languages())
        raise VocabularyError(f"{site}.toml: language in [site] is {language!r}; there are: {known}")
    return _worded(merged(_read(_LANGUAGES, language), own))


def _worded(vocabulary: dict[str, Any]) -> dict[str, Any]:
    """The vocabulary without the labels that it has no words for: a draft lists them all."""
    blocks = vocabulary.get("labels", {}).items()
    labels = {block: {name: words for name, words in named.items() if words} for block, named in blocks}
    return vocabulary | {"labels": labels}


def _read(folder: Traversable, name: str) -> dict[str, Any]:
    return _parsed(name, (folder / f"{name}.toml").read_bytes().decode("utf-8", "replace"))


def _parsed(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{name}.toml is not TOML: {error}; mend it") from None


def _names(folder: Traversable) -> tuple[str, ...]:
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))
