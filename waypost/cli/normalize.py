"""``waypost normalize``: the second half of the job."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from waypost.cli.common import common, settings
from waypost.cli.jobs import Site, accepting, as_json, closed, telling, working

if TYPE_CHECKING:
    from waypost.verdict import Verdict


@click.command
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, path_type=Path))
@working
@click.option("--site", type=Site(), metavar="SITE", help="Whose pages they are.  [default: told by words]")
@click.option("--add", is_flag=True, help="Add to a catalogue that was made from other input.")
@click.option(
    "--reader",
    type=click.Choice(["lexbor", "bs4"]),
    default="lexbor",
    show_default=True,
    help="What parses HTML: lexbor is fast, bs4 is the reference.",
)
@accepting
@common
@as_json
def normalize(
    paths: tuple[Path, ...], site: str | None, add: bool, reader: str, accept: str | None, as_json: bool
) -> Verdict:
    """Turn archived or given pages into a published snapshot.

    PATH is a WARC, a WACZ, an HTML page, a plain-text dump, Parquet of pages (columns url and body), or a
    folder of these, told apart by content. Without a PATH the archive of the workspace is read.
    """
    from waypost.publishing import How
    from waypost.run import normalize_pages

    how = How(site, reader, add, accept)
    return closed(normalize_pages(paths, settings(), how, telling), as_json=as_json)
