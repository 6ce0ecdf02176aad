"""Where a page's words came from, and what its addresses mean."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from normalize.addresses import Addresses, Identity


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page's words came from.

    Attributes:
        site: whose page it is.
        url: its own address on that site, or None.
        asked: the address that was asked, a mirror's perhaps, or None.
        base_url: the mirror that was crawled in the site's place, or None.
        base: ``<base href>`` as written, or None.
        fetched_year: the year that the page was fetched in; None where nobody says.

    """

    site: str
    url: str | None
    asked: str | None
    base_url: str | None
    base: str | None = None
    fetched_year: int | None = None

    @property
    def identity(self) -> Identity:
        """What the address says of the walk."""
        return Addresses.of(self.site).identity(self.url) if self.url else Identity(None, None, None, None)

    @property
    def called(self) -> str | None:
        """What the address calls the walk, in its path or in a parameter that only decorates it."""
        asked = Addresses.of(self.site).identity(self.asked, self.base_url).name if self.asked else None
        return self.identity.name or asked

    @property
    def root(self) -> str:
        """What relative addresses are relative to: the page's base, its own address, or the site's home."""
        page = self.asked or self.url or f"{Addresses.of(self.site).home}/"
        return absolute(page, self.base) if self.base else page

    def address(self, href: str) -> str:
        """A link or image as the site's canonical address, or absolute where it leads elsewhere."""
        full = absolute(self.root, href)
        return Addresses.of(self.site).canonical(full, self.base_url) or full

    def kind(self, address: str) -> str:
        """What an absolute address is: walk, index, image, other or foreign."""
        return Addresses.of(self.site).classify(address)

    def is_country(self, address: str) -> bool:
        """Whether an absolute address is that of a country's own page."""
        return bool(Addresses.of(self.site).identity(address).country) and self.kind(address) == "index"


def absolute(base: str | None, address: str) -> str:
    """The address as a browser would complete it, or as written where it cannot be completed."""
    try:
        return urljoin(base or "", address.strip())
    except ValueError:
        return address
