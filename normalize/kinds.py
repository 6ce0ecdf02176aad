"""What kind of page an answer is, when it is not simply a walk."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from normalize.blocks.found import NOTE
from normalize.blocks.survey import survey_items
from normalize.blocks.words import LONGEST_LINE
from normalize.text.style import plain_str
from normalize.vocabulary import sites, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.blocks import Blocks, Item, Survey
    from normalize.flow import Flow
    from normalize.page import Page
    from normalize.source import Source

_WORD = re.compile(r"[a-z]+")
READABLE = ("text/", "application/xhtml", "application/xml", "application/octet-stream")
ENOUGH_WORDS = 3
"""So many of a site's labels and headings on a page that names the site say that the page is the site's."""

ENOUGH_WITHOUT_NAME = 5
"""So many are needed, a heading among them, where the page does not name the site."""

ENOUGH_LINKS = 3
"""A page that is no walk and links so many walks or indexes of walks that leading there is what it is for."""

ENOUGH_WALKS = 3
"""A page without key information that says one label so often is a list of walks."""

ENOUGH_FIGURES = 2
"""An address of the site that is no walk's must give so many figures, or a heading, to be read as one."""

LONGEST_SAYING = 200
"""A page that is missing or failed says so in a line that is no longer than this."""

MOST_SAYINGS = 20
"""On a page that leads to walks, only so many of its first lines may say that it is missing."""

NEAR = 40
"""What is missing stands so many characters from the words that say so."""


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


def recognise(items: Sequence[Item], flow: Flow) -> str | None:
    """The site whose labels and headings the page uses most, if it uses enough of them.

    Other sites have beauty and length too: where the page does not name the site, it must use more of its
    words.
    """
    counted = {site: _words_of(survey_items(items, site)) for site in sites()}
    enough = {
        site: n for site, (n, headings) in counted.items() if _is_enough(site, n, headings, items, flow)
    }
    return max(enough, key=lambda site: enough[site], default=None)


def _is_enough(site: str, words: int, headings: int, items: Sequence[Item], flow: Flow) -> bool:
    if words >= ENOUGH_WITHOUT_NAME and headings:
        return True
    return words >= ENOUGH_WORDS and _is_named(site, items, flow)


def _words_of(found: Survey) -> tuple[int, int]:
    """How many different headings and labels of a site stand on the page; how many of them are headings."""
    headings = {heading.block for heading in found.headings.values()}
    labels = {
        match.name
        for number in found.labelled
        for one in (found.words.rating, found.words.statistics)
        if (match := one.match(found.texts[number]))
    }
    return len(headings) + len(labels), len(headings)


def _is_named(site: str, items: Sequence[Item], flow: Flow) -> bool:
    about = table(site)["site"]
    names = (about["title"].lower(), *about["hosts"])
    said = chain([flow.head_title, flow.canonical or ""], (item.text for item in items))
    hrefs = (link.href for item in items for link in item.links)
    return any(name in text[:LONGEST_LINE].lower() for text in chain(said, hrefs) for name in names)


def holds_label_words(text: str, site: str) -> bool:
    """Whether the raw page, markup and all, holds the words that a walk page cannot be without."""
    low = text.lower()
    labels = table(site)["labels"]
    names = [words[0].lower() for block in ("rating", "statistics") for words in labels[block].values()]
    return sum(name in low for name in names) >= 2 * ENOUGH_WORDS


def is_list_of_walks(blocks: Blocks, source: Source) -> bool:
    """Whether a page with figures is a country's page, a list of walks, or shows one walk in passing."""
    kind = source.kind(source.url) if source.url else "walk"
    if kind == "index" and source.identity.country:
        return True
    if kind != "walk" and not blocks.key_information and _figures(blocks) < ENOUGH_FIGURES:
        return True
    labels = Counter(name for name, _ in (*blocks.rating, *blocks.statistics) if name and name != NOTE)
    return not blocks.key_information and max(labels.values(), default=0) >= ENOUGH_WALKS


def _figures(blocks: Blocks) -> int:
    """How many different labels of the page have a value."""
    return len({name for name, words in (*blocks.rating, *blocks.statistics) if words and name != NOTE})


def kind_without_walk(found: Survey, flow: Flow, blocks: Blocks, source: Source) -> Kind:
    """What a page is that yields neither rating nor statistics."""
    address_kind = source.kind(source.url) if source.url else "other"
    leads = _leads_to_walks(found.items, source)
    sayings = _sayings(found, flow)[: MOST_SAYINGS if leads and address_kind != "walk" else None]
    if not (blocks.key_information and blocks.narrative) and (said := _said(sayings, source.site)):
        return said
    if blocks.key_information or "[rating]" in blocks.labels or "[statistics]" in blocks.labels:
        return Kind("failed", "looks like a walk, but yields neither rating nor statistics")
    if not blocks.narrative and any(found.words.is_members_box(text) for text in found.texts):
        return Kind("other", "open to members only")
    if any(word in saying for saying in sayings for word in _phrases(source.site, "login")):
        return Kind("other", "a page to log in on")
    if address_kind == "walk":
        return Kind("failed", "the address of a walk, but no rating and no statistics on the page")
    return Kind("index" if address_kind == "index" or leads else "other")


def _sayings(found: Survey, flow: Flow) -> list[str]:
    """The page's title and its short lines in lower case, but for those that are a link or a menu's entry."""
    lines = (
        text
        for text, item in zip(found.texts, found.items, strict=True)
        if text and len(text) <= LONGEST_SAYING and not _is_link(item) and not found.words.is_menu(text)
    )
    return [line.lower() for line in (plain_str(flow.head_title)[:LONGEST_SAYING], *lines) if line]


def _is_link(item: Item) -> bool:
    return any(link.end - link.start >= len(item.text) for link in item.links)


def _said(sayings: Sequence[str], site: str) -> Kind | None:
    """What a page with status 200 says of itself, if it says that it is missing or that it failed.

    A program that broke may speak of a file or a record that is missing: that is not the page, unless it
    answers 404 in so many words.
    """
    broken = next((p for p in _phrases(site, "broken") if any(p in line for line in sayings)), None)
    if broken and not any(p in line for p in _phrases(site, "gone") for line in sayings):
        return Kind("failed", f"an error page with status 200: {broken!r}")
    for line in sayings:
        if _says_gone(line, site):
            return Kind("gone", f"a page with status 200 that says {line!r}")
    for phrase in _phrases(site, "failed"):
        if any(phrase in line for line in sayings):
            return Kind("failed", f"an error page with status 200: {phrase!r}")
    return None


def _says_gone(line: str, site: str) -> bool:
    if line.strip(" .!-:") in ("404", "not found") or any(p in line for p in _phrases(site, "gone")):
        return True
    found = ((line.find(absence), len(absence)) for absence in _phrases(site, "gone_absences"))
    return any(at >= 0 and _names_page(line[max(0, at - NEAR) : at + n + NEAR], site) for at, n in found)


def _names_page(text: str, site: str) -> bool:
    """Whether words that stand beside "not found" say that it is the page which is not."""
    words = set(_WORD.findall(text))
    return any((s in text) if " " in s else s in words for s in _phrases(site, "gone_subjects"))


@cache
def _phrases(site: str, name: str) -> tuple[str, ...]:
    """The site's words for one sort of error, in lower case."""
    return tuple(phrase.lower() for phrase in table(site).get("errors", {}).get(name, ()))


def _leads_to_walks(items: Sequence[Item], source: Source) -> bool:
    """Whether a page links so many walks and indexes of walks that leading there is what it is for."""
    addresses = {source.address(link.href) for item in items for link in item.links}
    return sum(source.kind(address) in ("walk", "index") for address in addresses) >= ENOUGH_LINKS
