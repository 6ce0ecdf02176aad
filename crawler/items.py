"""What ``scrapy crawl -O`` writes: the record of each walk page, as normalize makes it of that page alone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from normalize.page import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.bodies import Body
    from crawler.ledger import Address, Answer
    from crawler.settings import CrawlSettings
    from crawler.tally import Tally

Record = dict[str, Any]


class WalkItems:
    """Makes the items of a crawl, where it is to have any, and counts the walks."""

    def __init__(self, settings: CrawlSettings, tally: Tally) -> None:
        self._settings = settings
        self._tally = tally

    def of(self, address: Address, answer: Answer, body: Body) -> Iterator[Record]:
        """The record of the page, if it tells a walk; joined with no other page, and without a history."""
        if not self._settings.items:
            self._tally.walks_seen += address.kind == "walk"
            return
        from normalize import normalize  # only who wants items pays for reading pages

        reading = normalize(self._page(answer, body))
        if reading.walk is not None:
            self._tally.walks_seen += 1
            yield reading.walk.as_record()

    def _page(self, answer: Answer, body: Body) -> Page:
        return Page(
            body=body.payload,
            url=answer.asked,
            content_type=body.content_type,
            status=200,
            fetched_at=datetime.fromisoformat(answer.fetched_at),
            site=self._settings.site,
            base_url=self._settings.base_url,
            archive_file=answer.archive_file,
            archive_offset=answer.archive_offset,
            robots=body.robots,
        )
