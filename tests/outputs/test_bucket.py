"""A catalogue in an object store is what it is in a folder: whole, typed, and never a step back."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import Request, urlopen

import obstore
import pytest

import waypost
from outputs.catalogue import open_catalogue
from outputs.publish import publish
from outputs.quality import check_catalogue
from outputs.schema import TABLES
from outputs.shelf import Shelf
from outputs.stores import CatalogueBusy, CatalogueUnusable, store_at
from outputs.stores import bucket as bucket_module
from outputs.stores.bucket import Bucket
from tests.outputs.dying_publisher import pruning, second_week
from tests.outputs.walk_builder import MONDAY, WEEK, named, numbered, read, unreadable, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
FIRST, SECOND = "20261116T084000Z", "20261123T084000Z"
FEWEST = 14
"""Requests that write, at the least: a claim, every table, the manifest, the pointer."""


def keys(url: str) -> set[str]:
    return {meta["path"] for metas in obstore.list(Bucket.at(url).objects) for meta in metas}


def told(url: str, key: str) -> Any:
    kept = store_at(url).read(key)
    assert kept
    return json.loads(kept.data)


def first_week(catalogue: str | Path) -> None:
    publish([read(walk()), read(numbered(12, "Renamed")), read(named("Renamed"))], catalogue, now=MONDAY)


def difficulty(url: str) -> str:
    walks = open_catalogue(url).walks.set_index("walk_id")
    return str(walks.loc["walkopedia:peru/lares-trek", "difficulty"])


def failed(url: str) -> list[Any]:
    return [f for f in check_catalogue(url) if not f.passed]


def test_a_bucket_holds_what_a_folder_would(bucket: str, tmp_path: Path) -> None:
    for place in (bucket, tmp_path):
        first_week(place)
        second_week(place)
    here, there = open_catalogue(tmp_path), open_catalogue(bucket)
    assert there.snapshots == here.snapshots == [FIRST, SECOND]
    for table in TABLES:
        assert there.table(table).equals(here.table(table), check_metadata=True)
    assert told(bucket, "latest.json") == json.loads((tmp_path / "latest.json").read_text())
    assert store_at(bucket).read("ids.jsonl") is not None
    files = {
        str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file() and ".lock" not in p.name
    }
    assert keys(bucket) == files


def test_everything_that_reads_reads_from_a_bucket(bucket: str) -> None:
    first_week(bucket)
    second_week(bucket)
    opened = waypost.open(bucket)
    assert str(opened.pandas("photos")["position"].dtype) == "int64[pyarrow]"
    assert "New Walk" in set(opened.walks["title"])
    assert "New Walk" not in set(opened.at("2026-11-16").walks["title"])
    assert "changed" in opened.diff(FIRST, SECOND).column("kind").to_pylist()
    assert opened.why("Lares Trek", "narrative")[0]["as_decoded"] == "Peru?s valleys."
    assert len(waypost.open(f"{bucket}/snapshots/{FIRST}").walks) == 2
    assert failed(bucket) == []


def test_an_unchanged_week_and_a_held_one_leave_latest_where_it_is(bucket: str) -> None:
    first_week(bucket)
    again = [read(walk(), MONDAY + WEEK)]
    assert publish(again, bucket, now=MONDAY + WEEK).verdict == "unchanged"
    assert told(bucket, "latest.json")["checked_at"] > told(bucket, "latest.json")["made_at"]
    rotten = [unreadable(w, MONDAY + WEEK) for w in (walk(), numbered(12, "Renamed"), named("Renamed"))]
    publication = publish(rotten, bucket, now=MONDAY + 2 * WEEK)
    assert publication.verdict == "held"
    assert publication.snapshot == f"{bucket}/held/20261130T084000Z"
    assert told(bucket, "held/20261130T084000Z/report.json")["reasons"] == publication.reasons
    assert told(bucket, "latest.json")["snapshot"] == f"snapshots/{FIRST}"
    assert told(bucket, "latest.json")["stale"]["held"] == "held/20261130T084000Z"


def deaths(bucket: str, work: str) -> list[str]:
    """Copies of a catalogue, ``base``, each left by one who died one request later."""
    places = [f"{bucket}/base", f"{bucket}/deaths"]
    command = [sys.executable, "-m", "tests.outputs.dying_uploader", *places, work]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return [f"{bucket}/deaths/{n:03}" for n in range(int(done.stdout))]


def test_wherever_a_pruning_dies_the_rest_is_whole_and_the_next_one_finishes_it(bucket: str) -> None:
    for week in range(4):
        at = MONDAY + week * WEEK
        publish([read(walk(difficulty=f"Grade {week}"), at)], f"{bucket}/base", now=at)
    counts = []
    for url in deaths(bucket, "prune"):
        opened = open_catalogue(url)
        assert [len(opened.at(name).walks) for name in opened.snapshots] == [1] * len(opened.snapshots)
        counts.append(len(opened.snapshots))
        pruning(url)
        assert store_at(url).entries("snapshots") == open_catalogue(url).snapshots
    assert counts == sorted(counts, reverse=True)
    assert set(counts) == {4, 2}


def test_wherever_a_publisher_dies_latest_is_whole_and_the_next_one_gets_through(
    bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_week(f"{bucket}/base")
    killed = deaths(bucket, "publish")
    assert len(killed) > FEWEST
    seen = []
    for url in killed:
        assert failed(url) == [], url
        seen.append(difficulty(url))
    assert seen == sorted(seen, reverse=True)
    assert set(seen) == {"Strenuous", "Severe"}
    monkeypatch.setattr(bucket_module, "ABANDONED", MONDAY - MONDAY)
    registers = set()
    for url in killed:
        second_week(url)
        assert difficulty(url) == "Severe"
        names = open_catalogue(url).snapshots
        assert len(names) == 2
        assert store_at(url).entries("snapshots") == names, "what the dead left is swept out"
        registers.add(told_lines(url))
    assert len(registers) == 1, "the same ids are minted, each once"


def told_lines(url: str) -> bytes:
    kept = store_at(url).read("ids.jsonl")
    assert kept
    return kept.data


def test_a_publisher_that_may_be_at_work_still_is_not_swept_out(bucket: str) -> None:
    first_week(bucket)
    obstore.put(Bucket.at(bucket).objects, f"snapshots/{SECOND}/walks.parquet", b"half")
    second_week(bucket)
    assert open_catalogue(bucket).snapshots == [FIRST, f"{SECOND}-2"]
    assert f"snapshots/{SECOND}/walks.parquet" in keys(bucket)


def test_of_two_publishers_the_slower_one_says_so_and_leaves_nothing(bucket: str) -> None:
    first_week(bucket)

    def slow() -> Iterator[Any]:
        yield read(walk(difficulty="Easy"), MONDAY + WEEK)
        second_week(bucket)

    with pytest.raises(CatalogueBusy, match=r"latest\.json meanwhile; nothing of this one is published, run"):
        publish(slow(), bucket, now=MONDAY + 2 * WEEK)
    assert difficulty(bucket) == "Severe"
    assert store_at(bucket).entries("snapshots") == [FIRST, SECOND]


def test_a_publisher_overtaken_at_its_last_write_takes_back_what_it_sent(
    bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_week(bucket)
    move = Shelf.point_at

    def late(shelf: Shelf, *told: Any) -> None:
        monkeypatch.setattr(Shelf, "point_at", move)
        publish([read(walk(difficulty="Easy"), MONDAY + WEEK)], bucket, now=MONDAY + WEEK)
        move(shelf, *told)

    monkeypatch.setattr(Shelf, "point_at", late)
    with pytest.raises(CatalogueBusy):
        publish([read(walk(difficulty="Hard"), MONDAY + WEEK)], bucket, now=MONDAY + WEEK)
    assert difficulty(bucket) == "Easy"
    assert failed(bucket) == []
    assert store_at(bucket).entries("snapshots") == [FIRST, f"{SECOND}-2"]


def test_of_many_publishers_at_once_each_wins_or_says_so(bucket: str) -> None:
    first_week(bucket)
    ended: list[str] = []
    start = threading.Barrier(4)

    def publisher(number: int) -> None:
        start.wait()
        pages = [read(walk(difficulty=f"Grade {number}"), MONDAY + WEEK), read(named(f"Walk {number}"))]
        try:
            ended.append(publish(pages, bucket, now=MONDAY + WEEK).verdict)
        except CatalogueBusy:
            ended.append("busy")

    threads = [threading.Thread(target=publisher, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ended) == 4
    assert set(ended) <= {"published", "busy"}
    assert len(open_catalogue(bucket).snapshots) == 1 + ended.count("published")
    assert ended.count("published") >= 1
    assert store_at(bucket).entries("snapshots") == open_catalogue(bucket).snapshots
    assert failed(bucket) == []


def test_opening_costs_the_pointer_and_a_table_its_own_file(
    bucket: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_week(bucket)
    second_week(bucket)
    asked: list[str] = []

    def counted(name: str) -> None:
        ask = getattr(obstore, name)

        def asking(store: Any, key: str, **options: Any) -> Any:
            asked.append(key)
            return ask(store, key, **options)

        monkeypatch.setattr(obstore, name, asking)

    for name in ("get", "head", "get_range", "list_with_delimiter"):
        counted(name)
    opened = open_catalogue(bucket)
    assert asked == ["manifest.json", "latest.json"]
    assert opened.table("photos").num_rows == 3
    assert set(asked[2:]) == {f"snapshots/{SECOND}/photos.parquet"}


def test_a_snapshot_that_goes_while_it_is_read_is_told_in_one_line(bucket: str, tmp_path: Path) -> None:
    for place in (bucket, tmp_path):
        first_week(place)
        opened = open_catalogue(place)
        opened.shelf.store.remove(f"snapshots/{FIRST}")
        for read_it, what in ((opened.table, "walks"), (opened.find, "Lares Trek")):
            with pytest.raises(CatalogueUnusable, match=rf"{FIRST} has no walks\.parquet; it was pruned or"):
                read_it(what)


def test_an_empty_folder_that_a_server_lists_is_no_snapshot(
    bucket: str, object_store: dict[str, str]
) -> None:
    first_week(bucket)
    folder = f"{bucket.removeprefix('s3:/')}/snapshots/{SECOND}/"
    with urlopen(Request(object_store["AWS_ENDPOINT_URL"] + folder, data=b"", method="PUT")) as made:
        made.read()
    assert store_at(bucket).entries("snapshots") == [FIRST]
    second_week(bucket)
    assert open_catalogue(bucket).snapshots == [FIRST, SECOND]


def test_a_lost_pointer_does_not_begin_history_again(bucket: str) -> None:
    first_week(bucket)
    second_week(bucket)
    obstore.delete(Bucket.at(bucket).objects, "latest.json")
    with pytest.raises(CatalogueUnusable, match=r"latest\.json is not there, and snapshots are; restore it"):
        first_week(bucket)


@pytest.mark.parametrize(
    ("url", "environment", "words"),
    [
        ("s3://nobody/catalogue", {}, "there is no such bucket; create it"),
        ("s3://walks/x", {"AWS_ENDPOINT_URL": "http://127.0.0.1:1"}, "its server cannot be reached"),
        ("ftp://walks/x", {}, "a catalogue cannot stand at ftp://walks/x: name a folder, or a URL"),
        ("file://elsewhere/x", {}, "is on another machine"),
        ("s3://", {}, "cannot use the catalogue s3://"),
    ],
)
def test_a_place_that_cannot_be_used_is_named_in_one_line(
    bucket: str, url: str, environment: dict[str, str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    del bucket
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(CatalogueUnusable) as refused:
        first_week(url)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_url_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "with a blank"
    first_week(folder.as_uri())
    assert (folder / "latest" / "walks.parquet").is_file()
    assert len(open_catalogue(folder.as_uri()).walks) == 2


def test_a_catalogue_without_walks_in_a_bucket_is_told_in_one_line(bucket: str) -> None:
    with pytest.raises(CatalogueUnusable, match="no catalogue at s3://walks/"):
        open_catalogue(bucket)
