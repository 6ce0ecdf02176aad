"""What a crawl is told, and whether it may start so."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK_CONTACT = "mailto:root@localhost"
MIB = 2**20


class SettingsError(ValueError):
    """A setting that cannot be used; the message is one line and says what to do."""


class ContactMissing(SettingsError):  # noqa: N818 -- a state of the settings, named as the contract names it
    """A public site was to be crawled without saying who crawls."""


@dataclass(frozen=True, slots=True)
class CrawlSettings:
    """What one crawl is told.

    Attributes:
        data: the workspace.
        site: name of the site's vocabulary.
        base_url: a mirror that is asked in the site's place; the site itself is then never asked.
        contact: URL or e-mail address that stands in the User-Agent.
        download_delay: seconds between two requests; 0 switches delay, jitter and AutoThrottle off.
        concurrency: connections at once.
        timeout: seconds until a request is given up.
        max_size: bytes of a body, as sent or unpacked, beyond which it is refused.
        limit: at most so many walk pages are asked in this run.
        max_requests: at most so many requests are made in this run.
        max_bytes: at most so many bytes of bodies are received in this run.
        start_urls: addresses to begin with, beside the home page and the sitemaps.
        full: ask without conditions, as if nothing were known.
        retries: how often a failed request is tried again.
        robots_age: seconds after which robots.txt is read again (RFC 9309, 2.4: a day at most).
        proxy: URL of an HTTP proxy; the proxies of the environment are never used.
        items: yield a record for each walk page (``scrapy crawl -O``).
        log_level: what Scrapy tells on stderr.

    """

    data: Path = Path("data")
    site: str = "walkopedia"
    base_url: str | None = None
    contact: str | None = None
    download_delay: float = 2.0
    concurrency: int = 1
    timeout: float = 60.0
    max_size: int = 4 * MIB
    limit: int | None = None
    max_requests: int | None = None
    max_bytes: int | None = None
    start_urls: tuple[str, ...] = ()
    full: bool = False
    retries: int = 2
    robots_age: float = 86_400.0
    proxy: str | None = None
    items: bool = True
    log_level: str = "WARNING"

    @property
    def effective_contact(self) -> str | None:
        """The contact given, or the one that is enough for a loopback host."""
        if self.contact:
            return self.contact
        return LOOPBACK_CONTACT if is_loopback(self.base_url) else None

    @property
    def user_agent(self) -> str:
        """Name, version and contact, as robots.txt and the site's owner see them.

        >>> CrawlSettings(contact="https://example.org/bot").user_agent.partition(" ")[2]
        '(+https://example.org/bot)'
        """
        contact = self.effective_contact
        return f"waypost/{_version()}" + (f" (+{contact})" if contact else "")

    def check(self) -> None:
        """Raise ContactMissing or SettingsError when no crawl may start under these settings."""
        contact = self.effective_contact
        if not contact:
            raise ContactMissing(
                "a public site is only crawled with a contact in the User-Agent; "
                "set WAYPOST_CONTACT to a URL or an e-mail address"
            )
        if not (contact.isascii() and contact.isprintable()):
            raise SettingsError(f"the contact {contact!r} must be plain ASCII on one line")
        if self.base_url is not None:
            _check_base_url(self.base_url)


def is_loopback(base_url: str | None) -> bool:
    """Whether the host of an address is this very machine.

    >>> is_loopback("http://127.0.0.1:8000/"), is_loopback("http://[::1]/"), is_loopback("http://example.org/")
    (True, True, False)
    """
    host = host_of(base_url or "")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def host_of(url: str) -> str:
    """The host of an address in lower case, brackets and last dot left out; "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _check_base_url(base_url: str) -> None:
    try:
        parts = urlsplit(base_url)
        fits = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        fits = False
    if not fits or parts.username is not None or parts.query or parts.fragment:
        raise SettingsError(
            f"--base-url {base_url!r} is no address of a mirror; give http://host[:port][/path]"
        )


def _version() -> str:
    try:
        return version("waypost")
    except PackageNotFoundError:
        return "0"
