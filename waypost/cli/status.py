"""``waypost status``: what is known, due, failing, since when."""

from __future__ import annotations

import click

from waypost.cli.common import common, print_json, settings


@click.command
@common
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a screen.")
def status(as_json: bool) -> None:
    """Show how the workspace stands: what is known, due and failing, since when.

    It takes no lock and writes nothing, so it can be asked while a run is at work.
    """
    from waypost.standing.overview import overview
    from waypost.standing.screen import screen

    told = overview(settings())
    if as_json:
        print_json(told)
    else:
        click.echo(screen(told))
