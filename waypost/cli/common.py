"""What every command shares: options that may stand before or after its name, and the settings under them."""

from __future__ import annotations

import json
import sys
from importlib.metadata import version as distribution_version
from typing import TYPE_CHECKING, Any, TypeVar

import click

from waypost.verdict import Stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from outputs.catalogue import Catalogue
    from waypost.settings import Settings

at_snapshot = click.option(
    "--snapshot", metavar="NAME", help="A snapshot's name or tag, a day, or held/NAME.  [default: the newest]"
)

F = TypeVar("F", bound="Callable[..., Any]")

GIVEN = "waypost.options"
"""Key in ``Context.meta``, which a command shares with its group: options given so far."""


def remember(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Keep an option for the settings; the one nearest to the command's end wins."""
    if value is not None and value is not False and param.name:
        ctx.meta.setdefault(GIVEN, {})[param.name] = value


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        click.echo(version_line())
        ctx.exit()


def version_line() -> str:
    """Version of the program, of the tables' schema and of the rules that read pages."""
    from normalize import RULES_VERSION
    from outputs.schema import SCHEMA_VERSION

    return f"waypost {distribution_version('waypost')} (schema {SCHEMA_VERSION}, rules {RULES_VERSION})"


def setting(*names: str, **attributes: Any) -> Callable[[Any], Any]:
    """A click option that stands for the setting of the same name and is handed to no function."""
    return click.option(*names, callback=remember, expose_value=False, **attributes)


COMMON = (
    setting("--data", metavar="DIR", help="The workspace: a local folder.  [default: ./data]"),
    setting("--catalogue", metavar="URL", help="Where snapshots are published.  [default: DATA/catalogue]"),
    setting(
        "--log-format",
        type=click.Choice(["plain", "json"]),
        help="Lines on stderr: words, or a JSON object a line.  [default: plain]",
    ),
    setting("--debug", is_flag=True, help="Show where an unexpected failure happened."),
    click.option(
        "--version",
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_print_version,
        help="Show the version of the program, the schema and the rules.",
    ),
)


def common(command: F) -> F:
    """Give a command the options that all commands have."""
    for option in reversed(COMMON):
        command = option(command)
    return command


def settings(**more: Any) -> Settings:
    """The settings under the options of the running command, and ``more`` of its own.

    Raises SettingsError when a setting cannot be used.
    """
    from waypost.settings import Settings, strangers
    from waypost.telemetry import logs

    for stranger in strangers():
        logs.tell("unknown_setting", stranger)
    given: dict[str, Any] = click.get_current_context().meta.get(GIVEN, {})
    loaded = Settings.load(**{**given, **more})
    logs.configure(loaded.log_format, loaded.log_level)
    return loaded


def opened(snapshot: str | None = None) -> Catalogue:
    """The catalogue that the options name, at a snapshot: its name or tag, a time, or ``held/NAME``.

    Raises CatalogueUnusable when nothing is published there, Stop for a snapshot that is none.
    """
    from outputs.catalogue import open_catalogue

    address = settings().catalogue_address
    if snapshot is not None and snapshot.startswith("held/"):
        return open_catalogue(f"{address}/{snapshot}")
    catalogue = open_catalogue(address)
    try:
        return catalogue.at(snapshot) if snapshot else catalogue
    except LookupError as error:
        raise Stop(str(error.args[0])) from None


def say(text: str) -> None:
    """A message for the person at the terminal, on stderr."""
    click.echo(text, err=True)


def print_json(value: object) -> None:
    """One line of JSON on stdout."""
    json.dump(value, sys.stdout, ensure_ascii=False, default=str)
    sys.stdout.write("\n")
