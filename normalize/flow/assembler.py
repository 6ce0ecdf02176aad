"""From the events of a walk through a page's tree to the page's lines.

The text is written down with marks in it, as one string, and cut into lines at the end: on thousands of
short texts that is several times as fast as keeping a line's state in step with the walk.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.flow.lines import cut_lines
from normalize.flow.marker import END_MARKS, NO_ATTRIBUTES, written_for
from normalize.flow.marks import PREFORMATTED
from normalize.flow.sheet import NO_SHEET
from normalize.flow.written import SAME, Meanings

if TYPE_CHECKING:
    from normalize.flow.line import Flow
    from normalize.flow.marker import Attributes
    from normalize.flow.sheet import Sheet

_BREAKS = re.compile(r"[\n\r\f]")
_FOREIGN = frozenset(["svg", "math"])


class Assembler:
    """Takes the tree's tags and texts in reading order, gives the lines.

    A reader calls ``enter`` at each start tag, and only where that says True goes on to the content and
    calls ``leave`` after it; ``text`` at each text node. Names of tags and attributes are in lower case, and
    no text holds U+0000.
    """

    def __init__(self, sheet: Sheet = NO_SHEET) -> None:
        self._sheet = sheet
        self._meanings = Meanings()
        self._written = [SAME]
        self._preformatted = 0
        self._foreign = 0

    def enter(self, tag: str, attributes: Attributes = NO_ATTRIBUTES) -> bool:
        """Start ``tag``; says whether its content is to be read."""
        if self._foreign and tag == "title":
            return False
        if self._sheet and attributes and self._sheet.hides(tag, attributes):
            return False
        written = written_for(tag, attributes)
        if written is None:
            return False
        self._written.append(written if isinstance(written, str) else self._meanings.mark(written))
        self._preformatted += tag in PREFORMATTED
        self._foreign += tag in _FOREIGN
        return True

    def leave(self, tag: str) -> None:
        """End ``tag``, which ``enter`` let in."""
        self._written.append(END_MARKS.get(tag, ""))
        self._preformatted -= tag in PREFORMATTED
        self._foreign -= tag in _FOREIGN

    def text(self, text: str) -> None:
        """Add the text of one text node."""
        self._written.append(_BREAKS.sub(SAME, text) if self._preformatted else text)

    def flow(self, reader: str) -> Flow:
        """Everything read so far, as read by ``reader``."""
        return cut_lines("".join(self._written), self._meanings, reader)
