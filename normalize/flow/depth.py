"""How much a page's tags would make a tree builder suffer, told in one linear pass before any sees them.

Tree builders are quadratic in the depth of open tags, in a tag's attributes, and copy every unclosed
formatting tag into every block that follows. What is counted is never less than what they would build: where
it is unsure whether an end tag ends anything, it does not.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from normalize.flow.marks import BLOCKS, CELLS, CLOSED_BY_OTHERS, FORMATTING, RAW, ROWS, VOID
from normalize.flow.tokens import MOST_ATTRIBUTES, attributes_in, tokens

DEEPEST = 2_000
"""Tags open at once, beyond which a page is read without a tree."""
_LONGEST_UNCHECKED = 100_000  # characters; what a shorter page can cost is bounded by its length
_MOST_COPIED = 30_000_000  # characters of formatting tags, opened again in later blocks
_COPY = 100  # characters that a copied tag weighs by itself

_SINGLE = frozenset(["a", "form", "nobr", "button"])  # a second one closes the first, or is ignored
_BENDING = frozenset(["svg", "math", "template", "object", "applet", "select", "frameset", "plaintext"])
"""Tags within which other rules hold of what an end tag ends, and of what is a tag at all."""
_BOUNDS = BLOCKS | RAW | _BENDING | {"button", "noscript"}
"""Tags that the end tag of an ordinary tag, such as ``span``, does not reach beyond."""
_FEW_TAGS = 10_000  # nested however deep, a builder is done with so many in a fifth of a second
_REACH = 64  # open tags that the end of an ordinary tag looks through, at most
_LINGERING = re.compile(rf"<(?:{'|'.join(sorted(FORMATTING - _SINGLE))})(?=[\s/>])[^>]*", re.IGNORECASE)
_BLOCK = re.compile(rf"<(?:{'|'.join(sorted(BLOCKS))})(?=[\s/>])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Burden:
    """What a page asks of a tree builder.

    Attributes:
        depth: the most tags that are open at once.
        copied: characters of formatting tags that are opened again in later blocks.
        attributes: the most attributes of one tag.

    """

    depth: int
    copied: int
    attributes: int


def nesting(text: str) -> int:
    """How many tags of a page are open at once: never fewer than there are, and linear in its length."""
    starts = _starts(text)
    return starts if starts <= DEEPEST else burden(text).depth


def is_too_much(text: str) -> bool:
    """Whether a page must not be given to a tree builder."""
    if _starts(text) <= DEEPEST and len(text) <= _LONGEST_UNCHECKED:
        return False
    asked = burden(text)
    return asked.depth > DEEPEST or asked.copied > _MOST_COPIED or asked.attributes > MOST_ATTRIBUTES


def burden(text: str) -> Burden:
    """Count a page's open tags, the copies they lead to, and the attributes of its fullest tag."""
    count = _Count()
    for token in tokens(text):
        if isinstance(token, str):
            count.raw(token)
        elif token.ends:
            count.end(token.name)
        else:
            count.start(token.name, token.written)
    if not count.bent:
        return Burden(count.deepest, count.copied, count.attributes)
    starts = _starts(text)
    lingering = sum(_COPY + len(tag) for tag in _LINGERING.findall(text))
    copied = lingering * len(_BLOCK.findall(text))
    return Burden(starts if starts > _FEW_TAGS else count.deepest, copied, count.attributes)


def _starts(text: str) -> int:
    """No fewer than the start tags of a page."""
    return text.count("<") - text.count("</")


class _Table:
    """What is open inside a table (or, the outermost, in none): end tags do not reach beyond it."""

    def __init__(self, floor: int) -> None:
        self.floor = floor  # length of the stack when it was opened
        self.open: Counter[str] = Counter()
        self.in_cell = False


class _Count:
    """The stack of open tags, simplified on the side of too much.

    ``bent`` says that a tag was met which bends the rules, so that the count may be too small.
    """

    def __init__(self) -> None:
        self.deepest = self.copied = self.attributes = 0
        self.bent = False
        self._stack: list[str] = []
        self._tables = [_Table(0)]
        self._bound = 0  # where in the stack the last of the bounds stands
        self._lingering: list[dict[str, list[int]]] = [{}]  # by cell: weights of unclosed formatting tags
        self._weight = 0

    def raw(self, text: str) -> None:
        """A text; one that may hide where a script ends bends the rules."""
        if "<!--" in text and "<script" in text.lower():
            self.bent = True

    def start(self, name: str, written: str) -> None:
        """A start tag with its attributes as written."""
        if len(written) > 2 * MOST_ATTRIBUTES:
            self.attributes = max(self.attributes, attributes_in(written))
        if name in VOID or name in RAW:
            return
        if name in _BOUNDS:
            self.copied += self._weight
        table = self._tables[-1]
        if name in ROWS or name in CELLS:
            self._start_of_row_or_cell(name, table)
        if name in CLOSED_BY_OTHERS:
            self._bound = len(self._stack)
        elif name not in _SINGLE or not table.open[name]:
            self._push(name, table, len(written))

    def end(self, name: str) -> None:
        """An end tag."""
        table = self._tables[-1]
        if name in ROWS or name in CELLS:
            self._leave_cell(table)
        if name == "table" and len(self._tables) > 1:
            self._leave_cell(table)
            self._cut(self._tables.pop().floor - 1)
        elif not table.open[name]:
            return
        elif name in BLOCKS:
            while self._pop() != name:
                pass
        elif name in self._stack[max(self._bound, len(self._stack) - _REACH) :]:
            while self._pop() != name:
                pass
            self._forget(name)
        self._bound = min(self._bound, len(self._stack))

    def _push(self, name: str, table: _Table, written: int) -> None:
        self._stack.append(name)
        self.deepest = max(self.deepest, len(self._stack))
        table.open[name] += 1
        if name in FORMATTING:
            self._lingering[-1].setdefault(name, []).append(_COPY + written)
            self._weight += _COPY + written
        elif name in _BOUNDS:
            self._bound = len(self._stack)
            self.bent |= name in _BENDING
        if name == "table":
            self._tables.append(_Table(len(self._stack)))

    def _pop(self) -> str:
        name = self._stack.pop()
        self._tables[-1].open[name] -= 1
        return name

    def _cut(self, height: int) -> None:
        while len(self._stack) > height:
            self._pop()

    def _start_of_row_or_cell(self, name: str, table: _Table) -> None:
        if not table.floor:
            return
        self._leave_cell(table)
        self._cut(table.floor)
        if name in CELLS:
            table.in_cell = True
            self._lingering.append({})

    def _leave_cell(self, table: _Table) -> None:
        """Formatting tags that were opened in a cell end with it."""
        if table.in_cell:
            table.in_cell = False
            self._weight -= sum(sum(weights) for weights in self._lingering.pop().values())

    def _forget(self, name: str) -> None:
        weights = self._lingering[-1].get(name)
        if weights:
            self._weight -= weights.pop()
