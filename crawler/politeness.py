"""Waiting: the delays that robots.txt and the server ask for, kept for every request."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING

from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.extensions.throttle import AutoThrottle
from scrapy.utils.response import response_status_message

from crawler.payload import BROKEN
from crawler.recorder import recorder_of

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from scrapy import Request, Spider
    from scrapy.core.downloader import Slot
    from scrapy.crawler import Crawler
    from scrapy.http import Response

LONGEST_WAIT = 300.0
"""Seconds that a Crawl-delay or a Retry-After may ask for; one that asks for more ends the run."""


def keep_delay(crawler: Crawler, host: str, seconds: float) -> None:
    """From now on, leave at least so many seconds between two requests to the host, one at a time."""
    downloader = crawler.engine.downloader
    delay = max(seconds, crawler.settings.getfloat("DOWNLOAD_DELAY"))
    downloader.per_slot_settings[host] = {"delay": delay, "jitter": 0.0, "concurrency": 1}
    slot = downloader.slots.get(host)
    if slot is not None:
        slot.delay, slot.jitter, slot.concurrency = max(slot.delay, delay), 0.0, 1


class PoliteThrottle(AutoThrottle):
    """AutoThrottle that never goes below, nor stays below, what robots.txt asks for."""

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        super()._adjust_delay(slot, latency, response)
        asked = self.crawler.engine.downloader.per_slot_settings
        floor = max((told["delay"] for told in asked.values()), default=0.0)
        slot.delay = max(slot.delay, floor)


class PoliteRetry(RetryMiddleware):
    """Retries what is ill, after the time that the server asks for; damaged bodies too."""

    _not_before = 0.0

    def process_request(self, request: Request) -> Awaitable[None] | None:
        """Wait until the server's Retry-After is over."""
        return self._wait() if self._not_before else None

    async def _wait(self) -> None:
        while (wait := self._not_before - monotonic()) > 0:
            await asyncio.sleep(wait)

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        """The response, or the request to make again."""
        broken = BROKEN in response.flags
        if not broken and response.status not in self.retry_http_codes:
            return response
        wait = retry_after(response)
        if wait > LONGEST_WAIT:
            recorder_of(self.crawler).stop(f"the server asks to come back after {wait:.0f} s")
            return response
        again = self._retry(request, BROKEN if broken else response_status_message(response.status))
        self._hold(wait, again)
        return again or response

    def _hold(self, wait: float, again: Request | None) -> None:
        """Nothing is asked before the wait is over; where the server names none, we double our own delay.

        A page that is given up holds the others all the same: the server asked for itself, not for a page.
        """
        times = 2 ** again.meta["retry_times"] if again else 0
        own = self.crawler.settings.getfloat("DOWNLOAD_DELAY") * times
        self._not_before = max(self._not_before, monotonic() + max(wait, min(own, LONGEST_WAIT)))
        recorder_of(self.crawler).tally.waits += wait > 0


def retry_after(response: Response, now: datetime | None = None) -> float:
    """Seconds that the answer asks to wait; 0 where it asks for none."""
    value = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return 0.0
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - (now or datetime.now(UTC))).total_seconds())
