"""The whole way of one page: bytes, text, lines, blocks, Walk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from normalize.addresses import Addresses
from normalize.blocks import Blocks, Item, Survey, read_blocks, read_items, survey_items
from normalize.blocks.title import find_title
from normalize.decode import decode
from normalize.flow import Flow, read_flow
from normalize.flow.limits import MOST_LINES
from normalize.flow.rescue import close_culprits
from normalize.kinds import (
    Kind,
    holds_label_words,
    is_list_of_walks,
    kind_of_answer,
    kind_without_walk,
    recognise,
)
from normalize.record import write_walk
from normalize.source import Source, absolute
from normalize.vocabulary import sites
from normalize.walk import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.page import Page
    from normalize.text.traced import Traced
    from normalize.walk import Walk


def normalize(page: Page, *, site: str | None = None, reader: str = "lexbor") -> Reading:
    """Read one page into a Walk, or into the outcome and the reason why it is none.

    ``site`` says whose page it is; without it the page's crawl, its address or its words tell. ``reader`` is
    ``lexbor`` (fast) or ``bs4`` (the reference). Nothing on a page raises.
    """
    site = site or page.site or _site_of(page.url)
    url = Addresses.of(site).canonical(page.url, page.base_url) if site and page.url else None
    if kind := kind_of_answer(page):
        return _reading(kind, page, site, url, page.location)
    decoded = decode(page.body, page.content_type)
    read = _read(decoded.text, reader)
    if not read.flow.whole or len(read.flow.lines) > MOST_LINES:
        kind = Kind("failed", "longer than any page that a person wrote")
        return _reading(kind, page, site, url, None, decoded.charset)
    site = site or recognise(read.items, read.flow) or _swallowed_site(decoded.text)
    if site is None:
        return _reading(
            Kind("other", "no known site's words on it"), page, None, None, None, decoded.charset, read
        )
    canonical = _canonical(read.flow, page, site)
    year = page.fetched_at.year if page.fetched_at else None
    source = Source(site, url or canonical, page.url, page.base_url, read.flow.base, year)
    parsed = _parse(read, source)
    if not parsed.blocks.has_figures and (rescued := _rescue(decoded.text, source, reader)):
        read, parsed = rescued
    kind = _kind(read, parsed, source)
    walk = _walk(read, parsed, source) if kind.outcome == "walk" else None
    return _reading(kind, page, site, source.url, canonical, decoded.charset, read, parsed.blocks, walk)


@dataclass(frozen=True, slots=True)
class _Read:
    flow: Flow
    items: list[Item]


@dataclass(frozen=True, slots=True)
class _Parsed:
    survey: Survey
    title: Traced | None
    blocks: Blocks


def _read(text: str, reader: str) -> _Read:
    flow = read_flow(text, reader)
    return _Read(flow, read_items(flow) if len(flow.lines) <= MOST_LINES else [])


def _parse(read: _Read, source: Source) -> _Parsed:
    survey = survey_items(read.items, source.site, read.flow)
    title = find_title(survey, read.flow, list(_named(source)))
    return _Parsed(survey, title.words, read_blocks(survey, title))


def _named(source: Source) -> Iterator[str]:
    """What the addresses call the walk: the page's own, and the one asked, which a name may decorate."""
    asked = Addresses.of(source.site).identity(source.asked, source.base_url) if source.asked else None
    yield from filter(None, (source.identity.name, asked and asked.name))


def _kind(read: _Read, parsed: _Parsed, source: Source) -> Kind:
    if not parsed.blocks.has_figures:
        return kind_without_walk(parsed.survey, read.flow, parsed.blocks, source)
    if is_list_of_walks(parsed.blocks, source):
        return Kind("index", "it gives several walks' figures")
    return Kind("walk") if parsed.title else Kind("failed", "looks like a walk, but nothing names it")


def _walk(read: _Read, parsed: _Parsed, source: Source) -> Walk:
    walk = write_walk(parsed.title, parsed.blocks, read.items, source, read.flow.head_title)
    cut = ["the page ends in the middle of a sentence"] if parsed.blocks.cut_off else []
    return replace(walk, warnings=(*walk.warnings, *map(_rescue_warning, read.flow.rescues), *cut))


def _rescue(text: str, source: Source, reader: str) -> tuple[_Read, _Parsed] | None:
    """Read a page again whose words are there but were swallowed by something left unclosed."""
    if not holds_label_words(text, source.site):
        return None
    for culprit, closed in close_culprits(text):
        read = _read(closed, reader)
        parsed = _parse(read, source)
        if parsed.blocks.has_figures:
            rescued = replace(read.flow, rescues=(*read.flow.rescues, culprit))
            return _Read(rescued, read.items), parsed
    return None


def _rescue_warning(culprit: str) -> str:
    return f"the page was read with an unclosed {culprit.replace('+', ' and ')} closed"


def _site_of(url: str | None) -> str | None:
    """The site whose own host an address names."""
    return next((s for s in sites() if url and Addresses.of(s).canonical(url)), None)


def _swallowed_site(text: str) -> str | None:
    """The site whose words the raw page holds, though none of them can be read."""
    return next((site for site in sites() if holds_label_words(text, site)), None)


def _canonical(flow: Flow, page: Page, site: str) -> str | None:
    """The page's ``rel=canonical`` as the site's own address, where it names one."""
    if not flow.canonical:
        return None
    return Addresses.of(site).canonical(absolute(page.url, flow.canonical), page.base_url)


def _reading(
    kind: Kind,
    page: Page,
    site: str | None,
    url: str | None,
    target: str | None,
    charset: str | None = None,
    read: _Read | None = None,
    blocks: Blocks | None = None,
    walk: Walk | None = None,
) -> Reading:
    known = Addresses.of(site).canonical(target, page.base_url) if site and target else None
    return Reading(
        outcome=kind.outcome,
        reason=kind.reason,
        walk=walk,
        site=site,
        url=url,
        final_url=known or target,
        charset=charset,
        reader=read.flow.reader if read else None,
        rescues=read.flow.rescues if read else (),
        leftover=blocks.leftover_share if blocks else 0.0,
        skeleton=sha256(" ".join(blocks.labels).encode()).hexdigest()[:16] if blocks else None,
    )
