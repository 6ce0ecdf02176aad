"""Where a page's words came from, and what its addresses mean."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from normalize.addresses import Addresses, Identity


@dataclass(frozen=True, slots=True)
class Source:
    """Where a page's words came from: its site, its own address on that site and as asked."""

    site: str
    url: str | None
    asked: str | None
    base_url: str | None

    @property
    def identity(self) -> Identity:
        """What the address says of the walk."""
        return Addresses.of(self.site).identity(self.url) if self.url else Identity(None, None, None, None)

    def address(self, href: str) -> str:
        """A link or image as the site's canonical address, or absolute where it leads elsewhere."""
        full = absolute(self.asked or self.url, href)
        return Addresses.of(self.site).canonical(full, self.base_url) or full

    def kind(self, address: str) -> str:
        """What an absolute address is: walk, index, image, other or foreign."""
        return Addresses.of(self.site).classify(address)


def absolute(base: str | None, address: str) -> str:
    """The address as a browser would complete it, or as written where it cannot be completed."""
    try:
        return urljoin(base or "", address.strip())
    except ValueError:
        return address
