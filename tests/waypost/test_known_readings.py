"""What was read before by the same rules is not read again, and is the same reading."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import waypost.readings
from normalize import normalize
from normalize.sources import read_pages
from tests.conftest import ROOT
from tests.waypost.archived_weeks import Weeks, other_rules, page
from waypost.known import FILE, Readings
from waypost.read_by import read_by
from waypost.readings import read_all

if TYPE_CHECKING:
    from pathlib import Path

    from normalize.page import Page
    from normalize.walk import Reading

FIXTURES = [ROOT / "tests" / "fixtures" / name for name in ("site", "skerryways", "flow")]


@pytest.fixture
def pages() -> list[Page]:
    return list(read_pages(FIXTURES))


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Page]:
    """The pages that are really read."""
    read: list[Page] = []

    def counted(page: Page, **asked: str | None) -> Reading:
        read.append(page)
        return normalize(page, **asked)  # type: ignore[arg-type]

    monkeypatch.setattr(waypost.readings, "normalize", counted)
    return read


@pytest.mark.parametrize("workers", [1, 2])
def test_a_reading_that_was_kept_is_the_reading_itself(
    pages: list[Page], tmp_path: Path, workers: int
) -> None:
    fresh = [normalize(page, site="walkopedia") for page in pages]
    for _ in ("kept", "known"):
        with Readings(tmp_path / FILE, "these rules") as known:
            again = list(read_all(pages, site="walkopedia", workers=workers, known=known))
        assert [page for page, _ in again] == pages
        assert [reading for _, reading in again] == fresh
    assert known.hits == len(pages)


def test_a_second_normalize_reads_no_page_and_says_so(tmp_path: Path, reads: list[Page]) -> None:
    weeks = Weeks(tmp_path / "data")
    weeks.week(("Lares", page("Lares")), ("Inca", page("Inca")))
    assert len(reads) == 2
    done = weeks.normalize("--json")
    assert (len(reads), json.loads(done.output)["pages"]["known"]) == (2, 2)
    weeks.week(("Lares", page("Lares", beauty=33)))
    assert [p.url for p in reads[2:]] == ["http://www.walkopedia.net/best-world-walks/Peru/Lares"]


def test_other_rules_read_every_page_again(
    tmp_path: Path, reads: list[Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    weeks = Weeks(tmp_path / "data")
    weeks.week(("Lares", page("Lares")), ("Inca", page("Inca")))
    other_rules(monkeypatch)
    assert json.loads(weeks.normalize("--json").output)["pages"]["known"] == 0


def test_the_rules_are_the_code_and_the_words_and_what_was_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("__init__.py", "vocabulary/walkopedia.toml"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("one")
    monkeypatch.setattr("normalize.__file__", str(tmp_path / "__init__.py"))

    def told(reader: str = "lexbor") -> str:
        read_by.cache_clear()
        return read_by(None, reader)

    first = told()
    assert told() == first
    assert told("bs4") != first
    (tmp_path / "vocabulary" / "walkopedia.toml").write_text("two")
    assert told() != first
    monkeypatch.undo()
    read_by.cache_clear()


@pytest.mark.parametrize("damage", ["cut short", "no database", "another table", "a folder"])
def test_a_damaged_file_costs_time_and_nothing_else(
    pages: list[Page], tmp_path: Path, reads: list[Page], damage: str
) -> None:
    file = tmp_path / FILE
    with Readings(file, "these rules") as known:
        list(read_all(pages[:3], known=known))
    if damage == "a folder":
        file.unlink()
        file.mkdir()
    else:
        whole = file.read_bytes()
        file.write_bytes({"cut short": whole[:5_000], "no database": b"x" * 5_000}.get(damage, whole))
    reads.clear()
    with Readings(file, "these rules" if damage != "another table" else "other rules") as known:
        assert [r for _, r in read_all(pages[:3], known=known)] == [normalize(p) for p in pages[:3]]
    assert len(reads) == 3


def test_what_json_cannot_say_is_read_again(pages: list[Page], tmp_path: Path) -> None:
    halved = replace(normalize(pages[0]), reason="\ud800")
    with Readings(tmp_path / FILE, "these rules") as known:
        known.put(pages[0], halved)
    with Readings(tmp_path / FILE, "these rules") as known:
        assert known.get(pages[0]) is None


def test_a_page_with_other_headers_is_another_page(pages: list[Page], tmp_path: Path) -> None:
    with Readings(tmp_path / FILE, "these rules") as known:
        known.put(pages[0], normalize(pages[0]))
    with Readings(tmp_path / FILE, "these rules") as known:
        for other in ({"status": 404}, {"content_type": "text/plain"}, {"url": "https://a.example/"}):
            assert known.get(replace(pages[0], **other)) is None
        assert known.get(replace(pages[0], archive_offset=7)) is not None
