"""The trap of Scrapy's own robots.txt middleware: open there, closed here."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.crawler.served import ROOT, Answer, serve

if TYPE_CHECKING:
    from pathlib import Path

_SIX = """
import json, sys
from pathlib import Path
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from crawler.scrapy_settings import scrapy_settings
from crawler.settings import CrawlSettings

base, data, guard = sys.argv[1:]

class Six(Spider):
    name = "walkopedia"
    async def start(self):
        for n in range(6):
            yield Request(f"{base}/private/{n}.asp")
    def parse(self, response):
        pass

told = scrapy_settings(CrawlSettings(data=Path(data), base_url=base, download_delay=0, concurrency=8))
guards = {"crawler.robots.RobotsGuard": None, guard: 100}
told["DOWNLOADER_MIDDLEWARES"] = {**told["DOWNLOADER_MIDDLEWARES"], **guards}
process = AsyncCrawlerProcess(told)
process.crawl(Six)
process.start()
"""
OURS = "crawler.robots.RobotsGuard"
SCRAPYS = "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware"


@pytest.mark.parametrize(("guard", "asked"), [(OURS, 0), (SCRAPYS, 4)])
def test_six_forbidden_pages_wait_for_one_robots_txt(tmp_path: Path, guard: str, asked: int) -> None:
    """Scrapy's figure is here so that its day of mending is noticed."""
    rules = Answer("User-agent: *\nDisallow: /private/", type="text/plain", pause=0.3)
    with serve({"/robots.txt": rules}) as site:
        subprocess.run(
            [sys.executable, "-c", _SIX, site.url, str(tmp_path), guard],
            cwd=ROOT, capture_output=True, timeout=60, check=True,
        )  # fmt: skip
        assert len([path for path in site.paths if path.startswith("/private/")]) == asked, json.dumps(
            site.paths
        )
