"""From a page's characters to its bytes."""

from __future__ import annotations

CHARSETS = ("utf-8", "windows-1252")


def encoded(page: str, charset: str) -> bytes:
    """The page in a charset and declared so; what the charset lacks is written by number."""
    return page.replace("@charset@", charset).encode(charset.replace("windows-", "cp"), "xmlcharrefreplace")
