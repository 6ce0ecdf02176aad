"""One spelling for equal URLs, as RFC 3986 has it, for addresses that may hold anything.

Nothing here knows a site: ``normalize.addresses`` does.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, quote, unquote_to_bytes, urlsplit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

MAX_URL = 4096
"""Longest string, in characters, that is taken for an address."""

_PORTS = {"http": 80, "https": 443}
_PATH_SAFE = "!$&'()*+,:;=@~"
_QUERY_SAFE = "!$'()*,:;@/?~"
_TIDY = re.compile(r"(?:/[A-Za-z0-9_\-][A-Za-z0-9_\-.]*)*")  # a path that needs no respelling
_REMOVED = str.maketrans("", "", "\t\r\n")  # what a browser drops from an address
_NEVER = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")  # control characters, lone surrogates
_SESSION = re.compile(r";(?:jsessionid|phpsessid)=[^/;]*", re.IGNORECASE)
_DROPPED = re.compile(
    r"utm_.*|mc_[ce]id|_gl|_ga|(?:fb|g|dc|ms|y|tw|tt)cl(?:k)?id|[gw]braid|igshid"  # tracking
    r"|aspsessionid.*|phpsessid|jsessionid|sessionid|cfid|cftoken",  # session ids
    re.IGNORECASE | re.DOTALL,
)

Origin = tuple[str, str, int]
"""Scheme, host and port, in lower case, the port always said."""


@lru_cache(maxsize=256)  # an address is taken apart by all who judge it, one after the other
def split_url(url: str) -> SplitResult | None:
    """The parts of an absolute http or https URL; None for any other string, or one with credentials."""
    if len(url) > MAX_URL:
        return None
    text = url.strip("\x00\x20\t\r\n\f").translate(_REMOVED)
    if _NEVER.search(text):
        return None
    try:
        parts = urlsplit(text)
    except ValueError:  # an open bracket, a host that changes under NFKC
        return None
    return parts if parts.scheme in _PORTS and parts.netloc and "@" not in parts.netloc else None


def origin(parts: SplitResult) -> Origin | None:
    """Where the URL is served; None where its port is not one."""
    try:
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").removesuffix(".")
    return parts.scheme, host, _PORTS[parts.scheme] if port is None else port


def respelled_path(path: str, default_documents: Collection[str] = ()) -> str:
    """The path with one spelling: letters decoded, dots resolved, no empty segment, no trailing slash.

    >>> respelled_path("//Best%2dWalks/./x/../The%20Lares é/")
    '/Best-Walks/The%20Lares%20%C3%A9'

    """
    tidy = _TIDY.fullmatch(path)
    segments = path.split("/")[1:] if tidy else _segments(_SESSION.sub("", path))
    while segments and segments[-1].lower() in default_documents:
        segments.pop()
    return "/" + "/".join(segments)


def _segments(path: str) -> list[str]:
    kept: list[str] = []
    for raw in path.split("/"):
        segment = quote(unquote_to_bytes(raw), safe=_PATH_SAFE)
        if segment == "..":
            del kept[-1:]
        elif segment not in ("", "."):
            kept.append(segment)
    return kept


def query_pairs(query: str) -> list[tuple[bytes, bytes]]:
    """Names and values, decoded, in order, without those that only track a visitor or name his session."""
    pairs = (piece.partition("=") for piece in query.replace("+", " ").split("&") if piece)
    decoded = ((_unescaped(unquote_to_bytes(name)), unquote_to_bytes(value)) for name, _, value in pairs)
    return [pair for pair in decoded if not _DROPPED.fullmatch(pair[0].decode("latin-1"))]


def _unescaped(name: bytes) -> bytes:
    """A parameter's name without what is left of an ampersand that was escaped once too often."""
    while name.startswith(b"amp;"):
        name = name[4:]
    return name


def respelled_query(pairs: Iterable[tuple[bytes, bytes]]) -> str:
    """The pairs in one order and spelling, with a leading ``?``; "" where there are none.

    >>> respelled_query(query_pairs("b=2&utm_source=x&a=1+%2B"))
    '?a=1%20%2B&b=2'

    """
    spelled = (f"{quote(name, safe=_QUERY_SAFE)}={quote(value, safe=_QUERY_SAFE)}" for name, value in pairs)
    return "".join(f"{'&' if n else '?'}{pair}" for n, pair in enumerate(sorted(spelled)))


def words(encoded: str) -> str:
    """A piece of an address as text: percent-decoded as UTF-8, else as windows-1252.

    >>> words("P%C3%A9ru"), words("P%E9ru")
    ('Péru', 'Péru')

    """
    return text_of(unquote_to_bytes(encoded))


def text_of(raw: bytes) -> str:
    """Bytes of an address as text: UTF-8, else windows-1252."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
