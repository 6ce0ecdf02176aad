"""What is built holds everything that it needs, and the commands start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from normalize import RULES_VERSION
from normalize.vocabulary import sites
from outputs.schema import SCHEMA_VERSION
from tests.conftest import clean_environment

if TYPE_CHECKING:
    from tests.conftest import Waypost

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
PACKAGES = ("crawler", "normalize", "outputs", "waypost")


def ran(command: list[str | Path]) -> subprocess.CompletedProcess[str]:
    """A finished command, run in the root of the project."""
    environment = clean_environment()
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names of the files in the wheel."""
    out = tmp_path_factory.mktemp("dist")
    build = ran([BIN / "uv", "build", "--wheel", "--quiet", "--out-dir", out])
    assert build.returncode == 0, build.stderr
    (built,) = out.glob("*.whl")
    with ZipFile(built) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_file_of_the_four_packages(wheel: set[str]) -> None:
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    kept = {str(path.relative_to(ROOT)) for path in files if "__pycache__" not in path.parts}
    assert kept - wheel == set()
    assert {f"{package}/py.typed" for package in PACKAGES} <= wheel
    assert "normalize/vocabulary/walkopedia.toml" in wheel
    assert "normalize/vocabulary/languages/english.toml" in wheel


def test_the_wheel_holds_the_licence_and_nothing_but_the_packages(wheel: set[str]) -> None:
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel)
    assert {name.split("/")[0] for name in wheel if ".dist-info" not in name} == set(PACKAGES)


def test_scrapy_lists_a_spider_for_every_vocabulary_from_the_root() -> None:
    listed = ran([BIN / "scrapy", "list"])
    assert (listed.returncode, listed.stdout.split()) == (0, list(sites())), listed.stderr


@pytest.mark.parametrize("place", [["--version"], ["run", "--version"]])
def test_the_version_names_program_schema_and_rules(waypost: Waypost, place: list[str]) -> None:
    shown = waypost(*place)
    assert shown.returncode == 0, shown.stderr
    assert f"schema {SCHEMA_VERSION}" in shown.stdout
    assert f"rules {RULES_VERSION}" in shown.stdout


def test_asking_for_the_version_loads_neither_pandas_nor_scrapy() -> None:
    asked = "import sys; from waypost.cli.common import version_line; version_line(); print(*sys.modules)"
    loaded = ran([sys.executable, "-c", asked])
    assert loaded.returncode == 0, loaded.stderr
    assert not {"pandas", "scrapy", "bs4"} & set(loaded.stdout.split())
