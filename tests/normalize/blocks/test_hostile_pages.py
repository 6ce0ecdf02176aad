"""Pages made to be slow: each kind of line by the ten thousands costs in proportion, and no more."""

from __future__ import annotations

from time import process_time

import pytest

from normalize.blocks import read_blocks, read_items, survey_items
from normalize.blocks.title import find_title
from normalize.flow import read_flow
from tests.normalize.blocks.pages import STATISTICS, rated

FIGURES = "".join(f"<p>{line}" for line in (*rated(), "Vital Statistics", *STATISTICS))
FEW, MANY = 2_000, 16_000


def seconds(line: str, count: int, *, before: bool) -> float:
    """What it costs to find the blocks of a page with so many lines, before its figures or behind them."""
    lines = "".join(f"<p>{line.format(n)}" for n in range(count))
    text = f"<h1>Otter Burn</h1>{lines}{FIGURES}" if before else f"<h1>Otter Burn</h1>{FIGURES}{lines}"
    flow = read_flow(text)
    items = read_items(flow)
    best = float("inf")
    for _ in range(2):
        start = process_time()
        survey = survey_items(items, "walkopedia", flow)
        read_blocks(survey, find_title(survey, flow, ["Otter Burn"]))
        best = min(best, process_time() - start)
    return best


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
def test_eight_times_the_lines_cost_no_more_than_some_eight_times_as_much(line: str, before: bool) -> None:
    assert seconds(line, MANY, before=before) < 30 * seconds(line, FEW, before=before) + 0.2


def test_one_line_of_megabytes_costs_next_to_nothing() -> None:
    assert seconds("word © Beauty 3 Length: " * 100_000, 1, before=False) < 1
