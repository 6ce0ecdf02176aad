"""Lengths, durations and heights, in every way that pages write them."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.quantities import Quantities, Quantity

QUANTITIES = Quantities.of("walkopedia")
CASES = json.loads((Path(__file__).parent / "quantities.json").read_text(encoding="utf-8"))


def figure(quantity: Quantity) -> list[str | float | None]:
    return [quantity.unit, quantity.min, quantity.max, *(["approximate"] if quantity.approximate else [])]


@pytest.mark.parametrize(("text", "figures"), CASES["read"].items())
def test_a_figure_is_read_as_a_walker_would_read_it(
    text: str, figures: list[list[str | float | None]]
) -> None:
    assert [figure(quantity) for quantity in QUANTITIES.read(text)] == figures


@pytest.mark.parametrize("text", CASES["none"])
def test_what_is_no_figure_of_the_walk_for_certain_is_left(text: str) -> None:
    assert QUANTITIES.read(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It takes up to 10 days.", "up to 10 days"),
        ("Around 3,000m (10,000ft), they say", "Around 3,000m (10,000ft)"),
        ("From there 25km (approx.) more", "25km (approx.)"),
        ("Go 3 or more days", "3 or more days"),
    ],
)
def test_the_words_of_a_figure_hold_its_bounds_and_its_twin(text: str, words: str) -> None:
    (quantity,) = QUANTITIES.read(text)
    assert text[quantity.start : quantity.end] == words


@dataclass(frozen=True)
class Spelling:
    """A way of writing a unit: a figure in it, times ``factor``, is one in ``unit``."""

    word: str
    kind: str
    unit: str
    factor: float


SPELLINGS = st.sampled_from(
    [
        *(Spelling(word, "length", "km", 1) for word in ("km", " km", " kms", " kilometres", "KM")),
        *(Spelling(word, "length", "km", 1.609344) for word in (" miles", "mi")),
        *(Spelling(word, "height", "m", 1) for word in ("m", " m", " metres")),
        *(Spelling(word, "height", "m", 0.3048) for word in ("ft", " feet", "'")),
        *(Spelling(word, "duration", "hours", 1) for word in (" hours", " hrs", "h", "-hour")),
        *(Spelling(word, "duration", "days", 1) for word in (" days", "-day", " full days")),
        Spelling(" weeks", "duration", "days", 7),
        Spelling(" nights", "nights", "nights", 1),
    ]
)
FIGURES = st.integers(1, 20_000).map(float) | st.integers(1, 4_000).map(lambda n: n / 2)
BOUNDS = st.sampled_from(
    [
        ("", "", True, True, False),
        ("up to ", "", False, True, False),
        ("at least ", "", True, False, False),
        ("about ", "", True, True, True),
        ("", " or so", True, True, True),
        ("Around ", " max", False, True, True),
    ]
)


def written(value: float, style: str) -> str:
    if value % 1:
        return f"{int(value)}½" if style == "half" else f"{value:.1f}"
    return f"{value:,.0f}" if style == "thousands" else f"{value:.0f}"


@given(
    ends=st.tuples(FIGURES, FIGURES),
    joint=st.sampled_from(["", "-", " - ", "–", " to ", " or "]),
    spelling=SPELLINGS,
    bounds=BOUNDS,
    style=st.sampled_from(["plain", "thousands", "half"]),
)
def test_a_quantity_written_in_any_spelling_reads_back(
    ends: tuple[float, float],
    joint: str,
    spelling: Spelling,
    bounds: tuple[str, str, bool, bool, bool],
    style: str,
) -> None:
    low, high = sorted(ends) if joint else (ends[0], ends[0])
    before, after, least, most, approximate = bounds
    upper = written(high, style)
    lower = written(low, "thousands" if "," in upper else style) + joint if joint else ""
    if spelling.kind == "height" and "," in upper and low < 100:  # 3-4,000m is read as 3,000-4,000m
        return
    text = before + lower + upper + spelling.word + after
    (quantity,) = QUANTITIES.read(text)
    assert (quantity.kind, quantity.unit, quantity.approximate) == (spelling.kind, spelling.unit, approximate)
    assert quantity.min == (pytest.approx(low * spelling.factor, abs=1e-6) if least else None)
    assert quantity.max == (pytest.approx(high * spelling.factor, abs=1e-6) if most else None)
    assert (quantity.start, quantity.end) == (0, len(text))


PIECES = st.lists(
    st.sampled_from(
        [
            "1",
            "2",
            "3",
            "12",
            "500",
            "000",
            "1/2",
            "½",
            "3,000",
            "4.500",
            "2.5",
            "km",
            "m",
            "ft",
            "'",
            "miles",
            "hours",
            "h",
            "days",
            "day",
            "week",
            "a",
            "an",
            "half",
            "and",
            "a",
            "half",
            "one",
            "two",
            "twenty",
            "hundred",
            "thousand",
            "couple",
            "of",
            "up",
            "to",
            "at",
            "least",
            "about",
            "between",
            "from",
            "or",
            "to",
            "-",
            "–",
            "/",
            "+",
            "plus",
            "(",
            ")",
            ",",
            ".",
            "per",
            "over",
            "max",
            "min",
            "approx",
            "~",
            "<",
            "£",
            "full",
            "Day",
        ]
    ),
    max_size=30,
)


@given(st.text() | PIECES.map(" ".join) | PIECES.map("".join))
def test_whatever_the_text_figures_are_finite_ordered_and_disjoint(text: str) -> None:
    end = 0
    for quantity in QUANTITIES.read(text):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end
        ends = [value for value in (quantity.min, quantity.max) if value is not None]
        assert ends
        assert ends == sorted(ends)
        assert all(math.isfinite(value) and value >= 0 for value in ends)


@pytest.mark.parametrize(
    "piece", ["1", "-", "1-", "1 ", "a ", "one hundred and ", "1/2 ", "up to ", "5 or ", "("]
)
def test_a_long_run_of_anything_is_no_figure(piece: str) -> None:
    assert QUANTITIES.read(piece * 20_000) == ()


def test_a_site_without_units_reads_nothing() -> None:
    from normalize.quantities.lexicon import Lexicon

    assert Quantities(Lexicon.compiled({})).read("25km, 5 days") == ()


def test_an_unknown_site_is_refused_by_name() -> None:
    with pytest.raises(LookupError, match="nowhere"):
        Quantities.of("nowhere")
