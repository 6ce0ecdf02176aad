"""The words that quantities are written with, compiled from a site's vocabulary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First word → (all words, meaning), the longest first."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: a figure in it, times ``factor``, is a figure in ``unit``."""

    kind: str
    unit: str
    factor: float
    imperial: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every word of the ``[units]`` table, by the part it plays.

    ``before`` and ``after`` hold phrases round a figure, whose meanings are ``at_least``, ``at_most``,
    ``approximate`` and, before a figure only, ``between`` and ``from``. ``numbered`` are the nouns that
    a number names and does not count ("Day 3"); ``starters`` every word that can begin a figure.
    """

    units: Mapping[str, Unit]
    numbers: Mapping[str, float]
    multipliers: Mapping[str, float]
    parts: Mapping[str, float]
    articles: frozenset[str]
    wholes: frozenset[str]
    of: frozenset[str]
    before: Phrases
    after: Phrases
    ranges: frozenset[str]
    alternatives: frozenset[str]
    joins: frozenset[str]
    rates: frozenset[str]
    per: frozenset[str]
    fillers: frozenset[str]
    numbered: frozenset[str]
    minutes: frozenset[str]
    spread: frozenset[str]
    starters: frozenset[str] = frozenset()

    @classmethod
    def compiled(cls, table: Mapping[str, Any]) -> Lexicon:
        """The lexicon of a ``[units]`` table; what the table leaves out, nothing is read by."""
        words = cls(
            units=dict(_units(table.get("unit", ()))),
            numbers=table.get("numbers", {}),
            multipliers=table.get("multipliers", {}),
            parts=table.get("parts", {}),
            before=_phrases(table.get("before", {})),
            after=_phrases(table.get("after", {})),
            **{name: frozenset(table.get(name, ())) for name in _SETS},
        )
        begin = (words.numbers, words.parts, words.articles, words.wholes, words.before)
        return replace(words, starters=frozenset().union(*begin))


_SETS = (
    "articles",
    "wholes",
    "of",
    "ranges",
    "alternatives",
    "joins",
    "rates",
    "per",
    "fillers",
    "numbered",
    "minutes",
    "spread",
)


def _units(rows: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, Unit]]:
    for row in rows:
        unit = Unit(row["kind"], row["unit"], float(row["factor"]), row.get("imperial", False))
        for word in row["words"]:
            yield word, unit


def _phrases(table: Mapping[str, Iterable[str]]) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for meaning, phrases in table.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, meaning))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}
