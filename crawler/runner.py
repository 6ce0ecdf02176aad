"""One crawl, from settings to report, in this process."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.recorder import recorder_of
from crawler.scrapy_settings import scrapy_settings
from crawler.settings import CrawlSettings, SettingsError
from crawler.workspace import Workspace
from normalize.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from scrapy.crawler import Crawler

    from crawler.report import CrawlReport
    from crawler.site_spider import SiteSpider

_PROGRESS_EVERY = 0.2  # seconds


def crawl(
    site: str,
    settings: CrawlSettings,
    on_progress: Callable[[int, int], None] | None = None,
    spider: type[SiteSpider] | None = None,
) -> CrawlReport:
    """Crawl a site into the archive of its workspace; ``on_progress(done, known)`` is called now and then.

    ``spider`` is the site's own where none is given.
    Can be called once in a process (Twisted's reactor does not start twice). SIGINT and SIGTERM let the
    request under way end, then the crawl; the report says ``interrupted`` and the next crawl goes on.
    Raises WorkspaceHeld, SettingsError (ContactMissing, WorkspaceUnusable, LedgerError among them);
    RuntimeError when the crawler itself is at fault.
    """
    settings = replace(settings, items=False, site=site)
    settings.check()
    try:
        table(site)
    except LookupError as error:
        raise SettingsError(str(error.args[0])) from None
    with Workspace(settings.data).hold(), _own_signals():
        process = AsyncCrawlerProcess(Settings(scrapy_settings(settings)))
        crawler = process.create_crawler(spider or site)
        progress = _progress(crawler, on_progress)
        crawler.signals.connect(progress, signals.response_received)
        process.crawl(crawler)
        process.start()
        return _report(crawler)


def _report(crawler: Crawler) -> CrawlReport:
    recorder = recorder_of(crawler)
    recorder.close(None, "shutdown")  # where a second signal tore everything down
    if recorder.error is not None:
        raise recorder.error
    if recorder.report is None:
        raise RuntimeError("the crawl ended before it began; --log-level DEBUG shows why")
    return recorder.report


def _progress(crawler: Crawler, on_progress: Callable[[int, int], None] | None) -> Callable[[], None]:
    last = 0.0

    def tell() -> None:
        nonlocal last
        if on_progress is None or monotonic() - last < _PROGRESS_EVERY:
            return
        last = monotonic()
        ledger = recorder_of(crawler).ledger
        known = ledger.count("state = 'asked'")
        on_progress(known - ledger.count("due = 1"), known)

    return tell


@contextmanager
def _own_signals() -> Iterator[None]:
    """Give the process its signal handlers back afterwards: Scrapy leaves its own behind."""
    names = (signal.SIGINT, signal.SIGTERM)
    before = [signal.getsignal(name) for name in names]
    try:
        yield
    finally:
        for name, handler in zip(names, before, strict=True):
            signal.signal(name, handler)
