"""How much comes back of a set of modern prose, and how little goes wrong: floors that may only rise."""

from __future__ import annotations

import pytest

from benchmarks.repair import LOSSES, REPAIRERS, SET, changed_when_clean, read
from benchmarks.repair_score import KEPT, Score, score

PARAGRAPHS = read(sorted(SET.glob("*.txt")))

FLOORS = {"Latin-1": (0.943, 0.9925), "ASCII": (0.909, 0.99), "U+FFFD": (0.927, 0.9885)}
"""By loss: the share of lost marks that come back right, and the share of changes that are right."""


def scored(loss: str) -> Score:
    return score(PARAGRAPHS, LOSSES[loss], REPAIRERS["waypost"])


def test_the_set_is_large() -> None:
    assert len(PARAGRAPHS) >= 300


@pytest.mark.parametrize("loss", FLOORS)
def test_what_is_lost_from_modern_prose_comes_back(loss: str) -> None:
    found = scored(loss)
    lost = sum(n for kind, n in found.lost.items() if kind != KEPT)
    right = sum(n for kind, n in found.right.items() if kind != KEPT)
    least_right, least_precise = FLOORS[loss]
    assert right / lost >= least_right
    assert found.good / found.changed >= least_precise
    assert found.right[KEPT] == found.lost[KEPT]


def test_text_that_lost_nothing_is_left_alone() -> None:
    assert changed_when_clean(PARAGRAPHS) == 0
