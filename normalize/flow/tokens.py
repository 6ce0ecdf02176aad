"""HTML cut into tags and texts in one linear pass, without a tree: for pages that no tree builder survives.

Follows the tokenizer of the HTML standard in what is a tag and what is not: quoted attribute values,
comments, and elements whose content is raw text. Where a quote, a comment or raw text is never closed, the
rest of the page belongs to it, as in every browser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import TYPE_CHECKING

from normalize.flow.marks import RAW

if TYPE_CHECKING:
    from collections.abc import Iterator

_ATTRIBUTE = (
    r"[ \t\n\f\r/]++|([^ \t\n\f\r/>][^ \t\n\f\r/>=]*+)[ \t\n\f\r]*+"
    r"(?:=[ \t\n\f\r]*+(\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^ \t\n\f\r>\"'][^ \t\n\f\r>]*+)?+)?+"
)
ATTRIBUTES = re.compile(_ATTRIBUTE)
TAG = re.compile(rf"<(/?)([a-zA-Z][^ \t\n\f\r/>]*+)((?:{re.sub('[(](?![?])', '(?:', _ATTRIBUTE)})*+)(>?)")
_MARKUP = re.compile(r"<(?=[a-zA-Z/!?])")
_COMMENT_END = re.compile(r"--!?>")
_RAW_END = {tag: re.compile(rf"</{tag}(?=[ \t\n\f\r/>])", re.IGNORECASE) for tag in RAW}
_REFERENCE = re.compile(r"&(?:#[0-9a-zA-Z]+|[0-9a-zA-Z]+)(?:;|(?![=0-9a-zA-Z]))")
MOSTATTRIBUTES = 1_000
"""Attributes of a tag beyond this number are not read."""


@dataclass(frozen=True, slots=True)
class Token:
    """A tag: its name in lower case, whether it ends an element, and its attributes as written."""

    name: str
    ends: bool
    written: str

    def attributes(self) -> dict[str, str | None]:
        """Names in lower case and values, character references resolved; of two alike the first counts."""
        found: dict[str, str | None] = {}
        for number, attribute in enumerate(ATTRIBUTES.finditer(self.written)):
            if number > 2 * MOSTATTRIBUTES:  # the blanks between them are matches too
                break
            name, value = attribute.groups()
            if name:
                found.setdefault(name.lower(), value and _value(value))
        return found


def attributes_in(written: str) -> int:
    """How many attributes a tag has, duplicates included; of very many, no more than enough are counted."""
    counted = islice(
        ATTRIBUTES.finditer(written), 4 * MOSTATTRIBUTES
    )  # the blanks between them are matches too
    return sum(1 for attribute in counted if attribute[1])


def tokens(text: str) -> Iterator[Token | str]:
    """Tags and texts in order; texts with their character references as written, never empty.

    Comments, declarations and processing instructions are left out.
    """
    at = 0
    while at < len(text):
        markup = _MARKUP.search(text, at)
        start = markup.start() if markup else len(text)
        if start > at:
            yield text[at:start]
        tag = TAG.match(text, start)
        if tag is None:
            at = _after_other_markup(text, start)
            continue
        slash, name, written, closed = tag.groups()
        if not closed:
            return
        at = tag.end()
        yield Token(name.lower(), bool(slash), written)
        if not slash:
            raw = _raw_content(text, name.lower(), at)
            if raw:
                yield raw
                at += len(raw)


def _raw_content(text: str, tag: str, at: int) -> str:
    if tag == "plaintext":
        return text[at:]
    if tag not in _RAW_END:
        return ""
    end = _RAW_END[tag].search(text, at)
    return text[at : end.start() if end else len(text)]


def _after_other_markup(text: str, start: int) -> int:
    """Where a comment, or what the standard takes for one, ends."""
    if not text.startswith("<!--", start):
        end = text.find(">", start)
        return end + 1 if end >= 0 else len(text)
    # `<!-->` and `<!--->` are whole comments, `<!--!>` is not.
    found = _COMMENT_END.search(text, start + 2)
    if found and found.start() == start + 2 and found.group() == "--!>":
        found = _COMMENT_END.search(text, start + 4)
    return found.end() if found else len(text)


def _value(written: str) -> str:
    """An attribute's value; `&copy=` is no character reference there, as browsers have it."""
    bare = written[1:].removesuffix(written[0]) if written[0] in "\"'" else written
    return _REFERENCE.sub(lambda reference: unescape(reference.group()), bare) if "&" in bare else bare
