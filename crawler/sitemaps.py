"""Sitemaps: XML or plain text, gzip or not, as hostile as anything else on the network."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from lxml import etree  # type: ignore[import-untyped]  # lxml has no types of its own

from crawler.payload import PayloadError, gunzip

MAX_ENTRIES = 50_000
"""Entries of one sitemap that are read (the protocol's own limit)."""
_LONGEST = 2048


@dataclass(frozen=True, slots=True)
class Sitemap:
    """The pages and the further sitemaps that one names; ``reason`` where it could not be read to its end."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    reason: str | None = None


def read_sitemap(body: bytes, limit: int) -> Sitemap:
    """Read a sitemap; entities are never resolved, nothing outside is loaded. ``limit`` is in bytes unpacked.

    >>> read_sitemap(b"<urlset><url><loc> http://x/a </loc></url></urlset>", 1000).pages
    ('http://x/a',)
    """
    if body.startswith(b"\x1f\x8b"):
        try:
            body = gunzip(body, limit)
        except PayloadError as error:
            return Sitemap(reason=str(error))
    body = body.lstrip()  # a blank line before the XML declaration is common, and no parser takes it
    if b"<" not in body[:1000]:
        return _read_text(body)
    return _read_xml(body)


def _read_text(body: bytes) -> Sitemap:
    lines = (line.strip() for line in body.decode("utf-8-sig", "replace").splitlines()[:MAX_ENTRIES])
    return Sitemap(pages=tuple(line for line in lines if line.startswith(("http://", "https://"))))


def _read_xml(body: bytes) -> Sitemap:
    found: dict[str, list[str]] = {"url": [], "sitemap": []}
    try:
        parser = etree.iterparse(
            BytesIO(body),
            events=("end",),
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
        )
        for _, element in parser:
            _take(element, found)
            if sum(map(len, found.values())) >= MAX_ENTRIES:
                break
    except etree.XMLSyntaxError as error:
        return Sitemap(tuple(found["url"]), tuple(found["sitemap"]), f"damaged XML: {error.msg}"[:200])
    return Sitemap(tuple(found["url"]), tuple(found["sitemap"]))


def _take(element: etree._Element, found: dict[str, list[str]]) -> None:
    """Note an entry once it is complete, and let go of what it held."""
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    parent = element.getparent()
    if name == "loc" and parent is not None and isinstance(parent.tag, str):
        kind = etree.QName(parent).localname
        text = (element.text or "").strip()
        if kind in found and 0 < len(text) <= _LONGEST:
            found[kind].append(text)
    elif name in found:
        element.clear()
        while element.getprevious() is not None and parent is not None:
            del parent[0]
