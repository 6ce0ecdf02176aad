"""The small grammar of countries: which states a name stands for.

The words are countrynames' and those of ``places.toml``; nothing is matched by likeness.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from countrynames import to_code
from countrynames.mappings import mappings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_NAME = 120
"""Longest string, in characters, that is taken for a country or a list of countries."""

_STATES = frozenset(mappings) - {"EU"}  # ISO 3166-1 and Kosovo's XK, which its users' range allows
_LIST = re.compile(r"[,/;|&+()]|\s[-–—]\s")
_NO_WORD = re.compile(r"[\W_]+")
_SHORT = 3  # a name of so few letters is taken only from our own list: to countrynames `in` is India


def country_codes(name: str) -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes of the states that a name or a list of names stands for, in order, each once.

    A part gives its state's code. Empty where nothing in the name is known.

    >>> country_codes("Scotland"), country_codes("France, Italy, Switzerland"), country_codes("Patagonia")
    (('GB',), ('FR', 'IT', 'CH'), ('AR', 'CL'))
    >>> country_codes("Trinidad and Tobago"), country_codes("Argentina and Chile"), country_codes("Mountain")
    (('TT',), ('AR', 'CL'), ())

    """
    return _codes(name) if len(name) <= MAX_NAME else ()


def is_country(name: str) -> bool:
    """Whether the words are the English name of one country, or of a part that stands in a country's place.

    >>> is_country("Peru"), is_country("the Gambia"), is_country("Corsica"), is_country("Mountain")
    (True, True, True, False)

    """
    return len(name) <= MAX_NAME and _key(name) in _names()


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("places.toml").read_text(encoding="utf-8"))


def is_continent(name: str) -> bool:
    """Whether the words are the English name of a part of the world that holds many countries.

    >>> is_continent("South America"), is_continent("Peru")
    (True, False)

    """
    return len(name) <= MAX_NAME and _key(name) in _continents()


@cache
def _continents() -> frozenset[str]:
    return frozenset(map(_key, _table()["continents"]))


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Codes by folded name, of every name in ``places.toml``."""
    known = {_key(name): _state(to_code(name)) for name in _table()["countries"]}
    return known | {_key(name): tuple(codes) for name, codes in _table()["codes"].items()}


def _key(name: str) -> str:
    """The name without case, accents, marks, leading article; ``Saint`` is ``st``, ``&`` ``and``."""
    decomposed = unicodedata.normalize("NFKD", name.replace("&", " and ").casefold())
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = _NO_WORD.sub(" ", plain).split()
    if len(words) > 1 and all(len(word) == 1 for word in words):
        return "".join(words)  # U.S.A.
    return " ".join("st" if word == "saint" else word for word in words[words[:1] == ["the"] :])


def _state(code: str | None) -> tuple[str, ...]:
    """The state's code, where countrynames gives one or one of its parts (``GB-SCT``)."""
    return (code[:2],) if code and code[:2] in _STATES and code[2:3] in ("", "-") else ()


@lru_cache(maxsize=4096)
def _codes(name: str) -> tuple[str, ...]:
    return _one(name) or _narrowed([_piece(piece) for piece in _LIST.split(name)])


def _narrowed(pieces: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The codes of all pieces together, where one piece may say more closely what another says.

    A region of several states gives way to those of them that are named beside it (``Borneo, Malaysia``), a
    state to its territory (``Réunion (France)``).
    """
    single = {codes[0] for codes in pieces if len(codes) == 1}
    kept = [code for codes in pieces if len(codes) == 1 or single.isdisjoint(codes) for code in codes]
    states = {_table()["states"].get(code) for code in kept}
    return _each_once(code for code in kept if code not in states)


def _piece(piece: str) -> tuple[str, ...]:
    """Codes of a name that holds no comma: one country, or several with or without ``and`` between."""
    several = (_one(part) for part in re.split(r"\band\b", piece, flags=re.IGNORECASE))
    return _one(piece) or _row(_key(piece).split()) or tuple(code for codes in several for code in codes)


def _one(name: str) -> tuple[str, ...]:
    key = _key(name)
    if key in _names():
        return _names()[key]
    # past its cache, which has no bound
    return _state(to_code.__wrapped__(name)) if len(key) > _SHORT else ()


def _row(words: list[str]) -> tuple[str, ...]:
    """Codes of names in a row (``france italy``, from an address without commas); none unless all fit."""
    found: list[str] = []
    start = 0
    while start < len(words):
        ends = range(len(words), start, -1)  # the longest name first: New Zealand, Trinidad and Tobago
        end = next((end for end in ends if " ".join(words[start:end]) in _names()), None)
        if end:
            found += _names()[" ".join(words[start:end])]
        elif words[start] != "and":
            return ()
        start = end or start + 1
    return tuple(found)


def _each_once(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
