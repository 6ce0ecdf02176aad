"""``waypost diff`` says what changed between two snapshots, and whose change it was."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from tests.waypost.archived_weeks import Weeks, other_rules, page
from waypost.cli.diff import diff
from waypost.verdict import Stop

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two walks; one more and one better rated; that one rated as at first, and the new one gone."""
    weeks = Weeks(tmp_path_factory.mktemp("diff") / "data")
    inca, colca = ("Inca", page("Inca", beauty=20)), ("Colca", page("Colca", beauty=25))
    weeks.week(("Lares", page("Lares", text="It doesn?t stop.")), inca)
    weeks.week(("Lares", page("Lares", beauty=33, text="It doesn?t stop.")), colca)
    weeks.week(("Lares", page("Lares", text="It doesn?t stop.")), ("Colca", 410))
    weeks.week(("Colca", 410))
    return weeks.data


@pytest.fixture
def weeks(archived: Path, tmp_path: Path) -> Weeks:
    """A copy of it."""
    return Weeks(shutil.copytree(archived, tmp_path / "data", symlinks=True), 4)


def shown(weeks: Weeks, *options: str) -> str:
    done = CliRunner().invoke(diff, [*options, "--data", str(weeks.data)])
    if done.exception:
        raise done.exception
    return done.output


def rows(weeks: Weeks, *options: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in shown(weeks, *options, "--json").splitlines()]


def test_one_step_is_the_feed_with_a_line_that_sums_it_up(weeks: Weeks) -> None:
    first, second = weeks.snapshots[:2]
    told = shown(weeks, first, second)
    assert "added    walkopedia:peru/colca" in told
    assert "changed  walkopedia:peru/lares rating_beauty (source): 31.0 -> 33.0" in told
    assert told.splitlines()[-1].startswith("walks: 1 added, 1 changed; fields changed: ")


def test_over_several_steps_only_what_is_another_at_the_end_is_told(weeks: Weeks) -> None:
    told = rows(weeks, weeks.snapshots[0], weeks.snapshots[-1])
    assert {(row["walk_id"], row["field"]) for row in told} == {("walkopedia:peru/lares", "last_changed")}
    assert [row["kind"] for row in rows(weeks, weeks.snapshots[1], weeks.snapshots[-1])].count("removed") == 1


def test_without_names_it_is_the_last_step(weeks: Weeks) -> None:
    assert rows(weeks) == rows(weeks, weeks.snapshots[-2], weeks.snapshots[-1])


def test_of_long_values_the_place_where_they_differ_is_shown(tmp_path: Path) -> None:
    weeks = Weeks(tmp_path / "data")
    for inn in ("closed", "open"):
        weeks.week(
            ("Lares", page("Lares", text=f"{'Far along. ' * 20}The inn is {inn} in winter. {'On. ' * 30}"))
        )
    (line,) = (told for told in shown(weeks).splitlines() if " narrative " in told)
    old, _, new = line.partition(" -> ")
    assert "...ng. The inn is closed in winter. On." in old
    assert new.startswith("...ng. The inn is open in winter. On.")


def test_a_snapshot_against_itself_has_no_change(weeks: Weeks) -> None:
    assert shown(weeks, weeks.snapshots[0], weeks.snapshots[0]) == ""


def test_the_newer_one_first_is_refused(weeks: Weeks) -> None:
    with pytest.raises(Stop, match="give the older one first"):
        shown(weeks, weeks.snapshots[2], weeks.snapshots[0])


def test_rules_and_source_that_change_in_one_night_are_told_apart(
    weeks: Weeks, monkeypatch: pytest.MonkeyPatch
) -> None:
    other_rules(monkeypatch)
    weeks.week(("Lares", page("Lares", beauty=33, text="It doesn?t stop.")))
    causes = {(row["walk_id"][16:], row["field"], row["cause"]) for row in rows(weeks)}
    assert ("lares", "difficulty", "rules") in causes
    assert ("lares", "rating_beauty", "source") in causes
    assert ("inca", "difficulty", "rules") in causes
    assert not {c for c in causes if c[0] == "inca" and c[2] == "source"}
    several = {(row["walk_id"][16:], row["field"], row["cause"]) for row in rows(weeks, weeks.snapshots[0])}
    assert ("lares", "difficulty", "rules") in several
    assert ("lares", "rating_beauty", "source") in several


def test_an_archive_that_is_gone_leaves_the_words_to_decide(
    weeks: Weeks, monkeypatch: pytest.MonkeyPatch
) -> None:
    other_rules(monkeypatch)
    weeks.normalize()
    shutil.rmtree(weeks.data / "archive")
    told = rows(weeks, weeks.snapshots[0])
    assert {row["cause"] for row in told if row["field"] == "difficulty"} == {"rules"}
