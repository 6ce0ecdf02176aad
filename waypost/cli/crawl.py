"""``waypost crawl``: the first half of the job."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from waypost.cli.common import common, settings
from waypost.cli.jobs import as_json, closed, crawling

if TYPE_CHECKING:
    from waypost.verdict import Verdict


@click.command
@crawling
@common
@as_json
def crawl(site: str, as_json: bool) -> Verdict:
    """Fetch SITE into the archive, and publish nothing."""
    from waypost.run import crawl_site

    return closed(crawl_site(site, settings()), as_json=as_json)
