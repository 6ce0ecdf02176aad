"""Links that were all met lately: a page that has no others need not be parsed for them.

The site's menu stands on every page, and parsing costs more than the rest of a page's crawl.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_REMEMBERED = 20_000
_MOST = 5_000
_MOST_STRANGE = 40
_VALUE = r"""\s{0,3}=\s{0,3}(?:"([^"<>]{0,400})"|'([^'<>]{0,400})'|([^\s"'<>=`]{1,400})(?=[\s>]))"""
_HREF = re.compile("href" + _VALUE)
_ANY_CASE = re.compile("(?i:href)" + _VALUE)  # many times as slow
_ELSEWHERE = ("<base", "<frame", "<iframe")
_LONGEST = 400

Href = tuple[str, str, str]
"""The value of an attribute as written, in the place that says how it was quoted."""


class FamiliarLinks:
    """The references met lately, as written, that lead to the same place from every page."""

    def __init__(self) -> None:
        self._known: set[Href] = set()

    def holds(self, text: str, is_settled: Callable[[str], bool]) -> bool:
        """Whether there is nothing more to be known of any link of the page.

        Those that are not familiar are asked one by one; False where it cannot be told at a glance.
        """
        found = _hrefs(text)
        if found is None:
            return False
        strange = found - self._known
        return len(strange) <= _MOST_STRANGE and all(is_settled(_value(href)) for href in strange)

    def learn(self, text: str, is_settled: Callable[[str], bool]) -> None:
        """Remember those references of which, on any page, there is nothing more to be known."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        self._known.update(h for h in (_hrefs(text) or set()) - self._known if is_settled(_value(h)))

    def forget(self) -> None:
        """Nothing is familiar any more."""
        self._known.clear()


def _value(href: Href) -> str:
    return html.unescape("".join(href)).strip()


def _hrefs(text: str) -> set[Href] | None:
    """Every ``href`` of the page; None where one is written in a way that is not read here.

    >>> sorted(_hrefs('<a href="/a"> <a href=/b>'))
    [('', '', '/b'), ('/a', '', '')]
    >>> _hrefs('<a title="href=" href="/a">') is None  # two are counted, one is read
    True
    """
    lower = text.lower()
    count = lower.count("href")
    if count > _MOST or "\0" in lower or any(tag in lower for tag in _ELSEWHERE):
        return None
    plain = _double_quoted(text, count)
    return _however_quoted(text, count) if plain is None else plain


def _double_quoted(text: str, count: int) -> set[Href] | None:
    """All of them where each is written ``href="…"``, as most pages do; a fifth of the other way's time."""
    pieces = text.split('href="')[1:]
    ends = [piece.find('"') for piece in pieces]
    if len(pieces) != count or min(ends, default=0) < 0 or max(ends, default=0) > _LONGEST:
        return None
    values = {piece[:end] for piece, end in zip(pieces, ends, strict=True)}
    together = "".join(values)
    return None if "<" in together or ">" in together else {(value, "", "") for value in values}


def _however_quoted(text: str, count: int) -> set[Href] | None:
    found: list[Href] = _HREF.findall(text)
    if len(found) != count:
        found = _ANY_CASE.findall(text)
    return set(found) if len(found) == count else None
