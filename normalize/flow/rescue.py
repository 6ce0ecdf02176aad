"""What swallowed a page: something left open that every parser reads to the end of the file.

An unclosed ``<title>``, ``<script>``, ``<style>``, ``<textarea>``, comment or quote takes the rest
of the page with it, in lexbor, lxml and html5lib alike. Where a page holds a walk's words and yields no
blocks, the caller reads it again with the culprit closed at the next tag.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SWALLOWERS = ("title", "script", "style", "textarea")
PLAUSIBLE_TAGS = 2
"""A script may write a tag or two; whoever holds more of the page's tags than this was left open."""
LONGEST_TAG = 2000

_PAGE_TAG = re.compile(
    r"</?(?:html|head|body|meta|link|title|p|div|table|tbody|tr|td|th|ul|ol|li|dl|dt|dd|h[1-6]|font|center|hr|br"
    r"|img|form|span|blockquote)(?=[\s/>])",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"=\s{0,8}([\"'])")
_TAG_START = re.compile(r"<[a-zA-Z]")


def close_culprits(text: str) -> Iterator[tuple[str, str]]:
    """Each suspect with the page as it is when that one is closed; last, all closed at once.

    A suspect is ``title``, ``script``, ``style``, ``textarea``, ``comment`` or ``quote``. Time is linear.
    """
    tags = [tag.start() for tag in _PAGE_TAG.finditer(text)]
    found: dict[str, list[tuple[int, str]]] = {}
    for name in SWALLOWERS:
        opening = re.compile(rf"<{name}(?:\s[^<>]{{0,500}})?>", re.IGNORECASE)
        found[name] = list(_left_open(text, tags, opening, f"</{name}", f"</{name}>"))
    found["comment"] = list(_left_open(text, tags, re.compile("<!--"), "-->", "-->"))
    found["quote"] = list(_open_quotes(text))
    suspects = {name: insertions for name, insertions in found.items() if insertions}
    for name, insertions in suspects.items():
        yield name, _inserted(text, insertions)
    if len(suspects) > 1:
        every = sorted(place for insertions in suspects.values() for place in insertions)
        yield "+".join(suspects), _inserted(text, every)


def _left_open(
    text: str, tags: list[int], opening: re.Pattern[str], end: str, closing: str
) -> Iterator[tuple[int, str]]:
    """Where to close what was opened and holds more of the page's tags than it plausibly may."""
    ends = [m.start() for m in re.finditer(re.escape(end), text, re.IGNORECASE)]
    for opened in opening.finditer(text):
        first = bisect_left(tags, opened.end())
        after = bisect_left(ends, opened.end())
        closed = ends[after] if after < len(ends) else len(text)
        if bisect_left(tags, closed) - first > PLAUSIBLE_TAGS:
            yield tags[first], closing


def _open_quotes(text: str) -> Iterator[tuple[int, str]]:
    """Where to close an attribute's quote whose value runs over the end of its tag and into others."""
    read = 0
    for quote in _QUOTE.finditer(text):
        if quote.start() < read or not _in_tag(text, quote.start()):
            continue
        value = quote.end()
        tag_end = text.find(">", value, value + LONGEST_TAG)
        closed = text.find(quote[1], value)
        read = len(text) if closed < 0 else closed + 1
        if tag_end >= 0 and _TAG_START.search(text, tag_end, read):
            yield tag_end, quote[1]
            read = tag_end


def _in_tag(text: str, place: int) -> bool:
    """Whether a place stands behind a ``<`` that nothing has closed yet."""
    window = text[max(0, place - LONGEST_TAG) : place]
    return window.rfind("<") > window.rfind(">")


def _inserted(text: str, insertions: list[tuple[int, str]]) -> str:
    pieces, read = [], 0
    for place, closing in insertions:
        pieces += [text[read:place], closing]
        read = place
    return "".join(pieces) + text[read:]
