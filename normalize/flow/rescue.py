"""Pages that were swallowed: what an unclosed tag, comment or quote took in, given back.

An unclosed ``<title>``, ``<script>``, ``<style>``, ``<textarea>``, comment or attribute quote makes the rest
of the page its own, or all up to the end of the next of its kind, in every parser alike. Nothing here can be
sure that a page was swallowed: ask only for pages whose blocks are missing, and keep what brings them back.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from normalize.flow.marks import BLOCKS
from normalize.flow.tokens import ATTRIBUTES, TAG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_MOST = 100  # culprits of a kind that are closed; each may cost a look through the whole page
_INLINE = frozenset(["a", "b", "font", "i", "img", "input", "link", "meta", "script", "span", "style"])
_BLOCKS = "|".join(sorted(BLOCKS))
_KNOWN = "|".join(sorted(BLOCKS | _INLINE))
_TAGS = {
    "title": re.compile(r"<[a-zA-Z/!]"),
    "script": re.compile(rf"(?<![\"'(+\\])</?(?:{_BLOCKS})(?=[\s/>])", re.IGNORECASE),  # none that it writes
    "style": re.compile(r"<[a-zA-Z/]"),
    "textarea": re.compile(rf"</?(?:{_KNOWN})(?=[\s/>])", re.IGNORECASE),
}
"""For each element of raw text, the tags that it cannot well hold."""
_ANY_TAG = re.compile(rf"</?(?:{_KNOWN})(?=[\s/>])", re.IGNORECASE)
_COMMENT = re.compile(r"<!--")
_COMMENT_MARK = re.compile(r"<!--|--!?>")
_LARGE = 1_000_000  # characters of a page that is not read again and again
_TAGS_IN_A_VALUE = 3  # as many are no longer a tooltip's bold word, but the page


def close_culprits(text: str) -> Iterator[tuple[str, str]]:
    """For each kind of culprit that a page holds, its name and the page with those culprits closed.

    The names are ``title``, ``script``, ``style``, ``textarea``, ``comment`` and ``quote``; last, where there
    are several, comes the page with all of them closed (``title+comment``): of a large page, that alone. Each
    culprit is closed before the next tag: a script before the next block that does not stand in quotes.

    >>> list(close_culprits("<title>Lares<p>Beauty 35"))
    [('title', '<title>Lares</title><p>Beauty 35')]

    """
    for name, close in _CLOSERS.items() if len(text) <= _LARGE else ():
        closed = close(text)
        if closed != text:
            yield name, closed
    names, closed = _close_every_kind(text)
    if len(names) > 1 or (names and len(text) > _LARGE):
        yield "+".join(names), closed


def _close_every_kind(text: str) -> tuple[list[str], str]:
    """The page with the culprits of all kinds closed, one kind after the other, and which those were."""
    names = []
    for name, close in _CLOSERS.items():
        closed = close(text)
        if closed != text:
            names.append(name)
            text = closed
    return names, text


def _close_element(name: str, text: str) -> str:
    start = re.compile(rf"<{name}(?=[\s/>])[^<>]*>", re.IGNORECASE)
    end = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)

    def stop(at: int) -> tuple[int, int | None]:
        closed = end.search(text, at)
        tag = _TAGS[name].search(text, at, closed.start() if closed else len(text))
        if closed and not tag:
            return closed.end(), None
        tag = tag or _ANY_TAG.search(text, at)
        return (tag.start(), tag.start()) if tag else (len(text), None)

    return _close_all(text, start, stop, f"</{name}>")


def _close_comment(text: str) -> str:
    def stop(at: int) -> tuple[int, int | None]:
        mark = _COMMENT_MARK.search(text, at)
        if mark and not mark.group().startswith("<"):
            return mark.end(), None
        tag = _ANY_TAG.search(text, at)
        return (tag.start(), tag.start()) if tag else (len(text), None)

    return _close_all(text, _COMMENT, stop, "-->")


def _close_all(
    text: str, start: re.Pattern[str], stop: Callable[[int], tuple[int, int | None]], closing: str
) -> str:
    """``text`` with ``closing`` put in wherever something starts that is not closed in good time.

    ``stop`` says of a content's start where to go on looking, and where it should have been closed, if so.
    """
    pieces: list[str] = []
    written = at = 0
    while len(pieces) < 2 * _MOST and (found := start.search(text, at)):
        at, missing = stop(found.end())
        if missing is not None:
            pieces += [text[written:missing], closing]
            written = missing
    return "".join([*pieces, text[written:]])


def _close_quote(text: str) -> str:
    pieces: list[str] = []
    written = at = 0
    while len(pieces) < 2 * _MOST and (tag := TAG.search(text, at)):
        at = tag.end()
        value = _swallower(text, tag)
        if value is not None:
            quote = text[value.start(2)]
            stop = min(i for i in (text.find(m, value.start(2), at) for m in "<>") if i >= 0)
            pieces += [text[written:stop], quote if text[stop] == ">" else quote + ">"]
            written = at = stop
    return "".join([*pieces, text[written:]])


def _swallower(text: str, tag: re.Match[str]) -> re.Match[str] | None:
    """The first attribute of the tag whose quoted value holds tags of the page."""
    for attribute in ATTRIBUTES.finditer(text, *tag.span(3)):
        start, end = attribute.span(2)
        if start < 0 or text[start] not in "\"'":
            continue
        closed = end > start + 1 and text[end - 1] == text[start]
        held = sum(1 for _ in zip(range(_TAGS_IN_A_VALUE), _ANY_TAG.finditer(text, start, end), strict=False))
        if held >= (_TAGS_IN_A_VALUE if closed else 1):
            return attribute
    return None


_CLOSERS: dict[str, Callable[[str], str]] = {
    **{name: partial(_close_element, name) for name in _TAGS},
    "comment": _close_comment,
    "quote": _close_quote,
}
