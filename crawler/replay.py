"""Archived answers that nobody has followed: a crash came between, or the ledger is built again."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.bodies import Body, archived_body
from crawler.ledger import Address, Answer, Found
from crawler.outcomes import REDIRECTS
from crawler.traps import pattern_of
from normalize.addresses import Addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.ledger import Ledger, Run
    from crawler.settings import CrawlSettings


def unended(ledger: Ledger, run: Run, settings: CrawlSettings) -> Iterator[tuple[Address, Answer]]:
    """Answers that the archive holds, of each address the run's last, whose look was not ended.

    In the order in which they came: what led to an address was followed before the address is told.
    """
    apart = _of_robots(ledger, run)
    for number in ledger.last_of_each(run.id):
        answer = ledger.answer(number)
        if answer.url in apart or ledger.is_ended(answer.url, answer.fetched_at):
            continue
        address = ledger.address(answer.url)
        if address is None:
            found = _unled(answer, settings)
            ledger.meet([found], run, answer.fetched_at)
            address = Address(found.url, found.asked, found.kind, found.depth)
        yield address, answer


def body_of(ledger: Ledger, answer: Answer, settings: CrawlSettings) -> Body | None:
    """The answer's body, or that of the answer it refers to."""
    if answer.whole is None:
        return None
    whole = answer if answer.whole == answer.id else ledger.answer(answer.whole)
    return archived_body(settings.data, whole, settings.max_size)


def _unled(answer: Answer, settings: CrawlSettings) -> Found:
    """An address that nothing in the archive leads to: it was named on the command line."""
    kind = Addresses.of(settings.site).classify(answer.asked, settings.base_url)
    return Found(answer.url, answer.asked, kind, "archive", 0, pattern_of(answer.url, kind))


def _of_robots(ledger: Ledger, run: Run) -> set[str]:
    """The addresses of robots.txt, and of where it was redirected to."""
    answers = [ledger.answer(number) for number in ledger.last_of_each(run.id)]
    apart = {answer.url for answer in answers if is_robots(answer)}
    locations = {a.location for a in answers if a.url in apart and a.status in REDIRECTS and a.location}
    return apart | {a.url for a in answers if a.asked in locations or a.url in locations}


def is_robots(answer: Answer) -> bool:
    """Whether it answers for robots.txt."""
    return urlsplit(answer.asked).path == "/robots.txt"
