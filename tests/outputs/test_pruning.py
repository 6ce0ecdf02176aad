"""What is pruned by which policy, what never is, and what those who follow the feed are told."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import obstore
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.catalogue import open_catalogue
from outputs.durable import CatalogueUnusable
from outputs.pruning import Policy, Pruning, prune, staying
from outputs.publish import publish
from outputs.quality import check_catalogue
from outputs.shelf import Shelf, made_at
from outputs.stores import store_at
from outputs.stores.bucket import Bucket
from outputs.tags import TagError, tag, untag
from tests.outputs.walk_builder import MONDAY, WEEK, read, unreadable, walk

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pyarrow as pa

WEEKS = 14
NOW = MONDAY + (WEEKS - 1) * WEEK
"""Mondays from 16 November to 15 February."""


def name(week: int) -> str:
    return f"{MONDAY + week * WEEK:%Y%m%dT%H%M%SZ}"


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of fourteen weeks; in each the walk has another grade. Do not change it, copy it."""
    catalogue = tmp_path_factory.mktemp("weeks")
    for week in range(WEEKS):
        at = MONDAY + week * WEEK
        publish([read(walk(difficulty=f"Grade {week}"), at)], catalogue, now=at)
    return catalogue


@pytest.fixture(params=["folder", "bucket"])
def place(request: pytest.FixtureRequest, weeks: Path, tmp_path: Path) -> Path | str:
    """The same catalogue in either kind of store."""
    if request.param == "folder":
        shutil.copytree(weeks, tmp_path, symlinks=True, dirs_exist_ok=True)
        return tmp_path
    url = str(request.getfixturevalue("bucket"))
    objects = Bucket.at(url).objects
    for file in (f for f in weeks.rglob("*") if f.is_file()):
        obstore.put(objects, file.relative_to(weeks).as_posix(), file)
    return url


def grades(feed: pa.Table) -> list[str]:
    return [str(row["new"]) for row in feed.to_pylist() if row["field"] == "difficulty"]


def names(done: Pruning, kind: str = "snapshot") -> list[str]:
    return [removal.name for removal in done.removed if removal.kind == kind]


def test_all_of_the_last_month_stay_and_then_the_last_of_each_month(place: Path | str) -> None:
    done = prune(place, Policy(), now=NOW)
    assert list(done.kept) == [name(2), name(6), *map(name, range(9, 14))]
    assert names(done) == [name(w) for w in (0, 1, 3, 4, 5, 7, 8)]
    assert store_at(place).entries("snapshots") == list(done.kept)
    assert open_catalogue(place).snapshots == list(done.kept)
    assert all(finding.passed for finding in check_catalogue(place))


def test_a_dry_run_says_the_same_and_removes_nothing(place: Path | str) -> None:
    told = prune(place, Policy(), now=NOW, dry_run=True)
    assert len(store_at(place).entries("snapshots")) == WEEKS
    assert open_catalogue(place).shelf.pruned == {}
    assert prune(place, Policy(), now=NOW) == told
    assert all(removal.bytes > 0 for removal in told.removed)


def test_a_second_pruning_finds_nothing_and_publishing_goes_on(place: Path | str) -> None:
    kept = prune(place, Policy(), now=NOW).kept
    assert prune(place, Policy(), now=NOW) == Pruning((), kept)
    later = NOW + WEEK
    publish([read(walk(difficulty="Last"), later)], place, now=later)
    assert open_catalogue(place).snapshots == [*kept, f"{later:%Y%m%dT%H%M%SZ}"]


def test_the_latest_its_forerunner_and_tagged_ones_stay_whatever_the_policy(place: Path | str) -> None:
    tag(place, "thesis", name(4))
    done = prune(place, Policy(1, 0), now=NOW + timedelta(days=3000))
    assert list(done.kept) == [name(4), name(12), name(13)]
    opened = open_catalogue(place)
    assert opened.at("thesis").walks["difficulty"].tolist() == ["Grade 4"]
    assert grades(opened.diff()) == ['"Grade 13"']
    untag(place, "thesis")
    assert names(prune(place, Policy(1, 0), now=NOW)) == [name(4)]


def test_who_follows_the_feed_over_a_gap_is_told_so_in_one_line(place: Path | str) -> None:
    prune(place, Policy(), now=NOW)
    opened = open_catalogue(place)
    with pytest.raises(LookupError) as told:
        opened.diff(name(6), name(10))
    assert str(told.value) == (
        f"the changes from {name(6)} to {name(10)} cannot be followed: {name(7)}, {name(8)} were pruned "
        f"(2027-02-15); read {name(10)} as a whole, and follow from there"
    )
    assert grades(opened.diff(name(9), name(11))) == ['"Grade 10"', '"Grade 11"']
    with pytest.raises(LookupError, match=rf"{name(7)} was pruned \(2027-02-15\); there are: {name(2)}, "):
        opened.at(name(7))


def test_a_snapshots_name_is_never_given_again(place: Path | str) -> None:
    prune(place, Policy(1, 0), now=NOW)
    assert name(3) in open_catalogue(place).shelf.pruned
    assert Shelf(store_at(place)).free_name(MONDAY) == f"{name(13)}-2"


def test_a_pruning_that_was_killed_is_finished_by_the_next(
    place: Path | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = type(store_at(place))
    with monkeypatch.context() as patched:
        patched.setattr(kind, "remove", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            prune(place, Policy(), now=NOW)
    assert len(store_at(place).entries("snapshots")) == WEEKS
    assert len(open_catalogue(place).snapshots) == 7
    assert names(prune(place, Policy(), now=NOW), "unfinished") == [name(w) for w in (0, 1, 3, 4, 5, 7, 8)]
    assert len(store_at(place).entries("snapshots")) == 7


def test_held_snapshots_go_when_they_are_old_but_not_the_one_that_is_waiting(tmp_path: Path) -> None:
    publish([read(walk())], tmp_path, now=MONDAY)
    for week in (1, 2, 9):
        at = MONDAY + week * WEEK
        assert publish([unreadable(walk(), at)], tmp_path, now=at).verdict == "held"
    assert names(prune(tmp_path, Policy(), now=MONDAY + 60 * WEEK), "held") == [name(1), name(2)]
    assert (tmp_path / "held" / name(9)).is_dir()
    assert json.loads((tmp_path / "latest.json").read_text())["stale"]["held"] == f"held/{name(9)}"


def test_a_tag_given_while_its_snapshot_is_pruned_keeps_it(
    place: Path | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = type(store_at(place))
    extend = store.extend

    def tagged_meanwhile(self: Any, key: str, *more: Any) -> Any:
        if key == "pruned.jsonl":
            monkeypatch.setattr(store, "extend", extend)
            self.swap("tags.json", json.dumps({"thesis": name(4)}).encode(), None)
        return extend(self, key, *more)

    monkeypatch.setattr(store, "extend", tagged_meanwhile)
    done = prune(place, Policy(), now=NOW)
    assert name(4) not in names(done)
    assert name(4) in done.kept
    assert open_catalogue(place).at("thesis").walks["difficulty"].tolist() == ["Grade 4"]


def test_tags_are_listed_moved_and_taken_away(place: Path | str) -> None:
    assert tag(place, "good") == name(13)
    assert tag(place, "good", name(1)) == name(1)
    assert open_catalogue(place).tags == {"good": name(1)}
    assert untag(place, "good") == name(1)
    assert open_catalogue(place).tags == {}


@pytest.mark.parametrize("bad", ["latest", "2026-11-16", name(3), "a b", "", "ü", "x" * 65, "a/b"])
def test_a_tag_is_neither_a_time_nor_a_path(tmp_path: Path, bad: str) -> None:
    publish([read(walk())], tmp_path, now=MONDAY)
    with pytest.raises(TagError, match="cannot be a tag: begin with a letter"):
        tag(tmp_path, bad)


def test_tags_of_nothing_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueUnusable, match="publish one first"):
        tag(tmp_path, "good")
    publish([read(walk())], tmp_path, now=MONDAY)
    with pytest.raises(TagError, match="no snapshot is called 'yesterday'; there are: 2026"):
        tag(tmp_path, "good", "yesterday")
    with pytest.raises(TagError, match="no tag is called 'good'; there are: none"):
        untag(tmp_path, "good")


def test_nothing_to_prune_where_nothing_is(tmp_path: Path) -> None:
    with pytest.raises(CatalogueUnusable, match="no catalogue at"):
        prune(tmp_path, Policy())


@given(
    ages=st.sets(st.integers(0, 2_000), min_size=1, max_size=40),
    policy=st.builds(Policy, st.integers(1, 400), st.none() | st.integers(0, 40)),
)
def test_a_policy_keeps_all_that_is_young_and_one_of_each_month(ages: set[int], policy: Policy) -> None:
    now = datetime(2030, 3, 31, 12, tzinfo=UTC)
    line = [f"{now - timedelta(days=age):%Y%m%dT%H%M%SZ}" for age in ages]
    kept = staying(line, policy, now)
    assert kept <= set(line)
    assert {n for n in line if (now - made_at(n)).days <= policy.keep_days} <= kept
    old = [n for n in kept if (now - made_at(n)).days > policy.keep_days]
    assert len({n[:6] for n in old}) == len(old)
    if policy.keep_months is None:
        assert months(kept) == months(line)


def months(line: Iterable[str]) -> set[str]:
    return {n[:6] for n in line}
