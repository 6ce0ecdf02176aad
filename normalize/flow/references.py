"""The numbers that lynx puts before links, and the list of their addresses at a dump's end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_REFERENCE = re.compile(r" *(\d{1,5})\. \S+ *")
_HEADS = frozenset(["References", "Visible links", "Visible links:", "Hidden links:"])
_ENTRY = re.compile(r"\s*\[(\d{1,5})\][^\[\]]{1,80}")
_LAST_ENTRY = re.compile(r"(\s*\[(\d{1,5})\](?:[\w'’&-]{1,40} ){1,8})(?=\[(\d{1,5})\])")


def without_references(lines: Sequence[str]) -> tuple[list[str], frozenset[str]]:
    """The lines without the list of links that lynx puts at a dump's end, and the numbers it has."""
    numbers: set[str] = set()
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at].strip()
        if line in _HEADS and numbers:
            if line == "References":
                return _menus_parted(lines[:at]), frozenset(numbers)
        elif reference := _REFERENCE.fullmatch(lines[at].rstrip(" \t")):
            numbers.add(reference[1])
        elif line and line not in _HEADS:
            break
    return list(lines), frozenset()


def _menus_parted(lines: Sequence[str]) -> list[str]:
    """The lines; the last entry of a menu is parted from the next cell, which lynx puts beside it."""
    parted: list[str] = []
    above: re.Match[str] | None = None
    for line in lines:
        entry = _LAST_ENTRY.match(line) if above else None
        if above and entry and int(above[1]) + 2 == int(entry[2]) + 1 == int(entry[3]):
            parted += [entry[1].rstrip(), " " * (len(line) - len(line.lstrip())) + line[entry.end() :]]
        else:
            parted.append(line)
        above = _ENTRY.fullmatch(line.rstrip())
    return parted
