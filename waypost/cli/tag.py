"""``waypost tag``: give a snapshot a name, so that it is found again and never pruned."""

from __future__ import annotations

import click

from waypost.cli.common import common, opened, print_json, settings


@click.command
@common
@click.argument("name", required=False)
@click.argument("snapshot", required=False)
@click.option("--delete", is_flag=True, help="Take the tag NAME away; the snapshot stays for now.")
@click.option("--json", "as_json", is_flag=True, help="Print the tags as one JSON object.")
def tag(name: str | None, snapshot: str | None, delete: bool, as_json: bool) -> None:
    """Give SNAPSHOT the name NAME; without NAME, list the tags.

    By default the newest snapshot. A name that is given already moves. A tagged snapshot is never pruned, and
    its name will do wherever a snapshot is asked for.
    """
    from outputs import tags

    if name is None and not delete:
        told = opened().tags
        if as_json:
            print_json(told)
        else:
            click.echo("".join(f"{target}  {given}\n" for given, target in told.items()), nl=False)
    elif name is None:
        raise click.UsageError("--delete needs the NAME of a tag")
    elif delete:
        click.echo(f"{tags.untag(settings().catalogue_address, name)} is no longer {name}")
    else:
        click.echo(f"{tags.tag(settings().catalogue_address, name, snapshot)} is {name}")
