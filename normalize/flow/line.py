"""What a page is read as: lines in reading order, whatever markup carried them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What the markup says a line is. A hint only: no field may depend on it, for dumps have none."""

    HEADING = "heading"
    ITEM = "item"
    TEXT = "text"
    CELL = "cell"
    IMAGE = "image"


class Link(NamedTuple):
    """An anchor inside a line: ``line.text[start:end]`` is its text, ``href`` as written in the page."""

    href: str
    start: int
    end: int


class Image(NamedTuple):
    """An image inside a line, standing before the character ``at``; ``src`` and ``alt`` as written."""

    src: str
    alt: str
    at: int


class Line(NamedTuple):
    """One line: what a browser would show between two block boundaries.

    ``text`` is as decoded, character references resolved, runs of HTML's white space (space, tab, line feed,
    form feed, carriage return) folded to one space and stripped at both ends. No-break spaces, soft hyphens,
    C1 controls and other odd characters are left: they may be half of a garbled letter.
    Empty for a line that holds images only.
    """

    text: str
    kind: Kind = Kind.TEXT
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """A page as lines, with what its head says.

    Attributes:
        lines: in reading order; a line's place in this tuple is its number everywhere else.
        reader: ``lexbor``, ``bs4``, ``plain`` (no tree: the page was too much for one) or ``dump``.
        head_title: the text of ``<title>``, or "".
        canonical: ``rel=canonical`` as written, or None.
        base: ``<base href>`` as written, or None.
        robots: the words of ``<meta name=robots>``, lower case, or "".
        rescues: what had to be closed before the page could be read (``title``, ``script``, ``comment``…).
        whole: whether all of the page was read; not so where it has more tags or lines than a person writes.

    """

    lines: tuple[Line, ...]
    reader: str
    head_title: str = ""
    canonical: str | None = None
    base: str | None = None
    robots: str = ""
    rescues: tuple[str, ...] = ()
    whole: bool = True
