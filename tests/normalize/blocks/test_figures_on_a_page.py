"""Rating and statistics, however labels and numbers are laid out, and whoever else's stand beside them."""

from __future__ import annotations

import pytest

from tests.normalize.blocks.pages import (
    ALL_RATINGS,
    RATING,
    STATISTICS,
    TEXT,
    WHOLE,
    leftovers,
    page,
    rated,
    ratings,
    walk,
)

PARTS = {name: points for name, points in RATING.items() if name != "Walkopedia rating"}
OTHER = ("Other walks nearby", "The Long Dyke", "Beauty 38", "Charisma 31")


@pytest.mark.parametrize(
    "form",
    [
        "{}{}",
        "{}: {}",
        "{} - {}",
        "{} | {}",
        "{}: {}/40",
        "{} {} out of 40",
        "{} {} points",
        "{} ({})",
        "<td>{}</td><td>{}</td>",
        "<td>{}:</td><td>{}</td>",
        "{}<br>{}",
        "<b>{}</b>{}",
    ],
)
def test_the_rating_is_read_however_label_and_number_are_parted(form: str) -> None:
    if "<td>" in form:
        rows = "".join(f"<tr>{form.format(*pair)}</tr>" for pair in RATING.items())
        told = walk(page(rating=("Walkopedia rating", f"<table>{rows}</table>")))
    else:
        told = walk(page(rating=rated(form)))
    assert ratings(told) == ALL_RATINGS
    assert (told.narrative, leftovers(told)) == (WHOLE.narrative, [])


@pytest.mark.parametrize(
    "rating",
    [
        tuple(f"{points} {name}" for name, points in RATING.items()),
        tuple(line for name, points in RATING.items() for line in (points, name)),
        (*RATING, *RATING.values()),
        (*PARTS, *PARTS.values()),
        (*RATING, " ".join(RATING.values())),
        (" ".join(RATING), " ".join(RATING.values())),
        tuple(f"{name} {'minus ' * (name == 'Negative points')}{points}" for name, points in RATING.items()),
        (" ".join(f"{name} {points}" for name, points in RATING.items()),),
        (", ".join(f"{name}: {points}" for name, points in RATING.items()),),
        (" | ".join((*(f"{name}: {points}" for name, points in RATING.items()), "Note:", "*Provisional")),),
        (*(f"{name} {points}" for name, points in RATING.items()), "* Provisional"),
    ],
)
def test_the_rating_is_read_in_rows_and_columns(rating: tuple[str, ...]) -> None:
    told = walk(page(rating=("Walkopedia rating", *rating)))
    assert ratings(told) == ALL_RATINGS
    assert told.narrative == WHOLE.narrative


@pytest.mark.parametrize(
    "heading", ["Walkopedia rating (Top 100)", "WALKOPEDIA RATING", "Walkopedia Rating:"]
)
def test_a_rating_heading_may_be_written_in_several_ways(heading: str) -> None:
    told = walk(page(rating=(heading, *rated()[1:])))
    assert (ratings(told), told.top_100) == (ALL_RATINGS, "Top 100" in heading)


def test_an_old_rating_is_provisional_and_has_no_number_of_its_own() -> None:
    lines = ("Walkopedia rating *", "Beauty 29", "Negative points (3)", "Total rating 71", "*Provisional")
    told = walk(page(rating=lines))
    assert (told.rating_total, told.rating_beauty, told.rating_negative_points) == (71, 29, 3)
    assert any("provisional" in warning for warning in told.warnings)


def test_a_rating_in_a_sentence_does_not_count() -> None:
    said = "Beauty 38 is what the old guide gave it, and Charisma 40 for good measure, which nobody believed."
    told = walk(page(text=(*TEXT, said)))
    assert ratings(told) == ALL_RATINGS
    assert told.narrative is not None
    assert told.narrative.endswith(said)


def test_a_sentence_between_the_figures_is_no_figure() -> None:
    said = "Beauty 38 is what the old guide gave."
    told = walk(page(rating=(*rated(), said)))
    assert ratings(told) == ALL_RATINGS
    assert any(said in detail for detail in leftovers(told))


@pytest.mark.parametrize(
    "other",
    [
        OTHER,
        ("Other walks nearby", "The Long Dyke: Walkopedia rating 77, Beauty 38"),
        ("Other walks nearby", "The Long Dyke", "Walkopedia rating", "Beauty 38", "Charisma 31"),
    ],
)
def test_another_walks_rating_is_left_over_wherever_it_stands(other: tuple[str, ...]) -> None:
    before = walk(page(title=("Otter Burn",), captions=(*page()[1:3], *other)))
    after = walk(page(text=(*TEXT, *other)))
    assert ratings(after) == ALL_RATINGS
    assert after.narrative == WHOLE.narrative
    assert len(leftovers(after)) >= 2
    if "Walkopedia rating" not in other:  # two headings alike: nothing on such a page says which is ours
        assert ratings(before) == ALL_RATINGS
        assert [photo.caption for photo in before.photos] == ["The ford", "Third pool"]


def test_another_walks_rating_above_the_title_does_not_count() -> None:
    other = ("Walk of the week", "The Long Dyke", "Walkopedia rating", "Beauty 38", "Charisma 31")
    keyless = page(title=(*other, "Otter Burn"), key=())
    told = walk(keyless, head="Otter Burn - Walkopedia")
    assert (told.title, ratings(told)) == ("Otter Burn", ALL_RATINGS)


def test_a_label_that_stands_twice_with_two_values_is_a_check() -> None:
    told = walk(page(rating=(*rated(), "Beauty 30")))
    assert told.rating_beauty == 29
    assert any(check.passed is False and "29" in check.detail for check in told.checks)


@pytest.mark.parametrize(
    "statistics",
    [
        ("Vital Statistics", *STATISTICS),
        ("VITAL STATISTICS:", "length 12km", "4-5 hours", "maximum altitude 310m", "Difficulty Easy"),
        ("Vital Statistics", "Length: 12km, 4-5 hours", "Maximum Altitude: 310m", "Difficulty: Easy"),
        ("Vital Statistics", "Difficulty: Easy", "Maximum Altitude: 310m", "4-5 hours", "Length: 12km"),
        ("Vital Statistics", "Length", "12km", "4-5 hours", "Maximum Altitude", "310m", "Difficulty", "Easy"),
        ("Vital Statistics", "Length", "Max altitude", "Difficulty", "12km", "4-5 hours", "310m", "Easy"),
        ("Vital Statistics", "Length12km", "4-5 hours", "Maximum Altitude310m", "Level of DifficultyEasy"),
        ("Vital Statistics: Length: 12km", "4-5 hours", "Maximum Altitude: 310m", "Difficulty: Easy"),
        ("Length: 12km", "Duration: 4-5 hours", "Maximum Altitude: 310m", "Level of Difficulty: Easy"),
        ("Vital Statistics", " | ".join(STATISTICS)),
        ("Vital Statistics", "12km", "4-5 hours", "Maximum Altitude: 310m", "Level of Difficulty: Easy"),
    ],
)  # fmt: skip
def test_the_statistics_are_read_in_any_layout_and_order(statistics: tuple[str, ...]) -> None:
    told = walk(page(statistics=statistics))
    assert (told.length_km_max, told.duration_hours_min, told.duration_hours_max) == (12, 4, 5)
    assert (told.max_altitude_m, told.difficulty) == (310, "Easy")
    assert (told.narrative, leftovers(told)) == (WHOLE.narrative, [])


def test_statistics_may_stand_before_everything_else() -> None:
    lines = page()
    points = f"<ul><li>{lines[4]}<li>{lines[5]}</ul>"
    told = walk((lines[0], *STATISTICS, *rated(), lines[3], points, *TEXT, *lines[-3:]))
    assert (told.length_km_max, told.difficulty, ratings(told)) == (12, "Easy", ALL_RATINGS)
    assert (told.key_information, told.narrative) == (WHOLE.key_information, WHOLE.narrative)


@pytest.mark.parametrize("unknown", [("Best season: May",), ("Best season", "May")])
def test_a_statistic_of_unknown_name_is_left_over_and_nobodys_value(unknown: tuple[str, ...]) -> None:
    told = walk(page(statistics=("Vital Statistics", *STATISTICS[:2], *unknown, *STATISTICS[2:])))
    for field in ("length_text", "duration_text", "max_altitude_text", "difficulty", "narrative"):
        assert getattr(told, field) == getattr(WHOLE, field), field
    assert any("season" in detail for detail in leftovers(told))


def test_a_label_without_a_value_does_not_take_its_neighbours() -> None:
    told = walk(page(statistics=("Vital Statistics", "Length:", "Best season: May", *STATISTICS[1:])))
    assert (told.length_text, told.difficulty) == (None, "Easy")


def test_words_may_stand_for_a_figure_without_a_label() -> None:
    told = walk(page(statistics=("Vital Statistics", STATISTICS[0], "Variable", *STATISTICS[2:])))
    assert (told.duration_text, told.max_altitude_m, told.difficulty) == ("Variable", 310, "Easy")


def test_points_lost_may_be_written_with_a_word() -> None:
    rows = "".join(
        f"<tr><td>{name}<td>{'minus ' if name == 'Negative points' else ''}{points}"
        for name, points in RATING.items()
    )
    assert ratings(walk(page(rating=("Walkopedia rating", f"<table>{rows}</table>")))) == ALL_RATINGS


def test_a_rating_may_stand_in_one_paragraph_with_its_heading() -> None:
    said = ", ".join(f"{name} {points}" for name, points in PARTS.items())
    assert ratings(walk(page(rating=(f"Walkopedia rating: {said}",)))) == ALL_RATINGS


def test_top_100_may_be_an_image() -> None:
    heading = "<h2>Walkopedia rating <img src='/images/t100.gif' alt='Top 100'></h2>"
    told = walk(page(rating=(heading, *rated()[1:])))
    assert (told.top_100, ratings(told)) == (True, ALL_RATINGS)


@pytest.mark.parametrize("last", ["Level of Difficulty: Easy", "Maximum Altitude: 310m"])
def test_a_sub_heading_of_a_labels_words_may_follow_the_figures(last: str) -> None:
    text = (
        "Short the way is not.",
        "Difficulty",
        "None, but for the stones.",
        "Length",
        "A day will do.",
        *TEXT,
    )
    told = walk(page(statistics=("Vital Statistics", *(s for s in STATISTICS if s != last), last), text=text))
    assert told.narrative == "\n\n".join(text)
    assert (told.difficulty, told.length_text) == ("Easy", "12km")


def test_a_table_of_stages_below_the_figures_is_text() -> None:
    cells = ("Day", "Distance", "1", "To the mill, 5km", "2", "To the sea, 7km")
    rows = "".join(f"<tr><td>{day}<td>{way}" for day, way in zip(cells[::2], cells[1::2], strict=True))
    told = walk(page(text=("Two days are better.", f"<table>{rows}</table>", *TEXT)))
    assert told.narrative == "\n\n".join(("Two days are better.", *cells, *TEXT))
    assert (told.length_text, told.duration_text) == ("12km", "4-5 hours")


def test_a_row_of_labels_may_name_the_duration_too() -> None:
    labels, values = ("Length", "Time", "Max. altitude", "Difficulty"), ("12km", "4-5 hours", "310m", "Easy")
    told = walk(page(statistics=("Vital Statistics", *labels, *values), text=("Go in May.", *TEXT)))
    assert (told.length_text, told.duration_text, told.max_altitude_m) == ("12km", "4-5 hours", 310)
    assert told.difficulty == "Easy"
    assert told.narrative == "\n\n".join(("Go in May.", *TEXT))


@pytest.mark.parametrize(
    "lead",
    [
        "Getting there: take the 12 bus",
        "Length: you can do it all in a morning, if the gates are open; but most people take the whole day.",
    ],
)
def test_text_may_begin_with_a_line_that_looks_like_a_statistic(lead: str) -> None:
    figures = f"<ul>{''.join(f'<li>{line}' for line in STATISTICS)}</ul>"
    told = walk(page(statistics=("Vital Statistics", figures), text=(lead, *TEXT)))
    assert told.narrative == "\n\n".join((lead, *TEXT))
    assert told.length_text == "12km"
