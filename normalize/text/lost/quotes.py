"""Quotation marks: read in pairs, for one alone is never sure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from normalize.text.lost.candidate import Candidate
from normalize.text.lost.mark import REPLACEMENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from normalize.text.lost.mark import Mark

_DOUBLE = re.compile(r"(?:^|[\s(])[\"“](?=\w)")
_SINGLE = re.compile(r"(?:^|[\s(])['‘](?=\w)")
_QUESTION_AND_QUOTE = re.compile(r"(?<=\w)\?\?(?=[\s,.;:)]|\Z)")

_OPENS_AFTER = frozenset(" \t\xa0([—–-\"'")
_OPENS_BEFORE = frozenset("'\"¡¿.…")
_ENDS = frozenset(".,!;:…—–")
_FOLLOWS = frozenset(".,;:)]—–")
_DEEPEST = 2

STRONG, WEAK = 0.96, 0.92


@dataclass(frozen=True, slots=True)
class Quotes:
    """Which marks of a line are quotation marks.

    ``readings`` gives each by its start, ``pending`` the marks inside a quotation that are none.
    """

    readings: dict[int, Candidate]
    pending: frozenset[int]


def outer_quote(lines: Iterable[str]) -> str:
    """The quotation mark that a document uses: ``'`` where more of these survive, else ``"``."""
    double = single = 0
    for line in lines:
        double += len(_DOUBLE.findall(line)) if '"' in line or "“" in line else 0
        single += len(_SINGLE.findall(line)) if "'" in line or "‘" in line else 0
    return "'" if single > double + 2 else '"'


@dataclass(frozen=True, slots=True)
class _Event:
    place: int
    opens: bool
    sure: bool  # of a closing one: no question ends so
    mark: Mark | None  # None: a closing quote that is never touched, `??`
    ends_sentence: bool = False


def read_quotes(line: str, marks: Sequence[Mark], outer: str) -> Quotes:
    """Pair the marks of one line that open and close quotations."""
    readings: dict[int, Candidate] = {}
    pending: set[int] = set()
    events = sorted(_events(line, marks), key=lambda e: e.place)
    opened: list[_Event] = []
    for event, following in zip_longest(events, events[1:]):
        if event.opens:
            opened = [*opened[1 - _DEEPEST :], event]
        elif opened and (event.sure or _closes(event, following, len(opened))):
            sign = outer if len(opened) == 1 else "'\""[outer == "'"]
            readings.update(_pair(opened.pop(), event, sign))
        elif opened:
            pending.add(event.place)
    return Quotes(readings, frozenset(pending))


def _events(line: str, marks: Sequence[Mark]) -> Iterator[_Event]:
    for double in _QUESTION_AND_QUOTE.finditer(line):
        yield _Event(double.start(), opens=False, sure=True, mark=None)
    for mark in marks:
        before, after = mark.before, mark.after
        whole = mark.sign == REPLACEMENT  # what is lost so is never a question mark
        if before in _OPENS_AFTER and (after.isalpha() or after in _OPENS_BEFORE):
            yield _Event(mark.start, opens=True, sure=False, mark=mark)
        elif before in _ENDS and (after.isspace() or after in _FOLLOWS):
            yield _Event(mark.start, opens=False, sure=True, mark=mark)
        elif before.isalnum() and (after.isspace() or after in _FOLLOWS):
            sure = whole or after in _FOLLOWS
            ends = not mark.ahead.lstrip()[:1].islower()
            yield _Event(mark.start, opens=False, sure=sure, mark=mark, ends_sentence=ends)


def _closes(event: _Event, following: _Event | None, depth: int) -> bool:
    """Whether a mark after a word is the closing quote, and not a question inside the quotation."""
    if following is None or following.opens:
        return True
    return depth > 1 or not (following.sure or event.ends_sentence)


def _pair(opening: _Event, closing: _Event, sign: str) -> Iterator[tuple[int, Candidate]]:
    confidence = STRONG if closing.sure else WEAK
    for event in (opening, closing):
        if event.mark is not None:
            yield event.mark.start, Candidate(sign, "quote", "quotation", confidence)
