"""Log lines: words for a person, or JSON lines that carry the run's id to whatever collects them."""

from __future__ import annotations

import json
import logging
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from waypost.progress import pulse
from waypost.telemetry.logs import JsonLines, tell
from waypost.telemetry.messages import messages

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tests.conftest import CrawledSite, Waypost

KEYS = ["ts", "level", "run_id", "event", "message", "fields"]
NOWHERE = "http://127.0.0.1:9"


def lines(ended: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """Each line of stderr; all of them are JSON objects."""
    return [json.loads(line) for line in ended.stderr.splitlines()]


@pytest.fixture(scope="module")
def logged(
    waypost: Waypost, crawled_site: CrawledSite, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[dict[str, Any]]]:
    """A run told in JSON lines, at the level that tells most: its workspace, its lines."""
    workspace = tmp_path_factory.mktemp("logged") / "data"
    command = ("run", "walkopedia", "--base-url", crawled_site.base_url, "--data", workspace)
    env = {"WAYPOST_LOG_LEVEL": "DEBUG", "WAYPOST_NO_SUCH": "1"}
    ended = waypost(*command, "--log-format", "json", env=env)
    assert ended.returncode == 0, ended.stderr
    return workspace, lines(ended)


def test_every_line_is_an_object_with_the_same_keys(logged: tuple[Path, list[dict[str, Any]]]) -> None:
    assert [line for line in logged[1] if list(line) != KEYS] == []


def test_the_lines_of_a_run_carry_the_name_of_its_record(logged: tuple[Path, list[dict[str, Any]]]) -> None:
    workspace, told = logged
    (record,) = (workspace / "runs").glob("*.json")
    at = next(n for n, line in enumerate(told) if line["event"] == "run_started")
    assert {line["run_id"] for line in told[at:]} == {record.stem}
    assert json.loads(record.read_text())["run_id"] == record.stem


def test_a_run_tells_its_steps_in_order(logged: tuple[Path, list[dict[str, Any]]]) -> None:
    steps = [line["event"] for line in logged[1] if line["event"] != "library"]
    assert steps == ["unknown_setting", "run_started", "crawl_ended", "published", "run_ended"]


def test_a_run_that_finds_nothing_new_says_so_and_asks_no_more_than_the_first(
    waypost: Waypost, crawled_site: CrawledSite, logged: tuple[Path, list[dict[str, Any]]], tmp_path: Path
) -> None:
    before, first = logged
    workspace = shutil.copytree(before, tmp_path / "data", symlinks=True)
    command = ("run", "walkopedia", "--base-url", crawled_site.base_url, "--data", workspace)
    second = lines(waypost(*command, env={"WAYPOST_LOG_FORMAT": "json"}))
    assert [line["event"] for line in second] == ["run_started", "crawl_ended", "unchanged", "run_ended"]
    assert second[-1]["message"].startswith("Nothing changed")
    asked = [
        next(line for line in told if line["event"] == "crawl_ended")["fields"] for told in (first, second)
    ]
    assert asked[1]["requests"] <= asked[0]["requests"]
    assert asked[1]["bytes"] < asked[0]["bytes"]


def test_what_libraries_say_comes_as_json_too(logged: tuple[Path, list[dict[str, Any]]]) -> None:
    loggers = {line["fields"].get("logger", "").split(".")[0] for line in logged[1]}
    assert "scrapy" in loggers


def test_every_event_is_one_of_the_table(logged: tuple[Path, list[dict[str, Any]]]) -> None:
    assert {line["event"] for line in logged[1]} <= set(messages())


def test_without_being_asked_a_good_run_logs_nothing(crawled_site: CrawledSite) -> None:
    assert crawled_site.run.stderr == ""


def test_the_environment_chooses_the_format(waypost: Waypost, tmp_path: Path) -> None:
    ended = waypost("crawl", "walkopedia", "--data", tmp_path, env={"WAYPOST_LOG_FORMAT": "json"})
    assert ended.returncode == 2
    assert [(line["event"], line["level"]) for line in lines(ended)] == [
        ("run_ended", "info"),
        ("contact_missing", "error"),
    ]


def test_the_file_of_the_workspace_chooses_the_format(waypost: Waypost, tmp_path: Path) -> None:
    (tmp_path / "waypost.toml").write_text('log_format = "json"\n')
    assert lines(waypost("crawl", "walkopedia", "--data", tmp_path))[-1]["event"] == "contact_missing"


@pytest.mark.parametrize(
    ("command", "status", "event"),
    [
        (("run", "walkopedia", "--base-url", NOWHERE), 4, "site_unreachable"),
        (("run", "nowhere"), 2, "wrong_usage"),
        (("normalize",), 2, "archive_missing"),
        (("check",), 2, "catalogue_unusable"),
    ],
)
def test_a_command_that_fails_says_so_in_one_json_line(
    waypost: Waypost, tmp_path: Path, command: tuple[str, ...], status: int, event: str
) -> None:
    env = {"WAYPOST_RETRIES": "0"}
    ended = waypost(*command, "--data", tmp_path / "data", "--log-format=json", env=env)
    told = lines(ended)
    assert ended.returncode == status
    assert (told[-1]["event"], told[-1]["fields"]["exit_status"]) == (event, status)


def test_a_plain_failure_stays_one_line_of_words(waypost: Waypost, tmp_path: Path) -> None:
    ended = waypost("run", "walkopedia", "--data", tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.startswith("waypost: a public site is only crawled with a contact")
    assert len(ended.stderr.splitlines()) == 1


def test_a_message_cannot_forge_a_second_line() -> None:
    record = logging.LogRecord(
        "waypost", logging.WARNING, "", 0, "%s", ('a\n{"event": "published"}\x1b[2J',), None
    )
    assert len(JsonLines().format(record).splitlines()) == 1
    assert "\x1b" not in JsonLines().format(record)


def test_a_crawl_tells_now_and_then_how_far_it_is(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("waypost")
    logger.addHandler(caplog.handler)
    try:
        with caplog.at_level(logging.INFO, "waypost"):
            often, seldom = pulse(0.0), pulse(3600.0)
            often(3, 60)
            seldom(3, 60)
    finally:
        logger.removeHandler(caplog.handler)
    assert {record.getMessage() for record in caplog.records} == {"3 of 60 addresses asked"}


def test_telling_an_event_that_the_table_does_not_know_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        tell("no_such_event", "words")
