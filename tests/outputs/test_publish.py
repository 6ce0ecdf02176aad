"""What a publication tells: what stands, since when, what changed, and why nothing was done."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from normalize.walk import FieldRepair, Photo
from outputs.catalogue import open_catalogue
from outputs.durable import CatalogueUnusable
from outputs.publish import NothingToPublish, OtherInput, publish
from tests.outputs.walk_builder import (
    HOME,
    MONDAY,
    WEEK,
    answer,
    bare,
    gone,
    named,
    numbered,
    read,
    unreadable,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.outputs.conftest import Crawl

ROOT = Path(__file__).parents[2]
NOBODY = 65534
ROOM = 100_000
"""Bytes that are left on a full disk: less than a snapshot takes."""


def frame(catalogue: Path, table: str) -> pd.DataFrame:
    return pd.read_parquet(catalogue / "latest" / f"{table}.parquet")


def only(catalogue: Path) -> Any:
    (row,) = frame(catalogue, "walks").to_dict("records")
    return row


def times(catalogue: Path) -> tuple[Any, ...]:
    row = only(catalogue)
    return row["first_seen"], row["last_changed"], row["last_seen"]


def test_a_walk_is_published_with_all_its_figures(crawl: Crawl, catalogue: Path) -> None:
    publication = crawl(0, read(walk()))
    assert publication.verdict == "published"
    assert publication.snapshot == str(catalogue / "snapshots" / "20261116T084000Z")
    assert publication.changes == {"added": 1, "removed": 0, "changed": 0, "moved": 0}
    assert publication.repairs == 1
    row = only(catalogue)
    assert (row["title"], row["rating_total"], row["max_altitude_m"]) == ("Lares Trek", 93.0, 4500.0)


def test_the_link_is_relative_so_that_the_folder_can_be_moved(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk()))
    moved = catalogue.rename(catalogue.with_name("elsewhere"))
    assert only(moved)["title"] == "Lares Trek"


def test_the_same_answers_again_make_no_snapshot(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk()))
    publication = crawl(1, read(walk(), MONDAY + WEEK))
    assert (publication.verdict, publication.snapshot) == ("unchanged", None)
    assert len(list((catalogue / "snapshots").iterdir())) == 1
    state = json.loads((catalogue / "latest.json").read_text())
    assert state["made_at"] < state["checked_at"]
    assert state["stale"] is None


def test_not_modified_is_no_change_but_the_walk_was_seen(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk()))
    same = answer(walk().url or "", "not_modified", MONDAY + WEEK, 304)
    assert crawl(1, same).verdict == "unchanged"
    crawl(2, same, read(named("New Walk"), MONDAY + 2 * WEEK))
    row = frame(catalogue, "walks").set_index("title").loc["Lares Trek"]
    assert (row["first_seen"], row["last_seen"]) == (MONDAY, MONDAY + WEEK)
    page = frame(catalogue, "pages").set_index("url").loc[walk().url]
    assert (page["outcome"], page["walk_id"]) == ("not_modified", row["walk_id"])


def test_two_snapshots_in_one_second_have_two_names(catalogue: Path) -> None:
    publish([read(walk())], catalogue, now=MONDAY)
    publish([read(walk(difficulty="Easy"))], catalogue, now=MONDAY + timedelta(microseconds=9))
    publish([read(walk(difficulty="Hard"))], catalogue, now=MONDAY)
    first = "20261116T084000Z"
    assert open_catalogue(catalogue).snapshots == [first, f"{first}-2", f"{first}-3"]


def test_a_clock_that_goes_back_does_not_turn_history_round(catalogue: Path) -> None:
    publish([read(walk())], catalogue, now=MONDAY)
    publish([read(walk(difficulty="Easy"))], catalogue, now=MONDAY - WEEK)
    assert open_catalogue(catalogue).snapshots == ["20261116T084000Z", "20261116T084000Z-2"]


def test_a_first_crawl_knows_one_time(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk()))
    assert times(catalogue) == (MONDAY, MONDAY, MONDAY)


def test_last_changed_moves_with_the_words_and_not_with_the_rules(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk(content_sha256="a")))
    crawl(1, read(walk(content_sha256="a", difficulty="Read better"), MONDAY + WEEK))
    assert times(catalogue) == (MONDAY, MONDAY, MONDAY + WEEK)
    crawl(2, read(walk(content_sha256="b"), MONDAY + 2 * WEEK))
    assert times(catalogue) == (MONDAY, MONDAY + 2 * WEEK, MONDAY + 2 * WEEK)


def test_an_archive_read_at_once_tells_the_same_history(
    crawl: Crawl, catalogue: Path, tmp_path: Path
) -> None:
    weeks = [walk(), walk(), walk(difficulty="Hard"), walk(difficulty="Hard")]
    pages = [read(w, MONDAY + i * WEEK) for i, w in enumerate(weeks)]
    for week in range(len(pages)):
        crawl(week, *pages[: week + 1])
    crawl(9, *pages, read(named("New Walk")))
    publish([*pages, read(named("New Walk"))], tmp_path / "at_once", now=MONDAY)
    columns = ["walk_id", "difficulty", "first_seen", "last_changed", "last_seen"]
    assert frame(catalogue, "walks")[columns].equals(frame(tmp_path / "at_once", "walks")[columns])


def test_a_bare_file_has_no_times(catalogue: Path) -> None:
    publish([read(bare(), None)], catalogue, input_={"a.txt": "1"}, now=MONDAY)
    assert all(pd.isna(t) for t in times(catalogue))
    assert publish([read(bare(), None)], catalogue, input_={"a.txt": "1"}).verdict == "unchanged"


def test_a_walk_not_looked_at_keeps_its_record(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk()), read(named("Other Walk")))
    crawl(1, read(named("New Walk"), MONDAY + WEEK))
    assert set(frame(catalogue, "walks")["title"]) == {"Lares Trek", "Other Walk", "New Walk"}
    assert len(frame(catalogue, "photos")) == len(frame(catalogue, "pages")) == 3


def test_a_page_that_fails_keeps_the_record_of_its_walk(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk()))
    crawl(1, answer(walk().url or "", "failed", MONDAY + WEEK, 500))
    assert times(catalogue) == (MONDAY, MONDAY, MONDAY)
    (page,) = frame(catalogue, "pages").to_dict("records")
    assert (page["outcome"], page["walk_id"]) == ("failed", only(catalogue)["walk_id"])


def test_a_walk_gone_once_stays_and_gone_twice_in_a_row_goes(crawl: Crawl, catalogue: Path) -> None:
    other = read(named("Other Walk"))
    crawl(0, read(walk()), other)
    crawl(1, gone(walk(), MONDAY + WEEK))
    assert len(frame(catalogue, "walks")) == 2
    assert crawl(2, gone(walk(), MONDAY + WEEK)).verdict == "unchanged", "the same answer read again"
    publication = crawl(3, gone(walk(), MONDAY + 3 * WEEK))
    assert publication.changes["removed"] == 1
    assert list(frame(catalogue, "walks")["title"]) == ["Other Walk"]
    (change,) = frame(catalogue, "changes").to_dict("records")
    assert (change["kind"], json.loads(change["old"])["title"]) == ("removed", "Lares Trek")


def test_a_walk_found_again_between_is_not_gone_twice_in_a_row(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk()))
    crawl(1, gone(walk(), MONDAY + WEEK))
    crawl(2, read(walk(), MONDAY + 2 * WEEK))
    crawl(3, gone(walk(), MONDAY + 3 * WEEK))
    assert len(frame(catalogue, "walks")) == 1


def test_a_walk_lives_while_one_of_its_addresses_does(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk()), read(numbered(12)))
    crawl(1, gone(walk(), MONDAY + WEEK))
    crawl(2, gone(walk(), MONDAY + 2 * WEEK))
    assert len(frame(catalogue, "walks")) == 1


def test_a_walk_gone_for_good_does_not_rise_from_the_archive(catalogue: Path) -> None:
    history = [read(walk()), gone(walk(), MONDAY + WEEK), gone(walk(), MONDAY + 2 * WEEK)]
    publish([*history, read(named("Other Walk"))], catalogue, now=MONDAY)
    assert list(frame(catalogue, "walks")["title"]) == ["Other Walk"]


def test_rot_keeps_the_last_good_record(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk()), read(named("Other Walk")))
    crawl(1, unreadable(walk(), MONDAY + WEEK), read(named("Other Walk", difficulty="Easy"), MONDAY + WEEK))
    assert len(frame(catalogue, "walks")) == 2


def test_an_older_archive_that_is_added_does_not_overrule_the_newer_record(catalogue: Path) -> None:
    publish([read(walk(title="Lares Trek", site_id="12"))], catalogue, now=MONDAY)
    old = read(numbered(12, "Old Title"), MONDAY - WEEK)
    publish([old], catalogue, input_={"old.warc": "1"}, add=True, now=MONDAY + WEEK)
    assert only(catalogue)["title"] == "Lares Trek"
    assert only(catalogue)["first_seen"] == MONDAY - WEEK


def cause(catalogue: Path, field: str) -> str:
    changes = frame(catalogue, "changes").set_index("field")
    return str(changes.loc[field, "cause"])


def test_a_change_names_the_field_the_values_and_its_cause(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk()))
    crawl(1, read(walk(rating_total=94.0), MONDAY + WEEK))
    change = frame(catalogue, "changes").set_index("field").loc["rating_total"]
    assert (change["old"], change["new"], change["cause"]) == ("93.0", "94.0", "source")


def test_other_rules_over_the_same_words_are_the_cause(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk(content_sha256="a")))
    crawl(1, read(walk(content_sha256="a", length_km_max=26.0), MONDAY + WEEK))
    assert cause(catalogue, "length_km_max") == "rules"


def test_text_that_is_only_mended_otherwise_has_repair_as_its_cause(crawl: Crawl, catalogue: Path) -> None:
    photo = Photo(1, "A lake", "Ann Example", "A lake - © Ann Example", None, None, None)
    lost = {"content_sha256": "a", "narrative": "Peru?s valleys.", "repairs": ()}
    crawl(0, read(walk(**lost, photos=(replace(photo, caption="Ann?s lake"),))))
    mended = (
        FieldRepair("narrative", 4, 5, "?", "'", "apostrophe", 0.9, "r", ""),
        FieldRepair("photos[0].caption", 3, 4, "?", "'", "apostrophe", 0.9, "r", ""),
    )
    now = lost | {"narrative": "Peru's valleys.", "repairs": mended}
    crawl(1, read(walk(**now, photos=(replace(photo, caption="Ann's lake"),)), MONDAY + WEEK))
    assert cause(catalogue, "narrative") == "repair"
    assert cause(catalogue, "photos") == "repair"


def test_observations_are_in_no_diff(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk()))
    crawl(1, read(walk(), MONDAY + WEEK), read(named("New Walk"), MONDAY + WEEK))
    changes = frame(catalogue, "changes")
    assert list(changes["kind"]) == ["added"]
    assert "fetched_at" not in json.loads(changes["new"][0])


def test_following_the_feed_leads_from_the_first_snapshot_to_the_last(crawl: Crawl, catalogue: Path) -> None:
    weeks: list[list[Any]] = [
        [walk(), named("Old Walk"), numbered(12, "Renamed")],
        [walk(difficulty="Easy"), named("New Walk")],
        [walk(difficulty="Easy", photos=()), named("Renamed", site_id="12")],
        [walk(title="Lares Trail"), named("Last Walk")],
    ]
    for week, walks in enumerate(weeks):
        crawl(week, *(read(w, MONDAY + week * WEEK) for w in walks))
    opened = open_catalogue(catalogue)
    state: dict[str, Any] = {}
    for name in opened.snapshots:
        for change in opened.at(name).table("changes").to_pylist():
            follow(state, change)
    last = opened.table("walks").to_pylist()
    assert state.keys() == {row["walk_id"] for row in last}
    for row in last:
        told = {k: v for k, v in state[row["walk_id"]].items() if k in row}
        for time in ("first_seen", "last_changed"):
            told[time] = pd.Timestamp(told[time]).to_pydatetime()
        assert told == {k: row[k] for k in told}


def follow(state: dict[str, Any], change: dict[str, Any]) -> None:
    new = change["new"] and json.loads(change["new"])
    if change["kind"] == "added":
        assert change["walk_id"] not in state
        state[change["walk_id"]] = new
    elif change["kind"] == "removed":
        del state[change["walk_id"]]
    elif change["kind"] == "moved":
        state.pop(json.loads(change["old"]))
    else:
        assert state[change["walk_id"]][change["field"]] == json.loads(change["old"])
        state[change["walk_id"]][change["field"]] = new


def test_no_walk_at_all_is_nothing_to_publish_and_leaves_nothing(catalogue: Path) -> None:
    with pytest.raises(NothingToPublish, match="of 2 pages none is a walk: 2 other"):
        publish([answer(f"{HOME}/a", "other"), answer(f"{HOME}/b", "other")], catalogue)
    assert not catalogue.exists()


def test_nothing_read_at_all_is_nothing_to_publish(catalogue: Path) -> None:
    with pytest.raises(NothingToPublish, match="nothing was read"):
        publish([], catalogue)


def test_other_input_is_refused_unless_it_is_to_be_added(catalogue: Path) -> None:
    publish([read(bare("One Walk"), None)], catalogue, input_={"one.txt": "1"}, now=MONDAY)
    two = [read(bare("Two Walk", narrative="Else."), None)]
    with pytest.raises(OtherInput, match="--add"):
        publish(two, catalogue, input_={"two.txt": "2"}, now=MONDAY)
    with pytest.raises(OtherInput, match="--add"):
        publish(two, catalogue, now=MONDAY)
    publish(two, catalogue, input_={"two.txt": "2"}, add=True, now=MONDAY)
    assert set(frame(catalogue, "walks")["title"]) == {"One Walk", "Two Walk"}
    manifest = json.loads((catalogue / "latest" / "manifest.json").read_text())
    assert manifest["input"] == {"archive": False, "files": {"one.txt": "1", "two.txt": "2"}}


def test_the_manifest_names_rows_hashes_versions_and_archive(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk()))
    manifest = json.loads((catalogue / "latest" / "manifest.json").read_text())
    assert manifest["tables"]["walks"]["rows"] == 1
    assert len(manifest["tables"]["walks"]["sha256"]) == 64
    assert "last_seen" not in manifest["tables"]["walks"]["hashed"]
    assert manifest["versions"].keys() == {"schema", "rules", "pyarrow"}
    assert manifest["archive"] == {"archive/a.warc.gz": 1}
    assert manifest["previous"] is None
    assert {r["path"] for r in manifest["datapackage"]["resources"]} == {
        f"{table}.parquet" for table in manifest["tables"]
    }


def test_the_same_input_gives_the_same_hashes_anywhere(tmp_path: Path) -> None:
    told: list[dict[str, str]] = []
    for name in ("a", "b"):
        publish([read(walk()), read(numbered(7, "Else"))], tmp_path / name, now=MONDAY + len(told) * WEEK)
        manifest = json.loads((tmp_path / name / "latest" / "manifest.json").read_text())
        told.append({table: entry["sha256"] for table, entry in manifest["tables"].items()})
    assert told[0] == told[1]


def test_a_damaged_pointer_is_named_in_one_line(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk()))
    (catalogue / "latest.json").write_text("{")
    with pytest.raises(CatalogueUnusable, match=r"latest\.json cannot be read"):
        crawl(1, read(walk(), MONDAY + WEEK))


PUBLISHER = """
import os, sys, tempfile
from pathlib import Path
from outputs.durable import CatalogueUnusable
from outputs.publish import publish
from tests.outputs.walk_builder import MONDAY, WEEK, read, walk
folder, user = sys.argv[1:]
publish([read(walk())], Path(tempfile.mkdtemp()), now=MONDAY)  # loads all that another user may not
os.chdir(folder)
os.setuid(int(user))
long = read(walk(narrative="".join(map(chr, range(5_000, 45_000)))))
try:
    publish([long], Path("catalogue"), now=MONDAY + WEEK)
except CatalogueUnusable as error:
    print(error)
"""


def complaint(folder: Path, user: int) -> str:
    command = [sys.executable, "-c", PUBLISHER, str(folder), str(user)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become a user who may not write")
def test_a_folder_that_may_not_be_written_is_named_in_one_line(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, read(walk()))
    told = complaint(catalogue.parent, NOBODY)
    assert told.count("\n") == 1
    assert "Permission denied" in told
    assert only(catalogue)["title"] == "Lares Trek"


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs the right to mount a tmpfs")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_named_in_one_line_and_leaves_nothing_half_written(tiny_disk: Path) -> None:
    catalogue = tiny_disk / "catalogue"
    publish([read(walk())], catalogue, now=MONDAY)
    (tiny_disk / "filler").write_bytes(b"x" * (shutil.disk_usage(tiny_disk).free - ROOM))
    told = complaint(tiny_disk, os.geteuid())
    assert told.count("\n") == 1
    assert "No space left on device" in told
    assert only(catalogue)["narrative"] == walk().narrative
    assert len(list((catalogue / "snapshots").iterdir())) == 1
