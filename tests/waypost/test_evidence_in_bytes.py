"""``waypost why`` goes down to the archived bytes, and ``why`` and ``check`` work on any snapshot."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from click.testing import CliRunner

from outputs.publish import publish
from tests.outputs.walk_builder import MONDAY, WEEK, read, several, unreadable
from tests.waypost.archived_weeks import Weeks, page
from waypost.cli.check import check
from waypost.cli.why import why
from waypost.verdict import Stop

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import Waypost


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A walk, rated better a week later."""
    weeks = Weeks(tmp_path_factory.mktemp("why") / "data")
    weeks.week(("Lares", page("Lares", beauty=31)))
    weeks.week(("Lares", page("Lares", beauty=33)))
    return weeks.data


@pytest.fixture
def weeks(archived: Path, tmp_path: Path) -> Weeks:
    """A copy of it."""
    return Weeks(shutil.copytree(archived, tmp_path / "data", symlinks=True), 2)


def asked(weeks: Weeks, *arguments: str) -> Result:
    done = CliRunner().invoke(why, [*arguments, "--data", str(weeks.data)])
    if done.exception:
        raise done.exception
    return done


def test_the_words_are_shown_amid_the_archived_bytes(weeks: Weeks) -> None:
    told = asked(weeks, "Lares", "max_altitude_m").output
    body = page("Lares", beauty=33)
    place = body.index(b"4,500m")
    assert "record        archive/001.warc.gz, byte " in told
    assert f"archived      status 200, text/html, {len(body):,} bytes, sha256 " in told
    assert ", as recorded" in told
    assert f"byte {place:,} of the body: ays</li><li>Maximum Altitude: 4,500m</li>" in told


def test_each_snapshot_has_its_own_evidence(weeks: Weeks) -> None:
    first, second = weeks.snapshots
    assert "rating_beauty = 31" in asked(weeks, "Lares", "rating_beauty", "--snapshot", first).output
    assert "archive/000.warc.gz" in asked(weeks, "Lares", "rating_beauty", "--snapshot", first).output
    assert "rating_beauty = 33" in asked(weeks, "Lares", "rating_beauty", "--snapshot", second).output


def test_the_page_itself_can_be_had_byte_for_byte(weeks: Weeks) -> None:
    body = asked(weeks, "Lares", "title", "--raw", "--snapshot", weeks.snapshots[0]).stdout_bytes
    assert body == page("Lares", beauty=31)


def test_bytes_that_are_others_than_recorded_are_told(weeks: Weeks) -> None:
    file = weeks.data / "catalogue" / "latest" / "pages.parquet"
    pd.read_parquet(file).assign(sha256="0" * 64).to_parquet(file)
    assert "NOT the one recorded" in asked(weeks, "Lares", "title").output


def test_without_the_archive_the_rest_is_shown(weeks: Weeks) -> None:
    shutil.rmtree(weeks.data / "archive")
    told = asked(weeks, "Lares", "title").output
    assert "record        archive/001.warc.gz" in told
    assert "archived      no page stands there any more" in told
    with pytest.raises(Stop, match="no archived page"):
        asked(weeks, "Lares", "title", "--raw")


def test_a_snapshot_that_is_none_is_refused_in_one_line(weeks: Weeks, waypost: Waypost) -> None:
    done = waypost("why", "Lares", "title", "--snapshot", "yesterday", "--data", weeks.data)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_any_snapshot_can_be_checked_and_a_broken_one_ends_with_3(weeks: Weeks, waypost: Waypost) -> None:
    first, second = weeks.snapshots
    file = weeks.data / "catalogue" / "snapshots" / first / "changes.parquet"
    pd.read_parquet(file).iloc[:0].to_parquet(file)
    broken = waypost("check", "--snapshot", first, "--data", weeks.data)
    assert broken.returncode == 3
    assert "FAILED  feed_leads_here: walkopedia:peru/lares: the feed says otherwise" in broken.stdout
    assert "FAILED  rows_and_hashes" in broken.stdout
    whole = waypost("check", "--snapshot", second, "--data", weeks.data)
    assert (whole.returncode, "FAILED" in whole.stdout) == (0, False), whole.stdout


def test_what_is_held_can_be_looked_into(tmp_path: Path) -> None:
    ten = several(10, rating_adds_up=None)
    catalogue = tmp_path / "data" / "catalogue"
    publish([read(w) for w in ten], catalogue, now=MONDAY)
    next_week = MONDAY + WEEK
    pages = [unreadable(w, next_week) for w in ten[:4]] + [read(w, next_week) for w in ten[4:]]
    came = publish(pages, catalogue, now=next_week)
    held = f"held/{came.name}"
    weeks = Weeks(tmp_path / "data")
    assert "Walk Number 9 · title" in asked(weeks, "Walk Number 9", "title", "--snapshot", held).output
    done = CliRunner().invoke(check, ["--snapshot", held, "--data", str(weeks.data)], standalone_mode=False)
    assert done.return_value == 0, done.output
