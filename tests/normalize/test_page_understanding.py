"""One page in many variants: what a person would read on each is what the record says."""

from __future__ import annotations

from typing import Any

import pytest

from normalize import Page, Reading, Walk, normalize

PAGE = """Otter Burn

  • The ford - © Nell Corrie
  • Third pool - © Nell Corrie

Key information: Otter Burn

  • A short day beside clear water, with stepping stones. See Walk Summary below.
  • Dippers, wagtails and, at dusk, the otters.

Walkopedia rating

  • Walkopedia rating71
  • Beauty29
  • Natural interest15
  • Human interest6
  • Charisma24
  • Negative points3
  • Total rating71
  • Note:

Vital Statistics

  • Length: 12km
  • 4-5 hours
  • Maximum Altitude: 310m
  • Level of Difficulty: Easy
The ford - © Nell Corrie

The burn comes down from the moor in a dozen small falls, and the path keeps it company to the mill.

Beauty is everywhere here. Start early, sit still by the third pool, and you may see what it is named for.

Other accounts: share your experiences

Tell us your own story, and send us your pictures: they are welcome.

This section is only open to members.

All material on this website is © Walkopedia Ltd 2008 - 2015, unless specified otherwise.
"""


def reading(page: str, url: str | None = None) -> Reading:
    return normalize(Page(body=page.encode(), url=url))


def walk(*changes: tuple[str, str], url: str | None = None) -> Walk:
    """The record of the page with each ``(old, new)`` made once; ``old`` must stand on it."""
    page = PAGE
    for old, new in changes:
        assert old in page
        page = page.replace(old, new, 1)
    read = reading(page, url)
    assert read.walk is not None, read.reason
    return read.walk


PLAIN = walk()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Otter Burn\n", "Otter Burn\n\nScotland\n", {"country": "Scotland", "country_code": "GB"}),
        ("Otter Burn\n", "Otter Burn\n\nScotland, Europe\n", {"country": "Scotland"}),
        ("Otter Burn\n", "Otter Burn\n\nLocation: Scotland\n", {"country": "Scotland"}),
        ("Otter Burn\n", "Home > Scotland > Otter Burn\n\nOtter Burn\n", {"country": "Scotland"}),
        ("Otter Burn\n", "Otter Burn\n\nHome > Scotland > Otter Burn\n", {"country": "Scotland"}),
        ("Otter Burn\n", "Home\nAbout us\nSearch\n\nOtter Burn\n", {}),
        ("Walkopedia rating\n", "Walkopedia rating (Top 100)\n", {"top_100": True}),
        ("Walkopedia rating\n", "Walkopedia rating\n\nTop 100\n", {"top_100": True}),
        ("Walkopedia rating71", "Walkopedia rating71 (Top 100)", {"top_100": True}),
        ("Note:", "Note: Neg: midges.", {"rating_note": "Neg: midges."}),
        ("Negative points3", "Negative points (3)", {}),
        ("Beauty29", "BEAUTY : 29", {}),
        ("Beauty29", "Beauty\n  • 29", {}),
        ("Beauty29", "Beauty30.5", {"rating_beauty": 30.5, "rating_adds_up": False}),
        ("  • Negative points3\n", "", {"rating_negative_points": None, "rating_adds_up": None}),
        ("Length: 12km", "Length: 7½ miles (12km)", {"length_text": "7½ miles (12km)"}),
        ("Length: 12km", "Length: Variable", {"length_km_max": None, "length_text": "Variable"}),
        ("4-5 hours", "Up to 5 hours", {"duration_hours_min": None, "duration_text": "Up to 5 hours"}),
        ("Level of Difficulty: Easy", "Level Of Difficulty Very Difficult", {"difficulty": "Very Difficult"}),
        ("Vital Statistics", "VITAL  STATISTICS:", {}),
        ("\nThe ford - © Nell Corrie\n\n", "\n\nWALK SUMMARY\n\n", {}),
        ("\nThe ford - © Nell Corrie\n\n", "\nThird pool\n\n", {}),
        ("Tell us your own story, and send us your pictures: they are welcome.", "", {}),
    ],
)  # fmt: skip
def test_a_variant_changes_what_it_says_and_nothing_else(old: str, new: str, told: dict[str, Any]) -> None:
    varied = walk((old, new))
    about = ("title", "key_information", "narrative", "members_only", "copyright_holder")
    for field in (*about, "rating_total", "rating_charisma", "max_altitude_m", "length_km_max", *told):
        assert getattr(varied, field) == told.get(field, getattr(PLAIN, field)), field
    assert [photo.caption for photo in varied.photos] == ["The ford", "Third pool"]


def test_a_readers_account_is_a_credit_and_no_narrative() -> None:
    account = "We walked this in April with two small children and a very large dog, and saw no otter at all."
    told = walk(("This section is only", f"{account}\n\nThis section is only"))
    assert [credit.text for credit in told.credits if credit.role == "reader"] == [account]
    assert told.narrative == PLAIN.narrative
    assert any("reader" in warning for warning in told.warnings)


def test_a_stub_is_a_walk_with_a_warning() -> None:
    notice = "This walk description page is at an early stage of development, and will grow."
    told = walk(("The burn comes down", f"{notice}\n\nThe burn comes down"))
    assert told.narrative == PLAIN.narrative
    assert any("early stage" in warning for warning in told.warnings)


def test_another_walks_rating_beside_the_text_is_left_over() -> None:
    aside = "Other walks nearby\n\nThe Long Dyke\n\nBeauty 38\n\nCharisma 31\n\n"
    told = walk(("Other accounts", f"{aside}Other accounts"))
    assert (told.rating_beauty, told.narrative) == (29, PLAIN.narrative)
    assert sum(check.check == "leftover" for check in told.checks) == 4


@pytest.mark.parametrize("lost", ["?", "\ufffd"])
def test_a_sign_lost_at_a_captions_beginning_comes_back_where_others_were_lost(lost: str) -> None:
    told = walk(
        ("The ford - ©", f"The ford {lost} {lost}"),
        ("Third pool - © Nell Corrie", f"{lost} J. P. Tarrant"),
        ("The ford - © Nell Corrie\n\nThe", f"{lost} From the lower pools\n\nThe"),
        ("©", lost),
    )
    assert [(photo.caption, photo.credit) for photo in told.photos][:2] == [
        ("The ford", "Nell Corrie"),
        (None, "J. P. Tarrant"),
    ]


def test_captions_that_lost_their_sign_have_their_holders_back() -> None:
    told = walk(*[("©", "\ufffd")] * 4)
    assert [photo.credit for photo in told.photos] == ["Nell Corrie", "Nell Corrie"]
    assert told.copyright_notice == PLAIN.copyright_notice
    assert {(r.before, r.after, r.kind) for r in told.repairs} == {("\ufffd", "©", "symbol")}


def test_a_letter_lost_from_the_title_comes_back_from_where_the_name_stands_whole() -> None:
    told = walk(
        ("Otter Burn\n", "Home > Portugal > Serra da Névoa\n\nSerra da N?voa\n"),
        ("Key information: Otter Burn", "Key information: Serra da N?voa"),
        ("keeps it company", "doesn?t leave it"),
    )
    assert (told.title, told.country) == ("Serra da Névoa", "Portugal")


def test_the_words_alone_decide_whether_the_content_changed() -> None:
    same = walk(
        ("Beauty29", "Beauty: 29"), ("  • The ford", "The ford"), ("Tell us your own story", "Tell us more")
    )
    assert same.content_sha256 == PLAIN.content_sha256
    assert walk(("Beauty29", "Beauty28")).content_sha256 != PLAIN.content_sha256
    assert walk(("small falls", "great falls")).content_sha256 != PLAIN.content_sha256


def test_the_address_names_walk_and_country() -> None:
    told = walk(url="http://walkopedia.net/best-world-walks/Scotland/Otter-Burn/")
    assert told.url == "https://www.walkopedia.net/best-world-walks/Scotland/Otter-Burn"
    assert (told.path, told.country, told.country_code) == ("scotland/otter-burn", "Scotland", "GB")


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        (PAGE[: PAGE.index("Walkopedia rating\n")] + PAGE[PAGE.index("The burn") :], "failed"),
        ("Sorry, that page cannot be found.", "gone"),
        ("Microsoft OLE DB Provider for SQL Server error '80004005'", "failed"),
        ("This section is only open to members. Please log in.", "other"),
    ],
)
def test_what_is_no_walk_is_never_a_row_of_nulls(page: str, outcome: str) -> None:
    read = reading(page, "https://www.walkopedia.net/best-world-walks/Scotland/Otter-Burn")
    assert (read.outcome, read.walk) == (outcome, None)
    assert read.reason


def test_a_page_of_no_known_site_is_other() -> None:
    assert reading("<html><p>A recipe for soup.</p></html>").outcome == "other"
