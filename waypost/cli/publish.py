"""``waypost publish``: a person overrules the gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from waypost.cli.common import common, settings
from waypost.cli.jobs import as_json, closed, has_words

if TYPE_CHECKING:
    from waypost.verdict import Verdict


@click.command
@click.argument("snapshot", required=False)
@click.option(
    "--accept",
    metavar="REASON",
    required=True,
    callback=has_words,
    help="Why it is good; kept in its manifest.",
)
@common
@as_json
def publish(snapshot: str | None, accept: str, as_json: bool) -> Verdict:
    """Publish what the quality gate holds back, as it was made.

    SNAPSHOT is a name under `held` in the catalogue; by default the newest, if nothing was published since.
    """
    from waypost.run import publish_held

    return closed(publish_held(snapshot, accept, settings()), as_json=as_json)
