"""From the events of a walk through a page's tree to the page's lines; every HTML reader shares it.

The text is written down with marks in it, as one string, and cut into lines at the end: on thousands of
short texts that is several times as fast as keeping a line's state in step with the walk.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.flow.line import Flow, Kind
from normalize.flow.lines import ANCHOR_END, ANCHOR_START, IMAGE, TITLE, cut_lines, fold, line_start
from normalize.flow.marks import BLOCKS, KINDS, PREFORMATTED, UNSHOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Attributes = Mapping[str, str | None]

NO_ATTRIBUTES: Attributes = {}
CONSULTED = frozenset(["a", "base", "img", "link", "meta"])
"""Tags whose attributes are always looked at; those of others only where a page can hide things."""

_BREAKS = re.compile(r"[\n\r\f]")
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_NEVER_HIDDEN = frozenset(["html", "body"])  # scripts uncover them, and no script runs here


def can_hide(text: str) -> bool:
    """Whether any element of the page may be hidden; False saves looking at every tag's attributes."""
    lowered = text.encode("utf-8", "replace").lower()  # of bytes: many times as fast as of text
    return b"hidden" in lowered or b"display" in lowered


class Assembler:
    """Takes the tree's tags and texts in reading order, gives the lines.

    A reader calls ``enter`` at each start tag, and only where that says True goes on to the content and
    calls ``leave`` after it; ``text`` at each text node. Names of tags and attributes are in lower case, and
    no text holds U+0000.
    """

    def __init__(self, *, hides: bool) -> None:
        self.hides = hides
        self._starts = [line_start(Kind.TEXT)]  # the marks of the blocks that are open
        self._written = [self._starts[0]]
        self._preformatted = 0
        self._foreign = 0
        self._hrefs: list[str | None] = []
        self._images: list[tuple[str, str]] = []
        self._titled = False
        self._canonical: str | None = None
        self._base: str | None = None
        self._robots: list[str] = []

    def enter(self, tag: str, attributes: Attributes = NO_ATTRIBUTES) -> bool:
        """Start ``tag``; says whether its content is to be read."""
        if attributes and self.hides and _is_hidden(attributes) and tag not in _NEVER_HIDDEN:
            return False
        act = _ENTER.get(tag)
        return act is None or act(self, tag, attributes)

    def leave(self, tag: str) -> None:
        """End ``tag``, which ``enter`` let in."""
        act = _LEAVE.get(tag)
        if act is not None:
            act(self, tag)

    def text(self, text: str) -> None:
        """Add the text of one text node."""
        if self._preformatted:
            text = _BREAKS.sub(lambda _: self._starts[-1], text)
        self._written.append(text)

    def flow(self, reader: str) -> Flow:
        """Everything read so far, as read by ``reader``."""
        lines, title = cut_lines("".join(self._written), self._hrefs, self._images)
        return Flow(
            lines=lines,
            reader=reader,
            head_title=title,
            canonical=self._canonical,
            base=self._base,
            robots=", ".join(self._robots),
        )

    def _enter_block(self, _: str, __: Attributes) -> bool:
        self._written.append(self._starts[-1])
        return True

    def _leave_block(self, _: str) -> None:
        self._written.append(self._starts[-1])

    def _enter_kind(self, tag: str, _: Attributes) -> bool:
        self._starts.append(line_start(KINDS[tag]))
        self._written.append(self._starts[-1])
        return True

    def _leave_kind(self, _: str) -> None:
        self._starts.pop()
        self._written.append(self._starts[-1])

    def _enter_preformatted(self, _: str, __: Attributes) -> bool:
        self._preformatted += 1
        self._written.append(self._starts[-1])
        return True

    def _leave_preformatted(self, _: str) -> None:
        self._preformatted -= 1
        self._written.append(self._starts[-1])

    def _enter_foreign(self, _: str, __: Attributes) -> bool:
        self._foreign += 1
        return True

    def _leave_foreign(self, _: str) -> None:
        self._foreign -= 1

    def _enter_title(self, _: str, __: Attributes) -> bool:
        if self._foreign or self._titled:
            return False
        self._titled = True
        self._starts.append(TITLE)
        self._written.append(TITLE)
        return True

    def _enter_anchor(self, _: str, attributes: Attributes) -> bool:
        self._hrefs.append(attributes.get("href"))
        self._written.append(ANCHOR_START)
        return True

    def _leave_anchor(self, _: str) -> None:
        self._written.append(ANCHOR_END)

    def _enter_image(self, _: str, attributes: Attributes) -> bool:
        if src := attributes.get("src"):
            self._images.append((src, attributes.get("alt") or ""))
            self._written.append(IMAGE)
        return True

    def _enter_link(self, _: str, attributes: Attributes) -> bool:
        if self._canonical is None and "canonical" in _words(attributes, "rel"):
            self._canonical = attributes.get("href") or None
        return True

    def _enter_base(self, _: str, attributes: Attributes) -> bool:
        if self._base is None:
            self._base = attributes.get("href") or None
        return True

    def _enter_meta(self, _: str, attributes: Attributes) -> bool:
        if _words(attributes, "name") == ["robots"] and (content := attributes.get("content")):
            self._robots.append(fold(content).strip(" ").lower())
        return True


def _is_hidden(attributes: Attributes) -> bool:
    return "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style") or "") is not None


def _words(attributes: Attributes, name: str) -> list[str]:
    return (attributes.get(name) or "").lower().split()


def _refuse(_: Assembler, __: str, ___: Attributes) -> bool:
    return False


_ENTER: dict[str, Callable[[Assembler, str, Attributes], bool]] = {
    **dict.fromkeys(BLOCKS, Assembler._enter_block),
    **dict.fromkeys(KINDS, Assembler._enter_kind),
    **dict.fromkeys(PREFORMATTED, Assembler._enter_preformatted),
    **dict.fromkeys(UNSHOWN, _refuse),
    **dict.fromkeys(["svg", "math"], Assembler._enter_foreign),
    "title": Assembler._enter_title,
    "a": Assembler._enter_anchor,
    "img": Assembler._enter_image,
    "link": Assembler._enter_link,
    "base": Assembler._enter_base,
    "meta": Assembler._enter_meta,
}
_LEAVE: dict[str, Callable[[Assembler, str], None]] = {
    **dict.fromkeys(BLOCKS, Assembler._leave_block),
    **dict.fromkeys([*KINDS, "title"], Assembler._leave_kind),
    **dict.fromkeys(PREFORMATTED, Assembler._leave_preformatted),
    **dict.fromkeys(["svg", "math"], Assembler._leave_foreign),
    "a": Assembler._leave_anchor,
}
