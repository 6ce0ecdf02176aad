"""Whether a figure that is given in metric and in imperial units is one: ``25km (15 miles)``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.quantities import Quantities
    from normalize.quantities.lexicon import Unit

FIGURE = re.compile(r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d{1,6}(?:\.\d{1,3})?)\s?-?([^\W\d_]{1,12}|['′])")
BETWEEN = re.compile(r"\s?[(\[/=]\s?|\s?[-–—=]\s?|,?\s(?:or|ie|i\.e\.)\s")
LEAST_SHARE = 0.02
"""Two printings of one figure may always be so far apart."""

MOST_SHARE = 0.05
"""A round figure is not taken to be rounded by more than this share of it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as printed, converted, and by how much it may have been rounded."""

    words: str
    start: int
    end: int
    value: float
    slack: float
    unit: Unit


@dataclass(frozen=True, slots=True)
class Twins:
    """A metric figure with the imperial one beside it."""

    metric: Printed
    imperial: Printed

    @property
    def agree(self) -> bool:
        """Whether they are one figure, each rounded as it is printed."""
        apart = abs(self.metric.value - self.imperial.value)
        allowed = max(LEAST_SHARE * self.metric.value, self.metric.slack + self.imperial.slack)
        return apart <= allowed


def read_twins(text: str, grammar: Quantities) -> Iterator[Twins]:
    """Each pair of neighbours that gives one kind of quantity in metric and in imperial units."""
    figures = list(read_figures(text, grammar))
    for one, other in pairwise(figures):
        same = one.unit.kind == other.unit.kind and one.unit.imperial != other.unit.imperial
        if same and BETWEEN.fullmatch(text, one.end, other.start):
            yield Twins(other, one) if one.unit.imperial else Twins(one, other)


def read_figures(text: str, grammar: Quantities) -> Iterator[Printed]:
    """Each number that stands with the word of a unit."""
    for found in FIGURE.finditer(text):
        unit = grammar.lexicon.units.get(found[2].lower())
        if unit:
            value = float(found[1].replace(",", ""))
            slack = min(_half_of_last_place(found[1]), MOST_SHARE * value)
            yield Printed(found[0], *found.span(), value * unit.factor, slack * unit.factor, unit)


def _half_of_last_place(figure: str) -> float:
    """Half of what the last figure that is not a nought counts: 500 for ``3,000``, 0.05 for ``7.5``."""
    whole, _, decimals = figure.replace(",", "").partition(".")
    if decimals:
        return 0.5 * 10.0 ** -len(decimals)
    noughts = len(whole) - len(whole.rstrip("0")) if whole.strip("0") else 0
    return 0.5 * 10.0**noughts
