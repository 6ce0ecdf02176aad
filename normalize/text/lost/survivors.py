"""What survives round a line: where apostrophes or quotes are whole, they were hardly lost."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from normalize.text.lost.conversion import survives_latin1
from normalize.text.lost.gate import NEIGHBOURS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.text.lost.evidence import Evidence

_APOSTROPHE = re.compile("(?<=[a-z])['’](?=[a-z])")
_QUOTE = re.compile('(?:(?<=\\s)|^)["“](?=\\w)')
_SINGLE = re.compile("(?:(?<=\\s)|^)['‘](?=[A-Za-z])")
_DASH = re.compile("[–—]")
_FEW = 3


def contexts(lines: Sequence[str], evidence: Evidence) -> list[bytes]:
    """For each line, a letter for each thing that survives near it: Latin-1, apostrophes, quotes, dashes."""
    latin1 = [survives_latin1(line, evidence) for line in lines]
    signs: list[tuple[Sequence[int], bytes]] = [
        (latin1, b"L"),
        (_counts(lines, "'’", _APOSTROPHE), b"a"),
        (_counts(lines, '"“', _QUOTE), b"q"),
        (_counts(lines, "'‘", _SINGLE), b"s"),
        (_counts(lines, "–—", _DASH), b"d"),
    ]
    found = [b""] * len(lines)
    for counts, sign in signs:
        if any(counts):
            found = [f + _level(n, sign) for f, n in zip(found, _near(counts), strict=True)]
    return found


def _counts(lines: Sequence[str], signs: str, pattern: re.Pattern[str]) -> list[int]:
    """How often a pattern stands in each line; where none of its signs is, nobody looks."""
    plain, curly = signs[0], signs[1]
    return [len(pattern.findall(line)) if plain in line or curly in line else 0 for line in lines]


def _level(count: int, sign: bytes) -> bytes:
    if not count:
        return b""
    return sign if count < _FEW else sign.swapcase() if sign != b"L" else sign


def _near(counts: Sequence[int]) -> list[int]:
    """The sums over the lines that speak for each line; linear."""
    sums = [0, *accumulate(map(int, counts))]
    last = len(counts)
    return [sums[min(last, i + NEIGHBOURS + 1)] - sums[max(0, i - NEIGHBOURS)] for i in range(last)]
