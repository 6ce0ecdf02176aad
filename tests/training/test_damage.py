"""Whole text is damaged as broken conversions do it, and every mark is remembered for what it was."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.alignment import outputs
from normalize.text.lost import classes
from training.damage import Loss, class_of, damage, single
from training.masking import COMMON, masked
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
    assert told(WHOLE) == [
        classes.OPEN,
        classes.APOSTROPHE,
        classes.LETTER,
        classes.DASH,
        classes.SYMBOL + classes.SYMBOLS.index("£"),
        classes.CLOSE,
    ]


def test_quotes_are_told_by_what_is_usual_in_their_document() -> None:
    american = "“‘It’s far,’ he said,” she said. “Oh.”"
    british = "‘“It’s far,” he said,’ she said. ‘Oh.’"
    assert told(american) == told(british)
    assert not single([american])
    assert single([british])


def test_any_punctuation_is_masked_and_remembered() -> None:
    lines, marks, truth = masked(["One, two; three. “Four?”"] * 20, Random(1))  # noqa: S311
    assert [mark.sign for line in marks for mark in line] == ["?"] * len(truth)
    assert {classes.COUNT + COMMON.index(c) for c in ",;."} | {classes.KEEP, classes.OPEN} <= set(truth)
    assert all(len(line) == len(lines[0]) for line in lines)


def told(text: str) -> list[int]:
    return [class_of(h, usually_single=single([text])) for h in damage(text, Loss.ASCII).lost.values()]


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
