"""What the commands that do a job share: their options, and how they close."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from waypost.cli.common import print_json, setting
from waypost.telemetry.logs import tell
from waypost.telemetry.messages import event_of_message

if TYPE_CHECKING:
    from collections.abc import Callable

    from waypost.job import Job
    from waypost.verdict import Verdict

F = TypeVar("F", bound="Callable[..., Any]")


class Site(click.ParamType[str]):
    """The name of a site that there is a vocabulary for."""

    name = "site"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as given; a usage error that lists the sites when it is none of them."""
        from normalize.vocabulary import sites

        if value not in sites():
            self.fail(f"no site is called {value!r}; there are: {', '.join(sites())}.", param, ctx)
        return str(value)


working = setting("--workers", type=int, metavar="N", help="Processes that normalise pages.  [default: 1]")


def has_words(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """The reason as given; a usage error where it says nothing."""
    if value is not None and not value.strip():
        raise click.BadParameter("say why: the reason is recorded.", ctx, param)
    return value


def accepting(command: F) -> F:
    """Give a command the option ``--accept``."""
    say_why = "Publish what the gate would hold; say why."
    return click.option("--accept", metavar="REASON", callback=has_words, help=say_why)(command)


as_json = click.option("--json", "as_json", is_flag=True, help="Print the run record instead of the summary.")

CRAWLING = (
    click.argument("site", type=Site(), metavar="SITE"),
    setting("--base-url", metavar="URL", help="Crawl this mirror; nothing is asked of the site itself."),
    setting("--full", is_flag=True, help="Ask for everything again, as if nothing were known."),
    setting("--metrics", metavar="FILE", help="Write the run's figures there, for Prometheus."),
    setting("--notify-cmd", metavar="CMD", help="Give CMD the run's record on standard input at its end."),
    setting("--limit", type=int, metavar="N", help="Ask for N walk pages at most; others keep their record."),
)


def crawling(command: F) -> F:
    """Give a command the argument SITE and the options of a crawl."""
    for option in reversed(CRAWLING):
        command = option(command)
    return command


def telling(text: str) -> None:
    """Say which part of the input gave nothing."""
    tell("input_passed_over", text)


def closed(job: Job, *, as_json: bool) -> Verdict:
    """Print what a job came to; gives its verdict."""
    from waypost.summary import summary

    if as_json:
        print_json(job.record())
    else:
        click.echo(summary(job))
    if job.message:
        tell(event_of_message(job.message, "stopped"), job.message, verdict=job.verdict.name.lower())
    return job.verdict
