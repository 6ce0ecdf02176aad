"""What survives round a line: where apostrophes or quotes are whole, they were hardly lost."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from normalize.text.lost.conversion import survives_latin1
from normalize.text.lost.gate import NEIGHBOURS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from normalize.text.lost.evidence import Evidence

_FEW = 3
_BEFORE_QUOTE = frozenset(" \t\xa0(")


def contexts(lines: Sequence[str], evidence: Evidence) -> list[bytes]:
    """For each line, a letter for each thing that survives near it: Latin-1, apostrophes, quotes, dashes."""
    latin1 = [survives_latin1(line, evidence) for line in lines]
    signs: list[tuple[Sequence[int], bytes]] = [
        (latin1, b"L"),
        ([_inside(line, "'") + _inside(line, "’") for line in lines], b"a"),
        ([opening(line, '"') + opening(line, "“") for line in lines], b"q"),
        ([opening(line, "'") + opening(line, "‘") for line in lines], b"s"),
        ([0 if line.isascii() else line.count("–") + line.count("—") for line in lines], b"d"),
    ]
    found = [b""] * len(lines)
    for counts, sign in signs:
        if any(counts):
            found = [f + _level(n, sign) for f, n in zip(found, _near(counts), strict=True)]
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


def opening(line: str, sign: str) -> int:
    """How often a sign stands before a word, after a blank, a bracket or nothing."""
    if sign not in line:
        return 0
    return sum(
        (not at or line[at - 1] in _BEFORE_QUOTE) and line[at + 1 : at + 2].isalnum()
        for at in _places(line, sign)
    )


def _level(count: int, sign: bytes) -> bytes:
    if not count:
        return b""
    return sign if count < _FEW else sign.swapcase() if sign != b"L" else sign


def _near(counts: Sequence[int]) -> list[int]:
    """The sums over the lines that speak for each line; linear."""
    sums = [0, *accumulate(map(int, counts))]
    last = len(counts)
    return [sums[min(last, i + NEIGHBOURS + 1)] - sums[max(0, i - NEIGHBOURS)] for i in range(last)]
