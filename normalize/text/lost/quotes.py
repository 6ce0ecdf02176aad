"""Quotation marks: read in pairs, for one alone is never sure."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from normalize.text.lost.candidate import Candidate
from normalize.text.lost.lexicon import CLIPPED
from normalize.text.lost.mark import REPLACEMENT
from normalize.text.lost.question import asks, may_ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from normalize.text.lost.mark import Mark
    from normalize.text.lost.usage import Usage

_QUOTE = re.compile('["“”]')
_QUESTION_AND_QUOTE = re.compile(r"(?<=\w)\?\?(?=[\s,.;:)]|\Z)")

_OPENS_AFTER = frozenset(" \t\xa0([—–-\"'")
_OPENS_BEFORE = frozenset("'\"¡¿.…")
_ENDS = frozenset(".,!;:…—–")
_FOLLOWS = frozenset(".,;:)]—–")
_FOLLOWS_NO_QUESTION = frozenset(".,;:—–")
_DEEPEST = 2

STRONG, WEAK, DOUBTFUL = 0.98, 0.92, 0.8
_SHORT = 40  # characters


@dataclass(frozen=True, slots=True)
class Quotes:
    """Which marks of a line are quotation marks.

    ``readings`` gives each by its start, ``pending`` the marks inside a quotation that are none.
    """

    readings: dict[int, Candidate]
    pending: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Event:
    place: int
    opens: bool
    sure: bool  # of a closing one: no question ends so
    mark: Mark | None  # None: a closing quote that is never touched, `??`


Pair = tuple[_Event, _Event]


def read_quotes(line: str, marks: Sequence[Mark], usage: Usage) -> Quotes:
    """Pair the marks of one line that open and close quotations."""
    pairs: list[Pair] = []
    pending: set[int] = set()
    events = sorted(_events(line, marks), key=lambda e: e.place)
    opened: list[_Event] = []
    for event, following in zip_longest(events, events[1:]):
        if event.opens:
            opened = [*opened[1 - _DEEPEST :], event]
        elif opened and _closes(event, following, opened):
            pairs.append((opened.pop(), event))
        elif opened and not _possessive(event, opened[-1]):
            pending.add(event.place)
    continued = events[0] if events and events[0] in opened and not line[: events[0].place].strip() else None
    quoted = list(_readings(pairs, continued, usage, _whole_quotes(line, usage)))
    return Quotes(dict(quoted), frozenset(pending))


def _whole_quotes(line: str, usage: Usage) -> list[int]:
    """Where outer quotation marks survive in the line; single ones look like apostrophes."""
    return [found.start() for found in _QUOTE.finditer(line)] if usage.outer == '"' else []


def _events(line: str, marks: Sequence[Mark]) -> Iterator[_Event]:
    for double in _QUESTION_AND_QUOTE.finditer(line):
        yield _Event(double.start(), opens=False, sure=True, mark=None)
    for mark in marks:
        before, after = mark.before, mark.after
        if before in _OPENS_AFTER and (after.isalpha() or after in _OPENS_BEFORE):
            if mark.right.lower() not in CLIPPED:
                yield _Event(mark.start, opens=True, sure=False, mark=mark)
        elif _ends(mark) and (after.isspace() or after in _FOLLOWS):
            yield _Event(mark.start, opens=False, sure=True, mark=mark)
        elif before.isalnum() and (after.isspace() or after in _FOLLOWS):
            yield _Event(mark.start, opens=False, sure=after in _FOLLOWS_NO_QUESTION, mark=mark)


def _ends(mark: Mark) -> bool:
    """Whether a stop stands before the mark; a question's too, where the mark cannot be one itself."""
    return mark.before in _ENDS or (mark.before == "?" and mark.sign == REPLACEMENT)


def _closes(event: _Event, following: _Event | None, opened: Sequence[_Event]) -> bool:
    """Whether a mark is the closing quote, and not a question or an ellipsis inside the quotation."""
    mark = event.mark
    if mark is None:
        return True
    rival = following if following and not following.opens and len(opened) == 1 else None
    ends_sentence = not mark.ahead.lstrip()[:1].islower()
    if event.sure:  # `horizon.? We crossed it.?`: the first one is an ellipsis
        return not (rival and rival.sure and mark.before == "." and ends_sentence)
    if _possessive(event, opened[-1]):
        return False
    if mark.sign == REPLACEMENT:
        return True
    asking = may_ask if ends_sentence else asks
    return not asking(mark, since=opened[-1].place + 1) and not (rival and (rival.sure or ends_sentence))


def _possessive(event: _Event, opening: _Event) -> bool:
    """Whether it is rather ``two days? food``: only a short quotation ends without a stop in mid-sentence."""
    mark = event.mark
    if mark is None or not mark.left.endswith("s") or event.place - opening.place < _SHORT:
        return False
    return mark.ahead.startswith(" ") and mark.ahead[1:2].islower()


def _readings(
    pairs: Sequence[Pair], continued: _Event | None, usage: Usage, whole: Sequence[int]
) -> Iterator[tuple[int, Candidate]]:
    """Both ends of each pair, and the opening quote of a paragraph in a quotation that goes on."""
    if continued is not None and continued.mark is not None:
        confidence = WEAK if usage.established else DOUBTFUL
        yield continued.place, Candidate(usage.outer, "quote", "continued-quotation", confidence)
    begun = -1  # where the outermost pair so far begins, read from the line's end
    for opening, closing in reversed(pairs):
        within = 0 <= begun < opening.place
        begun = begun if within else opening.place
        nested = within or bisect(whole, opening.place) % 2 == 1
        sign = usage.inner if nested else usage.outer
        confidence = _confidence(closing, doubtful=continued is not None and not nested)
        for event in (opening, closing):
            if event.mark is not None:
                yield event.mark.start, Candidate(sign, "quote", "quotation", confidence)


def _confidence(closing: _Event, *, doubtful: bool) -> float:
    """Inside a quotation that goes on, the kind is doubtful; after a figure it may be degrees."""
    if doubtful or (closing.mark is not None and closing.mark.before.isdigit()):
        return DOUBTFUL
    word_before = closing.mark is not None and closing.mark.before.isalnum() and closing.mark.after.isspace()
    return WEAK if word_before else STRONG
