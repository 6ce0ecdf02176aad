"""Words that the rules go by; ``lexicon.toml`` beside this file is where a word is added.

``common.txt`` holds the commonest English words of books in the public domain, ``words/names.txt`` names.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files


def _read(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


_TABLE: dict[str, str] = tomllib.loads(_read("lexicon.toml"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_TABLE[name].split())


ACCENTED = _words("accented") | _words("loans")
"""Loans of English and words of places and people, as they are written with their accents."""

IRISH_SURNAMES = _words("irish_surnames")
"""Irish surnames, as they stand after Ó."""

_NAMED = (line.lower() for line in _read("words/names.txt").split("\n") if not line.startswith("#"))

NAMES = (IRISH_SURNAMES | {word for line in _NAMED for word in line.split()}) - ACCENTED
"""Names of people and places of many languages, in lower case."""

SMALL = _words("small") | {word for word in _words("loans") if not word[0].isascii()}
"""Words that begin with an accented letter and are no names."""

APOSTROPHES = _words("apostrophes")
"""Words that have an apostrophe inside which no general rule gives."""

NOT = _words("not")
"""What stands before ``n't``'s apostrophe (``won`` of ``won't``)."""

ENDINGS = frozenset({"s", "t", "d", "m", "ll", "ve", "re"})
"""What hangs on a word by an apostrophe."""

PRONOUNS = _words("pronouns")
"""What ``'d``, ``'ll``, ``'ve`` and ``'re`` hang on."""

MODALS = _words("modals")
"""What ``'ve`` hangs on as well."""

ELIDED = _words("elided")
"""Words of French, Italian and Catalan that end in an apostrophe before a vowel."""

IRISH = _words("irish")
"""Prefixes of names: O'Neill, M'Goun, D'Arcy."""

COMMON = frozenset({"a", "i", *_read("common.txt").split()})
"""Words that need no proof of being words."""

AFTER_POSSESSIVE_NOT = _words("after_possessive_not")
"""Words that no plural possessive stands before."""

GAELIC = _words("gaelic")
"""First words of Gaelic names in which ``a'`` stands."""

INTERROGATIVE = _words("interrogative")
"""Words that begin a question."""

TIME_UNITS = _words("time_units")
"""Units that are halved, and hardly ever quartered."""

UNITS = _words("units")
"""Units of which a half or a quarter is said."""

PARTED = _words("parted")
"""Units of which a half or a quarter is said without a whole number before."""

ENGLISH = _words("english")
"""Small words that tell English."""

FRENCH_OR_SPANISH = _words("french_or_spanish")
"""Small words that tell French or Spanish."""

POUNDS = _words("pounds")
"""Words of places where prices are in pounds."""

EUROS = _words("euros")
"""Words of places where prices are in euros."""

DEGREES = _words("degrees")
"""Words that stand beside temperatures, slopes and bearings."""
