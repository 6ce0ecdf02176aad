"""What may be asked at all: the site's own addresses, or the mirror's, to scheme, host and port."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crawler.refusals import RefusedAddress
from normalize.addresses import Addresses
from normalize.urls import Origin, origin, split_url

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler

    from crawler.settings import CrawlSettings


def allowed_origins(settings: CrawlSettings) -> frozenset[Origin]:
    """Where requests may go: exactly the mirror if there is one, else the site's hosts on their own ports.

    Raises ValueError when the mirror is no address.
    """
    if settings.base_url is not None:
        parts = split_url(settings.base_url)
        mirror = origin(parts) if parts else None
        if mirror is None:
            raise ValueError(f"{settings.base_url!r} is no address")
        return frozenset({mirror})
    hosts = Addresses.of(settings.site).hosts
    return frozenset(
        (scheme, host, port) for host in hosts for scheme, port in (("http", 80), ("https", 443))
    )


class AddressGuard:
    """Downloader middleware that every request passes, redirected ones and robots.txt too."""

    def __init__(self, settings: CrawlSettings) -> None:
        self._allowed = allowed_origins(settings)
        self._proxy = settings.proxy

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Under the crawl's settings."""
        return cls(crawler.settings["WAYPOST_CRAWL"])

    def process_request(self, request: Request) -> None:
        """Refuse (RefusedAddress) whatever is not the site's."""
        parts = split_url(request.url)
        if parts is None or origin(parts) not in self._allowed:
            raise RefusedAddress("not an address of the site" if parts else "no address that can be asked")
        request.meta["proxy"] = self._proxy
