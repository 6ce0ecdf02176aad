"""A page's text with marks in it, cut into lines.

Every mark is U+0000 and one letter; the mark that starts a line has a second letter, for the line's kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.flow.line import Image, Kind, Line, Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    _Span = tuple[str | None, int, int]  # of an anchor: href, start, and end (or number of images before it)

_LINE = "\0|"
ANCHOR_START, ANCHOR_END, IMAGE = "\0a", "\0/", "\0i"
_OPENS, _CLOSES = ANCHOR_START[1], ANCHOR_END[1]
TITLE = _LINE + "="
"""Starts a line that is the head's title, and none of the page's."""

_KIND_OF = {"h": Kind.HEADING, "l": Kind.ITEM, "t": Kind.TEXT, "c": Kind.CELL}
_START_OF = {kind: _LINE + letter for letter, kind in _KIND_OF.items()}


def line_start(kind: Kind) -> str:
    """The mark that ends the line before it, if any, and starts a line of ``kind``."""
    return _START_OF[kind]


def fold(text: str) -> str:
    """Every run of HTML's five white-space characters as one space; no other character is touched."""
    for blank in "\n\t\r\f":
        if blank in text:
            text = text.replace(blank, " ")
    while "  " in text:  # halves every run: linear, and faster than a pattern that stops at each space
        text = text.replace("  ", " ")
    return text


def cut_lines(
    written: str, hrefs: Sequence[str | None], images: Sequence[tuple[str, str]]
) -> tuple[tuple[Line, ...], str]:
    """The lines of a marked text, and its title.

    ``hrefs`` are those of its anchors and ``images`` source and alternative text of its images, in order.
    """
    cutter = _Cutter(hrefs, images)
    lines: list[Line] = []
    title = ""
    for marked in fold(written).split(_LINE)[1:]:
        text = marked[1:].strip(" ")
        if not text:
            continue
        kind = _KIND_OF.get(marked[0])
        if kind is None:
            title = text
        elif "\0" not in text and not cutter.anchors:
            lines.append(Line(text, kind))
        elif line := cutter.cut(text, kind):
            lines.append(line)
    return tuple(lines), title


class _Cutter:
    """Takes the marks of anchors and images out of lines, and notes where they stood.

    ``anchors`` are those open at the end of the last line: an anchor that runs over the end of a line is a
    link on each of its lines.
    """

    def __init__(self, hrefs: Sequence[str | None], images: Sequence[tuple[str, str]]) -> None:
        self._hrefs = iter(hrefs)
        self._sources = iter(images)
        self.anchors: list[_Span] = []

    def cut(self, marked: str, kind: Kind) -> Line | None:
        """The line, or None if nothing stands on it."""
        first, *rest = marked.split("\0")
        pieces, length, blank = [first], len(first), not first or first[-1] == " "
        spans: list[_Span] = []
        images: list[tuple[str, str, int]] = []
        for piece in rest:
            letter, text = piece[0], piece[1:]
            if letter == _OPENS:
                self.anchors.append((next(self._hrefs), length, len(images)))
            elif letter == _CLOSES:
                spans += _closed(self.anchors.pop(), length, len(images))
            else:
                images.append((*next(self._sources), length))
            if blank and text[:1] == " ":
                text = text[1:]
            if text:
                pieces.append(text)
                length += len(text)
                blank = text[-1] == " "
        for anchor in reversed(self.anchors):
            spans += _closed(anchor, length, len(images))
        self.anchors = [(href, 0, 0) for href, _, _ in self.anchors]
        return _line("".join(pieces).rstrip(" "), kind, spans, images)


def _closed(anchor: _Span, end: int, images: int) -> list[_Span]:
    """Where the anchor's link stands; nowhere if it has no address, or neither text nor image."""
    href, start, images_before = anchor
    return [(href, start, end)] if href and (end > start or images > images_before) else []


def _line(text: str, kind: Kind, spans: list[_Span], images: list[tuple[str, str, int]]) -> Line | None:
    if not text and not images:
        return None
    return Line(
        text,
        kind if text else Kind.IMAGE,
        tuple(_link(text, *span) for span in spans),
        tuple(Image(src, alt, min(at, len(text))) for src, alt, at in images),
    )


def _link(text: str, href: str | None, start: int, end: int) -> Link:
    """The link without the blanks at the ends of its text."""
    inside = text[start:end]
    start = min(start + inside.startswith(" "), len(text))
    return Link(href or "", start, max(start, min(end, len(text)) - inside.endswith(" ")))
