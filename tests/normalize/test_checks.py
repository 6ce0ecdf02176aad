"""What contradicts itself on a page is a row of checks, and never a silent choice."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from normalize import Page, normalize
from normalize.checks import CHECKS
from normalize.checks.dates import impossible_dates
from normalize.checks.years import check_photo_years
from normalize.draft import Draft
from normalize.walk import Photo

if TYPE_CHECKING:
    from normalize import Walk

ROOT = Path(__file__).resolve().parents[2]
HOME = "https://www.walkopedia.net"
PAGE = """Heron Ridge

  • The tarn - © Nell Corrie 2009

Key information: Heron Ridge

  • A 3-day circuit of quiet hills.
  • Few people, many herons.

Walkopedia rating

  • Walkopedia rating80
  • Beauty30
  • Natural interest15
  • Human interest10
  • Charisma29
  • Negative points4
  • Total rating80
  • Note:

Vital Statistics

  • Length: 40km
  • 3 days
  • Maximum Altitude: 1,200m
  • Level of Difficulty: Moderate

The way climbs from the old mill to the ridge, at 1,150m, and follows it to the last cairn of all.

A long descent leads through the wood and back to the mill, which has been shut since 1951.

Other accounts: share your experiences

Safety and problems: All walks have inherent risks.

All material on this website is © Walkopedia Ltd 2008 - 2015, unless specified otherwise.
"""
LAST = "shut since 1951."


def walk(*changes: tuple[str, str], url: str | None = None) -> Walk:
    page = PAGE
    for old, new in changes:
        assert old in page
        page = page.replace(old, new, 1)
    read = normalize(Page(page.encode(), url, "text/plain; charset=utf-8" if url else None))
    assert read.walk is not None, read.reason
    return read.walk


def failed(told: Walk) -> dict[str, str]:
    """What was not passed, with its detail."""
    return {check.check: check.detail for check in told.checks if check.passed is False}


def undecided(told: Walk) -> dict[str, str]:
    return {check.check: check.detail for check in told.checks if check.passed is None}


def test_a_page_that_agrees_with_itself_fails_no_check_and_warns_of_nothing() -> None:
    told = walk()
    assert (failed(told), undecided(told), told.warnings) == ({}, {}, ())


@pytest.mark.parametrize(
    ("old", "new", "check", "named"),
    [
        ("Beauty30\n", "Beauty30\n  • Beauty33\n", "label_repeated", ("'30'", "'33'", "'30' is taken")),
        ("Length: 40km\n", "Length: 40km\n  • Length: 44km\n", "label_repeated", ("'40km'", "'44km'")),
        ("Moderate\n", "Moderate\n  • Level of Difficulty: Hard\n", "label_repeated", ("'Hard'",)),
        ("rating80\n  • B", "rating81\n  • B", "rating_total_agrees", ("80", "81", "80 is taken")),
        ("Beauty30", "Beauty41", "rating_in_bounds", ("41", "40")),
        ("interest15", "interest20.5", "rating_in_bounds", ("20.5", "20")),
        ("1,150m", "1,350m", "altitude_agrees", ("'1,350m'", "1200 m")),
        ("ridge, at 1,150m", "highest point, at 1,150m", "altitude_agrees", ("'1,150m'", "1200 m")),
        ("1,200m", "12,000m", "altitude_in_bounds", ("12000", "8849")),
        ("A 3-day", "A 6-day", "duration_agrees", ("'6-day'", "3 days", "is taken")),
        ("Few people", "Few people on a 75km trail", "length_agrees", ("'75km'", "40 km")),
        (LAST, f"{LAST} In all it is 70km.", "length_agrees", ("'70km'", "40 km")),
        ("  • 3 days", "  • 90 hours or 3 days", "duration_agrees", ("90 hours", "3 days")),
        ("40km", "400km", "pace_possible", ("400 km", "3 days")),
        ("3 days", "3 hours", "pace_possible", ("40 km", "3 hours")),
        ("40km", "40000km", "length_in_bounds", ("40000",)),
        ("40km", "0km", "length_in_bounds", ("0 km",)),
        ("3 days", "900 days", "duration_in_bounds", ("900", "730")),
        ("  • 3 days", "  • 4-3 days", "range_in_order", ("'4-3 days'", "3 to 4 days")),
        ("40km", "40km (10 miles)", "units_agree", ("'40km'", "'10 miles'", "'40km' is taken")),
        ("1,200m", "1,200m (5,900ft)", "units_agree", ("'1,200m'", "'5,900ft'")),
        (LAST, "shut since 31 June 1951.", "date_possible", ("'31 June 1951'", "narrative")),
        (LAST, "shut since 30/13/2009.", "date_possible", ("'30/13/2009'",)),
        (LAST, "shut since 29th February 1951.", "date_possible", ("'29th February 1951'",)),
        (LAST, "shut in 20011.", "date_possible", ("'in 20011'",)),
        ("Few people", "Few people after June 31st", "date_possible", ("'June 31st'", "key_information")),
        ("Corrie 2009", "Corrie 1815", "photo_year_possible", ("photos[0]", "1815", "photography")),
        ("2008 - 2015", "2015 - 2008", "notice_years_possible", ("2015", "2008")),
    ],
)  # fmt: skip
def test_a_contradiction_is_a_row_that_names_both_and_a_warning(
    old: str, new: str, check: str, named: tuple[str, ...]
) -> None:
    told = walk((old, new))
    assert failed(told).keys() >= {check}, told.checks
    for words in named:
        assert words in failed(told)[check]
    assert failed(told)[check] in told.warnings


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1,150m", "950m"),
        ("1,150m", "1,200m"),
        ("1,150m", "3,930 ft"),
        ("to the ridge, at 1,150m", "to the ridge, a total ascent of 1,900m"),
        ("A 3-day", "A 2-3 day"),
        ("A 3-day circuit", "Part of a 10-day circuit"),
        ("A 3-day circuit", "A day's circuit, or one of 3 days,"),
        (LAST, f"{LAST} Allow 8 days to get there; a 12km walk leads to the fall."),
        ("40km", "40km (25 miles)"),
        ("40km", "Around 40km"),
        ("1,200m", "1,200m (4,000ft)"),
        ("  • 3 days", "  • 72 hours or 3 days"),
        ("  • 3 days", "  • 3-4 days"),
        ("40km", "30-40km"),
        ("Corrie 2009", "Corrie"),
        (LAST, "shut since 30 June 1951, or 12/30/1951, or 30/12/1951, or 29 February 2012."),
        (LAST, "shut; in 20000 acres of wood, 40 may be seen in a march of 31 days."),
        ("Key information: Heron Ridge", "KEY INFORMATION: The Heron-Ridge"),
        ("Beauty30", "Beauty40"),
    ],
)
def test_what_fits_or_may_fit_is_no_contradiction(old: str, new: str) -> None:
    told = walk((old, new))
    assert failed(told).keys() - {"rating_adds_up"} == set()


def test_heights_that_agree_are_named_beside_the_one_stated() -> None:
    (row,) = (check for check in walk().checks if check.check == "altitude_agrees")
    assert (row.passed, row.detail) == (True, "the text tells '1,150m'; the maximum altitude is 1200 m")


def test_a_label_that_says_the_same_twice_is_noted_and_passed() -> None:
    told = walk(("Beauty30\n", "Beauty30\n  • Beauty (30)\n"))
    (row,) = (check for check in told.checks if check.check == "label_repeated")
    assert (row.passed, told.rating_beauty, told.warnings) == (True, 30, ())


def test_the_first_of_two_values_is_taken() -> None:
    told = walk(("Length: 40km\n", "Length: 40km\n  • Length: 44km\n"))
    assert (told.length_text, told.length_km_max) == ("40km", 40)


def test_of_two_units_that_disagree_the_metric_figure_is_taken() -> None:
    told = walk(("40km", "40km (10 miles)"))
    assert (told.length_text, told.length_km_min, told.length_km_max) == ("40km (10 miles)", 40, 40)


def test_a_peak_that_is_looked_at_is_no_contradiction_but_is_told() -> None:
    told = walk(("at 1,150m,", "with views of the Great Heron (2,400m),"))
    assert undecided(told).keys() == {"altitude_agrees"}
    assert "2,400m" in undecided(told)["altitude_agrees"]
    assert told.warnings == ()


def test_the_figures_of_the_text_are_statistics_too() -> None:
    told = {(s.name, s.text, s.max, s.source) for s in walk().statistics}
    assert ("height", "1,150m", 1150, "narrative") in told
    assert ("duration", "3-day", 3, "key_information") in told


@pytest.mark.parametrize(
    ("url", "place", "named"),
    [
        (f"{HOME}/best-world-walks/Peru/Heron-Ridge", "Home > Chile > Heron Ridge", ("Peru", "Chile")),
        (f"{HOME}/best-world-walks/Peru/Heron-Ridge", "Location: Chile", ("Peru", "Chile")),
        (None, "Home > Chile > Heron Ridge\n\nLocation: Peru", ("Peru", "Chile")),
    ],
)
def test_countries_that_differ_are_a_row_that_names_them(
    url: str | None, place: str, named: tuple[str, ...]
) -> None:
    told = walk(("Heron Ridge\n", f"Heron Ridge\n\n{place}\n"), url=url)
    assert all(name in failed(told)["country_agrees"] for name in named)
    assert f"{told.country!r} is taken" in failed(told)["country_agrees"]


def test_parts_of_a_state_and_the_state_are_one_country() -> None:
    url = f"{HOME}/best-world-walks/Scotland/Heron-Ridge"
    told = walk(("Heron Ridge\n", "Heron Ridge\n\nLocation: United Kingdom\n"), url=url)
    assert (told.country, failed(told)) == ("Scotland", {})


def test_a_name_in_the_key_information_is_compared_with_the_title() -> None:
    url = f"{HOME}/best-world-walks/Peru/Heron-Ridge"
    told = walk(("Key information: Heron Ridge", "Key information: Otter Ridge"), url=url)
    assert told.title == "Heron Ridge"
    assert "the key information says 'Otter Ridge'" in failed(told)["title_agrees"]
    assert failed(told)["title_agrees"] in told.warnings


def test_a_name_beside_the_number_of_a_walk_is_compared_with_the_title() -> None:
    address = f"{HOME}/walks/display-walk.asp?WalkID=7&WalkName="
    assert failed(walk(url=f"{address}Heron%20Ridge")) == {}
    assert "'Otter Ridge'" in failed(walk(url=f"{address}Otter+Ridge"))["title_agrees"]


def test_a_year_that_may_be_in_the_future_is_a_question_where_no_one_knows_when_it_is() -> None:
    told = walk(("Corrie 2009", "Corrie 2087"))
    assert "2087" in undecided(told)["photo_year_possible"]
    assert any("2087" in warning for warning in told.warnings)


@pytest.mark.parametrize(
    ("year", "fetched", "passed"),
    [(2026, 2026, []), (2027, 2026, [False]), (2027, 2028, []), (1825, None, [False]), (1826, None, [])],
)
def test_a_photo_is_not_younger_than_the_page_that_shows_it(
    year: int, fetched: int | None, passed: list[bool]
) -> None:
    draft = Draft()
    check_photo_years([Photo(1, None, "Nell Corrie", "© Nell Corrie", year, None, None)], fetched, draft)
    assert [check.passed for check in draft.checks] == passed


def test_points_that_cannot_be_read_are_left_over() -> None:
    told = walk(("Beauty30", "Beauty: lots"))
    assert told.rating_beauty is None
    assert "lots'" in failed(told)["leftover"]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("on 31 April and on 30 April", ["31 April"]),
        ("the 31st of September 2010", ["31st of September 2010"]),
        ("Sept 31st, and May 1st", ["Sept 31st"]),
        ("0 June", ["0 June"]),
        ("2010-02-30, but 2010-02-28", ["2010-02-30"]),
        ("June 20011 was hot", ["June 20011"]),
        ("12/12/20011", ["12/12/20011"]),
        ("we may walk 31 miles in May", []),
        ("In June 45 people walked 20/30 km, 1.2.3 to 4.5.6", []),
        ("in 20001m, in 20001 people, in 1,999", []),
    ],
)
def test_a_date_that_no_calendar_has_is_told_apart(text: str, dates: list[str]) -> None:
    assert impossible_dates(text, "walkopedia") == dates


def test_every_check_says_what_it_means() -> None:
    assert [name for name, meaning in CHECKS.items() if not re.fullmatch(r"[A-Z][^\n]+\.", meaning)] == []


def test_no_check_is_written_that_the_table_does_not_list() -> None:
    with pytest.raises(KeyError, match="meanings"):
        Draft().check("no_such_check", True, "")


def test_no_check_is_listed_that_nothing_writes() -> None:
    code = "".join(file.read_text("utf-8") for file in (ROOT / "normalize").rglob("*.py"))
    assert [name for name in CHECKS if code.count(f'"{name}"') < 2] == []
