"""How much one run may ask, and the one place where a run that is ending asks nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.recorder import recorder_of
from crawler.refusals import Stopping

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler


class Budget:
    """Downloader middleware: ends the run when its requests or bytes are spent."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._settings = crawler.settings["WAYPOST_CRAWL"]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """For this crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let the request pass, or raise Stopping."""
        recorder = recorder_of(self._crawler)
        tally, told = recorder.tally, self._settings
        if told.max_requests is not None and tally.requests >= told.max_requests:
            recorder.stop(f"the budget of {told.max_requests} requests is spent", by_choice=True)
        if told.max_bytes is not None and tally.bytes >= told.max_bytes:
            recorder.stop(f"the budget of {told.max_bytes} bytes is spent", by_choice=True)
        if recorder.stopped_because:
            raise Stopping(recorder.stopped_because)
