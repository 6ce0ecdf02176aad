"""One figure given twice, in metric and in imperial units: ``3,000m (10,000ft)``, ``6 miles/10km``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.quantities.grammar import bounded
from normalize.quantities.phrases import after_figure
from normalize.quantities.tokens import Sort

if TYPE_CHECKING:
    from collections.abc import Iterable

    from normalize.quantities.amounts import Measure
    from normalize.quantities.lexicon import Lexicon
    from normalize.quantities.source import Source
    from normalize.quantities.tokens import Token

_CLOSE = 1.2  # 2,000m (6,000ft) is one height, roundly; 25km, 10 miles are two lengths
_MOST_BETWEEN = 3
_MARKS = frozenset("([,;:=.")
_CLOSING = frozenset(")]")


def joined(measures: Iterable[Measure], source: Source) -> list[Measure]:
    """The measures, each pair of twins as one: the metric figure with the words and bounds of both."""
    kept: list[Measure] = []
    for measure in measures:
        one = _together(kept[-1], measure, source) if kept else None
        if one:
            kept[-1] = one
        else:
            kept.append(measure)
    return kept


def _together(a: Measure, b: Measure, source: Source) -> Measure | None:
    """Two neighbours as one where they are twins, or the two parts of a sum."""
    pairs = ((a, b), (_otherwise(a, source), b), (a, _otherwise(b, source)))
    twins = next((pair for pair in pairs if _twins(*pair, source)), None)
    if twins:
        return _one(*twins, source)
    return _sum(a, b) if _added(a, b, source) else None


def _otherwise(measure: Measure, source: Source) -> Measure:
    """The measure with the other unit that its word may stand for: ``9m`` beside ``14km`` are miles."""
    words, word = source.words, source.tokens[measure.end - 1].text
    unit = words.units.get(words.also.get(word, ""))
    return measure.times(unit.factor / measure.unit.factor)._replace(unit=unit) if unit else measure


def _added(a: Measure, b: Measure, source: Source) -> bool:
    """Whether ``10km + 5km`` stand by themselves; in "4 days plus 2 days to get there" they do not."""
    if a.unit.kind != b.unit.kind or a.unit.unit != b.unit.unit or a.rate or b.rate:
        return False
    between, after = source.tokens[a.end : b.first], source.tokens[b.end]
    plus = len(between) == 1 and between[0].text in source.words.sums
    return plus and after.sort in (Sort.MARK, Sort.END) and after.text != "("


def _sum(a: Measure, b: Measure) -> Measure:
    low = None if a.low is None or b.low is None else a.low + b.low
    high = None if a.high is None or b.high is None else a.high + b.high
    return a._replace(low=low, high=high, end=b.end, approximate=a.approximate or b.approximate)


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
    end = _closed(a, b, source)
    after, end = after_figure(source, end)
    one = metric._replace(
        low=None if other.low is None else metric.low,
        high=None if other.high is None else metric.high,
        first=a.first,
        end=end,
        approximate=a.approximate or b.approximate,
    )
    return bounded(one, after | ({"climb"} if "climb" in {a.unit.kind, b.unit.kind} else set()))


def _closed(a: Measure, b: Measure, source: Source) -> int:
    """The token after the second twin and its bracket."""
    if not any(t.text in "([" for t in source.tokens[a.end : b.first]):
        return b.end
    end = b.end + (source.tokens[b.end].text == ".")
    return end + 1 if source.tokens[end].text in _CLOSING else b.end
