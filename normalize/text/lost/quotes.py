"""Quotation marks: read in pairs, for one alone is never sure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from normalize.text.lost.candidate import Candidate
from normalize.text.lost.lexicon import CLIPPED
from normalize.text.lost.mark import REPLACEMENT
from normalize.text.lost.question import may_ask

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


Pair = tuple[_Event, _Event]


def read_quotes(line: str, marks: Sequence[Mark], outer: str) -> Quotes:
    """Pair the marks of one line that open and close quotations."""
    pairs: list[Pair] = []
    pending: set[int] = set()
    events = sorted(_events(line, marks), key=lambda e: e.place)
    opened: list[_Event] = []
    for event, following in zip_longest(events, events[1:]):
        if event.opens:
            opened = [*opened[1 - _DEEPEST :], event]
        elif opened and (event.sure or _closes(event, following, opened)):
            pairs.append((opened.pop(), event))
        elif opened:
            pending.add(event.place)
    return Quotes(dict(_readings(pairs, outer)), frozenset(pending))


def _events(line: str, marks: Sequence[Mark]) -> Iterator[_Event]:
    for double in _QUESTION_AND_QUOTE.finditer(line):
        yield _Event(double.start(), opens=False, sure=True, mark=None)
    for mark in marks:
        before, after = mark.before, mark.after
        whole = mark.sign == REPLACEMENT  # what is lost so is never a question mark
        if before in _OPENS_AFTER and (after.isalpha() or after in _OPENS_BEFORE):
            if mark.right.lower() not in CLIPPED:
                yield _Event(mark.start, opens=True, sure=False, mark=mark)
        elif before in _ENDS and (after.isspace() or after in _FOLLOWS):
            yield _Event(mark.start, opens=False, sure=True, mark=mark)
        elif before.isalnum() and (after.isspace() or after in _FOLLOWS):
            yield _Event(mark.start, opens=False, sure=whole or after in _FOLLOWS, mark=mark)


def _closes(event: _Event, following: _Event | None, opened: Sequence[_Event]) -> bool:
    """Whether a mark after a word is the closing quote, and not a question inside the quotation."""
    if event.mark is None:
        return True
    ends_sentence = not event.mark.ahead.lstrip()[:1].islower()
    if ends_sentence and may_ask(event.mark, since=opened[-1].place + 1):
        return False
    if following is None or following.opens:
        return True
    return len(opened) > 1 or not (following.sure or ends_sentence)


def _readings(pairs: Sequence[Pair], outer: str) -> Iterator[tuple[int, Candidate]]:
    """Both ends of each pair; one inside another pair has the other kind of mark."""
    inner = '"' if outer == "'" else "'"
    begun = -1  # where the outermost pair so far begins, read from the line's end
    for opening, closing in reversed(pairs):
        nested = begun >= 0 and begun < opening.place
        sign, confidence = inner if nested else outer, STRONG if closing.sure else WEAK
        begun = begun if nested else opening.place
        for event in (opening, closing):
            if event.mark is not None:
                yield event.mark.start, Candidate(sign, "quote", "quotation", confidence)
