"""The pages that something is drafted from: fetched, or read from files."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.decode import decode
from normalize.flow import read_flow
from normalize.sources import read_pages
from waypost.scaffold import fixture
from waypost.scaffold.home import is_url
from waypost.verdict import Stop

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.settings import CrawlSettings
    from normalize.page import Page


def take(places: Sequence[str], settings: CrawlSettings) -> list[Page]:
    """The page at each address or in each file, in the order given; ``url`` as the site itself says it.

    Raises Stop, naming the place, where there is none to be had.
    """
    urls = list(dict.fromkeys(place for place in places if is_url(place)))
    fetched = dict(zip(urls, _fetched(urls, settings), strict=True))
    pages = [fetched[place] if is_url(place) else _filed(Path(place)) for place in places]
    for place, page in zip(places, pages, strict=True):
        if page.refused or page.status != 200:
            raise Stop(f"{place}: {page.refused or f'the site answered {page.status}'}; nothing was written")
    return pages


def _fetched(urls: Sequence[str], settings: CrawlSettings) -> list[Page]:
    if not urls:
        return []
    from waypost.scaffold.fetching import fetch  # only who fetches pays for Scrapy

    return fetch(urls, settings)


def _filed(path: Path) -> Page:
    if path.name == fixture.PAGE and path.with_name(fixture.ABOUT).exists():
        return fixture.read_page(path.parent)
    pages = list(islice(read_pages([path]), 2))
    if len(pages) != 1:
        raise Stop(f"{path} holds {'several pages' if pages else 'no page'}; give a file that is one page")
    page = pages[0]
    if page.url is None:
        page = replace(page, url=read_flow(decode(page.body, page.content_type).text).canonical)
    return page
