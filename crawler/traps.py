"""Addresses that are not asked: no pages, not for visitors like us, or without end."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote, urlsplit

MAX_LENGTH = 2000
"""Characters of an address."""
MAX_SEGMENTS = 10
MAX_DEPTH = 8
"""Links from a start."""
SAME_SEGMENT = 3
"""Times that one segment may come back in a path."""

ROOM = {"walk": 100_000, "index": 20_000}
"""Addresses of one pattern that are asked, by kind."""
ROOM_WITH_QUERY = 300
ROOM_OTHER = 5_000
ROOM_ALL_OTHER = 20_000
"""Addresses, all patterns together, that are neither walks nor indexes."""

_ASSETS = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|tiff?|css|js|mjs|json|woff2?|ttf|eot|pdf|docx?|xlsx?|pptx?|zip|gz|rar|7z"
    r"|exe|dmg|apk|mp3|mp4|m4v|avi|mov|wmv|wav|ogg|webm|kml|kmz|gpx)",
    re.IGNORECASE,
)
_VISITORS_ONLY = re.compile(
    r"(?:^|[/_.-])(?:log-?(?:in|on|out|off)|sign-?(?:in|up|out)|register|registration|account|password|search|admin"
    r"|wp-admin|cgi-bin|cart|basket|checkout|unsubscribe|upload|email-?(?:a-)?friend|send-?to-?(?:a-)?friend)"
    r"(?=[/_.-]|$)",
    re.IGNORECASE,
)
_CALENDAR_PATH = re.compile(
    r"/(?:calendars?|diary)(?:[/_.-]|$)|/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/|$)", re.IGNORECASE
)
_CALENDAR_QUERY = frozenset({"year", "month", "week", "day", "date", "cal", "calendar", "yy", "mm", "dd"})
_SEARCH_QUERY = frozenset({"q", "query", "search", "s", "keyword", "keywords"})
_SESSION_QUERY = re.compile(
    r"(?:php|asp)?sess(?:ion)?_?(?:id)?|sid|aspsessionid.*|cfid|cftoken", re.IGNORECASE
)
_NUMBERS = re.compile(r"\d+")


def trap(url: str, kind: str, depth: int) -> str | None:
    """Why an address is not asked; None when it is one to ask. ``kind`` and ``depth`` are the address's.

    >>> trap("http://x/calendar.asp?month=4&year=2031", "other", 1)
    'a calendar'
    >>> trap("http://x/a/b/a/b/a/b", "other", 1)
    'its path repeats itself'
    >>> trap("http://x/best-world-walks/Peru/Search-For-Gold", "walk", 1) is None
    True

    """
    if len(url) > MAX_LENGTH:
        return "the address is too long"
    if kind == "walk":  # walks may stand in a chain, each linked by the one before; ROOM bounds them
        return None
    if depth > MAX_DEPTH:
        return f"more than {MAX_DEPTH} links from the start"
    if kind == "image":
        return "an image"
    if kind == "sitemap":
        return None
    parts = urlsplit(url)
    path = unquote(parts.path)
    if path == "/robots.txt":
        return "not a page"
    segments = [segment for segment in path.split("/") if segment]
    names = {pair.partition("=")[0].lower() for pair in parts.query.split("&") if pair}
    return _path_trap(path, segments, kind) or _query_trap(names)


def _path_trap(path: str, segments: list[str], kind: str) -> str | None:
    if len(segments) > MAX_SEGMENTS:
        return "its path is too deep"
    if any(count >= SAME_SEGMENT for count in Counter(segments).values()):
        return "its path repeats itself"
    if is_no_page(path):
        return "not a page"
    if kind == "index":
        return None
    if _VISITORS_ONLY.search(path):
        return "a login, search or form"
    return "a calendar" if _CALENDAR_PATH.search(path) else None


def is_no_page(path: str) -> bool:
    """Whether a path ends as pictures, style sheets and the like do."""
    dot = path.rfind(".")
    return dot >= 0 and _ASSETS.fullmatch(path, dot) is not None


def _query_trap(names: set[str]) -> str | None:
    if len(names & _CALENDAR_QUERY) > 1 or names & {"calendar", "cal"}:
        return "a calendar"
    if names & _SEARCH_QUERY:
        return "a login, search or form"
    return "a session id" if any(_SESSION_QUERY.fullmatch(name) for name in names) else None


def pattern_of(url: str, kind: str) -> str:
    """What an address has in common with others of its make: its kind, folders, and the names in its query.

    >>> pattern_of("http://x/list.asp?page=3&sort=a", "other"), pattern_of("http://x/old/1999/p.htm", "other")
    ('other /list.asp?page&sort', 'other /old/#/*')
    """
    if kind in ROOM:
        return kind
    parts = urlsplit(url)
    names = sorted({pair.partition("=")[0] for pair in parts.query.split("&") if pair})
    if names:
        return f"{kind} {_NUMBERS.sub('#', parts.path)}?{'&'.join(names)}"[:200]
    return f"{kind} {_NUMBERS.sub('#', parts.path.rpartition('/')[0])}/*"[:200]


def room_for(pattern: str, kind: str) -> int:
    """How many addresses of a pattern are asked."""
    return ROOM.get(kind, ROOM_WITH_QUERY if "?" in pattern else ROOM_OTHER)
