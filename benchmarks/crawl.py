"""``python -m benchmarks.crawl``: what a page costs our crawler, beside bare Scrapy with the same settings.

Bare Scrapy is told every address beforehand and does nothing with what it gets: no links, no archive, no
ledger, no robots.txt mended. The textbook spider follows links with ``LinkExtractor``, and keeps nothing
either. Figures are milliseconds of the crawling process's own CPU time a page, from the spider's opening to
its end. The two take turns, so that a machine that is busy is so for all of them: the median over the
rounds, of each and of its ratio to the bare crawl of the same round. The sites are alike but for gzip.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import TextResponse
from scrapy.linkextractors import LinkExtractor
from scrapy.settings import Settings

from benchmarks.crawl_site import Shape, paths, serve
from crawler.scrapy_settings import scrapy_settings
from crawler.settings import CrawlSettings
from crawler.spiders.walkopedia import WalkopediaSpider

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from scrapy.http import Response

WALKS = 600
ROUNDS = 5
BOUNDS = {"gzip": 1.6, "plain": 2.2}
_OURS = (
    "WAYPOST_CRAWL", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS", "TWISTED_DNS_RESOLVER",
    "DUPEFILTER_CLASS",
)  # fmt: skip


class Bare(Spider):
    """Asks for what it is told and looks at nothing."""

    name = "bare"
    urls: tuple[str, ...] = ()

    async def start(self) -> AsyncIterator[Request]:
        """Every address of the site."""
        for url in self.urls:
            yield Request(url)

    def parse(self, response: Response, **kwargs: Any) -> None:
        """Nothing."""


class Textbook(Bare):
    """Follows links as Scrapy's own tutorial does."""

    name = "textbook"

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Request]:  # type: ignore[override]
        """Every link of the page."""
        if not isinstance(response, TextResponse):
            return
        for link in LinkExtractor().extract_links(response):
            yield Request(link.url)


def bare_settings(told: CrawlSettings) -> dict[str, Any]:
    """Ours, without what is ours: the same delays, limits, headers and handlers, Scrapy's own middlewares."""
    settings = {name: value for name, value in scrapy_settings(told).items() if name not in _OURS}
    off = ("telnet.TelnetConsole", "remote_control.RemoteControl", "logstats.LogStats")
    extensions = {f"scrapy.extensions.{name}": None for name in off}
    return settings | {"COMPRESSION_ENABLED": True, "EXTENSIONS": extensions}


def crawled(who: str, base: str, shape: Shape, data: Path) -> dict[str, float]:
    """Crawl once in this process; gives pages and CPU seconds."""
    told = CrawlSettings(data, base_url=base, download_delay=0, items=False)
    settings = scrapy_settings(told) if who == "waypost" else bare_settings(told)
    process = AsyncCrawlerProcess(Settings(settings))
    urls = tuple(base + path for path in paths(shape))
    Bare.urls, Textbook.urls = urls, (f"{base}/",)
    crawler = process.create_crawler({"waypost": WalkopediaSpider, "bare": Bare, "textbook": Textbook}[who])
    times = _clocked(crawler)
    process.crawl(crawler)
    process.start()
    return {
        "seconds": times[-1] - times[0],
        "pages": crawler.stats.get_value("downloader/response_count") or 0,
    }


def _clocked(crawler: Crawler) -> list[float]:
    times: list[float] = []

    def note() -> None:
        times.append(getrusage(RUSAGE_SELF).ru_utime)

    crawler.signals.connect(note, signals.spider_opened, weak=False)
    crawler.signals.connect(note, signals.spider_closed, weak=False)
    return times


def measured(who: str, base: str, shape: Shape) -> float:
    """Milliseconds a page of one crawl in a process of its own."""
    with tempfile.TemporaryDirectory() as data:
        told = json.dumps([who, base, asdict(shape), data])
        done = subprocess.run(  # noqa: S603 -- ourselves
            [sys.executable, "-m", "benchmarks.crawl", told], capture_output=True, text=True, check=True
        )
    figures = json.loads(done.stdout)
    if figures["pages"] < shape.walks:
        raise RuntimeError(f"{who} got {figures['pages']} pages of {shape.walks}: {done.stderr[-500:]}")
    return float(1000 * figures["seconds"] / figures["pages"])


def main() -> int:
    """Print a row a crawler; 1 when ours costs more than it may."""
    worst = 0
    print(f"{WALKS} walks, median of {ROUNDS} rounds; ms of CPU a page, and times bare Scrapy")
    for coding, bound in BOUNDS.items():
        shape = Shape(WALKS, zipped=coding == "gzip")
        with serve(shape) as base:
            rounds = [{who: measured(who, base, shape) for who in PAIR} for _ in range(ROUNDS)]
            rounds[0]["textbook"] = measured("textbook", base, shape)  # once: nobody competes with it
        for who in rounds[0]:
            cost = median(r[who] for r in rounds if who in r)
            times = [r[who] / r["bare"] for r in rounds if who in r]
            spread = f"{min(times):.2f} to {max(times):.2f}"
            print(f"{coding:6} {who:9} {cost:7.2f} ms {median(times):6.2f} ({spread})", flush=True)
        worst |= median(r["waypost"] / r["bare"] for r in rounds) > bound
    return worst


PAIR = ("bare", "waypost")

if __name__ == "__main__":
    if len(sys.argv) > 1:
        who, base, shape, data = json.loads(sys.argv[1])
        print(json.dumps(crawled(who, base, Shape(**shape), Path(data))))
    else:
        sys.exit(main())
