"""``waypost save-fixture``: pages for the tests, each with the record that is to be reviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from waypost.cli.common import common, settings
from waypost.cli.jobs import Site
from waypost.cli.new_site import INTO, MIRROR

if TYPE_CHECKING:
    from pathlib import Path


OUTCOMES = ("walk", "index", "other", "gone", "failed")


@click.command("save-fixture")
@click.argument("places", nargs=-1, required=True, metavar="URL|FILE...")
@click.option("--site", type=Site(), metavar="SITE", help="Whose page it is.  [default: told by its words]")
@click.option("--name", metavar="NAME", help="What the fixture is called.  [default: the walk's name]")
@click.option(
    "--outcome", type=click.Choice(OUTCOMES), help="What the page is, where no walk is read from it."
)
@click.option("--force", is_flag=True, help="Overwrite what is saved under that name.")
@MIRROR
@INTO
@common
def save_fixture(
    places: tuple[str, ...],
    site: str | None,
    name: str | None,
    outcome: str | None,
    force: bool,
    into: Path | None,
) -> None:
    """Save a page for the tests, with the record that is read from it today.

    Hold the record against the page, correct it by hand, then set "reviewed" to true: until then the page
    proves nothing, and tests fail in CI. A saved page.html may be given again with --force: it keeps its
    address and its name.
    """
    from waypost.scaffold.pages import take
    from waypost.scaffold.saving import Said, saved
    from waypost.scaffold.tree import Tree, create, overwrite
    from waypost.verdict import Stop

    tree = Tree.found(into)
    if name and len(places) > 1:
        raise Stop("--name names one page; give one, or leave --name out")
    told = settings()
    pages = take(places, told.crawl_settings(site or ""))
    said = Said(site, name, outcome, told.base_url)
    files = saved(zip(places, pages, strict=True), tree, said, force=force)
    (overwrite if force else create)(files)
    for path in files:
        click.echo(tree.shown(path))
