"""The Scrapy settings that follow from what a crawl is told: polite and closed by default."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from crawler.settings import CrawlSettings

RETRIED = (500, 502, 503, 504, 522, 524, 408, 429)
"""Statuses that are asked again: the server says that it is ill, not that the page is."""

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
