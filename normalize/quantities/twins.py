"""One figure given twice, in metric and in imperial units: ``3,000m (10,000ft)``, ``6 miles/10km``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.quantities.tokens import Sort

if TYPE_CHECKING:
    from collections.abc import Iterable

    from normalize.quantities.amounts import Measure
    from normalize.quantities.lexicon import Lexicon
    from normalize.quantities.source import Source
    from normalize.quantities.tokens import Token

_CLOSE = 1.2  # 2,000m (6,000ft) is one height, roundly; 25km, 10 miles are two lengths
_MOST_BETWEEN = 3
_MARKS = frozenset("([,;:=")
_CLOSING = frozenset(")]")


def joined(measures: Iterable[Measure], source: Source) -> list[Measure]:
    """The measures, each pair of twins as one: the metric figure with the words and bounds of both."""
    kept: list[Measure] = []
    for measure in measures:
        if kept and _twins(kept[-1], measure, source):
            kept[-1] = _one(kept[-1], measure, source)
        else:
            kept.append(measure)
    return kept


def _twins(a: Measure, b: Measure, source: Source) -> bool:
    if a.unit.imperial == b.unit.imperial or a.unit.unit != b.unit.unit or a.rate or b.rate:
        return False
    between = source.tokens[a.end : b.first]
    return len(between) <= _MOST_BETWEEN and all(_parts(t, source.words) for t in between) and _close(a, b)


def _parts(token: Token, words: Lexicon) -> bool:
    between = token.sort in (Sort.DASH, Sort.SLASH) or token.text in _MARKS
    return between or token.text in words.alternatives


def _close(a: Measure, b: Measure) -> bool:
    pairs = ((a.low or a.high, b.low or b.high), (a.high or a.low, b.high or b.low))
    return all(x and y and max(x, y) <= _CLOSE * min(x, y) for x, y in pairs)


def _one(a: Measure, b: Measure, source: Source) -> Measure:
    metric, other = (b, a) if a.unit.imperial else (a, b)
    bracketed = any(t.text in "([" for t in source.tokens[a.end : b.first])
    return metric._replace(
        low=None if other.low is None else metric.low,
        high=None if other.high is None else metric.high,
        first=a.first,
        end=b.end + (bracketed and source.tokens[b.end].text in _CLOSING),
        approximate=a.approximate or b.approximate,
    )
