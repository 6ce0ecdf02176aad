"""walkopedia.net."""

from __future__ import annotations

from crawler.site_spider import SiteSpider


class WalkopediaSpider(SiteSpider):
    """Everything about the site's addresses and words is in its vocabulary."""

    name = "walkopedia"
