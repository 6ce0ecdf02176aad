"""What each tag writes into the text of its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.flow.lines import fold
from normalize.flow.marks import BLOCKS, KINDS, UNSHOWN
from normalize.flow.written import ANCHOR_END, ENTER, LEAVE, SAME, TITLE, Anchor, Picture, Said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from normalize.flow.written import Meaning

    Attributes = Mapping[str, str | None]

NO_ATTRIBUTES: Attributes = {}
CONSULTED = frozenset(["a", "base", "img", "link", "meta"])
"""Tags whose attributes are always looked at; those of others only where a page can hide things."""

_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_NEVER_HIDDEN = frozenset(["html", "body"])  # scripts uncover them, and no script runs here
_STARTS = {
    **dict.fromkeys(BLOCKS, SAME),
    **{tag: ENTER[kind] for tag, kind in KINDS.items()},
    "title": TITLE,
}
END_MARKS = {**dict.fromkeys(BLOCKS, SAME), **dict.fromkeys([*KINDS, "title"], LEAVE), "a": ANCHOR_END}
"""What the end of each element writes; of any other, nothing."""


def can_hide(text: str) -> bool:
    """Whether any element of the page may be hidden; False saves looking at every tag's attributes."""
    lowered = text.encode("utf-8", "replace").lower()  # of bytes: many times as fast as of text
    return b"hidden" in lowered or b"display" in lowered


def written_for(tag: str, attributes: Attributes = NO_ATTRIBUTES) -> str | Meaning | None:
    """What the start of an element writes: a mark, or what a mark is to stand for.

    Nothing for most; None if the content of the element is not to be read.
    """
    if tag in UNSHOWN or (attributes and tag not in _NEVER_HIDDEN and _is_hidden(attributes)):
        return None
    return _TOLD[tag](attributes) or "" if tag in _TOLD else _STARTS.get(tag, "")


def _is_hidden(attributes: Attributes) -> bool:
    return "hidden" in attributes or _HIDDEN_STYLE.search(attributes.get("style") or "") is not None


def _anchor(attributes: Attributes) -> Anchor:
    return Anchor(attributes.get("href"))


def _picture(attributes: Attributes) -> Picture | None:
    src = attributes.get("src")
    return Picture(src, attributes.get("alt") or "") if src else None


def _canonical(attributes: Attributes) -> Said | None:
    href = attributes.get("href")
    return Said("canonical", href) if href and "canonical" in _words(attributes, "rel") else None


def _base(attributes: Attributes) -> Said | None:
    href = attributes.get("href")
    return Said("base", href) if href else None


def _robots(attributes: Attributes) -> Said | None:
    content = attributes.get("content")
    if content and _words(attributes, "name") == ["robots"]:
        return Said("robots", fold(content).strip(" ").lower())
    return None


def _words(attributes: Attributes, name: str) -> list[str]:
    return (attributes.get(name) or "").lower().split()


_TOLD: dict[str, Callable[[Attributes], Meaning | None]] = {
    "a": _anchor,
    "img": _picture,
    "link": _canonical,
    "base": _base,
    "meta": _robots,
}
