"""Whether a wrapped dump still tells where one paragraph ends and the next begins."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from tests.generator.typography import straight

if TYPE_CHECKING:
    from collections.abc import Sequence


def told_apart(dump: str, parts: Sequence[str]) -> bool:
    """Whether something parts each from the next: a blank line, a mark, an indent, room left in a line."""
    lines = [straight_line(line) for line in dump.splitlines()]
    room = max((len(line) for line in lines if len(line) <= 80), default=80)
    return all(_parted(lines, before, after, room) for before, after in pairwise(parts))


def straight_line(line: str) -> str:
    """A line in the typography of the truth, its indent kept."""
    body = line.strip()
    return " " * (len(line) - len(line.lstrip())) + straight(body)


def _parted(lines: list[str], before: str, after: str, room: int) -> bool:
    """False only where the line that ends the one is followed at once by the other and was full."""
    last, first = " ".join(before.split()[-2:]), after.split()[0]
    opening = after[:12]
    for line, following in pairwise(lines):
        if line.endswith(last) and following.lstrip().startswith(opening):
            indent = len(following) - len(following.lstrip()) != len(line) - len(line.lstrip())
            return indent or len(line) + 1 + len(first) <= room
    return True
