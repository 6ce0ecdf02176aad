"""``waypost replay`` makes a published snapshot again: the same by the same code, another by other rules."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from click.testing import CliRunner

from outputs.catalogue import open_catalogue
from outputs.pruning import Policy, prune
from tests.object_server import BUCKET, serve_objects
from tests.waypost.archived_weeks import Weeks, other_rules, page
from waypost.cli.replay import replay
from waypost.material import NoMaterial
from waypost.verdict import Stop

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import Waypost


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four snapshots: two walks; one more; one with other words; one gone for good."""
    weeks = Weeks(tmp_path_factory.mktemp("replay") / "data")
    lares, inca = ("Lares", page("Lares")), ("Inca", page("Inca", beauty=20))
    weeks.week(lares, inca)
    weeks.week(lares, inca, ("Colca", page("Colca", beauty=25)))
    weeks.week(("Lares", page("Lares", beauty=33)), ("Inca", 410))
    weeks.week(("Inca", 410))
    assert len(weeks.snapshots) == 4
    return weeks.data


@pytest.fixture
def weeks(archived: Path, tmp_path: Path) -> Weeks:
    """A copy of it."""
    return Weeks(shutil.copytree(archived, tmp_path / "data", symlinks=True), 4)


def asked(weeks: Weeks, *options: str | Path) -> Result:
    done = CliRunner().invoke(replay, [*map(str, options), "--data", str(weeks.data)], standalone_mode=False)
    if done.exception:
        raise done.exception
    return done


def told(weeks: Weeks, *options: str | Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in asked(weeks, *options, "--json").output.splitlines()]


def test_every_snapshot_of_a_history_has_the_same_content_again(weeks: Weeks) -> None:
    proofs = told(weeks, "--all", "--check")
    assert [(p["snapshot"], p["same"]) for p in proofs] == [(name, True) for name in weeks.snapshots], proofs


def test_the_command_says_so_and_is_done(weeks: Weeks, waypost: Waypost) -> None:
    name = weeks.snapshots[2]
    done = waypost("replay", name, "--check", "--data", weeks.data)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{name}  same: 3 walks, every table has the content hash that was published\n"


def test_it_is_the_same_without_the_readings_that_were_kept(weeks: Weeks) -> None:
    (weeks.data / "readings.sqlite").unlink()
    assert all(p["same"] for p in told(weeks, "--all", "--check"))


def test_a_snapshot_made_again_is_a_snapshot(weeks: Weeks) -> None:
    name = weeks.snapshots[1]
    asked(weeks, name)
    again, original = weeks.data / "replayed" / name, weeks.data / "catalogue" / "snapshots" / name
    for table in ("walks", "changes", "pages"):
        ours, theirs = (pd.read_parquet(folder / f"{table}.parquet") for folder in (again, original))
        pd.testing.assert_frame_equal(ours, theirs)
    assert len(open_catalogue(again).walks) == 3


def test_other_rules_show_what_they_change_and_prove_nothing(
    weeks: Weeks, monkeypatch: pytest.MonkeyPatch
) -> None:
    other_rules(monkeypatch)
    name = weeks.snapshots[0]
    done = asked(weeks, name, "--check")
    assert done.return_value == 3
    assert "differs in walks" in done.output
    assert "2 walks; 2 changed: " in done.output
    assert 'walkopedia:peru/inca difficulty (rules): null -> "Read otherwise"' in done.output
    assert not (weeks.data / "replayed").exists()
    assert {c["cause"] for p in told(weeks, name, "--check") for c in p["changes"]} == {"rules"}  # type: ignore[attr-defined]


def test_other_rules_read_all_of_history_again_and_what_was_published_stays(
    weeks: Weeks, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {p: p.read_bytes() for p in (weeks.data / "catalogue").rglob("*.parquet")}
    other_rules(monkeypatch)
    again = told(weeks, "--all")
    assert [(p["walks_before"], p["walks_after"], p["same"]) for p in again] == [
        (2, 2, False), (3, 3, False), (3, 3, False), (2, 2, False),
    ]  # fmt: skip
    history = open_catalogue(weeks.data / "replayed" / "all")
    assert history.snapshots == weeks.snapshots
    assert set(history.walks["difficulty"]) == {"Read otherwise"}
    times = ["walk_id", "first_seen", "last_seen", "last_changed"]
    published = open_catalogue(weeks.data).walks
    pd.testing.assert_frame_equal(history.walks[times], published[times])
    feed = history.diff(weeks.snapshots[0], weeks.snapshots[-1]).to_pylist()
    assert {row["cause"] for row in feed} == {"source"}, "read by one set of rules, only the source changed"
    assert {p: p.read_bytes() for p in (weeks.data / "catalogue").rglob("*.parquet")} == before


def test_after_a_pruning_all_that_can_be_proved_is_proved(weeks: Weeks) -> None:
    _, second, third, fourth = weeks.snapshots
    prune(weeks.data / "catalogue", Policy(keep_days=1), now=datetime.now(UTC) + timedelta(days=90))
    assert weeks.snapshots == [third, fourth]
    done = asked(weeks, "--all", "--check")
    assert done.stderr == f"waypost: {third} is passed over: it was made upon {second}, which is pruned\n"
    assert done.stdout.startswith(f"{fourth}  same: ")


def test_what_was_appended_to_the_archive_since_is_left_out(weeks: Weeks) -> None:
    archive = weeks.data / "archive"
    first = archive / "000.warc.gz"
    first.write_bytes(first.read_bytes() + (archive / "002.warc.gz").read_bytes())
    assert told(weeks, weeks.snapshots[0], "--check")[0]["same"]


def test_an_archive_that_is_no_more_whole_is_named(weeks: Weeks) -> None:
    (weeks.data / "archive" / "001.warc.gz").unlink()
    with pytest.raises(NoMaterial, match=r"001\.warc\.gz is not there as it was"):
        asked(weeks, weeks.snapshots[2], "--check")
    assert told(weeks, weeks.snapshots[0], "--check")[0]["same"], "an older one does without it"


def test_a_snapshot_that_is_none_is_refused_with_the_names_of_those_there_are(weeks: Weeks) -> None:
    with pytest.raises(Stop, match=f"the snapshots are: {weeks.snapshots[0]}"):
        asked(weeks, "20200101T000000Z")


def test_a_folder_that_is_there_is_not_written_over(weeks: Weeks, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    with pytest.raises(Stop, match="name another folder with --into"):
        asked(weeks, weeks.snapshots[0], "--into", tmp_path / "mine")
    asked(weeks, weeks.snapshots[0], "--into", tmp_path / "new")
    assert (tmp_path / "new" / "walks.parquet").exists()


def test_a_snapshot_of_given_files_is_made_again_from_these(tmp_path: Path, waypost: Waypost) -> None:
    given, data = tmp_path / "inca.html", tmp_path / "data"
    given.write_bytes(page("Inca"))
    assert waypost("normalize", given, "--site", "walkopedia", "--data", data).returncode == 0
    (name,) = Weeks(data).snapshots
    nameless = waypost("replay", name, "--check", "--data", data)
    assert (nameless.returncode, "waypost replay" in nameless.stderr) == (2, True)
    assert waypost("replay", name, given, "--check", "--data", data).returncode == 0
    given.write_bytes(page("Inca", beauty=1))
    changed = waypost("replay", name, given, "--check", "--data", data)
    assert (changed.returncode, "is not what" in changed.stderr) == (2, True)


def test_a_catalogue_in_a_bucket_is_replayed_from_the_local_archive(tmp_path: Path) -> None:
    with serve_objects() as store, pytest.MonkeyPatch.context() as patch:
        for name, value in (store | {"WAYPOST_CATALOGUE": f"s3://{BUCKET}/replay"}).items():
            patch.setenv(name, value)
        weeks = Weeks(tmp_path / "data")
        weeks.week(("Lares", page("Lares")))
        weeks.week(("Lares", page("Lares", beauty=33)))
        assert not (weeks.data / "catalogue").exists()
        assert [proof["same"] for proof in told(weeks, "--all", "--check")] == [True, True]
        assert [again["same"] for again in told(weeks, "--all")] == [True, True]
        assert len(open_catalogue(weeks.data / "replayed" / "all").snapshots) == 2
