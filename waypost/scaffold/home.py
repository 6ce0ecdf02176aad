"""Where a site is at home, as far as one of its addresses tells."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from crawler.settings import host_of, is_loopback
from normalize.urls import origin, split_url
from waypost.verdict import Stop


@dataclass(frozen=True, slots=True)
class Home:
    """Where a site lives: scheme and host (a port only where it is an odd one), and all names of the host."""

    address: str
    hosts: tuple[str, ...]

    @classmethod
    def of(cls, url: str) -> Home:
        """The home of an address, with and without ``www.``; raises Stop where it is no address.

        >>> Home.of("https://paths.example/isles/12")
        Home(address='https://paths.example', hosts=('paths.example', 'www.paths.example'))
        """
        parts = split_url(url)
        if parts is None or origin(parts) is None:
            raise Stop(f"{url!r} is no address; give http://… or https://…")
        host = host_of(url)
        names = (host,) if is_loopback(url) or ":" in host else (host, _twin(host))
        return cls(f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}", names)

    def mirror(self) -> str | None:
        """The home as a mirror: where only a port or a loopback address leads to the site."""
        odd = urlsplit(self.address).port not in (None, 80, 443)
        return self.address if odd or is_loopback(self.address) else None

    def own(self, url: str | None, mirror: str | None = None) -> str:
        """An address, on the site or on its mirror, as the site itself says it; another one as it is."""
        url = (url or "").partition("#")[0]
        base = (mirror or self.address).rstrip("/")
        if not url.startswith((f"{base}/", f"{base}?")) and url != base:
            parts = urlsplit(url)
            if host_of(url) not in self.hosts:
                return url
            return f"{self.address}{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        return self.address + (url.removeprefix(base) or "/")


def is_url(place: str) -> bool:
    """Whether a word of the command line is an address rather than a file."""
    return place.lower().startswith(("http://", "https://"))


def _twin(host: str) -> str:
    return host.removeprefix("www.") if host.startswith("www.") else f"www.{host}"
