"""Reading the quantities of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from normalize.quantities.glance import Glance
from normalize.quantities.grammar import measures
from normalize.quantities.lexicon import Lexicon
from normalize.quantities.quantity import Quantity
from normalize.quantities.source import Source
from normalize.quantities.tokens import folded, tokens
from normalize.quantities.twins import joined
from normalize.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from normalize.quantities.amounts import Measure

_PLACES = 6
_LONGEST_LINE = 160
_REMEMBERED = 4_096  # short texts: the same figures stand on page after page
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Quantities:
    """The grammar of quantities with one site's words.

    >>> [(q.min, q.max, q.unit) for q in Quantities.of("walkopedia").read("65km, up to 5 days")]
    [(65.0, 65.0, 'km'), (None, 5.0, 'days')]

    """

    lexicon: Lexicon
    glance: Glance = field(init=False, repr=False)
    _short: Callable[[str], tuple[Quantity, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "glance", Glance.of(self.lexicon))
        object.__setattr__(self, "_short", lru_cache(_REMEMBERED)(self._read_short))

    @staticmethod
    def of(site: str) -> Quantities:
        """The grammar with the words of ``site``, compiled once. Raises LookupError for an unknown site."""
        return _of(site)

    def read(self, text: str) -> tuple[Quantity, ...]:
        """Every quantity of ``text``, in order and disjoint; what is no quantity for certain is left out.

        One figure gives ``min == max``; a range given the wrong way round (``7-5 days``) is turned; a figure
        given in metric and imperial units is one quantity, the metric; a rate (``15km a day``) is none.
        Time is linear in the length of the text, and no text raises.
        """
        if len(text) <= _LONGEST_LINE:
            return self._short(text)
        text = folded(text)
        if not self.glance.may_tell(text):
            return ()
        pieces = ((text[start:end], start) for start, end in _sentences(text))
        return tuple(
            q for piece, start in pieces if self.glance.may_tell(piece) for q in self._read(piece, start)
        )

    def _read_short(self, text: str) -> tuple[Quantity, ...]:
        text = folded(text)
        return tuple(self._read(text, 0)) if self.glance.may_tell(text) else ()

    def _read(self, piece: str, offset: int) -> Iterator[Quantity]:
        source = Source(tokens(piece), self.lexicon)
        return (_quantity(m, source, offset) for m in joined(measures(source), source) if _counts(m))


@cache
def _of(site: str) -> Quantities:
    return Quantities(Lexicon.compiled(table(site).get("units", {})))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text: no figure crosses their ends, and most hold none."""
    start = 0
    for blank in _SENTENCE_END.finditer(text):
        yield start, blank.start()
        start = blank.end()
    yield start, len(text)


def _counts(measure: Measure) -> bool:
    return not measure.rate and not (measure.low is None and measure.high is None)


def _quantity(measure: Measure, source: Source, offset: int) -> Quantity:
    low, high = (None if end is None else round(end, _PLACES) for end in (measure.low, measure.high))
    start, end = source.tokens[measure.first].start + offset, source.tokens[measure.end - 1].end + offset
    return Quantity(measure.unit.kind, measure.unit.unit, low, high, measure.approximate, start, end)
