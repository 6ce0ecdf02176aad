"""robots.txt, obeyed at every moment: nothing is asked of a host before its rules are known."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from protego import Protego
from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http.request import NO_CALLBACK
from w3lib.url import safe_url_string

from crawler.payload import payload_of
from crawler.politeness import LONGEST_WAIT, keep_delay
from crawler.recorder import recorder_of
from crawler.refusals import RefusedByRobots, Stopping, told
from crawler.rules import Rules, read_rules
from normalize.addresses import Addresses

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response

MAX_HOPS = 5
"""Redirects followed on the way to a robots.txt (RFC 9309, 2.3.1.2)."""


class RobotsGuard(RobotsTxtMiddleware):
    """Checks every request against its host's rules.

    Scrapy's own middleware lets pass all but the first two requests that wait for the same robots.txt, takes
    a 5xx for leave to crawl everything and ignores Crawl-delay. Here all wait for one task and its result.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._fetches: dict[str, asyncio.Future[Rules]] = {}
        self._asked_at: dict[str, float] = {}
        self._settings = crawler.settings["WAYPOST_CRAWL"]

    async def process_request(self, request: Request, spider: Spider | None = None) -> None:
        """Refuse (RefusedByRobots) what the rules forbid."""
        if request.meta.get("dont_obey_robotstxt"):  # only ever set below, on robots.txt itself
            return
        refusal = (await self.rules(request.url)).refusal(request.url)
        if recorder_of(self.crawler).stopped_because:
            raise Stopping
        if refusal:
            raise RefusedByRobots(refusal)

    async def rules(self, url: str) -> Rules:
        """The rules of the host that serves ``url``, asked for again once they are old."""
        parts = urlsplit(url)
        key = f"{parts.scheme}://{parts.netloc}"
        if key not in self._fetches or monotonic() - self._asked_at[key] > self._settings.robots_age:
            self._asked_at[key] = monotonic()
            self._fetches[key] = asyncio.ensure_future(self._fetch(f"{key}/robots.txt", parts.hostname or ""))
        return await asyncio.shield(self._fetches[key])

    async def _fetch(self, url: str, host: str) -> Rules:
        try:
            rules = await self._ask(url)
        except Exception as error:
            rules = Rules(Protego.parse(""), unreachable=told(error)[1])
        delay = rules.crawl_delay
        if delay > LONGEST_WAIT:
            recorder_of(self.crawler).stop(f"robots.txt asks for {delay:.0f} s between requests")
        elif delay:
            keep_delay(self.crawler, host, delay)
        recorder_of(self.crawler).tally.note_rules(rules.unreachable, delay)
        return rules

    async def _ask(self, url: str) -> Rules:
        for _ in range(MAX_HOPS + 1):
            request = Request(
                url, priority=self.DOWNLOAD_PRIORITY, callback=NO_CALLBACK, meta={"dont_obey_robotstxt": True}
            )
            response = await self.crawler.engine.download_async(request)
            target = self._target(response)
            if target is None:
                return read_rules(response.status, payload_of(response))
            url = target
        return read_rules(404, b"")

    def _target(self, response: Response) -> str | None:
        """Where a redirected robots.txt is, on the mirror if there is one; None where it is this answer."""
        location = response.headers.get("Location")
        if response.status not in (301, 302, 303, 307, 308) or not location:
            return None
        target = urljoin(response.url, safe_url_string(location))
        if self._settings.base_url is None:
            return target
        return Addresses.of(self._settings.site).mirrored(target, self._settings.base_url) or target
