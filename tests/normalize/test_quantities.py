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
        ("10km each way, steep", "10km each way"),
        ("5 miles return", "5 miles return"),
        ("a few hours to a week", "a few hours to a week"),
    ],
)
def test_the_words_of_a_figure_hold_its_bounds_and_its_twin(text: str, words: str) -> None:
    (quantity,) = QUANTITIES.read(text)
    assert text[quantity.start : quantity.end] == words


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("3000m ascent", ["climb"]),
        ("400m of climbing, 4,500m", ["climb", "height"]),
        ("Ascent: 400m; descent: 300m", ["climb", "climb"]),
        ("400m ascent 300m descent", ["climb", "climb"]),
        ("10km total ascent 500m", ["length", "climb"]),
        ("1,200m (3,900ft) ascent", ["climb"]),
        ("+1200m/-800m", ["climb", "climb"]),
        ("climbs to 4,500m", ["height"]),
        ("4,500m max altitude", ["height"]),
        ("3 hours of climbing", ["duration"]),
    ],
)
def test_metres_up_or_down_are_no_altitude(text: str, kinds: list[str]) -> None:
    assert [quantity.kind for quantity in QUANTITIES.read(text)] == kinds


def test_a_figure_in_a_long_paragraph_is_found_where_it_stands() -> None:
    text = " ".join(
        f"The way goes on. Stage {n} is {n}km long and takes {n}-{n + 1} hours." for n in range(1, 40)
    )
    found = QUANTITIES.read(text)
    assert [text[q.start : q.end] for q in found] == [
        w for n in range(1, 40) for w in (f"{n}km", f"{n}-{n + 1} hours")
    ]


def test_a_unit_of_one_letter_needs_a_digit_and_no_word_after_it() -> None:
    assert QUANTITIES.read("I'm sure that it's 12 o'clock, don't ask for k or d") == ()


@dataclass(frozen=True)
class Spelling:
    """A way of writing a unit: a figure in it, times ``factor``, is one in ``unit``."""

    word: str
    kind: str
    unit: str
    factor: float


SPELLINGS = st.sampled_from(
    [
        *(
            Spelling(word, "length", "km", 1)
            for word in (
                "km",
                " km",
                " kms",
                " kilometres",
                "KM",
                "\u00a0km",
                "\u2009km",
                "k",
                "-km",
                " (km)",
                "ｋｍ",
            )
        ),
        *(Spelling(word, "length", "km", 1.609344) for word in (" miles", "mi")),
        *(
            Spelling(word, "height", "m", 1)
            for word in ("m", " m", " metres", " m.a.s.l", " metres above sea level", "\u202fm")
        ),
        *(Spelling(word, "height", "m", 0.3048) for word in ("ft", " feet", "'", "’")),
        *(Spelling(word, "duration", "hours", 1) for word in (" hours", " hrs", "h", "-hour")),
        *(
            Spelling(word, "duration", "days", 1)
            for word in (" days", "-day", " full days", "d", " (long) days")
        ),
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
        ("max: ", "", False, True, False),
        ("", " (minimum)", True, False, False),
        (">", "", True, False, False),
    ]
)


def written(value: float, style: str) -> str:
    if value % 1:
        return {"half": f"{int(value)}½", "comma": f"{value:.1f}".replace(".", ",")}.get(
            style, f"{value:.1f}"
        )
    parted = {"thousands": ",", "blanks": "\u202f", "swiss": "’"}.get(style)
    plain = f"{value:,.0f}".replace(",", parted) if parted else f"{value:.0f}"
    return plain.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}) if style == "wide" else plain


@given(
    ends=st.tuples(FIGURES, FIGURES),
    joint=st.sampled_from(["", "-", " - ", "–", " to ", " or ", "-to-"]),
    spelling=SPELLINGS,
    bounds=BOUNDS,
    style=st.sampled_from(["plain", "thousands", "half", "comma", "blanks", "swiss", "wide"]),
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
    "piece",
    [
        "1",
        "-",
        "1-",
        "1 ",
        "a ",
        "one hundred and ",
        "1/2 ",
        "up to ",
        "5 or ",
        "(",
        "1 x ",
        "a few ",
        "days of ",
        "sea ",
    ],
)
def test_a_long_run_of_anything_is_no_figure(piece: str) -> None:
    assert QUANTITIES.read(piece * 20_000) == ()


def test_a_site_without_units_reads_nothing() -> None:
    from normalize.quantities.lexicon import Lexicon

    assert Quantities(Lexicon.compiled({})).read("25km, 5 days") == ()


def test_an_unknown_site_is_refused_by_name() -> None:
    with pytest.raises(LookupError, match="nowhere"):
        Quantities.of("nowhere")
