"""A page's text made safe for every parser, without changing what it says."""

from __future__ import annotations

import re

_LONG_REFERENCE = re.compile(r"&#[0-9]{8,}+;?")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TAG = re.compile(
    r"<(?:!doctype|/?(?:html|head|body|title|meta|table|tr|td|div|span|p|br|hr|font|center|ul|ol|li|dl|dt|dd"
    r"|h[1-6]|a|b|i|strong|em|img|blockquote|pre|form|script|style|frameset))(?=[\s/>])",
    re.IGNORECASE,
)


def made_safe(text: str) -> str:
    """``text`` without U+0000 and lone surrogates.

    Parsers drop U+0000 or make it U+FFFD, each in its own places; and none takes a surrogate.
    """
    if "\0" in text:
        text = text.replace("\0", "")
    if text.isascii() or _is_latin(text):
        return text
    try:
        text.encode()  # many times as fast as a search
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def _is_latin(text: str) -> bool:
    try:
        return bool(text.encode("latin-1"))  # of such a text no more than a copy
    except UnicodeEncodeError:
        return False


def short_references(text: str) -> str:
    """``text`` without character references of absurd length: Python reads no number of 4,300 digits."""
    return _LONG_REFERENCE.sub("&#xfffd;", text) if "&#" in text else text


def is_html(text: str) -> bool:
    """Whether a text is a page with tags in it, rather than a plain-text dump of one.

    >>> is_html("<p>Beauty 35"), is_html("a < b and <x> is no tag of HTML")
    (True, False)

    """
    return _TAG.search(text) is not None
