"""What every site's spider is made of: robots.txt, sitemaps, links, and the walks that they lead to."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider

from crawler.bodies import Body, live_body
from crawler.clock import warc_date
from crawler.following import Follower
from crawler.frontier import Frontier
from crawler.items import Record, WalkItems
from crawler.keeping import ADDRESS
from crawler.ledger import Address, Answer
from crawler.payload import BROKEN
from crawler.recorder import ANSWER, recorder_of
from crawler.refusals import Stopping, told
from crawler.replay import body_of, unended
from crawler.robots import RobotsGuard
from crawler.scrapy_settings import RETRIED, scrapy_settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Iterator
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.recorder import CrawlRecorder
    from crawler.settings import CrawlSettings

MAX_HOPS = 10
"""Redirects from one spelling of an address to another."""
HOPS = "waypost_hops"
GIVE_UP_AFTER = 10
"""Addresses in a row, tries included, that no answer came for: the site is down, and the run ends."""


class SiteSpider(Spider):
    """Asks for what the frontier hands out, follows what it finds, yields a record for each walk page.

    A site's spider declares its ``name``, which is also the name of its vocabulary.
    """

    name: str
    crawl: CrawlSettings
    recorder: CrawlRecorder
    frontier: Frontier
    follower: Follower
    items: WalkItems
    is_leading = True
    """Whether the links of pages are followed."""
    _walks_asked: int

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, base_url: str | None = None, **kwargs: Any) -> Self:
        """The spider of this crawl; ``-a base_url=`` names a mirror as ``--base-url`` does."""
        told_settings = crawler.settings["WAYPOST_CRAWL"]
        settings = replace(told_settings, site=cls.name, base_url=base_url or told_settings.base_url)
        if settings != told_settings:
            crawler.settings.setdict(scrapy_settings(settings), priority="project")
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.crawl = settings
        return spider

    async def start(self) -> AsyncIterator[Request | Record]:
        """Go on where a killed run ended, then ask what is due until nothing is."""
        self.recorder = recorder_of(self.crawler)
        if not self.recorder.is_open:
            return
        ledger, run = self.recorder.ledger, self.recorder.run
        self.frontier = Frontier(ledger, run, self.crawl, lambda: self.recorder.stopped_because)
        self.follower = Follower(self.frontier, ledger, run, self.crawl.max_size, is_leading=self.is_leading)
        self.items = WalkItems(self.crawl, self.recorder.tally)
        guard = self.crawler.get_downloader_middleware(RobotsGuard)
        rules = self.frontier.rules = await guard.rules(self.frontier.home) if guard else None
        try:
            self._begin(rules.sitemaps if rules else ())
            resumed = list(self._resume()) if run.resumed else []
        except (OSError, sqlite3.Error) as error:
            self.recorder.fail(error)
            return
        for record in resumed:
            yield record
        self._walks_asked = ledger.count("kind = 'walk' and seen_run = ? and looks > 0", run.id)
        while address := await self.frontier.next():
            if self._is_past_limit(address):
                self.frontier.release(address)
                break
            yield self._request(address)

    def _begin(self, sitemaps: Iterable[str]) -> None:
        """Note where the run begins: the home page, what was named beside it, the sitemaps."""
        self.frontier.start((self.frontier.home, *self.crawl.start_urls), sitemaps, self.recorder.run.started)

    def _is_past_limit(self, address: Address) -> bool:
        if address.kind != "walk":
            return False
        if self.crawl.limit is not None and self._walks_asked >= self.crawl.limit:
            self.recorder.stop(f"the limit of {self.crawl.limit} walks is reached", by_choice=True)
            return True
        self._walks_asked += 1
        self.recorder.tally.walks_asked += 1
        return False

    def _request(self, address: Address, hops: int = 0, *, conditional: bool = True) -> Request:
        headers = self._conditions(address) if conditional and not self.crawl.full else {}
        return Request(
            address.asked,
            callback=self.parse,
            errback=self.fail,
            headers=headers,
            meta={ADDRESS: address, HOPS: hops},
        )

    def _conditions(self, address: Address) -> dict[str, str]:
        """What we have of the address already, for the server to compare; nothing where its body is lost."""
        if self.recorder.keeper.whole(address.url, address.asked) is None:
            return {}
        etag, last_modified = self.recorder.ledger.validators(address.url, address.asked)
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        return {name: value for name, value in conditions.items() if value}

    def parse(self, response: Response, **kwargs: Any) -> list[Request | Record]:
        """Follow one answer; the address is released whatever happens, unless it is asked once more."""
        address: Address = response.meta[ADDRESS]
        answer: Answer | None = response.meta.get(ANSWER)
        if answer is None:  # the disk refused: the recorder has ended the run
            self.frontier.release(address)
            return []
        again = self._again(address, answer, response.meta[HOPS])
        if again is not None:
            return [again]
        try:
            if BROKEN in response.flags:
                answer = replace(answer, outcome="failed", reason="the body is damaged")
            body = live_body(response) if answer.whole == answer.id else self._archived(answer)
            return list(self._follow(address, answer, body))
        except (OSError, sqlite3.Error) as error:
            self.recorder.fail(error)
            return []
        finally:
            self.frontier.release(address)

    def _again(self, address: Address, answer: Answer, hops: int) -> Request | None:
        """The same address asked once more: another spelling, or whole where a 304's body cannot be found."""
        if hops >= MAX_HOPS:
            return None
        if answer.status == 304 and self._archived(answer) is None:
            return self._request(address, hops + 1, conditional=False)
        respelled = self.follower.respelled(address, answer)
        return self._request(respelled, hops + 1) if respelled else None

    def _resume(self) -> Iterator[Record]:
        """End the looks at addresses whose answers were archived before the crash."""
        ledger, run = self.recorder.ledger, self.recorder.run
        for address, answer in unended(ledger, run, self.crawl):
            if answer.status not in RETRIED and self._again(address, answer, 0) is None:
                yield from self._follow(address, answer, self._archived(answer))

    def _archived(self, answer: Answer) -> Body | None:
        return body_of(self.recorder.ledger, answer, self.crawl)

    def _follow(self, address: Address, answer: Answer, body: Body | None) -> Iterator[Record]:
        """End the look; the walk that it tells is yielded."""
        self.follower.follow(address, answer, body)
        if answer.outcome in ("fetched", "not_modified") and body is not None and address.kind != "sitemap":
            yield from self.items.of(address, answer, body)

    def fail(self, failure: Failure) -> None:
        """Note why an address got no complete answer."""
        address: Address = failure.request.meta[ADDRESS]  # type: ignore[attr-defined]  # set by Scrapy
        try:
            if not isinstance(failure.value, Stopping) and self.recorder.error is None:
                self._note_failure(address, failure)
        except (OSError, sqlite3.Error) as error:
            self.recorder.fail(error)
        finally:
            self.frontier.release(address)

    def _note_failure(self, address: Address, failure: Failure) -> None:
        outcome, reason = told(failure.value or Exception())
        asked = failure.request.url  # type: ignore[attr-defined]  # set by Scrapy
        now = warc_date()
        run = self.recorder.run
        self.recorder.ledger.finish(Answer(address.url, asked, run.id, now, outcome, reason), run)
        tally = self.recorder.tally
        if outcome == "failed":
            tally.failures_in_a_row += 1
            if tally.failures_in_a_row >= GIVE_UP_AFTER:
                self.recorder.stop(f"no answer for {GIVE_UP_AFTER} addresses in a row ({reason})")
        else:
            tally.refused += 1
