"""``waypost publish`` overrules the gate: what was held becomes the latest snapshot, with the reason."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from outputs.publish import publish
from outputs.quality import check_catalogue
from tests.outputs.walk_builder import MONDAY, WEEK, named, read, several, unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Waypost

TEN = several(10, rating_adds_up=None)
NEXT = MONDAY + WEEK


@pytest.fixture(scope="module")
def held_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of ten walks, whose next snapshot has four rotten ones and one that is new."""
    workspace = tmp_path_factory.mktemp("held")
    publish([read(w) for w in TEN], workspace / "catalogue", now=MONDAY)
    rotten = [unreadable(w, NEXT) for w in TEN[:4]] + [read(w, NEXT) for w in TEN[4:]]
    came = publish([*rotten, read(named("New Walk"), NEXT)], workspace / "catalogue", now=NEXT)
    assert came.verdict == "held"
    return workspace


@pytest.fixture
def workspace(held_workspace: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return shutil.copytree(held_workspace, tmp_path / "data", symlinks=True)


def walks(workspace: Path) -> int:
    return len(pd.read_parquet(workspace / "catalogue" / "latest" / "walks.parquet"))


def test_what_was_held_is_published_as_it_was_made_and_says_why(workspace: Path, waypost: Waypost) -> None:
    assert walks(workspace) == 10
    done = waypost("publish", "--accept", "they are lists now", "--data", workspace)
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    assert done.stdout.startswith("Published a snapshot of 11 walks")
    assert walks(workspace) == 11
    manifest = json.loads((workspace / "catalogue" / "latest" / "manifest.json").read_text())
    assert manifest["accepted"] == "they are lists now"
    assert manifest["gate"]["reasons"][0].startswith("walks_lost: 4 of 10")
    assert [f.rule for f in check_catalogue(workspace) if not f.passed] == []
    pointer = json.loads((workspace / "catalogue" / "latest.json").read_text())
    assert pointer["stale"] is None
    assert pointer["made_at"] < pointer["checked_at"]
    assert list((workspace / "catalogue" / "held").iterdir()) == []
    (record,) = (workspace / "runs").glob("*.json")
    assert json.loads(record.read_text())["catalogue"]["published"] is True


def test_the_walks_it_added_are_remembered_and_what_was_accepted_is_not_held_again(
    workspace: Path, waypost: Waypost
) -> None:
    waypost("publish", "--accept", "they are lists now", "--data", workspace)
    register = (workspace / "catalogue" / "ids.jsonl").read_text()
    assert register.count("new-walk") >= 1
    later = NEXT + WEEK
    pages = [unreadable(w, later) for w in TEN[:4]] + [read(w, later) for w in TEN[4:]]
    assert publish(pages, workspace / "catalogue", now=later).verdict == "unchanged"
    assert (workspace / "catalogue" / "ids.jsonl").read_text() == register


def test_a_reason_must_be_given(workspace: Path, waypost: Waypost) -> None:
    for reason in ([], ["--accept", " "]):
        done = waypost("publish", *reason, "--data", workspace)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "--accept" in done.stderr
    assert walks(workspace) == 10


@pytest.mark.parametrize(
    ("name", "said"),
    [("20200101T000000Z", "there are: 20261123T084000Z"), ("../snapshots", "no snapshot called")],
)
def test_a_name_that_is_none_is_refused(workspace: Path, waypost: Waypost, name: str, said: str) -> None:
    done = waypost("publish", name, "--accept", "x", "--data", workspace)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_nothing_held_is_said_in_one_line(workspace: Path, waypost: Waypost) -> None:
    publish([read(w, NEXT + WEEK) for w in TEN], workspace / "catalogue", now=NEXT + WEEK)
    done = waypost("publish", "--accept", "x", "--data", workspace)
    assert (done.returncode, "nothing is held back" in done.stderr) == (2, True), done.stderr


def test_what_was_made_upon_an_older_snapshot_is_not_published(workspace: Path, waypost: Waypost) -> None:
    publish([read(named("Another"), NEXT + WEEK)], workspace / "catalogue", now=NEXT + WEEK)
    done = waypost("publish", "20261123T084000Z", "--accept", "x", "--data", workspace)
    assert (done.returncode, "something newer was published since" in done.stderr) == (2, True), done.stderr


def test_limits_in_the_workspace_are_the_gates(workspace: Path, waypost: Waypost, tmp_path: Path) -> None:
    (workspace / "waypost.toml").write_text("[gate.walk_lost]\nholds = 0.5\n")
    done = waypost("check", "--data", workspace)
    assert (done.returncode, "did you mean walks_lost" in done.stderr) == (2, True), done.stderr
