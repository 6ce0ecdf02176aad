"""What a walk is called and where it is, by everything on the page that says so."""

from __future__ import annotations

import pytest

from tests.normalize.blocks.pages import CAPTIONS, POINTS, URL, page, walk

NO_KEY = ("Key information:", *POINTS)


@pytest.mark.parametrize(
    ("title", "key", "head", "named"),
    [
        (("Otter Burn",), NO_KEY, "", "Otter Burn"),
        (("Home", "Search", "Otter Burn"), NO_KEY, "", "Otter Burn"),
        (("Home | Walks | Search", "Otter Burn"), NO_KEY, "", "Otter Burn"),
        (("Otter Burn", "Otter Burn"), NO_KEY, "Otter Burn - Walkopedia", "Otter Burn"),
        (("Walkopedia", "Walk of the week", "Otter Burn"), NO_KEY, "Otter Burn | Walkopedia", "Otter Burn"),
        (("Walkopedia", "Peru", "Otter Burn"), NO_KEY, "Walkopedia - Peru - Otter Burn", "Otter Burn"),
        (("OTTER BURN",), ("Key information: Otter Burn", *POINTS), "", "Otter Burn"),
        (("OTTER BURN",), NO_KEY, "", "OTTER BURN"),
        (("Corsica: GR20",), NO_KEY, "Corsica: GR20 | Walkopedia", "Corsica: GR20"),
        (("Corsica: GR20",), ("Key information: Corsica: GR20", *POINTS), "", "Corsica: GR20"),
        (("Time",), ("Key information: Time", *POINTS), "", "Time"),
        (("Length of Corsica",), NO_KEY, "", "Length of Corsica"),
        (("The Beauty Trail",), ("Key information - The Beauty Trail", *POINTS), "", "The Beauty Trail"),
        (("Madeira",), ("Key information: Madeira", *POINTS), "", "Madeira"),
        ((), ("Key information: Otter Burn", *POINTS), "", "Otter Burn"),
        ((), ("Key information Otter Burn", *POINTS), "", "Otter Burn"),
        (("Home", "Search"), ("Key information: Otter Burn", *POINTS), "", "Otter Burn"),
        ((), NO_KEY, "Otter Burn - Walkopedia", "Otter Burn"),
        (("Otter Burn",), ("Key information", "Otter Burn", *POINTS), "Otter Burn", "Otter Burn"),
        (("Otter Burn",), ("KEY INFORMATION", "OTTER BURN", *POINTS), "", "Otter Burn"),
        (("Otter Burn, Scotland",), ("Key information: Otter Burn", *POINTS), "", "Otter Burn"),
    ],
)  # fmt: skip
def test_the_walk_is_called_what_the_page_calls_it(
    title: tuple[str, ...], key: tuple[str, ...], head: str, named: str
) -> None:
    told = walk(page(title=title, key=key), head=head)
    assert told.title == named
    assert told.key_information == POINTS
    assert [photo.caption for photo in told.photos] == ["The ford", "Third pool"]


@pytest.mark.parametrize("words", [60, 30_000])
def test_a_name_of_any_length_is_not_cut(words: int) -> None:
    name = " ".join(["Otter Burn and on"] * words)
    assert walk(page(title=(name,), key=NO_KEY), head=name).title == name
    assert walk(page(title=("Otter Burn",), key=NO_KEY), head=f"Otter Burn | {name}").title == "Otter Burn"


def test_a_title_behind_forty_captions_is_found_by_the_name_in_the_key_information() -> None:
    captions = tuple(f"Pool {n} - © Nell Corrie" for n in range(40))
    told = walk(page(title=(), captions=(*captions, "Otter Burn")))
    assert told.title == "Otter Burn"


def test_a_name_beside_a_number_in_the_address_finds_the_title() -> None:
    url = "http://www.walkopedia.net/walks/display-walk.asp?WalkID=12&WalkName=Otter+Burn"
    told = walk(page(title=("Walk of the week", "Otter Burn"), key=NO_KEY), url=url)
    assert told.title == "Otter Burn"


def test_photos_between_the_title_and_the_title_again_are_the_walks() -> None:
    told = walk(page(captions=(*CAPTIONS, "Otter Burn")))
    assert (told.title, len(told.photos)) == ("Otter Burn", len(CAPTIONS))


def test_the_country_may_stand_behind_a_title_of_any_length() -> None:
    told = walk(page(title=("Oak Ride, England",), key=("Key information: Oak Ride", *POINTS)))
    assert (told.title, told.country) == ("Oak Ride", "England")


@pytest.mark.parametrize(
    ("title", "captions", "country"),
    [
        (("Home > Walks > Scotland > Otter Burn", "Otter Burn"), None, "Scotland"),
        (("Home » Scotland » Otter Burn", "Otter Burn"), None, "Scotland"),
        (("Home / Walks / Scotland / Otter Burn", "Otter Burn"), None, "Scotland"),
        (("Home | Walks | Scotland | Otter Burn", "Otter Burn"), None, "Scotland"),
        (("Home", "Walks", "Scotland", "Otter Burn", "Otter Burn"), None, "Scotland"),
        (("Home >", "Scotland >", "Otter Burn"), None, "Scotland"),
        (("Home > Europe > Scotland", "Otter Burn"), None, "Scotland"),
        (("Otter Burn", "Country: Scotland"), None, "Scotland"),
        (("Otter Burn", "(Scotland)"), None, "Scotland"),
        (("Otter Burn, Scotland",), None, "Scotland"),
        (("Otter Burn",), ("Scotland, Otter Burn, the ford, Walkopedia",), "Scotland"),
        (("Otter Burn",), ("Scotland - the ford - © N. C.", "Scotland: a pool - © N. C."), "Scotland"),
        (("Otter Burn",), ("Scotland - the ford - © Nell Corrie", "Peru: a pool - © Nell Corrie"), None),
        (("Albania", "Peru", "Scotland", "Otter Burn"), None, None),
    ],
)  # fmt: skip
def test_the_country_is_where_a_person_would_see_it(
    title: tuple[str, ...], captions: tuple[str, ...] | None, country: str | None
) -> None:
    told = walk(page(title=title, captions=captions or ("The ford - © Nell Corrie",)))
    assert (told.title, told.country) == ("Otter Burn", country)


def test_a_walk_called_as_a_country_is_in_the_country_above_it() -> None:
    key = ("Key information: Madeira", *POINTS)
    told = walk(page(title=("Home > Portugal > Madeira", "Madeira"), key=key))
    assert (told.title, told.country) == ("Madeira", "Portugal")


def test_sources_that_name_different_countries_are_a_check() -> None:
    told = walk(page(title=("Otter Burn", "Location: Peru")), url=URL)
    assert told.country == "Scotland"
    assert [c.passed for c in told.checks if c.check == "country_agrees"] == [False]


@pytest.mark.parametrize(
    "line",
    [
        "Walkopedia - Otter Burn",
        "WALKOPEDIA: Otter Burn",
        "Otter Burn | Walkopedia",
        "Otter Burn – Walkopedia",
    ],
)
@pytest.mark.parametrize("key", ["Key information", "Key information: A short day beside clear water."])
def test_the_sites_name_beside_the_title_is_no_part_of_it(line: str, key: str) -> None:
    lines = page(title=(line, "Otter Burn"), key=(key, *POINTS))
    assert walk(lines).title == "Otter Burn"
    assert walk(lines, head=line).title == "Otter Burn"
    assert len(walk(lines).photos) == 2


@pytest.mark.parametrize(
    "tabs",
    ["Key information Walkopedia rating Vital Statistics", "Key informationWalkopedia ratingWalk summary"],
)
def test_a_row_of_tabs_is_neither_title_nor_caption(tabs: str) -> None:
    told = walk(page(title=(tabs, "Otter Burn"), key=("Key information", *POINTS)))
    assert (told.title, len(told.photos)) == ("Otter Burn", 2)
