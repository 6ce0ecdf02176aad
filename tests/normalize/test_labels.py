"""Labels at the beginning of a line, and the points of a rating."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.labels import Labels, read_points

LABELS = Labels(
    {
        "beauty": ["Beauty"],
        "charisma": ["Charisma"],
        "negative": ["Negative points"],
        "total": ["Total", "Total rating"],
        "rating": ["Walkopedia rating"],
        "length": ["Length"],
        "altitude": ["Maximum altitude", "Max altitude"],
        "difficulty": ["Level of difficulty"],
        "note": ["Note"],
    }
)


def found(text: str) -> tuple[str, str, str] | None:
    match = LABELS.match(text)
    if match is None:
        return None
    return match.name, text[match.start : match.end], text[match.value_start : match.value_end]


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("Beauty35", "beauty", "35"),
        ("Beauty: 35", "beauty", "35"),
        ("Beauty - 35", "beauty", "35"),
        ("Beauty ..... 35", "beauty", "35"),
        ("BEAUTY 35", "beauty", "35"),
        ("Beauty31½", "beauty", "31½"),
        ("Beauty\u00ad35", "beauty", "35"),
        ("\u200fBeauty 35", "beauty", "35"),
        ("  • Beauty 35 ", "beauty", "35"),
        ("Beauty", "beauty", ""),
        ("Beauty:", "beauty", ""),
        ("Beauty n/a", "beauty", "n/a"),
        ("Negative points (7)", "negative", "(7)"),
        ("Negative\u00a0points -3", "negative", "3"),
        ("Total rating93", "total", "93"),
        ("Total 93", "total", "93"),
        ("Walkopedia rating *", "rating", "*"),
        ("Walkopedia rating*: 93", "rating", "93"),
        ("Walkopedia rating93 (Top 100)", "rating", "93 (Top 100)"),
        ("Walkopedia rating (Top 100)", "rating", "(Top 100)"),
        ("Maximum  Altitude:4,500m", "altitude", "4,500m"),
        ("Max Altitude 4,500m", "altitude", "4,500m"),
        ("Length 16 hours or 2.5 days", "length", "16 hours or 2.5 days"),
        ("Length: Variable", "length", "Variable"),
        ("Level of Difficulty: Strenuous", "difficulty", "Strenuous"),
        ("Note: Neg: altitude.", "note", "Neg: altitude."),
        ("Beau ty 35", "beauty", "35"),
        ("B eauty35", "beauty", "35"),
        ("Be au ty: 35", "beauty", "35"),
        ("Tota l rating 93", "total", "93"),
        ("Total rat ing 93", "total", "93"),
        ("Walk opedia rating", "rating", ""),
        ("Walkopediarating 93", "rating", "93"),
        ("LEVE L OF DIFFICULTY: Strenuous", "difficulty", "Strenuous"),
        ("LENG TH 99 miles", "length", "99 miles"),
        ("No te: Neg: altitude.", "note", "Neg: altitude."),
    ],
)
def test_a_label_gives_its_value_however_the_two_are_parted(line: str, name: str, value: str) -> None:
    match = found(line)
    assert match is not None
    assert (match[0], match[2]) == (name, value)


@pytest.mark.parametrize(
    "line",
    [
        "Beauty is everywhere",
        "Beauty's price",
        "Beautyful",
        "Length of the walk varies with the season",
        "Length 12 villages are passed on the way to the coast",
        "Charisma? Plenty.",
        "Charisma - plenty of it",
        "Total solitude",
        "The beauty: 35",
        "Beau ty is everywhere",
        "Not everything is shown here",
        "Not every day: 3 of 5",
        "To tally 35",
        "",
        "*",
    ],
)
def test_a_sentence_that_begins_with_a_labels_words_is_no_label(line: str) -> None:
    assert found(line) is None


def test_in_a_block_of_labels_a_few_words_are_a_value_without_a_colon() -> None:
    line = "Level of Difficulty Strenuous"
    assert LABELS.match(line) is None
    match = LABELS.match(line, loose=True)
    assert match is not None
    assert line[match.value_start : match.value_end] == "Strenuous"
    assert LABELS.match("Beauty is everywhere", loose=True) is None
    broken = LABELS.match("Leve l of Difficulty Strenuous", loose=True)
    assert broken is not None
    assert broken.name == "difficulty"
    assert LABELS.match("NOT EVERY DAY", loose=True) is None


def test_the_colon_is_told() -> None:
    assert [m and m.colon for m in map(LABELS.match, ("Beauty: 35", "Beauty 35"))] == [True, False]


def test_no_labels_match_nothing() -> None:
    assert Labels({}).match("Beauty 35") is None


@given(
    st.text()
    | st.sampled_from(["Beauty", "Total rating", "İ", "ß"]).flatmap(lambda w: st.text().map(w.__add__))
)
def test_a_match_lies_inside_whatever_text(text: str) -> None:
    match = LABELS.match(text)
    if match:
        assert 0 <= match.start < match.end <= match.value_start <= match.value_end <= len(text)


@given(
    label=st.sampled_from(["Beauty", "Negative points", "Total rating"]),
    points=st.decimals(0, 200, places=1).map(float),
    parted=st.sampled_from(["", " ", ":", ": ", " - ", "\u00a0", " : "]),
    brackets=st.booleans(),
)
def test_a_rating_written_in_any_way_reads_back(
    label: str, points: float, parted: str, brackets: bool
) -> None:
    written = f"{points:g}"
    match = found(label.upper() + parted + (f"({written})" if brackets else written))
    assert match is not None
    assert read_points(match[2]) == points


@pytest.mark.parametrize(
    ("value", "points"),
    [
        ("35", 35),
        ("31.5", 31.5),
        ("31½", 31.5),
        ("31 ½", 31.5),
        ("35,5", 35.5),
        ("(7)", 7),
        ("(31½)", 31.5),
        ("-3", 3),
        ("−3", 3),
        ("3.", 3),
        ("35*", 35),
        ("* 35", 35),
        ("35/40", 35),
        ("93 (Top 100)", 93),
        ("31 1/2", 31.5),
        ("35 out of 40", 35),
        ("35 points", 35),
        ("[7]", 7),
        ("minus 7", 7),
        ("93 *Provisional", 93),
        ("93* Provisional", 93),
    ],
)
def test_points_are_read_as_a_positive_number(value: str, points: float) -> None:
    assert read_points(value) == points


@pytest.mark.parametrize(
    "value",
    ["", "n/a", "?", "31?", "31\ufffd", "35km", "35 days", "35 points lost", "1,000", "99999", "٣", "*"],
)
def test_what_is_no_number_of_points_for_certain_is_none(value: str) -> None:
    assert read_points(value) is None


@given(st.text())
def test_points_are_none_or_not_negative_whatever_the_text(text: str) -> None:
    points = read_points(text)
    assert points is None or 0 <= points < 10_000
