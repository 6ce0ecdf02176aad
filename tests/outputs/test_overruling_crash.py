"""A person's overruling killed between any two writes: the old snapshot is whole, or the new one is."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pytest

from outputs.overruling import NotHeld, overrule
from outputs.publish import publish
from outputs.quality import check_catalogue
from tests.outputs.dying_overruler import REASON
from tests.outputs.walk_builder import MONDAY, WEEK, named, read, several, unreadable

ROOT = Path(__file__).parents[2]
TEN = several(10, rating_adds_up=None)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Copies of a catalogue whose held snapshot was about to be published."""
    folder = tmp_path_factory.mktemp("overruled")
    publish([read(w) for w in TEN], folder / "base", now=MONDAY)
    rotten = [unreadable(w, MONDAY + WEEK) for w in TEN[:4]]
    came = publish([*rotten, read(named("New"), MONDAY + WEEK)], folder / "base", now=MONDAY + WEEK)
    assert came.verdict == "held"
    (folder / "deaths").mkdir()
    command = [sys.executable, "-m", "tests.outputs.dying_overruler"]
    subprocess.run([*command, str(folder / "base"), str(folder / "deaths")], cwd=ROOT, check=True)
    return sorted((folder / "deaths").iterdir())


def walks(catalogue: Path) -> int:
    return len(pd.read_parquet(catalogue / "latest" / "walks.parquet"))


def test_wherever_it_died_latest_is_whole_and_moves_once(killed: list[Path]) -> None:
    assert len(killed) > 20
    seen = [walks(catalogue) for catalogue in killed]
    assert seen == sorted(seen)
    assert set(seen) == {10, 11}
    for catalogue in (killed[0], *killed[seen.index(11) - 2 :]):
        assert [f for f in check_catalogue(catalogue) if not f.passed] == [], catalogue.name


def test_wherever_it_died_it_can_be_done_again(killed: list[Path]) -> None:
    registers = set()
    for catalogue in killed:
        with suppress(NotHeld):  # where it died after the pointer had moved
            overrule(catalogue, REASON, now=MONDAY + 2 * WEEK)
        assert walks(catalogue) == 11, catalogue.name
        registers.add((catalogue / "ids.jsonl").read_bytes())
    assert len(registers) == 1, "the ids that it minted are there once"
