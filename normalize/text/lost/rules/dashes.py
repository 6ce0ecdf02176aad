"""Dashes: between words, between figures, and tight between whole words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lost.candidate import Candidate
from normalize.text.lost.conversion import Conversion
from normalize.text.lost.lexicon import UNITS
from normalize.text.lost.question import asks, in_french_or_spanish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.text.lost.candidate import Rule, Setting
    from normalize.text.lost.mark import Mark

EN = "–"
EM = "—"

_LAST_FIGURE = re.compile(r"(?<![\d.,])([\d.,]{1,12})\Z")
_NEXT_FIGURE = re.compile(r"([\d.,]{1,12})")
_BEARING = re.compile(r"\d{1,3}(?:\.\d+)?['′?\ufffd]? ?[NSEW]\b")
_SHORT = 3  # letters
_NOT_AFTER_DASH = re.compile(
    rf"\s+(?:la|{'|'.join(sorted(UNITS))})\b"
)  # `about ? mile`, `poulet ? la casserole`
_CONTRACTIONS = frozenset({"s", "t", "d", "m", "re", "ll", "ve"})


def _dash(character: str, rule: str, confidence: float) -> Candidate:
    return Candidate(character, "dash", rule, confidence)


def spaced(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``further ? and higher``: a blank on both sides, words beyond."""
    if mark.before != " " or mark.after != " " or not mark.behind.strip() or not mark.ahead.strip():
        return
    before, after = mark.behind.rstrip()[-1], mark.ahead.lstrip()[0]
    if (before.isdigit() or before in "'′") and after.isdigit():
        sure = setting.conversion is Conversion.LATIN1  # else it may be a sum, or a size: `6 ? 7`
        yield _dash(EN, "spaced-range", 0.92 if sure and before.isdigit() else 0.6)
    elif before in "?!.:-–—" or after in "-–—?" or (setting.loses("½") and _NOT_AFTER_DASH.match(mark.ahead)):
        yield _dash(EN, "spaced", 0.4)
    else:
        question = after.isupper() and (asks(mark) or in_french_or_spanish(mark))  # `Ça va ? Oui`
        yield _dash(EN, "spaced", 0.6 if question else 0.985)


def figures(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``2?3 days``, ``1914?18``: a range, if the second figure is the higher one."""
    if mark.before.isdigit() and mark.after.isdigit():
        bearing = _BEARING.match(mark.ahead) is not None and setting.loses("°")
        yield _dash(EN, "range", 0.97 if _rises(mark) and not bearing else 0.6)


def _rises(mark: Mark) -> bool:
    low, high = _LAST_FIGURE.search(mark.behind.rstrip()), _NEXT_FIGURE.match(mark.ahead.lstrip())
    if not low or not high:
        return False
    first, last = _figure(low[1]), _figure(high[1])
    if first is None or last is None:
        return False
    return last > first or _shortened(low[1], high[1])


def _shortened(low: str, high: str) -> bool:
    """``1914?18``: the second figure leaves out what both begin with."""
    figures = low.isdecimal() and high.isdecimal() and 2 <= len(high) < len(low)
    return figures and int(low[-len(high) :]) < int(high)


def _figure(text: str) -> float | None:
    digits = text.replace(",", "").strip(".")
    return float(digits) if digits.replace(".", "", 1).isdecimal() else None


def tight(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``the house?which``: both sides are whole words that stand alone elsewhere."""
    if not mark.inside or mark.right.lower() in _CONTRACTIONS:
        return
    left, right = mark.left, mark.right
    if left[0].isupper() and right[0].isupper() and left[-1].islower() and min(len(left), len(right)) > 2:
        yield _dash(EN, "between-names", 0.85 if setting.conversion is Conversion.LATIN1 else 0.7)
    elif min(len(left), len(right)) > 1 or {left, right} & {"a", "I", "A"}:
        words = setting.evidence.is_word(left), setting.evidence.is_word(right)
        long = min(len(left), len(right)) > _SHORT and setting.conversion is Conversion.LATIN1
        sure = all(words) or (any(words) and long)
        yield _dash(EM, "tight", 0.97 if sure and not asks(mark) else 0.3)


def after_punctuation(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``said)?that``, ``,?and``: a dash set close after a bracket or a comma."""
    if mark.before in "),;" and mark.after.isalpha() and mark.start not in setting.quoted:
        yield _dash(EM, "after-punctuation", 0.9)


RULES: tuple[Rule, ...] = (spaced, figures, tight, after_punctuation)
