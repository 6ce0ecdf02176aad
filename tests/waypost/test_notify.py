"""`--notify-cmd`: whoever asked hears of each verdict, and can neither change it nor hold it up."""

from __future__ import annotations

import json
import shlex
import sys
from typing import TYPE_CHECKING, Any

import pytest

from crawler.workspace import Workspace
from tests.conftest import COMMAND

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from tests.conftest import CrawledSite, Waypost

NOWHERE = "http://127.0.0.1:9"
KEEP = """
import json, os, sys
told = {name: value for name, value in os.environ.items() if name.startswith("WAYPOST_")}
told = {"argv": sys.argv[2:], "env": told, "record": json.load(sys.stdin)}
open(sys.argv[1], "w").write(json.dumps(told))
"""


def script(folder: Path, text: str) -> str:
    """A command line that runs a Python script."""
    path = folder / "tell us.py"
    path.write_text(text)
    return shlex.join([sys.executable, str(path)])


def crawl(
    waypost: Waypost, base: str, workspace: Path, command: str, **env: str
) -> subprocess.CompletedProcess[str]:
    """The shortest crawl that ends with a verdict."""
    told = ("crawl", "walkopedia", "--base-url", base, "--limit", "1", "--data", workspace)
    return waypost(*told, "--notify-cmd", command, env={"WAYPOST_RETRIES": "0"} | env)


@pytest.fixture(params=["done", "incomplete", "busy"])
def heard(
    request: pytest.FixtureRequest, waypost: Waypost, crawled_site: CrawledSite, tmp_path: Path
) -> tuple[str, subprocess.CompletedProcess[str], dict[str, Any]]:
    """A verdict, the run that ended with it, and what the command was told."""
    workspace, out = tmp_path / "data", tmp_path / "heard.json"
    command = f"{script(tmp_path, KEEP)} {shlex.quote(str(out))} '$(touch injected)' ';' '*'"
    if request.param == "busy":
        with Workspace(workspace).hold():
            ended = crawl(waypost, crawled_site.base_url, workspace, command)
    else:
        base = crawled_site.base_url if request.param == "done" else NOWHERE
        ended = crawl(waypost, base, workspace, command)
    return request.param, ended, json.loads(out.read_text())


def test_each_verdict_is_told_with_the_record_and_in_the_environment(
    heard: tuple[str, subprocess.CompletedProcess[str], dict[str, Any]],
) -> None:
    verdict, ended, told = heard
    assert told["record"]["verdict"] == told["env"]["WAYPOST_VERDICT"] == verdict
    assert told["record"]["exit_status"] == int(told["env"]["WAYPOST_EXIT_STATUS"]) == ended.returncode
    assert (told["env"]["WAYPOST_SITE"], told["env"]["WAYPOST_COMMAND"]) == ("walkopedia", "crawl")
    assert told["record"]["run_id"] == told["env"]["WAYPOST_RUN_ID"]


def test_the_words_of_the_command_reach_it_as_they_are_and_no_shell_sees_them(
    heard: tuple[str, subprocess.CompletedProcess[str], dict[str, Any]],
) -> None:
    assert heard[2]["argv"] == ["$(touch injected)", ";", "*"]


def test_what_it_is_told_is_no_unknown_setting_for_a_waypost_that_it_runs(
    waypost: Waypost, crawled_site: CrawledSite, tmp_path: Path
) -> None:
    inner = "import subprocess as s, sys; sys.exit(s.run([sys.argv[1], 'status'], stderr=s.PIPE).stderr or 0)"
    command = f"{script(tmp_path, inner)} {shlex.quote(str(COMMAND))}"
    ended = crawl(waypost, crawled_site.base_url, tmp_path / "data", command)
    assert ended.stderr == ""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "import sys; print('the post office is shut'); sys.exit(9)",
            "ended with status 9: the post office is shut",
        ),
        ("import os; os.kill(os.getpid(), 9)", "ended with status -9"),
    ],
)
def test_a_command_that_fails_is_a_warning_and_changes_no_verdict(
    waypost: Waypost, crawled_site: CrawledSite, tmp_path: Path, text: str, why: str
) -> None:
    ended = crawl(waypost, crawled_site.base_url, tmp_path / "data", script(tmp_path, text))
    assert ended.returncode == 0
    assert ended.stderr.strip().endswith(why)
    assert ended.stderr.startswith("waypost: the verdict could not be told")


def test_a_command_that_is_not_there_is_a_warning(
    waypost: Waypost, crawled_site: CrawledSite, tmp_path: Path
) -> None:
    ended = crawl(waypost, crawled_site.base_url, tmp_path / "data", "/no/such/command")
    assert (ended.returncode, len(ended.stderr.splitlines())) == (0, 1)
    assert "/no/such/command cannot be run" in ended.stderr


def test_a_command_that_never_ends_is_given_up_with_all_that_it_started(
    waypost: Waypost, crawled_site: CrawledSite, tmp_path: Path
) -> None:
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'while True: print(1)'])"
    command = script(tmp_path, child)
    ended = crawl(waypost, crawled_site.base_url, tmp_path / "data", command, WAYPOST_NOTIFY_TIMEOUT="0.5")
    assert ended.returncode == 0
    assert "took longer than 0.5 s" in ended.stderr


def test_its_output_does_not_mix_with_the_result(
    waypost: Waypost, crawled_site: CrawledSite, tmp_path: Path
) -> None:
    told = ("crawl", "walkopedia", "--base-url", crawled_site.base_url, "--data", tmp_path / "data", "--json")
    ended = waypost(*told, "--limit", "1", "--notify-cmd", script(tmp_path, "print('noise')"))
    assert json.loads(ended.stdout)["verdict"] == "done"
    assert ended.stderr == ""


@pytest.mark.parametrize("command", ["sh -c 'unbalanced", "  "])
def test_a_command_that_is_none_is_refused_before_anything_is_asked(
    waypost: Waypost, crawled_site: CrawledSite, tmp_path: Path, command: str
) -> None:
    ended = crawl(waypost, crawled_site.base_url, tmp_path / "data", command)
    assert ended.returncode == 2
    assert "--notify-cmd" in ended.stderr
    assert not (tmp_path / "data").exists()
