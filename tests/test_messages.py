"""Nothing is said to those who watch a run that docs/messages.md does not explain."""

from __future__ import annotations

import ast
import json
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING

import pytest

from crawler import refusals
from crawler.ledger import LISTS, LedgerError
from crawler.report import CrawlReport
from crawler.settings import SettingsError
from crawler.tally import Gaps
from crawler.workspace import WorkspaceUnusable
from tests.conftest import ROOT
from waypost.telemetry.messages import event_of_error, messages, short, template_of
from waypost.telemetry.metrics import METRICS
from waypost.telemetry.reference import reference
from waypost.telemetry.statistics import REASONS, sections, undocumented
from waypost.verdict import EXPECTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import CrawledSite

PACKAGES = ("crawler", "normalize", "outputs", "waypost")
LOGGERS = {"logger", "LOGGER", "_LOG", "log", "logging"}
LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
INTERACTIVE = ("waypost/scaffold/", "waypost/cli/")
"""Where commands answer the person who typed them; the scheduled job does not pass there."""


@cache
def calls() -> list[tuple[Path, ast.Call]]:
    """Every call in the code of the four packages."""
    found = []
    for path in sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [(path.relative_to(ROOT), node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return found


def words(node: ast.expr) -> str | None:
    """A string in the code with ``{}`` for what is filled in; None where it is no string at all there."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return template_of(node.value)
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
        return "".join(map(str, parts))
    return None


def name_of(call: ast.Call) -> str:
    """``recorder.stop`` for a call of that."""
    return ast.unparse(call.func)


def logged() -> Iterator[tuple[str, str]]:
    """The words of every log call, by where it stands; a bare ``%s`` is told by the exception in it."""
    for path, call in calls():
        owner, _, method = name_of(call).rpartition(".")
        if owner.split(".")[-1] in LOGGERS and method in LEVELS:
            said = next((w for argument in call.args if (w := words(argument))), None)
            if said and said != "{}":
                yield f"{path}:{call.lineno}", said


def stops() -> Iterator[tuple[str, str]]:
    """The words that end a scheduled job, by where they stand."""
    for path, call in calls():
        if (
            name_of(call) == "Stop"
            and not str(path).startswith(INTERACTIVE)
            and (said := words(call.args[0]))
        ):
            yield f"{path}:{call.lineno}", said


def reasons() -> Iterator[tuple[str, str]]:
    """The words of a crawl's end, and of refusals, by where they stand."""
    for path, call in calls():
        name = name_of(call).rpartition(".")[2]
        raised = name in {"Refused", "RefusedAddress", "RefusedByRobots", "PayloadError", "TooLargeError"}
        if path.parts[0] == "crawler" and (name == "stop" or raised) and call.args:
            parts = call.args[0]
            options = [parts.body, parts.orelse] if isinstance(parts, ast.IfExp) else [parts]
            yield from ((f"{path}:{call.lineno}", said) for part in options if (said := words(part)))


def test_the_page_is_current() -> None:
    command = ".venv/bin/python -m waypost.telemetry.reference > docs/messages.md"
    assert (ROOT / "docs" / "messages.md").read_text(encoding="utf-8") == reference(), f"run `{command}`"


def test_every_log_call_is_explained() -> None:
    known = {said for message in messages().values() for said in message.says}
    found = list(logged())
    assert found
    assert [(place, said) for place, said in found if said not in known] == []


def test_every_event_that_is_told_is_in_the_table() -> None:
    told = {
        (f"{path}:{call.lineno}", call.args[0].value)
        for path, call in calls()
        if name_of(call).split(".")[-1] == "tell" and call.args and isinstance(call.args[0], ast.Constant)
    }
    assert told
    assert [(place, event) for place, event in sorted(told) if event not in messages()] == []


def test_every_end_of_a_scheduled_job_is_explained() -> None:
    known = {said for message in messages().values() for said in message.says}
    found = list(stops())
    assert found
    assert [(place, said) for place, said in found if said not in known] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_every_exception_with_a_message_for_the_user_is_explained(name: str) -> None:
    assert short(name) in {short(error) for message in messages().values() for error in message.errors}


def test_every_reason_of_the_crawler_is_explained() -> None:
    known = {statistic.name for statistic in sections()[REASONS]}
    found = [*reasons(), *((f"crawler/refusals.py: {kind.__name__}", said) for kind, said in refusals._WORDS)]
    assert [(place, said) for place, said in found if said not in known] == []


def test_every_figure_of_a_run_record_is_explained(crawled_site: CrawledSite) -> None:
    for path in (crawled_site.workspace / "runs").glob("*.json"):
        assert undocumented(json.loads(path.read_text(encoding="utf-8"))) == []


def test_every_figure_of_a_crawl_is_explained_whether_it_occurred_or_not() -> None:
    figures = {f"crawl.{f.name}" for f in fields(CrawlReport) if f.name not in ("delays", "lists")}
    delays = {f"crawl.delays.{name}" for name in Gaps().as_dict()}
    lists = {f"crawl.lists.{name}" for name in LISTS}
    assert figures | delays | lists <= {statistic.name for statistic in sections()["crawl"]}


def test_nothing_is_explained_that_does_not_exist_any_more(crawled_site: CrawledSite) -> None:
    code = "".join((ROOT / path).read_text(encoding="utf-8") for path in {path for path, _ in calls()})
    told = {event for event in messages() if f'"{event}"' not in code}
    told -= {m.event for m in messages().values() if m.errors or m.says}
    assert told == set()
    (record,) = (crawled_site.workspace / "runs").glob("*.json")
    figures = json.loads(record.read_text(encoding="utf-8"))["crawl"]
    known = {s.name.removeprefix("crawl.") for s in sections()["crawl"] if s.name.count(".") == 1}
    assert known == {name for name in figures if name not in ("delays", "lists")}


def test_every_message_statistic_and_metric_has_a_meaning_and_an_action() -> None:
    page = reference()
    for message in messages().values():
        assert message.meaning.endswith("."), message.event
        assert message.action, message.event
    for metric in METRICS:
        assert metric.meaning.endswith(".")
        assert metric.action.endswith(".")
        assert f"`{metric.name}`" in page


def test_an_exception_that_nobody_foresaw_has_an_event() -> None:
    assert event_of_error(ZeroDivisionError()) == "unexpected"
    assert event_of_error(KeyboardInterrupt()) == "stopped_from_the_keyboard"


def test_an_exception_has_the_event_of_its_nearest_class() -> None:
    assert event_of_error(LedgerError()) == "ledger_unusable"
    assert event_of_error(SettingsError()) == "settings_wrong"
    assert event_of_error(WorkspaceUnusable()) == "workspace_unusable"
