"""The links of a walk's own words: of its key information, text, captions and credits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.text.style import plain
from normalize.text.traced import Traced
from normalize.urls import split_url
from normalize.walk import WalkLink

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from normalize.blocks import Blocks, Item
    from normalize.blocks.photos import Picture
    from normalize.draft import Draft
    from normalize.flow import Link
    from normalize.source import Source

KINDS = {"walk": "walk", "image": "image", "foreign": "outside"}
"""What an address is → what the link is called; an index is a country's page, or else the site's."""


def walk_links(
    blocks: Blocks, photos: Sequence[Picture], items: Sequence[Item], source: Source, draft: Draft
) -> Iterator[WalkLink]:
    """Each link in the page's order; what leads nowhere (``#top``, ``mailto:``, ``javascript:``) is none."""
    number = 0
    for item, link in _links(blocks, photos, items, source):
        address = source.address(link.href) if not link.href.strip().startswith("#") else ""
        if link.href.strip() and address.startswith(("http://", "https://")) and split_url(address):
            words = _words(item, link)
            kind = _kind(address, source)
            steps = (f"the address as written: {link.href.strip()}", f"leads to: {kind}")
            draft.value(f"links[{number}]", words, *steps)
            yield WalkLink(plain(words).text or _shown(item), address, kind)
            number += 1


def _links(
    blocks: Blocks, photos: Sequence[Picture], items: Sequence[Item], source: Source
) -> Iterator[tuple[Item, Link]]:
    """The links that stand in the walk's words, or round one of its photos, each once."""
    claimed = _claimed(blocks, photos)
    shown = {photo.url for photo in photos if photo.url}
    for item in items:
        if not item.links:
            continue
        spans = claimed.get(item.number, [])
        pictured = bool(item.images) and any(source.address(i.src) in shown for i in item.images)
        for link in item.links:
            words = any(start <= link.start and link.end <= end and start < end for start, end in spans)
            if (words and link.end > link.start) or (pictured and link.end == link.start):
                yield item, link


def _claimed(blocks: Blocks, photos: Sequence[Picture]) -> dict[int, list[tuple[int, int]]]:
    """Line number → the characters of it, as decoded, that are the walk's own words."""
    pieces = [words for words, _ in blocks.narrative]
    pieces += [*blocks.key_information, *blocks.accounts, *blocks.sponsor]
    pieces += [photo.words for photo in photos if photo.words]
    spans: dict[int, list[tuple[int, int]]] = {}
    for words in pieces:
        spans.setdefault(words.line, []).append((words.offset, words.end))
    return spans


def _words(item: Item, link: Link) -> Traced:
    """The words of a link, as decoded; the flow's places are those of the decoded line."""
    start = link.start - item.mended.offset
    decoded = item.mended.decoded[max(0, start) : link.end - item.mended.offset]
    return Traced(decoded, line=item.number, offset=max(link.start, item.mended.offset))


def _shown(item: Item) -> str:
    """What an image that is a link shows, in its own words."""
    return plain(Traced(item.images[0].alt)).text if item.images else ""


def _kind(address: str, source: Source) -> str:
    kind = KINDS.get(source.kind(address), "site")
    return "country" if kind == "site" and source.is_country(address) else kind
