"""The command line: one file a command, each read only when it is asked for."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from itertools import pairwise
from typing import NoReturn

import click

from waypost.cli.common import common, say
from waypost.telemetry.logs import JSON, PLAIN, as_json, configure, tell_failure
from waypost.verdict import Stop, Verdict, closing

COMMANDS = (
    "run",
    "crawl",
    "normalize",
    "publish",
    "repair",
    "why",
    "diff",
    "check",
    "replay",
    "status",
    "tag",
    "prune",
    "new-site",
    "save-fixture",
)
"""Every command is ``waypost.cli.<name>.<name>``, a dash in its name being an underscore there."""


class Commands(click.Group):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names, in the order in which they are used."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        name = cmd_name.replace("-", "_")
        command: click.Command = getattr(import_module(f"waypost.cli.{name}"), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a closed pipe is a verdict of ours, which click would make an exit of its own."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise Stop("", Verdict.PIPE_CLOSED) from None


@click.group(
    cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@common
@click.pass_context
def waypost(ctx: click.Context) -> Verdict | None:
    """Turn walkopedia.net's pages into a clean, typed, dated, auditable catalogue of walks."""
    if ctx.invoked_subcommand is not None:
        return None
    say(ctx.get_help())
    return Verdict.USAGE


def main() -> NoReturn:
    """Run the command line and leave with its exit status."""
    configure(_log_format(), "WARNING")
    sys.exit(closing(_run, debug=_debug))


def _run() -> object:
    try:
        return waypost.main(prog_name="waypost", standalone_mode=False)
    except (Exception, KeyboardInterrupt) as error:
        if isinstance(error, BrokenPipeError) or not as_json():
            raise
        return tell_failure(error, debug=_debug())


def _debug() -> bool:
    return "--debug" in sys.argv or bool(os.environ.get("WAYPOST_DEBUG"))


def _log_format() -> str:
    """The format of what is said before the settings are read, or because they cannot be."""
    words = [word for argument in sys.argv for word in argument.split("=", 1)]
    given = [after for word, after in pairwise(words) if word == "--log-format"]
    said = given[-1] if given else os.environ.get("WAYPOST_LOG_FORMAT")
    return JSON if said == JSON else PLAIN
