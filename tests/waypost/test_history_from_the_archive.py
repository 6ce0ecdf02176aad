"""When a walk was first and last seen, and last changed: told by the archive alone as by every week's run."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from outputs.catalogue import open_catalogue
from tests.waypost.archived_weeks import MONDAY, WEEK, Weeks, other_rules, page

if TYPE_CHECKING:
    from pathlib import Path

LARES, HARDER = page("Lares"), page("Lares", beauty=33)
HISTORIES: dict[str, tuple[list[list[tuple[str, Any]]], tuple[int, int, int]]] = {
    "the same every week": ([[("Lares", LARES)]] * 3, (0, 0, 2)),
    "changed, then the same": ([[("Lares", LARES)], [("Lares", HARDER)], [("Lares", HARDER)]], (0, 1, 2)),
    "changed and back again": ([[("Lares", LARES)], [("Lares", HARDER)], [("Lares", LARES)]], (0, 2, 2)),
    "a gap of a failing week": ([[("Lares", LARES)], [("Lares", 500)], [("Lares", LARES)]], (0, 0, 2)),
    "not asked for a week": ([[("Lares", LARES)], [("Inca", page("Inca"))], [("Lares", LARES)]], (0, 0, 2)),
    "gone for once": ([[("Lares", LARES)], [("Lares", 410)], [("Lares", HARDER)]], (0, 2, 2)),
}


def times(catalogue: Path) -> tuple[Any, ...]:
    """First seen, last changed and last seen of the walk, in weeks."""
    rows = open_catalogue(catalogue).table("walks").to_pylist()
    row = next(row for row in rows if row["title"] == "Lares")
    moments = (row["first_seen"], row["last_changed"], row["last_seen"])
    return tuple(round((moment - MONDAY) / WEEK) for moment in moments)


@pytest.mark.parametrize("history", HISTORIES)
def test_week_by_week_and_from_the_archive_at_once(history: str, tmp_path: Path) -> None:
    weeks, (script, expected) = Weeks(tmp_path / "data"), HISTORIES[history]
    for answers in script:
        weeks.week(*answers)
    weeks.normalize()
    assert times(weeks.data)[:2] == expected[:2], "that it was seen again is alone no reason to publish"
    shutil.rmtree(weeks.data / "catalogue")
    weeks.normalize()
    assert times(weeks.data) == expected


def test_other_rules_move_none_of_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    weeks = Weeks(tmp_path / "data")
    for body in (LARES, HARDER, HARDER):
        weeks.week(("Lares", body))
    before = times(weeks.data)
    other_rules(monkeypatch)
    weeks.normalize()
    assert times(weeks.data)[:2] == before[:2] == (0, 1)
    assert open_catalogue(weeks.data).walks["difficulty"].tolist() == ["Read otherwise"]
