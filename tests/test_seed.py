"""The one whole real page there is, as a text dump: ``../shared/seed`` beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize import Page, Walk, normalize

SEED = Path(__file__).resolve().parents[2] / "shared" / "seed" / "lares-trek.txt"
needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the real page lies outside the repository")


@pytest.fixture(scope="module")
def walk() -> Walk:
    read = normalize(Page(body=SEED.read_bytes()))
    assert read.walk is not None, read.reason
    return read.walk


@needs_seed
def test_the_rating_is_read_and_adds_up(walk: Walk) -> None:
    parts = (
        walk.rating_beauty,
        walk.rating_natural_interest,
        walk.rating_human_interest,
        walk.rating_charisma,
    )
    assert parts == (35, 16, 12, 33)
    assert (walk.rating_negative_points, walk.rating_total, walk.rating_adds_up) == (3, 93, True)
    assert (walk.rating_note, walk.top_100) == (None, False)


@needs_seed
def test_the_statistics_are_numbers_with_their_words_beside_them(walk: Walk) -> None:
    assert (walk.length_km_min, walk.length_km_max, walk.length_text) == (25, 25, "25km")
    assert (walk.duration_hours_min, walk.duration_days_max) == (16, 2.5)
    assert walk.duration_text == "16 hours or 2.5 days"
    assert (walk.max_altitude_m, walk.max_altitude_text) == (4500, "4,500m")
    assert walk.difficulty == "Strenuous"


@needs_seed
def test_there_are_five_points_of_key_information(walk: Walk) -> None:
    assert len(walk.key_information) == 5
    assert walk.key_information[0].startswith("A remote, beautiful alternative")
    assert walk.key_information[4].endswith("relatively inexpensive.")


@needs_seed
def test_the_narrative_is_whole_and_has_no_furniture_in_it(walk: Walk) -> None:
    assert walk.narrative is not None
    assert walk.narrative.startswith("The Lares Trek is an excellent alternative")
    assert walk.narrative.endswith("We are proud to be their partners.")
    assert len(walk.narrative.split("\n\n")) == 10
    for furniture in ("members", "Safety", "sponsor", "Responsible", "©", "welcome"):
        assert furniture not in walk.narrative


@needs_seed
def test_the_seven_lost_characters_are_back_and_in_the_ledger(walk: Walk) -> None:
    assert walk.narrative is not None
    assert sorted(repair.kind for repair in walk.repairs) == ["apostrophe"] * 5 + ["dash"] * 2
    for repair in walk.repairs:
        assert (repair.field, repair.before) == ("narrative", "?")
        assert walk.narrative[repair.start : repair.end] == repair.after
    assert "go further – and higher!" in walk.narrative
    assert "Peru's tropical" in walk.narrative
    assert "?" not in walk.narrative


@needs_seed
def test_the_six_photos_have_captions_and_holders(walk: Walk) -> None:
    assert [(photo.caption, photo.credit) for photo in walk.photos] == [
        (None, "Inka Challenge Peru"),
        (None, "Inka Challenge Peru"),
        ("Glacial lake", "Lorna Dodds"),
        ("Hardy helpers", "Lorna Dodds"),
        ("Inside an adobe hut", "Lorna Dodds"),
        ("Making new friends", "Lorna Dodds"),
    ]


@needs_seed
def test_what_the_furniture_tells_has_columns_of_its_own(walk: Walk) -> None:
    named = {(c.role, c.name, c.year_first, c.year_last) for c in walk.credits if c.role != "photo"}
    assert walk.members_only is True
    assert walk.copyright_holder == "Walkopedia Ltd"
    assert ("site", "Walkopedia Ltd", 2008, 2015) in named
    assert {("sponsor", "Tourdust", None, None), ("partner", "Tourdust", None, None)} <= named


@needs_seed
def test_what_the_page_does_not_state_is_null(walk: Walk) -> None:
    assert (walk.title, walk.author, walk.country, walk.url) == ("Lares Trek", None, None, None)
    assert walk.country_codes == ()
    assert walk.warnings == ()
