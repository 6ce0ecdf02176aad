"""A visit: a few named pages asked as politely as in a crawl, and no link of theirs followed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from crawler.runner import crawl
from crawler.site_spider import SiteSpider
from normalize.vocabulary import provisional

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from crawler.report import CrawlReport
    from crawler.settings import CrawlSettings

SITE = "visit"
"""What a visited site is called in the workspace: it may have no vocabulary yet."""

_VOCABULARY = """
[site]
language = "english"
home = "{home}/"
hosts = {hosts}
[[addresses]]
kind = "walk"     # whatever was named is wanted: no address is taken for a trap
path = '(?s:.*)'
"""


class VisitSpider(SiteSpider):
    """Asks for the addresses that it starts with, and where they redirect to."""

    name = SITE
    is_leading = False

    def _begin(self, sitemaps: Iterable[str]) -> None:
        del sitemaps
        self.frontier.start(self.crawl.start_urls, ())


def visit(
    home: str,
    hosts: Sequence[str],
    settings: CrawlSettings,
    on_progress: Callable[[int, int], None] | None = None,
) -> CrawlReport:
    """Fetch ``settings.start_urls`` into the archive of the workspace, robots.txt and delays obeyed.

    ``home`` is the site's scheme and host, ``hosts`` all names of it. Raises as ``crawl`` does, and like it
    works once in a process.
    """
    vocabulary = _VOCABULARY.format(home=home, hosts=list(hosts))
    with provisional(SITE, vocabulary):
        return crawl(SITE, replace(settings, site=SITE, limit=None, full=True), on_progress, VisitSpider)
