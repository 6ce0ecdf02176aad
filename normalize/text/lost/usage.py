"""Which quotation marks a document uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalize.text.lost.survivors import opening

if TYPE_CHECKING:
    from collections.abc import Iterable

_ESTABLISHED = 2  # quotations that survive, of a kind


@dataclass(frozen=True, slots=True)
class Usage:
    """The quotation mark that a document uses outermost, and whether whole quotations prove it."""

    outer: str = '"'
    established: bool = False

    @property
    def inner(self) -> str:
        """The mark of a quotation inside another."""
        return '"' if self.outer == "'" else "'"


def usage(lines: Iterable[str]) -> Usage:
    """How a document quotes: ``'`` where more of these survive, else ``"``."""
    double = single = 0
    for line in lines:
        double += opening(line, '"') + opening(line, "“")
        single += opening(line, "'") + opening(line, "‘")
    outer = "'" if single > double + _ESTABLISHED else '"'
    return Usage(outer, established=(single if outer == "'" else double) >= _ESTABLISHED)
