"""What a crawl is told, and the Scrapy settings that follow from it: polite and closed by default."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LOOPBACK_CONTACT = "mailto:root@localhost"
MIB = 2**20

RETRIED = (500, 502, 503, 504, 522, 524, 408, 429)
"""Statuses that are asked again: the server says that it is ill, not that the page is."""


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


_MIDDLEWARES: dict[str, int | None] = {
    "crawler.budget.Budget": 40,
    "crawler.guards.AddressGuard": 50,
    "crawler.robots.RobotsGuard": 100,
    "crawler.politeness.PoliteRetry": 550,
    "crawler.payload.Unpacking": 590,
    # AddressGuard is stricter, and says what it refused.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    # Redirects are followed by the spider, where each hop is an address with an outcome.
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware": None,
}

_SPIDER_MIDDLEWARES: dict[str, int | None] = {
    # The spider takes every status and counts depth itself.
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,
}

_EXTENSIONS: dict[str, int | None] = {
    "crawler.recorder.CrawlRecorder": 0,
    "scrapy.extensions.throttle.AutoThrottle": None,
    "crawler.politeness.PoliteThrottle": 10,
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.memdebug.MemoryDebugger": None,
    "scrapy.extensions.logstats.LogStats": None,
}


def scrapy_settings(settings: CrawlSettings) -> dict[str, Any]:
    """The Scrapy settings of a crawl; ``WAYPOST_CRAWL`` holds the ``CrawlSettings`` themselves."""
    return {
        "WAYPOST_CRAWL": settings,
        "BOT_NAME": "waypost",
        "SPIDER_MODULES": ["crawler.spiders"],
        **_closed(settings),
        **_polite(settings),
        **_quiet(settings),
    }


def _closed(settings: CrawlSettings) -> dict[str, Any]:
    """Nothing listens, nothing is believed, everything is bounded."""
    return {
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_MAXSIZE": settings.max_size,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": settings.timeout,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "DOWNLOAD_HANDLERS": {"data": None, "file": None, "ftp": None, "s3": None},
        "DOWNLOADER_MIDDLEWARES": _MIDDLEWARES,
        "SPIDER_MIDDLEWARES": _SPIDER_MIDDLEWARES,
        "EXTENSIONS": _EXTENSIONS,
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
        "TWISTED_DNS_RESOLVER": "crawler.resolver.GlobalAddressResolver",
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "COMPRESSION_ENABLED": False,
        "HTTPCACHE_ENABLED": False,
        "HTTPPROXY_ENABLED": settings.proxy is not None,
        "HTTPERROR_ALLOW_ALL": True,
        "JOBDIR": None,
        # The ledger knows what was asked: a second filter would lose addresses in silence.
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",
        "URLLENGTH_LIMIT": 0,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "en",
            "Accept-Encoding": "gzip",
        },
    }


def _polite(settings: CrawlSettings) -> dict[str, Any]:
    slow = settings.download_delay > 0
    return {
        "USER_AGENT": settings.user_agent,
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "waypost",
        "CONCURRENT_REQUESTS": settings.concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": settings.concurrency,
        "DOWNLOAD_DELAY": settings.download_delay,
        "DOWNLOAD_DELAY_JITTER": 0.5 if slow else 0.0,
        "AUTOTHROTTLE_ENABLED": slow,
        "AUTOTHROTTLE_START_DELAY": settings.download_delay,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
        "RETRY_ENABLED": True,
        "RETRY_TIMES": settings.retries,
        "RETRY_HTTP_CODES": list(RETRIED),
    }


def _quiet(settings: CrawlSettings) -> dict[str, Any]:
    """Failures are rows of the ledger; the log is for what nobody expected."""
    return {
        "LOG_LEVEL": settings.log_level,
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",
        "STATS_DUMP": False,
        # Scrapy starts so many tasks for each answer, and reads each callback's source: half a page's cost.
        "CONCURRENT_ITEMS": 1,
        "WARN_ON_GENERATOR_RETURN_VALUE": False,
        "MEMUSAGE_ENABLED": False,
    }
