"""A publisher killed between any two writes leaves the old snapshot whole, and the next one tidies up."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from outputs.catalogue import open_catalogue
from outputs.durable import CatalogueUnusable
from outputs.publish import publish
from outputs.quality import check_catalogue
from outputs.schema import TABLES
from tests.outputs.dying_publisher import pruning, second_week
from tests.outputs.walk_builder import MONDAY, WEEK, named, numbered, read, walk

ROOT = Path(__file__).parents[2]
FEWEST = 40
"""Writes that a publisher needs at the least: the tables alone take as many."""


def deaths(base: Path, target: Path, work: str = "publish") -> list[Path]:
    target.mkdir()
    command = [sys.executable, "-m", "tests.outputs.dying_publisher", str(base), str(target), work]
    subprocess.run(command, cwd=ROOT, check=True)
    return sorted(target.iterdir())


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Copies of a catalogue of one week, each left by a publisher that died one write later."""
    folder = tmp_path_factory.mktemp("killed")
    publish(
        [read(walk()), read(numbered(12, "Renamed")), read(named("Renamed"))], folder / "base", now=MONDAY
    )
    return deaths(folder / "base", folder / "deaths")


@pytest.fixture(scope="module")
def killed_at_first(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What publishers leave that die over the first snapshot of all."""
    folder = tmp_path_factory.mktemp("killed_at_first")
    return deaths(folder / "no_base", folder / "deaths")


def difficulty(catalogue: Path) -> str:
    walks = pd.read_parquet(catalogue / "latest" / "walks.parquet").set_index("walk_id")
    return str(walks.loc["walkopedia:peru/lares-trek", "difficulty"])


def test_the_publisher_was_killed_at_every_write(killed: list[Path]) -> None:
    assert len(killed) > FEWEST
    assert killed[-1].name == "whole"


def test_wherever_it_died_latest_is_a_whole_snapshot(killed: list[Path]) -> None:
    for catalogue in killed:
        for table in TABLES:
            pd.read_parquet(catalogue / "latest" / f"{table}.parquet")
        assert [f for f in check_catalogue(catalogue) if not f.passed] == [], catalogue.name


def test_latest_moves_once_and_never_back(killed: list[Path]) -> None:
    seen = [difficulty(catalogue) for catalogue in killed]
    assert seen == sorted(seen, reverse=True)
    assert set(seen) == {"Strenuous", "Severe"}


def test_wherever_it_died_the_next_publisher_gets_through_and_tidies_up(killed: list[Path]) -> None:
    registers = set()
    for catalogue in killed:
        second_week(catalogue)
        assert difficulty(catalogue) == "Severe"
        assert len(open_catalogue(catalogue).snapshots) == 2, catalogue.name
        assert len(list((catalogue / "snapshots").iterdir())) == 2, catalogue.name
        assert list(catalogue.rglob("*.partial")) == []
        registers.add((catalogue / "ids.jsonl").read_bytes())
    assert len(registers) == 1, "the same ids are minted, each once"


def test_a_first_snapshot_is_whole_or_not_there(killed_at_first: list[Path]) -> None:
    assert len(killed_at_first) > FEWEST
    for catalogue in killed_at_first:
        try:
            findings = check_catalogue(catalogue)
        except CatalogueUnusable:
            findings = []
        assert [f for f in findings if not f.passed] == [], catalogue.name
        second_week(catalogue)
        assert difficulty(catalogue) == "Severe"


def test_wherever_a_pruning_died_the_rest_is_whole_and_the_next_one_finishes_it(tmp_path: Path) -> None:
    for week in range(4):
        at = MONDAY + week * WEEK
        publish([read(walk(difficulty=f"Grade {week}"), at)], tmp_path / "base", now=at)
    left = deaths(tmp_path / "base", tmp_path / "deaths", "prune")
    assert len(left) > 2 * len(TABLES)
    counts = []
    for catalogue in left:
        assert [f for f in check_catalogue(catalogue) if not f.passed] == [], catalogue.name
        opened = open_catalogue(catalogue)
        for name in opened.snapshots:
            assert len(opened.at(name).walks) == 1
        counts.append(len(opened.snapshots))
        pruning(catalogue)
        assert len(list((catalogue / "snapshots").iterdir())) == 2, catalogue.name
        assert sorted(open_catalogue(catalogue).shelf.pruned) == ["20261116T084000Z", "20261123T084000Z"]
    assert counts == sorted(counts, reverse=True)
    assert set(counts) == {4, 2}
