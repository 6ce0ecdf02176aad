"""Pages fetched with the crawler's own manners, to look at them and not to keep the crawl."""

from __future__ import annotations

from dataclasses import replace
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from crawler.ledger import Ledger
from crawler.visit import visit
from crawler.workspace import Workspace
from normalize.sources import read_pages
from waypost.progress import counting
from waypost.scaffold.home import Home
from waypost.verdict import Stop, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.settings import CrawlSettings
    from normalize.page import Page

MAX_HOPS = 10
"""Redirects from what was named to its page."""


def fetch(urls: Sequence[str], settings: CrawlSettings) -> list[Page]:
    """The page at each address; raises Stop where one of them is not to be had."""
    home = Home.of(urls[0])
    for url in urls:
        if Home.of(url).hosts[0] not in home.hosts:
            raise Stop(f"{url} is not of the site of {urls[0]}; give pages of one site")
    mirror = settings.base_url or home.mirror()
    with TemporaryDirectory(prefix="waypost-") as folder:
        workspace = Workspace(folder)
        told = replace(settings, data=workspace.path, base_url=mirror, start_urls=tuple(urls))
        with counting("pages asked") as progress:
            report = visit(home.address, home.hosts, told, progress)
        if report.stopped_because == "interrupted":
            raise Stop("interrupted; nothing was written", Verdict.INTERRUPTED)
        if report.unreachable:
            raise Stop(f"{mirror or home.address} cannot be reached; try again later", Verdict.INCOMPLETE)
        answers = {home.own(page.url, mirror): page for page in read_pages([workspace.archive])}
        reasons = _reasons(workspace, home, mirror)
    return [_arrived(url, answers, reasons, home, mirror) for url in urls]


def _arrived(
    url: str, answers: dict[str, Page], reasons: dict[str, str], home: Home, mirror: str | None
) -> Page:
    """The page that an address led to, redirects followed."""
    at = home.own(url, mirror)
    for _ in range(MAX_HOPS):
        page = answers.get(at)
        if page is None:
            raise Stop(f"{url}: {reasons.get(at, 'no answer')}; nothing was written")
        if page.location is None:
            return replace(page, url=at, site=None, base_url=None, archive_file=None, archive_offset=None)
        at = home.own(page.location, mirror)
    raise Stop(f"{url}: more than {MAX_HOPS} redirects")


def _reasons(workspace: Workspace, home: Home, mirror: str | None) -> dict[str, str]:
    """Why an address was not answered."""
    ledger = Ledger(workspace.ledger)
    try:
        return {home.own(row.url, mirror): row.reason or row.outcome for row in ledger.met()}
    finally:
        ledger.close()
