"""What is in deploy/ is what it says: checked by the tools of its own trades."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import COMMAND, ROOT
from waypost.settings import PREFIX, Settings

if TYPE_CHECKING:
    from tests.conftest import Waypost

DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
INSTALLED = "/opt/waypost/bin/waypost"
BIN = Path(sys.executable).parent
EXPOSURE = 20
"""Of 100: what ``systemd-analyze security`` may find at most, ten times its own figure."""

systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="needs systemd-analyze: apt-get install systemd"
)


def ran(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units, with the command where it is on this machine."""
    for unit in UNITS.glob("waypost@.*"):
        (tmp_path / unit.name).write_text(unit.read_text().replace(INSTALLED, str(COMMAND)))
    return tmp_path


@systemd
@pytest.mark.parametrize("kind", ["service", "timer"])
def test_systemd_finds_no_fault_in_the_units_of_a_site(units: Path, kind: str) -> None:
    verified = ran("systemd-analyze", "verify", units / f"waypost@walkopedia.{kind}")
    assert (verified.returncode, verified.stderr) == (0, "")


@systemd
def test_the_service_is_hardened(units: Path) -> None:
    told = ran(
        "systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE}", units / "waypost@.service"
    )
    assert told.returncode == 0, told.stdout


@systemd
def test_the_timer_names_a_time_that_comes_every_night() -> None:
    timer = configparser.ConfigParser(strict=False)
    timer.read(UNITS / "waypost@.timer")
    told = ran("systemd-analyze", "calendar", "--iterations=2", timer["Timer"]["OnCalendar"])
    assert told.returncode == 0, told.stderr


def commands() -> dict[str, list[str]]:
    """Every command line that starts waypost, by where it stands."""
    service = re.search(r"^ExecStart=(.+)$", (UNITS / "waypost@.service").read_text(), re.MULTILINE)
    cron = [line for line in (DEPLOY / "cron/waypost").read_text().splitlines() if re.match(r"\d", line)]
    flow = re.search(
        r"run: (\.venv/bin/waypost run .+)$", (DEPLOY / "github/crawl.yml").read_text(), re.MULTILINE
    )
    assert service
    assert flow
    assert len(cron) == 1
    return {
        "service": shlex.split(service[1].replace("%i", "walkopedia")),
        "cron": shlex.split(cron[0].split(maxsplit=6)[6].split(" >")[0]),
        "workflow": shlex.split(flow[1].replace("$SITE", "walkopedia")),
    }


@pytest.mark.parametrize("place", ["service", "cron", "workflow"])
def test_each_starts_the_job_with_options_that_there_are(
    place: str, waypost: Waypost, tmp_path: Path
) -> None:
    program, *words = commands()[place]
    assert program.endswith("bin/waypost")
    told = waypost(*words, "--data", tmp_path / "data", "--base-url", "http://127.0.0.1:9", "--limit", "1")
    assert told.returncode == 4, told.stderr


def test_every_setting_that_is_named_is_one() -> None:
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    files = (path for path in DEPLOY.rglob("*") if path.is_file())
    named = {name for path in files for name in re.findall(r"\bWAYPOST_[A-Z_]+\b", path.read_text())}
    assert named
    assert named <= known


def test_the_container_file_is_clean() -> None:
    checked = ran(BIN / "hadolint", "--no-color", DEPLOY / "Containerfile")
    assert (checked.returncode, checked.stdout) == (0, "")


def test_the_container_runs_without_root_on_a_root_that_is_read_only() -> None:
    text = (DEPLOY / "Containerfile").read_text()
    users = re.findall(r"^USER (\d+)(?::\d+)?$", text, re.MULTILINE)
    assert users
    assert int(users[-1]) > 0
    assert "--read-only" in text
    assert re.findall(r'^VOLUME \["(.+)"\]$', text, re.MULTILINE) == ["/data"]


def test_the_container_gets_every_package_of_the_program() -> None:
    copied = set(re.findall(r"^COPY (\w+) \w+$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE))
    packages = {path.parent.name for path in ROOT.glob("*/py.typed")}
    assert copied == packages


def test_the_workflow_is_what_its_schema_says() -> None:
    schema = ("--builtin-schema", "vendor.github-workflows")
    checked = ran(BIN / "check-jsonschema", *schema, DEPLOY / "github/crawl.yml")
    assert checked.returncode == 0, checked.stdout + checked.stderr
