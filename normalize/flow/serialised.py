"""A tree's lines by way of what the parser writes it out as: C does the walking.

Written out by the HTML standard, a tree is whole and plain: every ``<`` and ``>`` in a text or an attribute's
value is escaped. So the page falls apart into texts and tags at these two signs alone, and a tag is looked up
in a dictionary that learns each spelling once.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from normalize.flow.lines import cut_lines
from normalize.flow.marker import CONSULTED, END_MARKS, NO_ATTRIBUTES, written_for
from normalize.flow.marks import PREFORMATTED, RAW, VOID
from normalize.flow.sheet import NO_SHEET
from normalize.flow.written import SAME, Meanings

if TYPE_CHECKING:
    from normalize.flow.line import Flow
    from normalize.flow.sheet import Sheet
    from normalize.flow.written import Meaning

_TAG = re.compile(r"(/?)([a-z][^ ]*+)((?: [^\s=]++=\"[^\"]*+\")*+)")
_ATTRIBUTE = re.compile(r" ([^\s=]++)=\"([^\"]*+)\"")
_OTHERWISE = PREFORMATTED | (RAW - {"title", "textarea"}) | {"svg", "math", "template"}
"""Elements whose content is written out, or is to be read, by rules of its own."""
_UNREAD = "\0-"
_LONG = 200  # characters of a tag; one that is longer will hardly come again
_MANY = 20_000
_ESCAPES = {"nbsp": "\xa0", "lt": "<", "gt": ">", "quot": '"', "amp": "&"}


class NotPlainError(Exception):
    """Something stands in a page that is not written out plainly: its tree must be walked."""


def read_serialised(html: str, sheet: Sheet = NO_SHEET) -> Flow:
    """The lines of a tree that lexbor has written out. Raises NotPlainError where they cannot be told."""
    html = _without_comments(html)
    pieces = html.replace("<", ">").split(">")
    if len(pieces) != 2 * html.count("<") + 1:
        raise NotPlainError("a name holds a sign that parts tags")
    tags = pieces[1::2]
    learnt = _Marks(sheet)
    marks = list(map(learnt.__getitem__, tags))
    pieces[1::2] = marks
    if _UNREAD in marks:
        _drop_unread(pieces, tags, marks)
    return cut_lines(SAME + _unescaped("".join(pieces)), learnt.meanings, "lexbor")


class _Marks(dict[str, str]):
    """What each tag of a page writes, as spelt in the page."""

    def __init__(self, sheet: Sheet = NO_SHEET) -> None:
        super().__init__()
        self._sheet = sheet
        self._hides = bool(sheet)
        self.meanings = Meanings()

    def __missing__(self, tag: str) -> str:
        written = _known(tag) if len(tag) < _LONG else _learn(tag)
        if self._hides and _is_hidden(tag, self._sheet):
            written = _UNREAD
        if not isinstance(written, str):
            written = self.meanings.mark(written)
        self[tag] = written
        return written


def _learn(tag: str) -> str | Meaning:
    spelt = _TAG.fullmatch(tag)
    if spelt is None or spelt[2] in _OTHERWISE:
        raise NotPlainError(tag[:100])
    ends, name, attributes = spelt.groups()
    if ends:
        return END_MARKS.get(name, "")
    consulted = name in CONSULTED or _may_hide(attributes)
    written = written_for(name, _read(attributes) if consulted else NO_ATTRIBUTES)
    return written if written is not None else "" if name in VOID else _UNREAD


_known = lru_cache(10_000)(_learn)  # the pages of a site spell most of their tags alike


def _is_hidden(tag: str, sheet: Sheet) -> bool:
    """Whether a style sheet hides the element that a tag starts."""
    name, _, attributes = tag.partition(" ")
    return name not in VOID and bool(attributes) and sheet.hides(name, _read(f" {attributes}"))


def _may_hide(attributes: str) -> bool:
    lowered = attributes.lower()
    return "hidden" in lowered or "display" in lowered


def _read(attributes: str) -> dict[str, str | None]:
    return {name: _unescaped(value) for name, value in _ATTRIBUTE.findall(attributes)}


def _drop_unread(pieces: list[str], tags: list[str], marks: list[str]) -> None:
    """Empty the pieces that are the content of elements not to be read."""
    end = 0
    for _ in range(marks.count(_UNREAD)):
        try:
            start = marks.index(_UNREAD, end)
        except ValueError:  # the others stood in those before
            return
        end = _end_of(tags, start)
        pieces[2 * start + 1 : 2 * end + 2] = [""] * (2 * (end - start) + 1)


def _end_of(tags: list[str], start: int) -> int:
    """The number of the end tag of the element whose start tag has that number."""
    name = tags[start].split(" ", 1)[0]
    begins, ends = f"{name} ", f"/{name}"
    depth = 0
    for number in range(start, len(tags)):
        tag = tags[number]
        if tag == ends:
            depth -= 1
            if not depth:
                return number
        elif tag == name or tag.startswith(begins):
            depth += 1
    raise NotPlainError(f"{name} has no end")


def _without_comments(html: str) -> str:
    if "!" not in html or "<!--" not in html:  # a single sign is found many times as fast
        return html
    first, *others = html.split("<!--")
    kept = [first]
    for other in others:
        _, end, following = other.partition("-->")
        if not end:
            raise NotPlainError("a comment holds a comment's start, or a name does")
        kept.append(following)
    return "".join(kept)


def _unescaped(text: str) -> str:
    number = text.count("&")
    if not number:
        return text
    if number > _MANY:  # a piece each would take too much memory
        for name, character in _ESCAPES.items():
            text = text.replace(f"&{name};", character)
        return text
    first, *others = text.split("&")
    pieces = [first]
    for other in others:
        name, _, following = other.partition(";")
        pieces += (_ESCAPES[name], following)
    return "".join(pieces)
