"""The documentation names every command, option, setting and exit status, and its links lead somewhere."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from waypost.cli import COMMANDS
from waypost.cli.reference import reference
from waypost.settings import PREFIX, Settings, documentation

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/fixtures/*.md")])
LINK = re.compile(r"\]\(([^()\s]+)\)")
NAMED = re.compile(r"`((?:crawler|normalize|outputs|waypost|tests|docs|scripts)/[\w/.-]+)`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def test_the_page_of_commands_is_current() -> None:
    assert read("docs/commands.md") == reference(), "run `make docs`"


def test_the_page_of_settings_is_current() -> None:
    assert read("docs/settings.md") == documentation(), "run `make docs`"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_section(command: str) -> None:
    assert f"## `waypost {command}`" in read("docs/commands.md")


@pytest.mark.parametrize("setting", sorted(Settings.model_fields))
def test_every_setting_says_what_it_means(setting: str) -> None:
    assert (Settings.model_fields[setting].description or "").endswith(".")
    assert PREFIX + setting.upper() in read("docs/settings.md")


@pytest.mark.parametrize(
    "name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"]
)
def test_the_papers_that_a_reader_looks_for_are_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in link or link.startswith("mailto:"):
            continue
        name, _, anchor = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), f"{page.name} links to {link}, which is not there"
        if anchor:
            assert anchor in anchors(target), f"{page.name} links to {link}, which has no such heading"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_files_that_the_papers_name_are_there(page: Path) -> None:
    missing = [name for name in NAMED.findall(page.read_text("utf-8")) if not (ROOT / name).exists()]
    assert missing == []


def test_the_targets_that_the_papers_name_are_in_the_makefile() -> None:
    targets = set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"`make ([a-z-]+)`", "".join(page.read_text("utf-8") for page in PAGES)))
    assert named <= targets


def anchors(page: Path) -> set[str]:
    """The anchors that a forge makes of a page's headings."""
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(page.read_text("utf-8")))
    return {heading.replace(" ", "-") for heading in words}


def test_the_examples_of_the_python_page_give_what_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    told = doctest.testfile(str(ROOT / "docs" / "python.md"), module_relative=False)
    assert told.attempted > 5
    assert told.failed == 0
