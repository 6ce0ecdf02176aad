"""``waypost run``: the scheduled job."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from waypost.cli.common import common, settings
from waypost.cli.jobs import accepting, as_json, closed, crawling, working

if TYPE_CHECKING:
    from waypost.verdict import Verdict


@click.command
@crawling
@working
@accepting
@common
@as_json
def run(site: str, accept: str | None, as_json: bool) -> Verdict:
    """Crawl SITE, normalise, check and publish: the scheduled job.

    What was published and what changed is printed, and kept in DATA/runs.
    """
    from waypost.publishing import How
    from waypost.run import run_site

    return closed(run_site(site, settings(), How(accept=accept)), as_json=as_json)
