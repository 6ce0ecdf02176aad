"""What stands between two numbers: ``5-7``, ``2 or 3``, ``two-to-three``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from normalize.quantities.parts import glue
from normalize.quantities.tokens import Sort

if TYPE_CHECKING:
    from normalize.quantities.source import Source


class Joint(NamedTuple):
    """What stands between two numbers: a ``dash``, a ``slash``, ``to``, ``or``, ``and``."""

    sort: str
    end: int


def joint_at(source: Source, i: int) -> Joint | None:
    """The joint at token ``i``, or None."""
    token, tied = source.tokens[i], glue(source, i)  # "2-to-3"
    words, text = source.words, source.tokens[tied].text
    parts = (("to", words.ranges), ("or", words.alternatives), ("and", words.joins))
    worded = next((Joint(sort, glue(source, tied + 1)) for sort, known in parts if text in known), None)
    if worded:
        return worded
    if token.sort is Sort.DASH and len(token.text) <= 2:
        return Joint("dash", i + 1)
    return Joint("slash", i + 1) if token.sort is Sort.SLASH else None
