"""How an answer is kept: whole, or as a revisit of the one that has its body; archive first, then ledger."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from crawler.clock import CLOCK
from crawler.exchange import IDENTICAL, NOT_MODIFIED, Exchange, Whole
from crawler.outcomes import Kept, as_answer
from normalize.addresses import Addresses

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.http import Headers as ScrapyHeaders
    from scrapy.http import Response

    from crawler.archive import WarcArchive
    from crawler.ledger import Answer, Ledger, Run
    from crawler.settings import CrawlSettings
    from crawler.warc import Headers

ADDRESS = "waypost_address"
"""Key in ``Request.meta``: the ``Address`` that is being asked."""


class Keeper:
    """Writes the answers of one run down."""

    def __init__(self, archive: WarcArchive, ledger: Ledger, run: Run, settings: CrawlSettings) -> None:
        self._archive = archive
        self._ledger = ledger
        self._run = run
        self._data = settings.data
        self._base_url = settings.base_url
        self._addresses = Addresses.of(settings.site)

    def keep(self, response: Response, request: Request) -> Answer:
        """The answer as archive and ledger have it now.

        Raises OSError or sqlite3.Error when the disk refuses.
        """
        asked = request.url
        address = request.meta.get(ADDRESS)
        url = address.url if address else self._addresses.canonical(asked, self._base_url) or asked
        digest = sha256(response.body).hexdigest()
        whole = self.whole(url, asked)
        revisit = _revisit(response, digest, whole)
        at = CLOCK.now()
        exchange = Exchange(
            url=asked,
            at=at,
            status=response.status,
            protocol=response.protocol or "HTTP/1.1",
            headers=_pairs(response.headers),
            body=response.body,
            request_headers=_pairs(request.headers),
            ip=str(response.ip_address) if response.ip_address else None,
            whole=_refers(whole) if revisit else None,
            revisit=revisit,
        )
        place = self._archive.write(exchange)
        kept = Kept(
            url=url,
            asked=asked,
            run=self._run.id,
            date=place.date,
            status=response.status,
            headers={name.lower(): value for name, value in reversed(exchange.headers)},
            bytes=len(response.body),
            sha256=digest,
            file=place.file,
            offset=place.offset,
            end=place.end,
            digest=place.digest,
            record_id=place.record_id,
            revisit=revisit is not None,
            whole=whole.id if whole and revisit else None,
        )
        return self._ledger.add_answer(as_answer(kept))

    def whole(self, url: str, asked: str) -> Answer | None:
        """The last complete answer of an address, if its body is still in the archive."""
        whole = self._ledger.whole(url, asked)
        return whole if whole and (self._data / (whole.archive_file or "")).is_file() else None


def _revisit(response: Response, digest: str, whole: Answer | None) -> str | None:
    """The revisit profile that this answer deserves; None where its body is to be kept."""
    if whole is None:
        return None
    if response.status == 304:
        return NOT_MODIFIED
    same = response.status == whole.status and digest == whole.sha256 and response.body
    return IDENTICAL if same else None


def _refers(whole: Answer | None) -> Whole | None:
    if whole is None or whole.digest is None or whole.record_id is None:
        return None
    return Whole(whole.asked, whole.fetched_at, whole.digest, whole.record_id)


def _pairs(headers: ScrapyHeaders) -> Headers:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, values in headers.items()
        for value in values
    )
