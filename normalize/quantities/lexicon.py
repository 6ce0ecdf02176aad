"""The words that quantities are written with, compiled from a site's vocabulary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First word → (all words, meaning), the longest first."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: a figure in it, times ``factor``, is a figure in ``unit``.

    A ``terse`` one (``4D``, ``12k``) counts only where no word follows; a ``rough`` one (a month) is about.
    """

    kind: str
    unit: str
    factor: float
    imperial: bool = False
    terse: bool = False
    rough: bool = False


class Idiom(NamedTuple):
    """Words that are a figure by themselves: ``value``, in ``unit``."""

    words: tuple[str, ...]
    value: float
    unit: Unit


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every word of the ``[units]`` table, by the part it plays.

    ``before`` and ``after`` hold phrases round a figure, whose meanings are ``at_least``, ``at_most``,
    ``approximate``, ``climb`` (how far up, not how high), before a figure only ``between`` and ``from``,
    after one only ``aside`` (nothing) and ``below`` (no figure). ``idioms`` are figures without a number.
    ``numbered`` are the nouns that a number names and does not count ("Day 3"); ``slashed`` the words before
    which ``2/3`` is a part; ``also`` the unit that a word stands for beside its twin; ``starters`` every word
    that can begin a figure, ``telling`` those without one of which a text holds none.
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
    idioms: Mapping[str, tuple[Idiom, ...]]
    slashed: Mapping[str, frozenset[str]]
    also: Mapping[str, str]
    ranges: frozenset[str]
    alternatives: frozenset[str]
    joins: frozenset[str]
    rates: frozenset[str]
    per: frozenset[str]
    rated: frozenset[str]
    vague: frozenset[str]
    times: frozenset[str]
    sums: frozenset[str]
    fillers: frozenset[str]
    numbered: frozenset[str]
    minutes: frozenset[str]
    spread: frozenset[str]
    starters: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()

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
            idioms=_idioms(table.get("idiom", ())),
            slashed={pair: frozenset(wholes) for pair, wholes in table.get("slashed", {}).items()},
            also=table.get("also", {}),
            **{name: frozenset(table.get(name, ())) for name in _SETS},
        )
        begin = (words.numbers, words.multipliers, words.parts, words.articles, words.wholes, words.vague)
        idiomatic = {idiom.words[-1] for idioms in words.idioms.values() for idiom in idioms}
        return replace(
            words,
            starters=frozenset().union(*begin, words.before, words.idioms),
            telling=frozenset(idiomatic.union(words.units)),
        )


_SETS = (
    "articles",
    "wholes",
    "of",
    "ranges",
    "alternatives",
    "joins",
    "rates",
    "per",
    "rated",
    "vague",
    "times",
    "sums",
    "fillers",
    "numbered",
    "minutes",
    "spread",
)


def _units(rows: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, Unit]]:
    for row in rows:
        flags = {name: row.get(name, False) for name in ("imperial", "terse", "rough")}
        unit = Unit(row["kind"], row["unit"], float(row["factor"]), **flags)
        for word in row["words"]:
            yield word, unit


def _phrases(table: Mapping[str, Iterable[str]]) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for meaning, phrases in table.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, meaning))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


def _idioms(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Idiom, ...]]:
    found: dict[str, list[Idiom]] = {}
    for row in rows:
        for phrase in row["words"]:
            words = tuple(phrase.split())
            idiom = Idiom(words, float(row["value"]), Unit(row["kind"], row["unit"], 1.0))
            found.setdefault(words[0], []).append(idiom)
    return {first: tuple(sorted(rows, key=lambda row: -len(row.words))) for first, rows in found.items()}
