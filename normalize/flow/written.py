"""A page's text as it is written down with marks in it, before it is cut into lines.

Every mark is U+0000 and more, for no page's text holds U+0000. The marks that end a line and start the next
have a letter: what kind of line it is. Those of anchors, images and what the head says have a number, the
place of what they stand for in a list of their own, and a semicolon.
"""

from __future__ import annotations

from typing import NamedTuple

from normalize.flow.line import Kind

LINE = "\0|"
"""How the marks begin that start a line."""
SAME, LEAVE, TITLE = LINE + "=", LINE + ".", LINE + "!"
"""Start a line: of the same kind, of the kind before the last one entered, and one that is the title."""
KIND_OF = {"h": Kind.HEADING, "l": Kind.ITEM, "t": Kind.TEXT, "c": Kind.CELL}
"""The letters of the marks in ``ENTER``."""
ENTER = {kind: LINE + letter for letter, kind in KIND_OF.items()}
"""Start a line of each kind; the lines that follow are of that kind too, until it is left."""
ANCHOR_END = "\0/;"


class Anchor(NamedTuple):
    """What the mark of an anchor's start stands for."""

    href: str | None


class Picture(NamedTuple):
    """What the mark of an image stands for."""

    src: str
    alt: str


class Said(NamedTuple):
    """Something that a page says of itself: ``what`` is ``canonical``, ``base`` or ``robots``."""

    what: str
    value: str


Meaning = Anchor | Picture | Said


class Meanings(dict[str, Meaning]):
    """What the marks of a text stand for, by their numbers."""

    def mark(self, meaning: Meaning) -> str:
        """The mark that stands for it."""
        number = str(len(self))
        self[number] = meaning
        return f"\0{number};"
