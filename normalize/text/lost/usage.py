"""Which quotation marks a document uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from normalize.text.lost.survivors import Survivors

_ESTABLISHED = 2  # quotations that survive, of a kind

PROVED, SELDOM = 0.99, 0.03
"""How probably single quotes are the usual ones: where quotations survive that prove it, where none does."""


class Usage(NamedTuple):
    """How probably (0 to 1) a document's usual quotation marks are single ones, the others double."""

    single: float

    def double(self, nested: float) -> float:
        """How probably a quote is a double one, where it is of the other kind as probably as ``nested``."""
        return nested * self.single + (1 - nested) * (1 - self.single)


def usage(lines: Iterable[Survivors]) -> Usage:
    """How a document quotes, by the quotations that survive, else as most do."""
    double = single = 0
    for line in lines:
        double += line.double
        single += line.single
    return Usage(
        PROVED if single > double + _ESTABLISHED else 1 - PROVED if double >= _ESTABLISHED else SELDOM
    )
