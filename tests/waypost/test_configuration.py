"""Settings: what is said last wins, and what cannot be used is named with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.settings import CrawlSettings
from waypost.settings import PREFIX, Settings, SettingsError, strangers


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "waypost.toml").write_text(
        'timeout = 30\ncontact = "mailto:file@example.org"\n', encoding="utf-8"
    )
    return tmp_path


def test_the_default_holds_where_nothing_is_said(tmp_path: Path) -> None:
    assert Settings.load(data=tmp_path).timeout == CrawlSettings().timeout


def test_the_file_in_the_workspace_beats_the_default(workspace: Path) -> None:
    assert Settings.load(data=workspace).timeout == 30


def test_the_file_is_found_in_the_workspace_that_the_environment_names(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYPOST_DATA", str(workspace))
    assert Settings.load().contact == "mailto:file@example.org"


def test_the_environment_beats_the_file(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYPOST_TIMEOUT", "20")
    assert Settings.load(data=workspace).timeout == 20


def test_an_option_beats_the_environment(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYPOST_TIMEOUT", "20")
    assert Settings.load(data=workspace, timeout=10).timeout == 10


def test_an_option_not_given_leaves_the_environment(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYPOST_TIMEOUT", "20")
    assert Settings.load(data=workspace, timeout=None).timeout == 20


def test_an_empty_environment_variable_says_nothing(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYPOST_CONTACT", "")
    assert Settings.load(data=workspace).contact == "mailto:file@example.org"


@pytest.mark.parametrize("value", ["soon", "-1", "nan", "inf", "301"])
def test_a_bad_value_names_the_variable(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYPOST_DOWNLOAD_DELAY", value)
    with pytest.raises(SettingsError, match=r"^WAYPOST_DOWNLOAD_DELAY: .*\S$"):
        Settings.load()


@pytest.mark.parametrize("text", ["timeout", "= 3", 'timeout = "\udcff"', "timeout = [1", "\x00"])
def test_a_file_that_is_not_toml_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "waypost.toml").write_text(text, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(SettingsError, match=r"waypost\.toml is not"):
        Settings.load(data=tmp_path)


def test_every_setting_of_the_crawler_can_be_set() -> None:
    crawled = set(CrawlSettings.__dataclass_fields__) - {"site", "items"}
    assert crawled <= set(Settings.model_fields)


def test_the_crawler_is_told_what_was_set() -> None:
    told = Settings.load(data="D", download_delay=0, limit=3).crawl_settings("walkopedia")
    assert (told.data, told.download_delay, told.limit, told.site) == (Path("D"), 0, 3, "walkopedia")


@pytest.mark.parametrize(
    "name", [name for name, field in Settings.model_fields.items() if isinstance(field.default, int | float)]
)
def test_every_figure_and_switch_is_an_environment_variable(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PREFIX + name.upper(), "plenty")
    with pytest.raises(SettingsError, match=PREFIX + name.upper()):
        Settings.load()


def test_addresses_to_begin_with_are_parted_by_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYPOST_START_URLS", "https://a.example/x  https://a.example/y")
    assert Settings.load().start_urls == ("https://a.example/x", "https://a.example/y")


def test_a_variable_that_is_no_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYPOST_DOWNLOD_DELAY", "5")
    assert strangers() == ["WAYPOST_DOWNLOD_DELAY is no setting; did you mean WAYPOST_DOWNLOAD_DELAY?"]
