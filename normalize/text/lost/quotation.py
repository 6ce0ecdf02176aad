"""Quotations by pair: which marks belong to a quotation inside another, by all marks of their paragraph.

A chain of three states, no quotation open, one, one inside another, over the marks of one line and the
quotes that survive in it, read forwards and backwards. A closing quote needs an open one, an open one a
closing one before the line ends.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from normalize.text.lost.classes import CLOSE, CLOSE_OTHER, OPEN, OPEN_OTHER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from normalize.text.lost.model import Floats
    from normalize.text.lost.passage import Passage

    Chances = npt.NDArray[np.floating[Any]]

NESTED, REOPENED, UNOPENED = 0.35, 0.01, 0.02
"""How rare is a quotation inside another, one opened before the last ended, one closed and never opened."""

ENDINGS = (1.0, 0.04, 0.003)
"""By state, how probable it is that a paragraph ends in it."""


class Step(NamedTuple):
    """What may happen at one place: weights of nothing, of opening, of closing."""

    stay: float
    opens: float
    closes: float


WHOLE_OPEN, WHOLE_CLOSE = Step(0.02, 0.96, 0.02), Step(0.02, 0.02, 0.96)


class Around(NamedTuple):
    """What the rest of the line makes of one mark: how well each of its three events fits all others.

    ``inner_open`` and ``inner_close`` say how probably a mark that opens, or that closes, belongs to a
    quotation inside another.
    """

    stay: float
    opens: float
    closes: float
    inner_open: float
    inner_close: float


State = tuple[float, float, float]


def around(steps: Sequence[Step]) -> list[Around]:
    """For each step, how well each event fits all other steps. Linear."""
    forward: list[State] = []
    state: State = (1.0, 0.0, 0.0)
    for step in steps:
        forward.append(state)
        state = _forward(state, step)
    found: list[Around] = []
    after: State = ENDINGS
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
    inner_open, inner_close = one * c * NESTED + two * c * REOPENED, two * b
    opens = zero * b + one * b * REOPENED + inner_open
    closes = zero * a * UNOPENED + one * a + inner_close
    total = stay + opens + closes or 1.0
    return Around(
        stay / total,
        opens / total,
        closes / total,
        inner_open / (opens or 1.0),
        inner_close / (closes or 1.0),
    )


class Paired(NamedTuple):
    """What the model told of each mark, once quotations are read by pair.

    ``nested`` is how probably each mark, if it is a quote, is of the document's other kind.
    """

    told: Floats
    nested: Chances


def paired(seen: Passage, told: Floats) -> Paired:
    """Weigh what the model tells by what fits the other marks of the line."""
    opens, closes = told[:, OPEN] + told[:, OPEN_OTHER], told[:, CLOSE] + told[:, CLOSE_OTHER]
    near = np.array(list(_by_line(seen, opens.tolist(), closes.tolist())), dtype=np.float32)
    fits = np.repeat(near[:, :1], told.shape[1], axis=1)
    fits[:, [OPEN, OPEN_OTHER]], fits[:, [CLOSE, CLOSE_OTHER]] = near[:, 1:2], near[:, 2:3]
    weighed = told * (fits + _UNLIKELY)
    nested = _nested(told, (opens * near[:, 3] + closes * near[:, 4]) / (opens + closes + _LEAST))
    return Paired(weighed / weighed.sum(1, keepdims=True), nested)


def _nested(told: Floats, by_pairs: Chances) -> Chances:
    """The odds of the model and those of the pairs, multiplied.

    Pairs alone take a quotation after a dash or a name for an inner one; the model alone does not count.
    """
    other = told[:, OPEN_OTHER] + told[:, CLOSE_OTHER] + _LEAST / 2
    odds = _odds(other / (told[:, OPEN] + told[:, CLOSE] + other + _LEAST / 2)) * _odds(by_pairs) * np.e
    chances: Chances = odds / (1 + odds)
    return chances


_LEAST, _UNLIKELY = 1e-4, 1e-3


def _odds(chances: Chances) -> Chances:
    kept = np.clip(chances, _LEAST, 1 - _LEAST)
    odds: Chances = kept / (1 - kept)
    return odds


def _by_line(seen: Passage, opens: list[float], closes: list[float]) -> Iterator[Around]:
    """What the rest of its line makes of each mark."""
    at = seen.marks.tolist()
    lines = np.searchsorted(seen.starts, seen.marks, side="right").tolist()
    whole = _whole(seen)
    starts = [*seen.starts.tolist(), len(seen.raw)]
    for line, group in groupby(range(len(at)), key=lines.__getitem__):
        its = [(at[n], Step(max(0.0, 1 - opens[n] - closes[n]), opens[n], closes[n])) for n in group]
        inside = [step for step in whole if starts[line - 1] <= step[0] < starts[line]] if whole else []
        every = sorted([*its, *inside]) if inside else its
        own = {place for place, _ in its} if inside else ()
        for (place, _), found in zip(every, around([step for _, step in every]), strict=True):
            if not inside or place in own:
                yield found


def _whole(seen: Passage) -> list[tuple[int, Step]]:
    """The double quotes that survive."""
    found, kind = [], seen.kind
    at = seen.raw.find(b'"')
    while at >= 0:
        before, after = kind[at - 1], kind[at + 1]
        if before in b" \n(" and after not in b" \n":
            found.append((at, WHOLE_OPEN))
        elif before not in b" \n" and after in b" \n.,;:)\x01":
            found.append((at, WHOLE_CLOSE))
        at = seen.raw.find(b'"', at + 1)
    return found
