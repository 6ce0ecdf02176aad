"""The Scrapy extension that keeps a crawl: lock, archive, ledger and counts, from first request to last.

It listens to ``response_downloaded``, the one signal that sees every answer as received: robots.txt, every
hop of a redirect, every try. In it the records are written and synced; only then does the ledger know them.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import ExitStack, suppress
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.exceptions import CloseSpider

from crawler.archive import WarcArchive
from crawler.clock import CLOCK
from crawler.commits import Commits
from crawler.keeping import Keeper
from crawler.ledger import Ledger, Run
from crawler.rebuilding import rebuild
from crawler.recovery import archive_files, recover
from crawler.report import CrawlReport, Ending, make_report
from crawler.resolver import GlobalAddressResolver
from crawler.settings import CrawlSettings, SettingsError
from crawler.tally import Tally
from crawler.workspace import Workspace, WorkspaceHeld, unusable

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Headers as ScrapyHeaders
    from scrapy.http import Response

    from crawler.ledger.order import Order

ANSWER = "waypost_answer"
"""Key in ``Request.meta``: the ``Answer`` that the archive holds for this request's last response."""

_WORTH_TELLING = timedelta(minutes=1)
"""By how much a clock that was set back is told of."""

logger = logging.getLogger(__name__)


def recorder_of(crawler: Crawler) -> CrawlRecorder:
    """The recorder of a crawl; RuntimeError where the settings left it out."""
    recorder = crawler.get_extension(CrawlRecorder)
    if recorder is None:
        raise RuntimeError("crawler.recorder.CrawlRecorder must be among EXTENSIONS")
    return recorder


class CrawlRecorder:
    """Holds the workspace while the spider is open and writes down every answer.

    Attributes:
        settings: the crawl's.
        tally: what was counted so far.
        ledger, run, keeper: open once the spider is.
        ending: why nothing more is asked, where there is a reason.
        report: what the run came to, once the spider is closed.
        error: what made it impossible to go on: SettingsError, WorkspaceUnusable among them.

    """

    def __init__(self, settings: CrawlSettings) -> None:
        self.settings = settings
        self.tally = Tally()
        self.ending = Ending()
        self.error: Exception | None = None
        self.report: CrawlReport | None = None
        self.ledger: Ledger
        self.run: Run
        self.keeper: Keeper
        self._commits: Commits
        self._open = ExitStack()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """For this crawl."""
        recorder = cls(crawler.settings["WAYPOST_CRAWL"])
        recorder._take()
        connect = crawler.signals.connect
        connect(recorder.open, signals.spider_opened)
        connect(recorder.note_request, signals.request_reached_downloader)
        connect(recorder.note_headers, signals.headers_received)
        connect(recorder.keep, signals.response_downloaded)
        connect(recorder.close, signals.spider_closed)
        return recorder

    @property
    def is_open(self) -> bool:
        """Whether lock, ledger and archive are held."""
        return hasattr(self, "run")

    @property
    def stopped_because(self) -> str | None:
        """Why nothing more is asked, or None."""
        return self.ending.because

    def stop(self, reason: str, *, by_choice: bool = False) -> None:
        """Ask nothing more; what is under way ends by itself. The first reason stays."""
        if self.ending.because is None:
            self.ending = Ending(reason, by_choice)

    def _take(self) -> None:
        """Take the lock before any other extension opens a file.

        ``crawl()`` has checked and taken all this already. Under ``scrapy crawl`` an exception would end in a
        traceback and status 0 or 1, so the process ends here, with one line and the contract's status.
        """
        try:
            self.settings.check()
            self._open.enter_context(Workspace(self.settings.data).hold())
        except (WorkspaceHeld, SettingsError) as error:
            logger.error("%s", error)  # noqa: TRY400 -- one line, no traceback
            raise SystemExit(5 if isinstance(error, WorkspaceHeld) else 2) from None

    def open(self, spider: Spider) -> None:
        """Mend the archive's tail, open the ledger and the run."""
        try:
            workspace = Workspace(self.settings.data)
            if not workspace.ledger.exists() and any(archive_files(workspace)):
                rebuild(self.settings)
            self.ledger = Ledger(workspace.ledger)
            self._open.callback(self.ledger.close)
            recover(workspace, self.ledger, self.settings.site)
            _set_clock(self.ledger)
            told = self.settings
            run = self.ledger.open_run(told.site, told.base_url, order=_order(told))
            agent = told.user_agent
            archive = WarcArchive(workspace.archive, told.site, run.id, agent, told.base_url)
            self._open.callback(archive.close)
            self._commits = Commits(archive, self.ledger, self.fail)
            self.keeper = Keeper(archive, self.ledger, run, told)
            self.run = run
        except (SettingsError, OSError, sqlite3.Error) as error:
            self.fail(error)
            self._open.close()
            raise CloseSpider(type(error).__name__) from None
        self._guard_names()

    def _guard_names(self) -> None:
        """Once more than the settings do it: ``-a base_url=`` is known to the spider's settings alone."""
        from twisted.internet import reactor  # the reactor must not be installed by an import

        GlobalAddressResolver.for_base_url(reactor, self.settings.base_url).install_on_reactor()

    def note_request(self, request: Request, spider: Spider) -> None:
        """Count a request that goes out."""
        self.tally.requests += 1

    def note_headers(
        self, headers: ScrapyHeaders, body_length: int, request: Request, spider: Spider
    ) -> None:
        """Note when the request went out."""
        self.tally.note_sent(request.meta.get("download_latency", 0.0))

    def keep(self, response: Response, request: Request, spider: Spider) -> None:
        """Write an answer down: archive, then ledger. When the disk refuses, the run ends."""
        request.meta.pop(ANSWER, None)
        self._count(response)
        if self.error is not None:
            return
        try:
            request.meta[ANSWER] = self.keeper.keep(response, request)
        except (OSError, sqlite3.Error) as error:
            self.fail(error)

    def _count(self, response: Response) -> None:
        self.tally.answered += 1
        self.tally.failures_in_a_row = 0
        self.tally.bytes += len(response.body)
        self.tally.not_modified += response.status == 304
        if response.url.endswith("/robots.txt") and response.status == 200:
            self.tally.robots_sha256 = sha256(response.body).hexdigest()

    def fail(self, error: Exception) -> None:
        """The run cannot go on: what was kept so far is whole, and the next run goes on from there."""
        if isinstance(error, OSError):
            error = unusable(self.settings.data, error)
        elif isinstance(error, sqlite3.Error):
            error = unusable(self.settings.data, OSError(0, str(error)))
        self.error = self.error or error
        if self.is_open:
            self._commits.give_up()
        self.stop(str(error))
        if self.settings.items:  # under ``scrapy crawl``; ``crawl()`` raises it
            logger.error("%s", error)

    def close(self, spider: Spider | None, reason: str) -> None:
        """Make the report and release everything; an interrupted run gets no verdict, so it is continued."""
        if not self.is_open or self.report is not None:
            return
        if reason == "shutdown":
            self.stop("interrupted")
        self.report = make_report(self.ledger, self.run, self.tally, self.settings, self.ending)
        try:
            if self.error is None:
                self._finish(self.report, reason)
        except (OSError, sqlite3.Error) as error:
            self.fail(error)
        with suppress(OSError, sqlite3.Error):  # whatever was not committed is learned from the archive
            self._open.close()

    def _finish(self, report: CrawlReport, reason: str) -> None:
        if reason == "finished":
            self.ledger.close_run(self.run, report.verdict)
        self._commits.commit()


def _set_clock(ledger: Ledger) -> None:
    """Which of two answers is newer is told by their times: none may be older than those on record."""
    last = ledger.last_time()
    behind = CLOCK.reach(last) if last else timedelta()
    if behind > _WORTH_TELLING:
        logger.warning(
            "the clock is %.0f s behind the last crawl; the times of this one go on from there, set it right",
            behind.total_seconds(),
        )


def _order(told: CrawlSettings) -> Order:
    """What is asked first: not everything may be asked under a budget or a limit."""
    if told.max_requests is not None or told.max_bytes is not None:
        return "changes"
    return "discovery" if told.limit is None else "walks"
