"""Quotations by pair: what a mark is, given all marks of its paragraph, read forwards and backwards.

A chain of three states, no quotation open, one, one inside another, over the marks of one line and the
quotes that survive in it. A closing quote needs an open one, an open one a closing one before the line ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

KEEP, APOSTROPHE, OPEN, CLOSE, DASH, ELLIPSIS, LETTER, SYMBOL = range(8)

Matrix = tuple[float, float, float, float, float, float, float]

NESTED, REOPENED, UNOPENED = 0.35, 0.01, 0.02
"""How rare is a quotation inside another, one opened before the last ended, one closed and never opened."""

ENDINGS = (1.0, 0.04, 0.003)
"""By state, how probable it is that a paragraph ends in it."""

CONTINUED = (1.0, 0.5, 0.02)
"""The same where the next paragraph begins with a quotation mark, as in a quotation of many paragraphs."""

CLOSED_BY_TWO = 0.9
"""How probable it is that ``??`` after a word ends the quotation that is open there."""


class Step(NamedTuple):
    """What may happen at one place: weights of nothing, of opening, of closing."""

    stay: float
    opens: float
    closes: float


QUESTION_AND_QUOTE = Step(1 - CLOSED_BY_TWO, 0.0, CLOSED_BY_TWO)
WHOLE_OPEN, WHOLE_CLOSE = Step(0.02, 0.96, 0.02), Step(0.02, 0.02, 0.96)


class Around(NamedTuple):
    """What the rest of the line makes of one mark: factors for its three events, and what is open there.

    ``inner_open`` and ``inner_close`` say how probably a mark that opens or closes belongs to a quotation
    inside another.
    """

    stay: float
    opens: float
    closes: float
    quoted: float
    nested: float
    inner_open: float
    inner_close: float


State = tuple[float, float, float]


def around(steps: Sequence[Step], *, continued: bool = False) -> list[Around]:
    """For each step, how well each event fits all other steps. Linear."""
    forward: list[State] = []
    state: State = (1.0, 0.0, 0.0)
    for step in steps:
        forward.append(state)
        state = _forward(state, step)
    found: list[Around] = []
    after: State = CONTINUED if continued else ENDINGS
    for step, before in zip(reversed(steps), reversed(forward), strict=True):
        found.append(_around(before, after))
        after = _backward(after, step)
    found.reverse()
    return found


def _forward(state: State, step: Step) -> State:
    zero, one, two = state
    stay, opens, closes = step
    a = zero * (stay + closes * UNOPENED) + one * closes
    b = zero * opens + one * (stay + opens * REOPENED) + two * closes
    c = one * opens * NESTED + two * (stay + opens * REOPENED)
    total = a + b + c or 1.0
    return a / total, b / total, c / total


def _backward(after: State, step: Step) -> State:
    zero, one, two = after
    stay, opens, closes = step
    a = zero * (stay + closes * UNOPENED) + one * opens
    b = zero * closes + one * (stay + opens * REOPENED) + two * opens * NESTED
    c = one * closes + two * (stay + opens * REOPENED)
    total = a + b + c or 1.0
    return a / total, b / total, c / total


def _around(before: State, after: State) -> Around:
    zero, one, two = before
    a, b, c = after
    stay = zero * a + one * b + two * c
    outer_open = zero * b + one * b * REOPENED
    inner_open = one * c * NESTED + two * c * REOPENED
    outer_close = zero * a * UNOPENED + one * a
    inner_close = two * b
    opens, closes = outer_open + inner_open, outer_close + inner_close
    total = stay + opens + closes or 1.0
    return Around(
        stay / total,
        opens / total,
        closes / total,
        one,
        two,
        inner_open / (opens or 1.0),
        inner_close / (closes or 1.0),
    )
