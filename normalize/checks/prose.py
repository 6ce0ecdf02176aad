"""The figures that a walk's text and key information tell, each with the sentence it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalize.quantities import Quantities
from normalize.text.style import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.blocks import Blocks
    from normalize.quantities import Quantity
    from normalize.text.traced import Traced

MOST = 200
"""Figures of one walk's prose that are taken note of; a page with more is a table of something else."""

NEAR = 40
"""Characters before and after a figure that may say what it is of."""

LONGEST = 20_000
"""Characters of one paragraph that are searched for figures: no person writes a longer one."""

LONG = 500
"""Characters of a sentence that are looked at on either side of a figure."""

_SENTENCE_END = re.compile(r"[.!?;]\s")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in prose: ``words`` is how it is printed, ``source`` the block it stands in."""

    source: str
    quantity: Quantity
    line: Traced
    words: Traced

    @property
    def sentence(self) -> str:
        """The sentence round the figure, up to ``LONG`` characters of it on either side."""
        text, q = self.line.text, self.quantity
        first, last = max(0, q.start - LONG), q.end + LONG
        starts = [m.end() for m in _SENTENCE_END.finditer(text, first, q.start)]
        end = _SENTENCE_END.search(text, q.end, last)
        return text[starts[-1] if starts else first : end.end() if end else last]

    @property
    def before(self) -> str:
        """The words just before the figure, in its sentence."""
        text = self.line.text[max(0, self.quantity.start - NEAR) : self.quantity.start]
        return _SENTENCE_END.split(text)[-1]

    @property
    def after(self) -> str:
        """The words just after the figure."""
        return self.line.text[self.quantity.end : self.quantity.end + NEAR]


def read_prose(blocks: Blocks, site: str) -> list[Told]:
    """Every quantity of the key information and of the text, in reading order, up to ``MOST``."""
    told: list[Told] = []
    for found in _figures(blocks, Quantities.of(site)):
        told.append(found)
        if len(told) == MOST:
            break
    return told


def _figures(blocks: Blocks, grammar: Quantities) -> Iterator[Told]:
    pieces = [("key_information", words) for words in blocks.key_information]
    pieces += [("narrative", words) for words, _ in blocks.narrative]
    for source, words in pieces:
        line = plain(words)
        for q in grammar.read(line.text[:LONGEST]):
            yield Told(source, q, line, line.cut(q.start, q.end))
