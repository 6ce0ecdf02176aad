"""What kind of page an answer is, when it is not simply a walk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalize.blocks.words import Words
from normalize.text.style import plain_str
from normalize.vocabulary import sites, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.blocks import Blocks, Item
    from normalize.page import Page
    from normalize.source import Source

ERROR_PAGE_LENGTH = 4000
"""A page that only says that it failed is shorter than this; a long one merely uses the words."""

READABLE = ("text/", "application/xhtml", "application/xml", "application/octet-stream")
ENOUGH_WORDS = 3
"""So many of a site's labels and headings on a page say that the page is the site's."""

ENOUGH_LINKS = 3
"""A page that is no walk and links so many walks or indexes is an index."""


@dataclass(frozen=True, slots=True)
class Kind:
    """An outcome of the contract, and why."""

    outcome: str
    reason: str | None = None


def kind_of_answer(page: Page) -> Kind | None:
    """What the answer's head alone decides, before its body is read; None when the body must tell."""
    if page.refused:
        return Kind("failed", page.refused)
    if page.status in (404, 410):
        return Kind("gone", f"the site answered {page.status}")
    if 300 <= page.status < 400:
        return Kind("redirected", f"{page.status} to {page.location}" if page.location else f"{page.status}")
    if page.status >= 400 or page.status < 200:
        return Kind("failed", f"the site answered {page.status}")
    if page.content_type and not page.content_type.strip().lower().startswith(READABLE):
        return Kind("other", f"not a page: {page.content_type.split(';')[0].strip()}")
    if not page.body.strip():
        return Kind("failed", "the answer is empty")
    return None


def recognise(items: Sequence[Item]) -> str | None:
    """The site whose labels and headings the page uses most, if it uses enough of them."""
    counted = {site: _words_of(Words.of(site), items) for site in sites()}
    best = max(counted, key=lambda site: counted[site], default=None)
    return best if best and counted[best] >= ENOUGH_WORDS else None


def _words_of(words: Words, items: Sequence[Item]) -> int:
    """How many different headings and labels of a site's vocabulary stand on the page."""
    found: set[str] = set()
    for item in items:
        if heading := words.heading(item.text):
            found.add(heading.block)
        for labels in (words.rating, words.statistics):
            if match := labels.match(item.text):
                found.add(match.name)
    return len(found)


def holds_label_words(text: str, site: str) -> bool:
    """Whether the raw page, markup and all, holds the words that a walk page cannot be without."""
    low = text.lower()
    labels = table(site)["labels"]
    names = [words[0].lower() for block in ("rating", "statistics") for words in labels[block].values()]
    return sum(name in low for name in names) >= 2 * ENOUGH_WORDS


def kind_without_walk(items: Sequence[Item], blocks: Blocks, source: Source) -> Kind:
    """What a page is that yields neither rating nor statistics."""
    site, address_kind = source.site, source.kind(source.url) if source.url else "other"
    words = Words.of(site)
    said = plain_str(" ".join(item.text for item in items)[: ERROR_PAGE_LENGTH + 1]).lower()
    if len(said) <= ERROR_PAGE_LENGTH:
        if phrase := next((p for p in words.gone if p in said), None):
            return Kind("gone", f"a page with status 200 that says {phrase!r}")
        if phrase := next((p for p in words.failed if p in said), None):
            return Kind("failed", f"an error page with status 200: {phrase!r}")
    if blocks.key_information or "[rating]" in blocks.labels or "[statistics]" in blocks.labels:
        return Kind("failed", "looks like a walk, but yields neither rating nor statistics")
    if not blocks.narrative and any(words.is_members_box(item.text) for item in items):
        return Kind("other", "open to members only")
    if address_kind == "walk":
        return Kind("failed", "the address of a walk, but no rating and no statistics on the page")
    return Kind("index" if address_kind == "index" or _leads_to_walks(items, source) else "other")


def _leads_to_walks(items: Sequence[Item], source: Source) -> bool:
    """Whether a page links so many walks and indexes of walks that leading there is what it is for."""
    addresses = {source.address(link.href) for item in items for link in item.links}
    return sum(source.kind(address) in ("walk", "index") for address in addresses) >= ENOUGH_LINKS
