"""Marks taken out of a line, and what they stood for put in its links and images.

Most lines with marks are a link and nothing else, or an image, or an image that is a link: those are told
apart first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.flow.line import Image, Kind, Line, Link
from normalize.flow.written import ANCHOR_END, Anchor, Picture

if TYPE_CHECKING:
    from normalize.flow.written import Meanings, Said

    _Open = tuple[
        str | None, int, int
    ]  # an anchor: href, where its text starts, images of the line before it

_END, _CLOSED = ANCHOR_END[1:-1], ANCHOR_END[1:]
_new = tuple.__new__  # calling the class, which only calls this, takes half as long again
_IMAGE_IN_LINK = 3  # marks of an image that is a link


class Cutter:
    """Takes the marks inside lines out of them, and notes where they stood.

    ``anchors`` are those open at the end of the last line: an anchor that runs over the end of a line is a
    link on each of its lines. ``said`` is what the page said of itself so far.
    """

    def __init__(self, meanings: Meanings) -> None:
        self._meanings = meanings
        self.anchors: list[_Open] = []
        self.said: list[Said] = []

    def cut(self, marked: str, kind: Kind) -> Line | None:
        """The line; None if nothing stands on it."""
        first, *rest = marked.split("\0")
        if not first and not self.anchors:
            if len(rest) == 1:
                return self._image(rest[0], kind) or self._cut(first, rest, kind)
            if rest[-1] == _CLOSED and len(rest) <= _IMAGE_IN_LINK:
                return self._link(rest, kind) or self._cut(first, rest, kind)
        return self._cut(first, rest, kind)

    def _image(self, piece: str, kind: Kind) -> Line | None:
        """The line of an image with or without words behind it; None for anything else."""
        mark, _, text = piece.partition(";")
        meaning = self._meanings.get(mark)
        if not isinstance(meaning, Picture):
            return None
        text = text.strip(" ")
        image = _new(Image, (meaning.src, meaning.alt, 0))
        return _new(Line, (text, kind if text else Kind.IMAGE, (), (image,)))

    def _link(self, rest: list[str], kind: Kind) -> Line | None:
        """The line that is one link, of words or of an image; None for anything else."""
        mark, _, text = rest[0].partition(";")
        anchor = self._meanings.get(mark)
        if not isinstance(anchor, Anchor) or not anchor.href:
            return None
        text = text.strip(" ")
        if len(rest) < _IMAGE_IN_LINK:
            link = _new(Link, (anchor.href, 0, len(text)))
            return _new(Line, (text, kind, (link,), ())) if text else None
        mark, _, behind = rest[1].partition(";")
        picture = self._meanings.get(mark)
        if text or behind or not isinstance(picture, Picture):
            return None
        return Line("", Kind.IMAGE, (Link(anchor.href, 0, 0),), (Image(picture.src, picture.alt, 0),))

    def _cut(self, first: str, rest: list[str], kind: Kind) -> Line | None:
        """Any line."""
        pieces, length, blank = [first], len(first), not first or first[-1] == " "
        links: list[Link] = []
        images: list[Image] = []
        for piece in rest:
            mark, _, text = piece.partition(";")
            if mark == _END:
                links += _closed(self.anchors.pop(), length, len(images))
            else:  # one `if` after the other, here, for there may be thousands
                meaning = self._meanings[mark]
                if isinstance(meaning, Anchor):
                    self.anchors.append((meaning.href, length, len(images)))
                elif isinstance(meaning, Picture):
                    images.append(Image(meaning.src, meaning.alt, length))
                else:
                    self.said.append(meaning)
            if text and not (blank and text == " "):
                text = text[1:] if blank and text[0] == " " else text
                pieces.append(text)
                length += len(text)
                blank = text[-1] == " "
        for anchor in reversed(self.anchors):
            links += _closed(anchor, length, len(images))
        self.anchors[:] = [(href, 0, 0) for href, _, _ in self.anchors]
        return _line("".join(pieces), kind, links, images)


def _closed(anchor: _Open, end: int, images: int) -> tuple[Link, ...]:
    """The link that an anchor makes in its line; nothing without an address, or without text and image."""
    href, start, images_before = anchor
    return (Link(href, start, end),) if href and (end > start or images > images_before) else ()


def _line(text: str, kind: Kind, links: list[Link], images: list[Image]) -> Line | None:
    """The line without a blank at its end; the links without those at the ends of their texts."""
    if not text:
        return Line("", Kind.IMAGE, tuple(links), tuple(images)) if images else None
    if text[-1] == " ":
        text = text[:-1]
        images = [image._replace(at=min(image.at, len(text))) for image in images]
    return Line(text, kind, tuple([_trimmed(link, text) for link in links]), tuple(images))


def _trimmed(link: Link, text: str) -> Link:
    href, start, end = link
    inside = text[start:end]
    start = min(start + inside.startswith(" "), len(text))
    return Link(href, start, max(start, min(end, len(text)) - inside.endswith(" ")))
