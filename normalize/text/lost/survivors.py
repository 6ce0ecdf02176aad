"""What survives round a line: where apostrophes or quotes are whole, they were hardly lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from normalize.text.lost.conversion import survives_latin1
from normalize.text.lost.gate import NEIGHBOURS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    import numpy.typing as npt

LATIN1, CONTEXT = 0, 9
"""Columns of what survives near a line: whether Latin-1 does is the first."""

_FEW = 3
_BEFORE_QUOTE = frozenset(" \t\xa0(")


class Survivors(NamedTuple):
    """How much survives in one line: Latin-1, apostrophes, quotes of either kind that open, dashes."""

    latin1: int = 0
    apostrophes: int = 0
    double: int = 0
    single: int = 0
    dashes: int = 0


NOTHING = Survivors()


def survivors(line: str, known: Container[str] = ()) -> Survivors:
    """What survives in a line; words ``known`` from elsewhere, in lower case, may be restored ones."""
    plain = line.isascii()
    if plain and "'" not in line and '"' not in line:
        return NOTHING
    return Survivors(
        survives_latin1(line, known),
        _inside(line, "'") + _inside(line, "’"),
        _opening(line, '"') + _opening(line, "“"),
        _opening(line, "'") + _opening(line, "‘"),
        0 if plain else line.count("–") + line.count("—"),
    )


def contexts(lines: Sequence[Survivors]) -> npt.NDArray[np.bool_]:
    """What survives near each line, a row each: Latin-1; of all else whether there is little, then much."""
    counts = np.array(lines, dtype=np.int64)
    sums = np.concatenate([np.zeros((1, counts.shape[1]), dtype=np.int64), np.cumsum(counts, axis=0)])
    number = np.arange(len(counts))
    last = np.minimum(len(counts), number + NEIGHBOURS + 1)
    near = sums[last] - sums[np.maximum(0, number - NEIGHBOURS)]
    little, much = (near > 0) & (near < _FEW), near >= _FEW
    found: npt.NDArray[np.bool_] = np.empty((len(counts), CONTEXT), dtype=bool)
    found[:, 0], found[:, 1::2], found[:, 2::2] = near[:, 0] > 0, little[:, 1:], much[:, 1:]
    return found


def _places(line: str, sign: str) -> Iterator[int]:
    at = line.find(sign)
    while at >= 0:
        yield at
        at = line.find(sign, at + 1)


def _inside(line: str, sign: str) -> int:
    """How often a sign stands between two letters."""
    if sign not in line:
        return 0
    return sum(line[at - 1 : at].isalpha() and line[at + 1 : at + 2].isalpha() for at in _places(line, sign))


def _opening(line: str, sign: str) -> int:
    """How often a sign stands before a word, after a blank, a bracket or nothing."""
    if sign not in line:
        return 0
    return sum(
        (not at or line[at - 1] in _BEFORE_QUOTE) and line[at + 1 : at + 2].isalnum()
        for at in _places(line, sign)
    )
