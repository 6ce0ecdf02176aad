"""Whole text is damaged as broken conversions do it, and every mark is remembered for what it was."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.alignment import outputs
from training.damage import APOSTROPHE, CLOSE, DASH, LETTER, OPEN, SYMBOL, Loss, damage
from training.restyle import no_quotes, swap_quotes
from training.scenes import scene

WHOLE = "“Peru’s café – £5?” he said."


@pytest.mark.parametrize(
    ("loss", "line"),
    [
        (Loss.LATIN1, "?Peru?s café ? £5?? he said."),
        (Loss.ASCII, "?Peru?s caf? ? ?5?? he said."),
        (Loss.ASCII_REPLACED, "\ufffdPeru\ufffds caf\ufffd \ufffd \ufffd5?\ufffd he said."),
    ],
)
def test_each_conversion_loses_its_own(loss: Loss, line: str) -> None:
    assert damage(WHOLE, loss).line == line


def test_every_mark_is_remembered() -> None:
    kinds = [kind for kind, _ in damage(WHOLE, Loss.ASCII).lost.values()]
    assert kinds == [OPEN, APOSTROPHE, LETTER, DASH, SYMBOL, CLOSE]


def test_quotes_are_swapped_and_apostrophes_stay() -> None:
    assert swap_quotes("“It’s ‘far’,” he said") == "‘It’s “far”,’ he said"
    assert no_quotes("“It’s far,” he said") == "It’s far, he said"


def test_a_scene_leaves_no_slot_open() -> None:
    lines = [scene(Random(seed), ["Málaga"]) for seed in range(300)]  # noqa: S311
    assert not any("{" in line or "}" in line for line in lines)
    assert len(set(lines)) > 250


def test_what_a_repairer_wrote_is_told_from_its_output() -> None:
    assert outputs("It?s ? so?", "It's – so?", "?") == ["'", "–", "?"]
    assert outputs("a?b?c", "a...bc", "?") == ["...", ""]
    assert outputs("It?s", "That's", "?") is None
