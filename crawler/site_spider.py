"""What every site's spider is made of: robots.txt, sitemaps, links, and the walks that they lead to."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider

from crawler.archive import warc_date
from crawler.bodies import Body, archived_body, live_body
from crawler.frontier import Frontier
from crawler.ledger import Address, Answer, Found
from crawler.links import directives, read_links
from crawler.outcomes import REDIRECTS
from crawler.payload import BROKEN
from crawler.recorder import ADDRESS, ANSWER, recorder_of
from crawler.refusals import Stopping, told
from crawler.robots import RobotsGuard
from crawler.settings import scrapy_settings
from crawler.sitemaps import read_sitemap
from normalize.decode import decode
from normalize.page import Page

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
_BINARY = ("image/", "audio/", "video/", "font/", "application/pdf", "application/zip", "application/gzip")

Record = dict[str, Any]


class SiteSpider(Spider):
    """Asks for what the frontier hands out, follows what it finds, yields a record for each walk page.

    A site's spider declares its ``name``, which is also the name of its vocabulary.
    """

    name: str
    crawl: CrawlSettings
    recorder: CrawlRecorder
    frontier: Frontier
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
        self.frontier = Frontier(self.recorder, self.crawl.concurrency + 1)
        guard = self.crawler.get_downloader_middleware(RobotsGuard)
        rules = self.frontier.rules = await guard.rules(self.frontier.home) if guard else None
        for answer in self.recorder.ledger.unfinished(self.recorder.run):
            for item in self._resume(answer):
                yield item
        self._begin(rules.sitemaps if rules else ())
        self._walks_asked = self.recorder.ledger.count("kind = 'walk' and seen_run = ?", self.recorder.run.id)
        while address := await self.frontier.next():
            if self._is_past_limit(address):
                self.frontier.release(address)
                break
            yield self._request(address)

    def _begin(self, sitemaps: Iterable[str]) -> None:
        """Note where the run begins: the home page, what was named beside it, the sitemaps."""
        self.frontier.start((self.frontier.home, *self.crawl.start_urls), sitemaps)

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
        if self.recorder.whole(address.url, address.asked) is None:
            return {}
        etag, last_modified = self.recorder.ledger.validators(address.url, address.asked)
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        return {name: value for name, value in conditions.items() if value}

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Request | Record]:
        """Follow one answer; the address is released whatever happens, unless it is asked once more."""
        address: Address = response.meta[ADDRESS]
        answer: Answer | None = response.meta.get(ANSWER)
        if answer is None:  # the disk refused: the recorder has ended the run
            self.frontier.release(address)
            return
        again = self._again(address, answer, response.meta[HOPS])
        if again is not None:
            yield again
            return
        try:
            if BROKEN in response.flags:
                answer = replace(answer, outcome="failed", reason="the body is damaged")
            body = live_body(response) if answer.whole == answer.id else self._archived(answer)
            items = list(self._follow(address, answer, body))
        except (OSError, sqlite3.Error) as error:
            self.recorder.fail(error)
            return
        finally:
            self.frontier.release(address)
        yield from items

    def _again(self, address: Address, answer: Answer, hops: int) -> Request | None:
        """The same address asked once more: another spelling, or whole where a 304's body cannot be found."""
        if hops >= MAX_HOPS:
            return None
        if answer.status == 304 and self._archived(answer) is None:
            return self._request(address, hops + 1, conditional=False)
        target = self._target(address, answer)
        if target is not None and target.url == address.url and target.asked != answer.asked:
            return self._request(replace(address, asked=target.asked), hops + 1)
        return None

    def _resume(self, answer: Answer) -> Iterator[Record]:
        """End the look at an address whose answer was archived before the crash."""
        row = self.recorder.ledger.address(answer.url)
        if row is not None and self._again(row, answer, 0) is None:
            yield from self._follow(row, answer, self._archived(answer))

    def _archived(self, answer: Answer) -> Body | None:
        if answer.whole is None:
            return None
        whole = answer if answer.whole == answer.id else self.recorder.ledger.answer(answer.whole)
        return archived_body(self.crawl.data, whole, self.crawl.max_size)

    def _follow(self, address: Address, answer: Answer, body: Body | None) -> Iterator[Record]:
        """End the look: what the answer leads to goes into the ledger, the walk it tells is yielded."""
        found: list[Found] = []
        good = answer.outcome in ("fetched", "not_modified")
        if target := self._target(address, answer):
            if target.url == address.url:
                answer = replace(answer, outcome="failed", reason="it redirects to itself")
            else:
                found.append(target)
        elif good and body is not None:
            found += self._found(address, answer, body)
        self.recorder.ledger.finish(answer, self.recorder.run, found, asked=answer.asked if good else None)
        if good and body is not None and address.kind != "sitemap":
            yield from self._walk(address, answer, body)

    def _target(self, address: Address, answer: Answer) -> Found | None:
        if answer.status not in REDIRECTS or not answer.location:
            return None
        return self.frontier.judge(answer.location, answer.asked, "redirect", address.depth)

    def _found(self, address: Address, answer: Answer, body: Body) -> Iterator[Found]:
        if address.kind == "sitemap":
            yield from self._in_sitemap(address, answer, body)
            return
        words = set(directives(body.robots or ""))
        if "nofollow" in words or (answer.media_type or "").startswith(_BINARY):
            return
        links = read_links(decode(body.payload, body.content_type).text)
        base = answer.asked
        if links.base:
            base = self.frontier.joined(base, links.base)
        shut = "nofollow" in links.robots
        yield from self.frontier.links(links.nofollow, base, address, nofollow=True)
        yield from self.frontier.links(links.follow, base, address, nofollow=shut)

    def _in_sitemap(self, address: Address, answer: Answer, body: Body) -> Iterator[Found]:
        sitemap = read_sitemap(body.payload, self.crawl.max_size)
        judge = self.frontier.judge
        found = [judge(url, answer.asked, "sitemap", 1) for url in sitemap.pages]
        found += [
            judge(url, answer.asked, "sitemap", address.depth + 1, kind="sitemap") for url in sitemap.sitemaps
        ]
        yield from (f for f in found if f is not None)

    def _walk(self, address: Address, answer: Answer, body: Body) -> Iterator[Record]:
        """The record of a walk page, exactly as normalize makes it of that page alone."""
        if not self.crawl.items:
            self.recorder.tally.walks_seen += address.kind == "walk"
            return
        from normalize import normalize  # only who wants items pays for reading pages

        reading = normalize(self._page(answer, body))
        if reading.walk is not None:
            self.recorder.tally.walks_seen += 1
            yield reading.walk.as_record()

    def _page(self, answer: Answer, body: Body) -> Page:
        return Page(
            body=body.payload,
            url=answer.asked,
            content_type=body.content_type,
            status=200,
            fetched_at=datetime.fromisoformat(answer.fetched_at),
            site=self.crawl.site,
            base_url=self.crawl.base_url,
            archive_file=answer.archive_file,
            archive_offset=answer.archive_offset,
            robots=body.robots,
        )

    def fail(self, failure: Failure) -> None:
        """Note why an address got no complete answer."""
        address: Address = failure.request.meta[ADDRESS]  # type: ignore[attr-defined]  # set by Scrapy
        try:
            if not isinstance(failure.value, Stopping) and self.recorder.error is None:
                self._note_failure(address, failure)
        finally:
            self.frontier.release(address)

    def _note_failure(self, address: Address, failure: Failure) -> None:
        outcome, reason = told(failure.value or Exception())
        asked = failure.request.url  # type: ignore[attr-defined]  # set by Scrapy
        now = warc_date(datetime.now(UTC))
        run = self.recorder.run
        self.recorder.ledger.finish(Answer(address.url, asked, run.id, now, outcome, reason), run)
        tally = self.recorder.tally
        if outcome == "failed":
            tally.failures_in_a_row += 1
            if tally.failures_in_a_row >= GIVE_UP_AFTER:
                self.recorder.stop(f"no answer for {GIVE_UP_AFTER} addresses in a row ({reason})")
        else:
            tally.refused += 1
