"""A line of the flow as the block reader sees it: its words in plain style, each traceable to the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.mojibake import may_be_bad, mend
from normalize.text.style import is_plain, plain, plain_str
from normalize.text.traced import Traced

if TYPE_CHECKING:
    from normalize.flow import Flow, Line


_BULLET = re.compile(r"[•·▪◦‣●](?=\s)|[-*](?=[ \xa0]+[A-Za-z\"'‘“])|–(?=[ \xa0]+[A-Z\"'‘“])")
_BULLETS = frozenset("•·▪◦‣●-–*")
"""What ``_BULLET`` begins with: one look tells that most lines have none."""
_MOST_GARBLED = 250_000
"""Characters of lines with mojibake that are mended on a page: a second's work, and more than a page has."""


class Item:
    """One line. ``mended`` has its mojibake put right, ``view`` the same words in plain style.

    Blocks are found in the view. What is cut out of it is given in mended words, because what was lost must
    be brought back before quotes and dashes are restyled. Most lines need neither, so both are made where
    they are asked for.

    Attributes:
        text: the words in plain style.
        number: the line's number in the flow.
        links: where they stand in the line as decoded.
        images: likewise.

    """

    __slots__ = ("_garbled", "_line", "_mended", "_view", "images", "links", "number", "text")

    def __init__(self, line: Line, number: int, *, garbled: bool, styled: bool) -> None:
        text, _, self.links, self.images = line
        self._line = text
        self.number = number
        self._mended: Traced | None = None
        self._view: Traced | None = None
        self._garbled = garbled
        if garbled or (text[:1] in _BULLETS and _BULLET.match(text)):
            text = self.mended.text
            styled = False
        self.text = text if styled else plain_str(text)

    @property
    def mended(self) -> Traced:
        """The words with their mojibake put right, without a bullet that the page types before them."""
        if self._mended is None:
            words = Traced(self._line, line=self.number)
            self._mended = _unbulleted(mend(words) if self._garbled else words)
        return self._mended

    @property
    def view(self) -> Traced:
        """The words in plain style; its edits are those of style alone."""
        if self._view is None:
            self._view = plain(Traced(self.mended.text))
        return self._view

    def cut(self, start: int = 0, end: int | None = None) -> Traced:
        """The mended words that show as ``text[start:end]``."""
        piece = self.view.cut(start, end)
        return self.mended.cut(piece.offset, piece.end).strip()


def read_items(flow: Flow) -> list[Item]:
    """Every line of the flow, mojibake mended."""
    together = " ".join([line.text for line in flow.lines if line.text])
    garbled = frozenset() if together.isascii() else _garbled(flow)
    styled = is_plain(together)  # as most pages are, or would be without some line or other
    return [
        Item(line, number, garbled=number in garbled, styled=styled) for number, line in enumerate(flow.lines)
    ]


def _garbled(flow: Flow) -> frozenset[int]:
    """The lines with mojibake, as far as it is mended."""
    found: list[int] = []
    left = _MOST_GARBLED
    for number, line in enumerate(flow.lines):
        text = line.text
        if not text.isascii() and len(text) <= left and may_be_bad(text):
            left -= len(text)
            found.append(number)
    return frozenset(found)


def _unbulleted(words: Traced) -> Traced:
    """The words without the bullet that some pages type before them."""
    bullet = _BULLET.match(words.text)
    return words.cut(bullet.end()).strip() if bullet else words
