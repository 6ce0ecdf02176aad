"""Any page, read as the same lines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from normalize.flow.dump import read_dump
from normalize.flow.lexbor import read_lexbor
from normalize.flow.limits import (
    HTML5LIB,
    LEXBOR,
    MOST_CHARACTERS,
    Limits,
    first_lines,
    first_tags,
    is_too_much,
)
from normalize.flow.line import Flow, Image, Kind, Line, Link
from normalize.flow.plain import read_plain
from normalize.flow.soup import read_soup
from normalize.flow.source import is_html, made_safe

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["READERS", "Flow", "Image", "Kind", "Line", "Link", "read_flow"]

READERS: dict[str, tuple[Callable[[str], Flow], Limits]] = {
    "lexbor": (read_lexbor, LEXBOR),
    "bs4": (read_soup, HTML5LIB),
}
"""The readers of HTML that may be asked for; line for line they give the same. With each, its limits."""

_LONGEST_DUMP = 2 * MOST_CHARACTERS  # with its blanks and bars


def read_flow(text: str, reader: str = "lexbor") -> Flow:
    """The lines of a page, given as decoded text: HTML, or a plain-text dump of it.

    ``Flow.reader`` says what read it: ``reader``; ``plain`` where the page would be too much for any tree
    builder; or ``dump``. Raises ValueError when no reader is called ``reader``.

    >>> [line.text for line in read_flow("<ul><li><b>Beau</b>ty 35<li>Charisma<br>33").lines]
    ['Beauty 35', 'Charisma', '33']

    """
    if reader not in READERS:
        raise ValueError(f"no reader is called {reader!r}; there are: {', '.join(READERS)}")
    text = made_safe(text)
    flow = _read(text, *READERS[reader])
    return flow if len(text) <= MOST_CHARACTERS else first_lines(flow)


def _read(text: str, read: Callable[[str], Flow], limits: Limits) -> Flow:
    if not is_html(text):
        start = text[:_LONGEST_DUMP]
        return read_dump(text) if len(text) <= _LONGEST_DUMP else replace(read_dump(start), whole=False)
    first = first_tags(text)
    if first is not text:
        return replace(read_plain(first), whole=False)
    return read_plain(text) if is_too_much(text, limits) else read(text)
