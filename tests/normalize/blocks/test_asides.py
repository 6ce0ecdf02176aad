"""Boxes that lead elsewhere, wherever they stand: they are none of the walk's own words."""

from __future__ import annotations

import pytest

from tests.normalize.blocks.pages import (
    ALL_RATINGS,
    CLOSING,
    POINTS,
    TEXT,
    WHOLE,
    leftovers,
    page,
    ratings,
    walk,
)

KEY = ("Key information: Otter Burn", f"<ul>{''.join(f'<li>{point}</li>' for point in POINTS)}</ul>")
LINKS = (
    "<p><a href='/best-world-walks/Scotland/Long-Dyke'>The Long Dyke</a></p>",
    "<p><a href='/best-world-walks/Scotland/Peat-Road'>Peat Road</a></p>",
)
SHORT = "The path has kept it company for a hundred years."


@pytest.mark.parametrize(
    "box",
    [
        ("Nearby walks", "Fern Gully", "Beauty 12", "Charisma 9", "Length: 4km"),
        ("Fern Gully", "Beauty 12", "Charisma 9", "Length: 4km"),
        ("Nearby walks", "Fern Gully", "Walkopedia rating12"),
        ("You may also like", *LINKS),
        ("Other walks in Scotland", "Fern Gully", "Peat Road"),
        ("<p><a href='https://boots.example/'>Walking boots from £39.99 - free delivery!</a></p>",),
        ("Sign up to our newsletter",),
        ("<h4>Weather</h4>", "Shrewsbury 14°C"),
    ],
)
def test_a_box_between_the_points_and_the_rating_is_no_point(box: tuple[str, ...]) -> None:
    told = walk(page(key=(*KEY, *box)))
    assert (told.key_information, ratings(told)) == (WHOLE.key_information, ALL_RATINGS)
    assert (told.length_text, told.narrative) == (WHOLE.length_text, WHOLE.narrative)


def test_a_point_may_begin_with_a_labels_words() -> None:
    points = ("Length: can be halved by the ferry.", "Beauty beyond words!", "Other walks start here too.")
    assert walk(page(key=(KEY[0], *points))).key_information == points


@pytest.mark.parametrize(
    "box",
    [
        ("You may also like", *LINKS),
        ("Related walks:", *LINKS),
        ("Other walks in Scotland", *LINKS),
        ("You may also like", "The Long Dyke", "Peat Road"),
        ("See also", LINKS[0], "A dyke, and long.", LINKS[1], "Peat, all the way."),
    ],
)
def test_a_box_below_the_text_is_no_text(box: tuple[str, ...]) -> None:
    told = walk(page(text=(*TEXT, *box)))
    assert told.narrative == WHOLE.narrative
    assert len(leftovers(told)) >= 1


@pytest.mark.parametrize("on", [SHORT, f"{SHORT} {TEXT[0]}"])
def test_the_text_goes_on_below_a_box(on: str) -> None:
    told = walk(page(text=(TEXT[0], "Other walks in Scotland", *LINKS, on)))
    assert told.narrative == f"{TEXT[0]}\n\n{on}"


def test_a_short_text_behind_a_box_is_not_lost_with_it() -> None:
    told = walk(page(text=("Latest comments", "Jo: superb", "Al: wet", SHORT)))
    assert told.narrative == SHORT


def test_other_walks_in_the_authors_own_words_are_text() -> None:
    said = ("Other walks", "The Long Dyke starts from the same bridge.", TEXT[1])
    assert walk(page(text=(TEXT[0], *said))).narrative == "\n\n".join((TEXT[0], *said))


@pytest.mark.parametrize("line", ["Share this: Facebook Twitter", "Tags: river, easy", "Email a friend"])
def test_a_sites_machinery_is_no_text(line: str) -> None:
    assert walk(page(text=(*TEXT, line))).narrative == WHOLE.narrative
    told = walk(page(title=("Otter Burn", line), closing=CLOSING))
    assert [photo.caption for photo in told.photos] == ["The ford", "Third pool"]
