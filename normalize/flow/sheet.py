"""What a page's own style sheets hide for good: elements of a class or an id that nothing shows again.

Only the simplest selectors are read (``.gone``, ``#gone``, ``div.gone``), outside of ``@media`` and its like.
A name that another rule displays, or that a script speaks of, may be shown by a click, and hides nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_STYLE = re.compile(
    r"<style(?=[\s>])[^<>]*+>([^<]*+)"
    r"|<script(?=[\s>])[^<>]*+>(?:[^<]++|<(?!/script))*+"  # a style in a script or in a comment is none
    r"|<!--(?:[^-]++|-(?!->))*+",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<script(?=[\s>])[^<>]*+>((?:[^<]++|<(?!/script))*+)", re.IGNORECASE)
_BRACE = re.compile(r"([{}])")
_SIMPLE = re.compile(r"([a-z][a-z0-9]*+)?([.#][\w-]++)", re.IGNORECASE)
_NAME = re.compile(r"[.#][\w-]++")
_HIDES = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_SHOWS = re.compile(r"(?<![\w-])(?:display|visibility)\s*:", re.IGNORECASE)
_NEVER_HIDDEN = frozenset(["html", "body"])  # scripts uncover them, and no script runs here
_LARGE = 200_000  # characters of style sheets that are looked at


class Sheet:
    """The names that a page's style sheets hide; each with the tag that it must stand on, or ""."""

    def __init__(self, hidden: frozenset[tuple[str, str]] = frozenset()) -> None:
        self._hidden = hidden

    def __bool__(self) -> bool:
        return bool(self._hidden)

    def hides(self, tag: str, attributes: Mapping[str, str | None]) -> bool:
        """Whether an element is hidden by its class or id."""
        if tag in _NEVER_HIDDEN:
            return False
        names = [f".{name}" for name in (attributes.get("class") or "").split()]
        if attributes.get("id"):
            names.append(f"#{attributes['id']}")
        return any((on, name) in self._hidden for name in names for on in ("", tag))


NO_SHEET = Sheet()


def read_sheet(text: str) -> Sheet:
    """What the style sheets of a page hide.

    >>> read_sheet("<style>div.gone { display: none }</style>").hides("div", {"class": "a gone"})
    True

    """
    if "<style" not in text and "<STYLE" not in text:
        return NO_SHEET
    sheets = _without_comments("\n".join(_STYLE.findall(text))[:_LARGE])
    if not _HIDES.search(sheets):
        return NO_SHEET
    hidden: set[tuple[str, str]] = set()
    shown: set[str] = set()
    for selectors, style in _rules(sheets):
        if _HIDES.search(style):
            found = (_SIMPLE.fullmatch(selector.strip()) for selector in selectors.split(","))
            hidden.update(((simple[1] or "").lower(), simple[2]) for simple in found if simple)
        elif _SHOWS.search(style):
            shown.update(_NAME.findall(selectors))
    scripts = "\n".join(_SCRIPT.findall(text))
    return Sheet(frozenset(h for h in hidden if h[1] not in shown and h[1][1:] not in scripts))


def _without_comments(sheets: str) -> str:
    first, *others = sheets.split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)


def _rules(sheets: str) -> Iterator[tuple[str, str]]:
    """Selectors and style of each rule that stands in no other."""
    depth, selectors, text = 0, "", ""
    for part in _BRACE.split(sheets):
        if part == "{":
            depth, selectors = depth + 1, text
        elif part == "}":
            if depth == 1 and not selectors.lstrip().startswith("@"):
                yield selectors, text
            depth, selectors = max(0, depth - 1), "@"
        else:
            text = part
