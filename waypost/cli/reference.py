"""The command line as a page of Markdown, made from the commands themselves: ``docs/commands.md``."""

from __future__ import annotations

import inspect

import click

from waypost.cli import waypost
from waypost.verdict import Verdict

INTRODUCTION = """# Commands

Made from the commands by `make docs`; a test fails when it is not current.

Results go to stdout, messages to stderr. The options of `waypost` itself may stand before or after the name
of a command. What an option sets is also an environment variable and a key in `waypost.toml`: see
[settings](settings.md).
"""


def reference() -> str:
    """Every command with its options, and the exit statuses."""
    top = click.Context(waypost, info_name="waypost")
    parts = [INTRODUCTION, _section(waypost, top)]
    for name in waypost.list_commands(top):
        command = waypost.get_command(top, name)
        if command is not None:
            parts.append(_section(command, click.Context(command, parent=top, info_name=name)))
    return "\n".join([*parts, _statuses()])


def _section(command: click.Command, ctx: click.Context) -> str:
    common = {option.name for option in waypost.params}
    options = [p for p in command.params if isinstance(p, click.Option)]
    own = [o for o in options if command is waypost or o.name not in common]
    usage = " ".join([ctx.command_path, *command.collect_usage_pieces(ctx)])
    lines = [f"## `{ctx.command_path}`", "", f"    {usage}", "", inspect.cleandoc(command.help or ""), ""]
    if own:
        lines += ["| option | meaning |", "|---|---|", *(_row(o, ctx) for o in own), ""]
    return "\n".join(lines)


def _row(option: click.Option, ctx: click.Context) -> str:
    names, meaning = option.get_help_record(ctx) or (", ".join(option.opts), "")
    return "| `{}` | {} |".format(*(words.replace("|", "\\|") for words in (names, meaning)))


def _statuses() -> str:
    rows = [f"| {verdict.value} | {verdict.meaning} |" for verdict in Verdict]
    return "\n".join(["## Exit status", "", "| status | meaning |", "|---|---|", *rows, ""])


if __name__ == "__main__":
    print(reference(), end="")
