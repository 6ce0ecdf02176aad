"""How much comes back of a set of modern prose, and how little goes wrong: floors that may only rise."""

from __future__ import annotations

import pytest

from benchmarks.repair import LOSSES, REPAIRERS, SET, changed_when_clean, read
from benchmarks.repair_score import KEPT, score

SETS = {
    "modern": read(sorted(SET.glob("*.txt"))),
    "web": read(sorted((SET / "web").glob("*.txt"))),
    "voices": read(sorted((SET / "voices").glob("*.txt"))),
}
"""Short pieces of many kinds; longer ones by many hands, some of whom quote in single marks throughout; and
two long ones, full of all that is hard, in voices of their own.
"""

FLOORS = {
    ("modern", "Latin-1"): (0.965, 0.993),
    ("modern", "ASCII"): (0.953, 0.993),
    ("modern", "U+FFFD"): (0.96, 0.993),
    ("web", "Latin-1"): (0.905, 0.919),
    ("web", "ASCII"): (0.853, 0.914),
    ("web", "U+FFFD"): (0.86, 0.914),
    ("voices", "Latin-1"): (0.905, 0.978),
    ("voices", "ASCII"): (0.875, 0.965),
    ("voices", "U+FFFD"): (0.905, 0.965),
}
"""By set and loss: the share of lost marks that come back right, and the share of changes that are right."""

HARMED = {"modern": 0.0, "web": 0.0, "voices": 0.005}
"""The largest share of real question marks that may be taken for something lost."""


def test_the_set_is_large() -> None:
    assert len(SETS["modern"]) >= 300


@pytest.mark.parametrize(("name", "loss"), FLOORS)
def test_what_is_lost_from_prose_comes_back(name: str, loss: str) -> None:
    found = score(SETS[name], LOSSES[loss], REPAIRERS["waypost"])
    lost = sum(n for kind, n in found.lost.items() if kind != KEPT)
    right = sum(n for kind, n in found.right.items() if kind != KEPT)
    least_right, least_precise = FLOORS[name, loss]
    assert right / lost >= least_right
    assert found.good / found.changed >= least_precise
    assert found.lost[KEPT] - found.right[KEPT] <= HARMED[name] * found.lost[KEPT]


@pytest.mark.parametrize("name", SETS)
def test_text_that_lost_nothing_is_left_alone(name: str) -> None:
    assert changed_when_clean(SETS[name]) == 0
