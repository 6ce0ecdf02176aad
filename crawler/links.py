"""The links of a page: where it leads, and where it asks us not to follow."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from normalize.flow.limits import is_too_much
from normalize.flow.source import made_safe

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LINKS = 5000
"""Links of one page that are looked at."""
_MAX_TAG = 4096

_TAG = re.compile(r"<(?:a|area|frame|iframe)\s[^<>]*>", re.IGNORECASE)
_HREF = re.compile(r"""\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_NOFOLLOW = re.compile(r"\brel\s*=\s*[\"']?[^\"'>]*\bnofollow\b", re.IGNORECASE)
_SOURCES = {"a": "href", "area": "href", "frame": "src", "iframe": "src"}
IGNORED = ("#", "javascript:", "mailto:", "tel:", "data:", "ftp:", "file:", "callto:", "about:")
"""What a reference begins with that leads to no page."""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """What a page's markup says of where to go on.

    ``follow`` and ``nofollow`` are as written, references resolved, each once; ``base`` is ``<base href>`` or
    None; ``robots`` the words of ``<meta name=robots>``; ``scanned`` why the page was not parsed, or None.
    """

    follow: tuple[str, ...] = ()
    nofollow: tuple[str, ...] = ()
    base: str | None = None
    robots: frozenset[str] = frozenset()
    scanned: str | None = None


def read_links(text: str) -> PageLinks:
    """The links of an HTML page. One that is too much for a parser, or swallowed by an open tag, is scanned.

    >>> read_links('<a href="/a?x=1&amp;y=2">A</a><a rel=nofollow href=/b>B</a>').follow
    ('/a?x=1&y=2',)
    """
    text = made_safe(text)
    if is_too_much(text):
        return _collect(_scanned(text), scanned="too much for a parser")
    # Without events: lexbor's own mirroring of <option> into <select> is quadratic.
    tree = LexborHTMLParser(text, options=LexborDocumentOptions.WO_EVENTS)
    found = list(_parsed(tree))
    if not found and (scanned := list(_scanned(text))):
        return _collect(iter(scanned), scanned="no link found by the parser")
    base = tree.css_first("base[href]")
    return _collect(iter(found), base=base.attributes.get("href") if base else None, robots=_robots(tree))


def _collect(
    links: Iterator[tuple[str, bool]],
    *,
    base: str | None = None,
    robots: frozenset[str] = frozenset(),
    scanned: str | None = None,
) -> PageLinks:
    sides: tuple[dict[str, None], dict[str, None]] = ({}, {})
    for href, nofollow in links:
        href = href.strip()
        if href and not href.lower().startswith(IGNORED):
            sides[nofollow][href] = None
        if len(sides[0]) + len(sides[1]) >= MAX_LINKS:
            break
    return PageLinks(tuple(sides[0]), tuple(sides[1]), base, robots, scanned)


def _parsed(tree: LexborHTMLParser) -> Iterator[tuple[str, bool]]:
    for node in tree.css("a[href], area[href], frame[src], iframe[src]"):
        attributes = node.attributes
        href = attributes.get(_SOURCES.get(node.tag or "", "href"))
        if href:
            rel = attributes.get("rel")
            yield href, rel is not None and "nofollow" in rel.lower().split()


def _scanned(text: str) -> Iterator[tuple[str, bool]]:
    """The links by a scan that never looks at a character more than twice."""
    for tag in _TAG.finditer(text):
        start = tag[0][:_MAX_TAG]
        href = _HREF.search(start)
        if href:
            yield html.unescape(href[1] or href[2] or href[3] or ""), bool(_NOFOLLOW.search(start))


def _robots(tree: LexborHTMLParser) -> frozenset[str]:
    metas = (node.attributes for node in tree.css("meta[name][content]"))
    said = (
        m.get("content") or ""
        for m in metas
        if (m.get("name") or "").strip().lower() in ("robots", "waypost")
    )
    return frozenset(directives(",".join(said)))


def directives(value: str) -> Iterator[str]:
    """The words of a robots meta tag or an ``X-Robots-Tag`` that are meant for us; ``none`` is its two words.

    >>> sorted(directives("otherbot: noindex, NoFollow, waypost: noarchive"))
    ['noarchive', 'nofollow']
    """
    for part in value.lower().split(","):
        agent, colon, word = part.rpartition(":")
        if colon and agent.strip() != "waypost":
            continue
        yield from ("noindex", "nofollow") if word.strip() == "none" else (word.strip(),)
