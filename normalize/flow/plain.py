"""The reader of last resort: a page's lines straight from its tags, without a tree.

Linear in time and flat in memory on any input. On whole markup its lines are those of the other readers; it
does not move text out of broken tables, and an end tag that is missing ends nothing.
"""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

from normalize.flow.assembler import Assembler
from normalize.flow.marker import NO_ATTRIBUTES
from normalize.flow.marks import BLOCKS, CLOSED_BY_OTHERS, KINDS, PREFORMATTED, RAW, VOID
from normalize.flow.sheet import read_sheet
from normalize.flow.source import short_references
from normalize.flow.tokens import Token, tokens

if TYPE_CHECKING:
    from normalize.flow.line import Flow

_TRACKED = KINDS.keys() | PREFORMATTED | {"title", "svg", "math"}
"""Tags whose end means something only where they are open."""
_ENDS = {
    **{cell: frozenset(["td", "th"]) for cell in ("td", "th", "tr", "tbody", "thead", "tfoot", "table")},
    **{part: frozenset(["dt", "dd"]) for part in ("dt", "dd", "dl")},
    **{part: frozenset(["li"]) for part in ("li", "ol", "ul")},
}
"""Tags whose end, or whose like's start, also ends these where they were left open."""
_STARTERS = KINDS.keys() | {"tr", "tbody", "thead", "tfoot"}


def read_plain(text: str) -> Flow:
    """The lines of an HTML page however deep its tags nest."""
    reader = _Plain(Assembler(read_sheet(text)))
    for token in tokens(short_references(text)):
        if isinstance(token, Token):
            reader.tag(token)
        else:
            reader.text(token)
    return reader.finish()


class _Plain:
    def __init__(self, assembler: Assembler) -> None:
        self._assembler = assembler
        self._open: list[str] = []  # tracked tags only
        self._unread = ""  # the tag whose content is passed over, and how many of its name are open
        self._unread_depth = 0
        self._raw = False
        self._in_anchor = False

    def tag(self, token: Token) -> None:
        if self._unread in CLOSED_BY_OTHERS and token.name in BLOCKS:
            self._unread = ""
        if self._unread:
            if token.name == self._unread:
                self._unread_depth += -1 if token.ends else 1
                if not self._unread_depth:
                    self._unread = ""
        elif token.ends:
            self._end(token.name)
        else:
            self._start(token)

    def text(self, text: str) -> None:
        if not self._unread:
            self._assembler.text(text if self._raw else unescape(text))

    def finish(self) -> Flow:
        self._end_anchor()
        while self._open:
            self._assembler.leave(self._open.pop())
        return self._assembler.flow("plain")

    def _start(self, token: Token) -> None:
        name = token.name
        if name in _STARTERS:
            self._close_top(_ENDS.get(name, frozenset()))
        elif name == "a":
            self._end_anchor()
        entered = self._assembler.enter(name, token.attributes() if token.written else NO_ATTRIBUTES)
        if name in VOID:
            if entered:
                self._assembler.leave(name)
        elif not entered:
            self._unread, self._unread_depth = name, 1
        elif name in _TRACKED:
            self._open.append(name)
        elif name == "a":
            self._in_anchor = True
        self._raw = name in RAW - {"title"} or name == "plaintext"

    def _end(self, name: str) -> None:
        self._raw = False
        self._close_top(_ENDS.get(name, frozenset()) - {name})
        if name in _TRACKED:
            # Only at the top: looking further down would make hostile pages quadratic.
            if self._open and self._open[-1] == name:
                self._assembler.leave(self._open.pop())
            elif name in BLOCKS:
                self._assembler.enter("br")
        elif name == "a":
            self._end_anchor()
        elif name == "br":
            self._assembler.enter("br")
        elif name not in VOID:
            self._assembler.leave(name)

    def _close_top(self, names: frozenset[str]) -> None:
        """What was left open inside the tag that ends, or before its like that starts, is over."""
        if self._open and self._open[-1] in names:
            self._assembler.leave(self._open.pop())

    def _end_anchor(self) -> None:
        if self._in_anchor:
            self._in_anchor = False
            self._assembler.leave("a")
