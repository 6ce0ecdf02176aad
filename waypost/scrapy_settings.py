"""Scrapy's settings module, named in ``scrapy.cfg``: `scrapy crawl walkopedia -O walks.jsonl`.

It reads the environment and ``waypost.toml`` as the command ``waypost`` does. A setting that cannot be used
ends Scrapy with one line and the status of wrong usage.
"""

from __future__ import annotations

import sys

from crawler.scrapy_settings import scrapy_settings
from crawler.settings import CrawlSettings
from waypost.settings import Settings, SettingsError
from waypost.verdict import Verdict

try:
    globals().update(scrapy_settings(Settings.load().crawl_settings(CrawlSettings().site)))
except SettingsError as error:
    print(f"waypost: {error}", file=sys.stderr)
    sys.exit(Verdict.USAGE)
