"""What tests of several packages share: the real command, and one crawl of the miniature site."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.site_server import serve_site

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

ROOT = Path(__file__).resolve().parents[1]
BINDING = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Takes from root what lets it pass over permission bits; of util-linux, which every Debian has."""
COMMAND = Path(sys.executable).with_name("waypost")


class Waypost(Protocol):
    """Runs the real command in a process of its own."""

    def __call__(
        self,
        *arguments: str | Path,
        env: dict[str, str] | None = None,
        bound: bool = False,
        cwd: Path | None = None,
        input_: str | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run ``waypost ARGUMENTS…`` under an environment without any other setting of waypost."""


def run_waypost(
    *arguments: str | Path,
    env: dict[str, str] | None = None,
    bound: bool = False,
    cwd: Path | None = None,
    input_: str | None = None,
) -> subprocess.CompletedProcess[str]:
    """The finished process of the real command; ``bound`` by permission bits even where root runs it."""
    return subprocess.run(
        [*(BINDING if bound and os.geteuid() == 0 else ()), str(COMMAND), *map(str, arguments)],
        env=clean_environment() | (env or {}),
        cwd=cwd,
        input=input_,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def clean_environment() -> dict[str, str]:
    """The environment without the settings of whoever runs the tests, and no delay between requests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("WAYPOST_")}
    return kept | {"WAYPOST_DOWNLOAD_DELAY": "0"}


@pytest.fixture(scope="session")
def waypost() -> Waypost:
    """The real command."""
    return run_waypost


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.startswith("WAYPOST_"):
            monkeypatch.delenv(name)


@dataclass(frozen=True, slots=True)
class CrawledSite:
    """The miniature site after one ``waypost run``: do not change the workspace, copy it."""

    base_url: str
    workspace: Path
    run: subprocess.CompletedProcess[str]

    @property
    def latest(self) -> Path:
        """The newest snapshot."""
        return self.workspace / "catalogue" / "latest"


@pytest.fixture(scope="session")
def crawled_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CrawledSite]:
    """The miniature site, still served, and the workspace that one run made of it."""
    workspace = tmp_path_factory.mktemp("crawled") / "data"
    with serve_site() as base_url:
        run = run_waypost("run", "walkopedia", "--base-url", base_url, "--data", workspace)
        yield CrawledSite(base_url, workspace, run)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a small file system needs root and the right to mount")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CI is set, a test that is skipped for want of a Debian package (``apt-get install …``) fails."""
    report = yield
    if report.skipped and "apt-get install" in str(report.longrepr) and os.environ.get("CI"):
        report.outcome, report.longrepr = "failed", f"skipped, which CI does not allow: {report.longrepr}"
    return report
