"""How much a page's tags would make a tree builder suffer, told in one linear pass before any sees them.

Tree builders are quadratic in the depth of open tags, in a tag's attributes, and copy every unclosed
formatting tag into every block that follows. What is counted is never less than what they would build: where
it is unsure whether an end tag ends anything, it does not.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from normalize.flow.marks import BLOCKS, CELLS, FORMATTING, RAW, ROWS, VOID
from normalize.flow.tokens import attributes_in, tokens

DEEPEST = 2_000
"""Tags open at once, beyond which a page is read without a tree."""
_COPY = 100  # characters that a copied tag weighs by itself

_SINGLE = frozenset(["a", "form", "nobr", "button"])  # a second one closes the first, or is ignored
_MARKED = frozenset(["object", "applet", "marquee", "template"])  # formatting tags stay within them
_FRAMES = _MARKED | {"table", "select"}
"""Tags beyond which the end tags inside them do not reach."""
_BENDING = frozenset(["svg", "math", "plaintext"])
"""Tags within which other rules hold of what an end tag ends, and of what is a tag at all."""
_BOUNDS = BLOCKS | RAW | _FRAMES | _BENDING | {"button", "noscript"}
"""Tags that the end tag of an ordinary tag, such as ``span``, does not reach beyond."""
_CLOSING = BLOCKS - ROWS - CELLS - _FRAMES - {"option", "optgroup", "legend", "multicol", "frameset", "col"}
"""Tags whose start ends a paragraph, and whose end also ends what was left open in them."""
_UNCOUNTED = VOID | RAW | {"html", "head", "body"}
_ROW = 3  # section, row and cell, which stand in the stack of a table and are not counted one by one
_SHORT = 200  # characters of attributes, too few to count how many attributes they make
_FEW_TAGS = 10_000  # nested however deep, a builder is done with so many in a fifth of a second
_REACH = 64  # open tags that the end of an ordinary tag looks through, at most
_MENDED = 6  # blocks across which a parser follows the end of a formatting tag; it stops after eight
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
    """How many tags of a page are open at once: never fewer than there are, and linear in its length.

    A page of so few tags that it cannot be deep is not read: their number is the answer.
    """
    starts = start_tags(text)
    return starts if starts <= DEEPEST else burden(text).depth


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
    starts = start_tags(text)
    lingering = sum(_COPY + len(tag) for tag in _LINGERING.findall(text))
    copied = lingering * len(_BLOCK.findall(text))
    return Burden(starts if starts > _FEW_TAGS else count.deepest, copied, count.attributes)


def start_tags(text: str) -> int:
    """No fewer than the start tags of a page."""
    opening = text.count("<")
    return opening if opening <= DEEPEST else opening - text.count("</")


class _Frame:
    """What is open inside a table or its like; the outermost has no name."""

    def __init__(self, name: str, floor: int) -> None:
        self.name = name
        self.floor = floor  # length of the stack when it was opened
        self.open: Counter[str] = Counter()
        self.in_cell = False


class _Formatting:
    """Formatting tags that nobody has closed: the parser opens them again in each block that follows."""

    def __init__(self) -> None:
        self.count = self.weight = 0
        self._cells: list[dict[str, list[tuple[int, _Frame, int]]]] = [{}]  # a cell keeps its own to itself

    def start(self, name: str, weight: int, frame: _Frame, height: int) -> None:
        self._cells[-1].setdefault(name, []).append((weight, frame, height))
        self.count += 1
        self.weight += weight

    def end(self, name: str, frame: _Frame, height: int) -> None:
        """Close the last of that name, unless it is out of reach: in another frame, or too many tags up."""
        same = self._cells[-1].get(name)
        if same and same[-1][1] is frame and height - same[-1][2] <= _MENDED:
            self._forget(same.pop()[0])

    def enter_cell(self) -> None:
        self._cells.append({})

    def leave_cell(self) -> None:
        for same in self._cells.pop().values():
            for weight, _, _ in same:
                self._forget(weight)

    def _forget(self, weight: int) -> None:
        self.count -= 1
        self.weight -= weight


class _Count:
    """The stack of open tags, simplified on the side of too much.

    ``bent`` says that a tag was met which bends the rules, so that the count may be too small.
    """

    def __init__(self) -> None:
        self.deepest = self.copied = self.attributes = 0
        self.bent = False
        self._stack: list[str] = []
        self._frames = [_Frame("", 0)]
        self._formatting = _Formatting()

    def raw(self, text: str) -> None:
        """A text; one that may hide where a script ends bends the rules."""
        if "<!--" in text and "<script" in text.lower():
            self.bent = True

    def start(self, name: str, written: str) -> None:
        """A start tag with its attributes as written."""
        if len(written) > _SHORT:
            self.attributes = max(self.attributes, attributes_in(written))
        frame = self._frames[-1]
        if name in FORMATTING:
            if name in _SINGLE:
                self.end(name)
            self._formatting.start(name, _COPY + len(written), frame, len(self._stack))
        elif name in ROWS or name in CELLS:
            self._start_row_or_cell(name, frame)
        elif name not in _UNCOUNTED and not (name in _SINGLE and frame.open[name]):
            self._close_alike(name)
            self._push(name)
        self.copied += self._formatting.weight if name in _BOUNDS else 0
        height = len(self._stack) + _ROW * (len(self._frames) - 1) + self._formatting.count
        self.deepest = max(self.deepest, height)

    def end(self, name: str) -> None:
        """An end tag."""
        frame = self._frames[-1]
        if name in _FRAMES:
            if frame.name == name:
                self._leave_frame(frame)
        elif name in FORMATTING:
            self._formatting.end(name, frame, len(self._stack))
        elif name in ROWS or name in CELLS:
            self._leave_cell(frame)
        elif frame.name != "select" and frame.open[name]:
            if name == "form":
                self._take_out(name)
            elif name in _CLOSING:
                self._cut_through(name)
            else:
                self._cut_back_to(name, _BOUNDS)

    def _close_alike(self, name: str) -> None:
        """End the tag that this one's start ends, if any."""
        if name in _CLOSING and self._frames[-1].open["p"]:
            self._cut_back_to("p", _FRAMES | {"button"})
        if name == "li":
            self._cut_back_to("li", _BOUNDS - {"address", "div", "p"})
        elif name in {"dt", "dd"}:
            self._cut_back_to("dt", _BOUNDS - {"address", "div", "p"})
            self._cut_back_to("dd", _BOUNDS - {"address", "div", "p"})
        elif name in {"option", "optgroup"} and self._stack and self._stack[-1] == "option":
            self._pop()

    def _push(self, name: str) -> None:
        self._stack.append(name)
        self._frames[-1].open[name] += 1
        self.bent |= name in _BENDING
        if name in _FRAMES:
            self._frames.append(_Frame(name, len(self._stack)))
            if name in _MARKED:
                self._enter_cell(self._frames[-1])

    def _start_row_or_cell(self, name: str, frame: _Frame) -> None:
        if frame.name == "table":
            self._leave_cell(frame)
            self._cut(frame.floor)
            if name in CELLS:
                self._enter_cell(frame)

    def _leave_frame(self, frame: _Frame) -> None:
        self._leave_cell(frame)
        self._cut(frame.floor)
        self._frames.pop()
        self._pop()

    def _pop(self) -> str:
        name = self._stack.pop()
        self._frames[-1].open[name] -= 1
        return name

    def _cut(self, height: int) -> None:
        while len(self._stack) > height:
            self._pop()

    def _cut_through(self, name: str) -> None:
        while self._pop() != name:
            pass

    def _take_out(self, name: str) -> None:
        """End the last ``name`` alone; what is inside it stays open."""
        at = len(self._stack) - 1
        while self._stack[at] != name:
            at -= 1
        self._stack[at] = ""
        self._frames[-1].open[name] -= 1

    def _cut_back_to(self, name: str, bounds: frozenset[str]) -> None:
        """End the last ``name`` and what is in it, if none of the bounds stands between."""
        for tag in self._stack[: -_REACH - 1 : -1]:
            if tag == name:
                self._cut_through(name)
                return
            if tag in bounds:
                return

    def _enter_cell(self, frame: _Frame) -> None:
        frame.in_cell = True
        self._formatting.enter_cell()

    def _leave_cell(self, frame: _Frame) -> None:
        if frame.in_cell:
            frame.in_cell = False
            self._formatting.leave_cell()
