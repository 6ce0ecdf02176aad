"""Invented pages, put together from pieces, for tests of what a person would read on them."""

from __future__ import annotations

from normalize import Page, Reading, Walk, normalize

CAPTIONS = ("The ford - © Nell Corrie", "Third pool - © Nell Corrie")
POINTS = (
    "A short day beside clear water, with stepping stones. See Walk Summary below.",
    "Dippers, wagtails and, at dusk, the otters.",
)
RATING = {
    "Walkopedia rating": "71",
    "Beauty": "29",
    "Natural interest": "15",
    "Human interest": "6",
    "Charisma": "24",
    "Negative points": "3",
    "Total rating": "71",
}
STATISTICS = ("Length: 12km", "4-5 hours", "Maximum Altitude: 310m", "Level of Difficulty: Easy")
TEXT = (
    "The burn comes down from the moor in a dozen small falls, and the path keeps it company to the mill.",
    "Beauty is everywhere here. Start early, sit still by the third pool, and you may see the otters.",
)
CLOSING = (
    "Other accounts: share your experiences",
    "This section is only open to members.",
    "All material on this website is © Walkopedia Ltd 2008 - 2015, unless specified otherwise.",
)
URL = "https://www.walkopedia.net/best-world-walks/Scotland/Otter-Burn"


def rated(form: str = "{} {}") -> tuple[str, ...]:
    """The lines of the rating, each label and value written as ``form`` says."""
    return ("Walkopedia rating", *(form.format(*pair) for pair in RATING.items()))


def page(
    *,
    title: tuple[str, ...] = ("Otter Burn",),
    captions: tuple[str, ...] = CAPTIONS,
    key: tuple[str, ...] = ("Key information: Otter Burn", *POINTS),
    rating: tuple[str, ...] = rated(),
    statistics: tuple[str, ...] = ("Vital Statistics", *STATISTICS),
    text: tuple[str, ...] = TEXT,
    closing: tuple[str, ...] = CLOSING,
) -> tuple[str, ...]:
    """The lines of a page, any part of it replaced."""
    return (*title, *captions, *key, *rating, *statistics, *text, *closing)


def as_html(lines: tuple[str, ...], head: str = "") -> str:
    """The lines as a page of paragraphs; a line that begins with ``<`` is markup already."""
    written = (line if line.startswith("<") else f"<p>{line}</p>" for line in lines)
    return f"<html><head><title>{head}</title></head><body>{''.join(written)}</body></html>"


def read(lines: tuple[str, ...], url: str | None = None, head: str = "") -> Reading:
    """The reading of a page of these lines."""
    return normalize(Page(body=as_html(lines, head).encode(), url=url))


def walk(lines: tuple[str, ...], url: str | None = None, head: str = "") -> Walk:
    """The walk that a page of these lines tells."""
    reading = read(lines, url, head)
    assert reading.walk is not None, reading.reason
    return reading.walk


def leftovers(told: Walk) -> list[str]:
    """What no field claims, as the checks say it."""
    return [check.detail for check in told.checks if check.check == "leftover"]


def ratings(told: Walk) -> tuple[float | None, ...]:
    """Every number of the rating."""
    return (
        told.rating_total,
        told.rating_beauty,
        told.rating_natural_interest,
        told.rating_human_interest,
        told.rating_charisma,
        told.rating_negative_points,
    )


WHOLE = walk(page())
ALL_RATINGS = (71, 29, 15, 6, 24, 3)
