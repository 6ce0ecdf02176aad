"""What a page is when it is no walk, whatever words it uses."""

from __future__ import annotations

import pytest

from tests.normalize.blocks.pages import CLOSING, POINTS, STATISTICS, TEXT, URL, page, rated, read

FURNITURE = (
    *CLOSING[:2],
    "Safety and problems: the stones are slippery, and problems of any sort can arise on any walk at all. "
    * 5,
    "Responsible travel matters, a lot. " * 20,
    CLOSING[2],
)
MENU = tuple(f"<a href='/best-world-walks/Scotland/Walk-{n}'>Walk {n}</a>" for n in range(80))
COUNTRY = "https://www.walkopedia.net/best-world-walks/Scotland"


def told(*lines: str, url: str | None = URL, head: str = "") -> tuple[str, str | None]:
    """Outcome of a page of these lines, and why."""
    reading = read(lines, url, head)
    assert reading.walk is None
    return reading.outcome, reading.reason


@pytest.mark.parametrize(
    "sorry",
    [
        "Sorry, that page cannot be found.",
        "404 - Not found",
        "We couldn't find the page you were looking for.",
        "The walk you requested does not exist.",
        "Oops! This page has gone.",
        "This walk is no longer available.",
        "There is no such walk.",
        "The resource you are looking for has been removed, or had its name changed.",
    ],
)
def test_a_page_that_says_sorry_is_gone_however_much_furniture_is_round_it(sorry: str) -> None:
    assert told(sorry)[0] == "gone"
    assert told(*MENU, "Home", sorry, *FURNITURE)[0] == "gone"
    assert told(*MENU, "Hello", head=f"{sorry} - Walkopedia")[0] == "gone"


@pytest.mark.parametrize(
    "sorry",
    [
        "Microsoft OLE DB Provider for SQL Server error '80004005'",
        "Down for maintenance. We will be back soon.",
        "Something went wrong. Please try again later.",
        "Service unavailable",
        "Warning: mysql_connect(): Too many connections",
        "Either BOF or EOF is True, or the current record has been deleted.",
        "Microsoft JET Database Engine error '80004005': Could not find file 'walks.mdb'.",
        "Warning: include(top.php): failed to open stream: No such file or directory on line 3",
        "Our website is being upgraded. We apologise for any inconvenience.",
        "This account has been suspended.",
    ],
)
def test_a_page_that_says_that_it_failed_is_failed(sorry: str) -> None:
    assert told(sorry)[0] == "failed"
    assert told(*MENU, sorry, *FURNITURE)[0] == "failed"


def test_a_program_that_broke_and_answers_404_is_gone() -> None:
    assert told("Runtime error", "HTTP 404. The resource cannot be found.", "Stack trace")[0] == "gone"


def test_a_page_of_the_site_that_shows_one_walk_in_passing_is_an_index() -> None:
    url = "https://www.walkopedia.net/"
    lines = ("Welcome to Walkopedia", "Walk of the month: Otter Burn", "Walkopedia rating 71")
    assert told(*lines, url=url)[0] == "index"


def test_a_page_to_log_in_on_is_other() -> None:
    outcome, reason = told("Log in", "User name", "Password", "Forgotten your password?")
    assert (outcome, reason) == ("other", "a page to log in on")


def test_a_page_for_members_alone_is_other() -> None:
    assert told("This section is only open to members.")[0] == "other"


def test_a_list_of_walks_with_their_ratings_is_an_index() -> None:
    rows = tuple(
        line
        for n in range(20)
        for line in (f"<a href='/best-world-walks/Peru/Walk-{n}'>Walk {n}</a>", *rated()[1:])
    )
    assert told("Top 100 walks", *rows, url="https://www.walkopedia.net/top-100.asp")[0] == "index"
    assert told("The best walks of Scotland", *rows, url=COUNTRY)[0] == "index"


def test_a_table_of_walks_with_their_ratings_is_an_index() -> None:
    head = "<tr><th>Walk</th><th>Beauty</th><th>Charisma</th><th>Total rating</th></tr>"
    rows = "".join(
        f"<tr><td><a href='/best-world-walks/Peru/Walk-{n}'>Walk {n}</a></td>"
        f"<td>{30 + n}</td><td>30</td><td>{90 + n}</td></tr>"
        for n in range(20)
    )
    url = "https://www.walkopedia.net/top-100.asp"
    assert told("Top 100 walks", f"<table>{head}{rows}</table>", url=url)[0] == "index"


def test_a_countrys_page_that_shows_one_walks_figures_is_an_index() -> None:
    assert told("Scotland", "Walk of the month: Otter Burn", *rated(), *TEXT, url=COUNTRY)[0] == "index"


@pytest.mark.parametrize("url", [URL, None])
def test_a_template_that_nobody_filled_in_is_failed(url: str | None) -> None:
    empty = page(
        key=("Key information: Otter Burn",),
        rating=(
            "Walkopedia rating",
            "Beauty",
            "Natural interest:",
            "Charisma -",
            "Total rating n/a",
            "Note:",
        ),
        statistics=("Vital Statistics", "Length:", "Maximum Altitude: n/a", "Level of Difficulty: -"),
        text=(),
    )
    outcome, reason = told(*empty, url=url)
    assert outcome == "failed"
    assert reason


def test_a_walk_whose_figures_are_missing_is_failed() -> None:
    outcome, reason = told(*page(rating=("Walkopedia rating", "Note: Neg: midges."), statistics=()))
    assert (outcome, reason) == ("failed", "looks like a walk, but yields neither rating nor statistics")


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Silk Shampoo",
            "Beauty: 35",
            "Length: 12 cm",
            "Time: 5 minutes",
            "Note: rinse well.",
            "Difficulty: easy",
        ),
        ("How long is the Nile?", "Length: 6,650 km", "Time: 4 months", "Maximum altitude: 2,700 m"),
        ("A recipe for soup", "Time: 2 hours", "Difficulty: easy", "Leave it on the stove."),
    ],
)
def test_a_page_of_another_site_is_other_though_it_uses_the_same_words(lines: tuple[str, ...]) -> None:
    assert told(*lines, url=None)[0] == "other"
    assert told(*lines, url="https://www.example.org/best-world-walks/Peru/Soup")[0] == "other"


def test_a_walks_page_without_address_or_the_sites_name_is_known_by_its_words() -> None:
    lines = (
        "Otter Burn",
        "Key information",
        *POINTS,
        "Beauty 29",
        "Charisma 24",
        "Vital Statistics",
        *STATISTICS,
    )
    assert read(lines).site == "walkopedia"
