"""What a run came to: its figures and verdict, and the receipt that one could send to the site's owner."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from crawler.clock import warc_date
from crawler.ledger.lists import LISTS, PAGES
from crawler.rules import NO_RULES

if TYPE_CHECKING:
    from crawler.ledger import Ledger, Run
    from crawler.settings import CrawlSettings
    from crawler.tally import Tally

INCOMPLETE_SHARE = 0.02
INCOMPLETE_LEAST = 3


@dataclass(frozen=True, slots=True)
class Ending:
    """Why a run ended before everything was asked; ``by_choice`` for a limit or budget, not suffered."""

    because: str | None = None
    by_choice: bool = False

    @property
    def is_forced(self) -> bool:
        """Whether the run had to end."""
        return self.because is not None and not self.by_choice


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """The figures of one run.

    Attributes:
        run_id: the run's, which its WARC files name as ``isPartOf``.
        resumed: whether it went on where a run without a verdict had ended.
        requests: made by this process, tries and robots.txt included.
        bytes: of bodies received, as sent.
        answered: complete answers, whatever their status.
        not_modified: answers with status 304.
        failed: known addresses without a complete answer after retries.
        known: pages that are known and may be asked.
        new: pages met for the first time in this run.
        gone: pages that answered 404 or 410 at least twice in a row.
        walks_asked, walks_seen: addresses of walks that were asked; pages that were walks.
        refused: requests refused by robots.txt or for their address.
        unlinked: pages that a sitemap names and no link leads to.
        linked_gone: pages that a link leads to and that answered 404 or 410.
        lists: the first addresses of what is unlinked, linked_gone, new and refused.
        delays: seconds between two requests (count, shortest, mean, longest) and what was asked for.
        robots_sha256: of the robots.txt that was obeyed, or None.
        incomplete: more than 2 % of the known addresses, and at least 3, failed, or the run had to stop.
        unreachable: nothing was answered that says something of the site.
        stopped_because: why the run ended before everything was asked, or None.
        started, ended: UTC, ISO 8601.

    """

    run_id: str
    resumed: bool
    user_agent: str
    requests: int
    bytes: int
    answered: int
    not_modified: int
    failed: int
    known: int
    new: int
    gone: int
    walks_asked: int
    walks_seen: int
    refused: int
    unlinked: int
    linked_gone: int
    lists: dict[str, tuple[str, ...]]
    delays: dict[str, Any]
    robots_sha256: str | None
    incomplete: bool
    unreachable: bool
    stopped_because: str | None
    started: str
    ended: str

    @property
    def verdict(self) -> str:
        """One word for the ledger: finished, incomplete, unreachable or stopped (by a limit or budget)."""
        if self.unreachable:
            return "unreachable"
        if self.incomplete:
            return "incomplete"
        return "stopped" if self.stopped_because else "finished"

    def as_dict(self) -> dict[str, Any]:
        """The report as it stands in ``runs/*.json``, the share of 304s with it."""
        share = round(self.not_modified / self.answered, 4) if self.answered else None
        return asdict(self) | {"share_not_modified": share, "verdict": self.verdict}


_IN_RUN = "seen_run = ?"
_UNANSWERED = "(outcome = 'failed' or (outcome = 'refused_by_robots' and reason like ?))"
"""What an owner forbids is his word; a robots.txt that cannot be had is an ill site."""


def make_report(
    ledger: Ledger, run: Run, tally: Tally, settings: CrawlSettings, ending: Ending
) -> CrawlReport:
    """The report of a run that ends now."""
    lists = {which: ledger.named(which, run) for which in LISTS}
    known = ledger.count(f"state = 'asked' and {PAGES}")
    failed = _failed(ledger, run.id, ending)
    return CrawlReport(
        run_id=run.id,
        resumed=run.resumed,
        user_agent=settings.user_agent,
        requests=tally.requests,
        bytes=tally.bytes,
        answered=tally.answered,
        not_modified=tally.not_modified,
        failed=failed,
        known=known,
        new=lists["new"][0],
        gone=ledger.count("gone > 1"),
        walks_asked=tally.walks_asked,
        walks_seen=tally.walks_seen,
        refused=tally.refused,
        unlinked=lists["unlinked"][0],
        linked_gone=lists["linked_gone"][0],
        lists={which: urls for which, (_, urls) in lists.items()},
        delays=tally.gaps.as_dict()
        | {
            "download_delay": settings.download_delay,
            "crawl_delay": tally.crawl_delay,
            "retry_after_kept": tally.waits,
        },
        robots_sha256=tally.robots_sha256,
        incomplete=ending.is_forced or is_incomplete(failed, known),
        unreachable=_unreachable(ledger, run.id, tally),
        stopped_because=ending.because,
        started=run.started,
        ended=warc_date(),
    )


def is_incomplete(failed: int, known: int) -> bool:
    """Whether so many failures make a crawl incomplete.

    >>> is_incomplete(2, 10), is_incomplete(3, 1000), is_incomplete(3, 149)
    (False, False, True)
    """
    return failed >= INCOMPLETE_LEAST and failed > INCOMPLETE_SHARE * known


def _failed(ledger: Ledger, run: str, ending: Ending) -> int:
    """Addresses that were asked in vain, or might not be or could not be asked while the site was ill."""
    failed = ledger.count(f"state = 'asked' and {PAGES} and {_IN_RUN} and {_UNANSWERED}", run, NO_RULES + "%")
    return failed + (ledger.count(f"due = 1 and {PAGES}") if ending.is_forced else 0)


def _unreachable(ledger: Ledger, run: str, tally: Tally) -> bool:
    """Nothing was said of any page, though something was asked or robots.txt could not be had."""
    good = "outcome in ('fetched', 'not_modified', 'redirected', 'gone')"
    if ledger.count(f"{_IN_RUN} and archived = 1 and {good}", run):
        return False
    asked = ledger.count(f"{_IN_RUN} and outcome = 'failed'", run)
    return bool(asked) or tally.robots_unreachable is not None
