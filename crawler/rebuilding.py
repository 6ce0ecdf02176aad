"""The ledger built again from the archive: every run is followed once more, from what it was answered."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from crawler.following import Follower
from crawler.frontier import Frontier
from crawler.ledger import Answer, Ledger, Run
from crawler.recovery import Facts, archive_files, facts_of, learn_file
from crawler.replay import body_of, is_robots, unended
from crawler.rules import Rules, read_rules
from crawler.settings import SettingsError
from crawler.workspace import Workspace, unusable

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.settings import CrawlSettings

_SUFFIXES = ("", "-wal", "-shm")


def rebuild(settings: CrawlSettings) -> int:
    """Build the workspace's ledger from its archive; gives how many answers it knows then.

    The ledger that was there is kept beside it as ``ledger.old.sqlite``. What has left no record cannot come
    back: failures of the network, and verdicts. Raises WorkspaceUnusable, WorkspaceHeld, SettingsError.
    """
    workspace = Workspace(settings.data)
    if not any(archive_files(workspace)):
        raise SettingsError(
            f"{settings.data} has no archive to build a ledger from; name its folder with --data"
        )
    with workspace.hold():
        try:
            return _rebuild(workspace, settings)
        except OSError as error:
            raise unusable(workspace.path, error) from None


def _rebuild(workspace: Workspace, settings: CrawlSettings) -> int:
    fresh = workspace.ledger.with_suffix(".rebuilding.sqlite")
    _remove(fresh)
    ledger = Ledger(fresh)
    ledger.group(lambda: None)
    learned = 0
    files = ((facts_of(path, settings.site), path) for path in archive_files(workspace))
    for facts, group in groupby(files, key=lambda pair: pair[0].run):
        learned += _again(workspace, ledger, facts, [*group], settings)
        ledger.commit()
    ledger.close()
    _exchange(workspace.ledger, fresh)
    return learned


def _again(
    workspace: Workspace, ledger: Ledger, name: str, files: list[tuple[Facts, Path]], settings: CrawlSettings
) -> int:
    """One run of the archive."""
    facts = files[0][0]
    run = Run(name, facts.started, resumed=False)
    ledger.learn_run(run, facts.site, facts.base_url)
    learned = sum(learn_file(workspace, ledger, path, facts.site) for _, path in files)
    told = replace(settings, site=facts.site, base_url=facts.base_url, data=workspace.path)
    frontier = Frontier(ledger, run, told)
    rules = frontier.rules = _rules(ledger, run, told)
    frontier.start((frontier.home,), rules.sitemaps if rules else (), at=run.started)
    follower = Follower(frontier, ledger, run, told.max_size)
    for address, answer in unended(ledger, run, told):
        follower.follow(address, answer, body_of(ledger, answer, told))
    if rules:
        _refuse(ledger, run, rules)
    return learned


def _refuse(ledger: Ledger, run: Run, rules: Rules) -> None:
    """What robots.txt forbade was refused when it was to be asked, and left no record."""
    refused = ((address, rules.refusal(address.asked)) for address in ledger.due(ledger.count()))
    for address, reason in refused:
        if reason:
            ledger.finish(
                Answer(address.url, address.asked, run.id, run.started, "refused_by_robots", reason), run
            )


def _rules(ledger: Ledger, run: Run, settings: CrawlSettings) -> Rules | None:
    """The rules that held in the run, as far as they are in the archive."""
    answers = (ledger.answer(number) for number in ledger.last_of_each(run.id))
    for answer in answers:
        body = body_of(ledger, answer, settings) if is_robots(answer) else None
        if body is not None:
            return read_rules(answer.status or 0, body.payload)
    return None


def _exchange(ledger: Path, fresh: Path) -> None:
    """Put the fresh ledger in the place of the one that was there, which is kept."""
    old = ledger.with_suffix(".old.sqlite")
    _remove(old)
    for suffix in _SUFFIXES:
        if (path := ledger.with_name(ledger.name + suffix)).exists():
            path.rename(old.with_name(old.name + suffix))
    fresh.replace(ledger)


def _remove(ledger: Path) -> None:
    for suffix in _SUFFIXES:
        ledger.with_name(ledger.name + suffix).unlink(missing_ok=True)
