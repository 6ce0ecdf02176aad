"""``waypost crawl``: the first half of the job."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from waypost.cli.common import common, say, settings
from waypost.cli.jobs import as_json, closed, crawling
from waypost.verdict import Verdict

if TYPE_CHECKING:
    from waypost.settings import Settings


@click.command
@crawling
@click.option(
    "--rebuild-ledger", is_flag=True, help="Build the ledger again from the archive, and ask for nothing."
)
@common
@as_json
@click.pass_context
def crawl(ctx: click.Context, site: str | None, as_json: bool, rebuild_ledger: bool) -> Verdict:
    """Fetch SITE into the archive, and publish nothing."""
    if rebuild_ledger:
        return _rebuilt(settings(), site)
    if site is None:
        raise click.MissingParameter(ctx=ctx, param=_SITE)
    from waypost.run import crawl_site

    return closed(crawl_site(site, settings()), as_json=as_json)


_SITE = next(param for param in crawl.params if param.name == "site")
_SITE.required = False  # the archive says whose it is


def _rebuilt(told: Settings, site: str | None) -> Verdict:
    from crawler.rebuilding import rebuild
    from normalize.vocabulary import sites

    answers = rebuild(told.crawl_settings(site or sites()[0]))
    say(f"waypost: the ledger of {told.data} was built again from {answers} archived answers")
    return Verdict.DONE
