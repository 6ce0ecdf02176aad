"""A line of the flow as the block reader sees it: its words in plain style, each traceable to the page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from normalize.text.mojibake import mend
from normalize.text.style import plain
from normalize.text.traced import Traced

if TYPE_CHECKING:
    from normalize.flow import Flow, Image, Link


BULLETS = ("•", "·", "▪", "◦", "‣", "●")


@dataclass(frozen=True)
class Item:
    """One line. ``mended`` has its mojibake put right, ``view`` the same words in plain style.

    Blocks are found in the view. What is cut out of it is given in mended words, because what was lost must
    be brought back before quotes and dashes are restyled.
    """

    mended: Traced
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()

    @cached_property
    def view(self) -> Traced:
        """The words in plain style; its edits are those of style alone."""
        return plain(Traced(self.mended.text))

    @property
    def text(self) -> str:
        """The words in plain style."""
        return self.view.text

    @property
    def number(self) -> int:
        """The line's number in the flow."""
        return self.mended.line

    def cut(self, start: int = 0, end: int | None = None) -> Traced:
        """The mended words that show as ``text[start:end]``."""
        piece = self.view.cut(start, end)
        return self.mended.cut(piece.offset, piece.end).strip()


def read_items(flow: Flow) -> list[Item]:
    """Every line of the flow, mojibake mended."""
    return [
        Item(_unbulleted(mend(Traced(line.text, line=number))), line.links, line.images)
        for number, line in enumerate(flow.lines)
    ]


def _unbulleted(words: Traced) -> Traced:
    """The words without the bullet that some pages type before them."""
    return words.cut(1).strip() if words.text[:1] in BULLETS and words.text[1:2].isspace() else words
