"""``python -m benchmarks.scale [ADDRESSES]``: memory by a site's size, and a second crawl of it unchanged.

The site's addresses come from its sitemap; every page has an ETag. A row a crawl: requests, how many of them
were answered 304, bytes that the archive grew by, the crawling process's memory at its most, seconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter

from benchmarks.crawl_site import Shape, serve
from crawler.runner import crawl
from crawler.settings import CrawlSettings

SIZES = (1_000, 10_000, 100_000)


def crawled(data: str, base: str) -> None:
    """Crawl once in this process, and print the figures."""
    report = crawl("walkopedia", CrawlSettings(Path(data), base_url=base, download_delay=0))
    peak = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps([report.requests, report.not_modified, peak, report.verdict]))


def measure(size: int) -> None:
    """Print a row for each of two crawls."""
    with (
        serve(Shape(size, small=True, mapped=True, tagged=True)) as base,
        tempfile.TemporaryDirectory() as data,
    ):
        before = 0
        for name in ("first", "second"):
            start = perf_counter()
            told = [sys.executable, "-m", "benchmarks.scale", data, base]
            done = subprocess.run(told, capture_output=True, text=True, check=True)  # noqa: S603 -- ourselves
            requests, unchanged, peak, verdict = json.loads(done.stdout)
            size_now = sum(path.stat().st_size for path in (Path(data) / "archive").iterdir())
            print(
                f"{size:>7,} {name:6} {requests:>7,} requests {unchanged / requests:6.1%} 304s"
                f" {size_now - before:>12,} bytes {peak:>5} MB {perf_counter() - start:6.0f} s {verdict}",
                flush=True,
            )
            before = size_now


if __name__ == "__main__":
    if "://" in sys.argv[-1]:
        crawled(*sys.argv[1:])
    else:
        for size in [int(word) for word in sys.argv[1:]] or SIZES:
            measure(size)
