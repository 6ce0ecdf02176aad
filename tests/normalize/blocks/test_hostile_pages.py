"""Pages made to be slow: each kind of line by the ten thousands costs in proportion, and no more."""

from __future__ import annotations

import sys
from itertools import count, islice
from typing import TYPE_CHECKING

import pytest

from normalize.blocks import read_blocks, read_items, survey_items
from normalize.blocks.title import find_title
from normalize.flow import read_flow
from tests.normalize.blocks.pages import STATISTICS, rated

if TYPE_CHECKING:
    from types import FrameType

    from _typeshed import TraceFunction

FIGURES = "".join(f"<p>{line}" for line in (*rated(), "Vital Statistics", *STATISTICS))
FEW, MANY = 250, 2_000

_numbers = count(1_000_000)
"""No line is met twice in a process: what was read of one before must not make another cheap."""


def steps(lines: list[str], *, before: bool) -> int:
    """How many lines of Python find a page's blocks, with these lines before its figures or behind them."""
    body = "".join(f"<p>{line}" for line in lines)
    flow = read_flow(
        f"<h1>Otter Burn</h1>{body}{FIGURES}" if before else f"<h1>Otter Burn</h1>{FIGURES}{body}"
    )
    items = read_items(flow)
    taken = 0

    def trace(_frame: FrameType, event: str, _arg: object) -> TraceFunction:
        nonlocal taken
        taken += event == "line"
        return trace

    outer = sys.gettrace()
    sys.settrace(trace)
    try:
        survey = survey_items(items, "walkopedia", flow)
        read_blocks(survey, find_title(survey, flow, ["Otter Burn"]))
    finally:
        sys.settrace(outer)
    return taken


def numbered(line: str, many: int) -> list[str]:
    """That many of a line, each with a number of its own."""
    return [line.format(number) for number in islice(_numbers, many)]


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize(
    "line",
    [
        "Tarn {} - © A. Walker",
        "Tarn {}",
        "Peru, a tarn {}",
        "Beauty",
        "Beauty {}",
        "{} hours",
        "Length: {}km",
        "Otter Burn",
        "Safety and problems: {}",
        "Walkopedia rating",
        "<img src='/assets/walkimages/1/{0}.jpg' alt='Tarn {0}'>Tarn {0}",
        "Home > Peru > {}",
    ],
)
def test_eight_times_the_lines_cost_no_more_than_eight_times_as_much(line: str, before: bool) -> None:
    steps(numbered(line, 1), before=before)  # what is made once in a process is made
    few = steps(numbered(line, FEW), before=before)
    assert steps(numbered(line, MANY), before=before) < 8.5 * few


def test_one_line_of_megabytes_costs_no_more_than_one_of_a_word() -> None:
    sentence = "word © Beauty 3 Length: "
    steps([sentence], before=False)
    assert steps([sentence * 100_000], before=False) < 2 * steps([sentence * 2], before=False)
