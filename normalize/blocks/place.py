"""Where a page says that its walk is: breadcrumbs, and lines that are a country's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.places import is_country
from normalize.text.fold import fold, same_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.blocks.item import Item
    from normalize.text.traced import Traced

LONGEST = 240
"""A longer line is neither a breadcrumb nor a place."""

CONTINENTS = frozenset(
    [
        "africa",
        "antarctica",
        "asia",
        "australasia",
        "europe",
        "oceania",
        "northamerica",
        "centralamerica",
        "southamerica",
        "middleeast",
        "caribbean",
        "thecaribbean",
    ]
)
CRUMBS = re.compile(r"\s*[>»›|→]+\s*|\s+/\s+")
COMMA = re.compile(r"\s*[,(–-]\s*")


def country_span(text: str) -> tuple[int, int] | None:
    """Where the country stands in a line that is a country, alone or beside its continent.

    >>> country_span("Peru"), country_span("South America, Peru"), country_span("A lake, Peru")
    ((0, 4), (15, 19), None)
    """
    if len(text) > LONGEST:
        return None
    parts = [part for part in COMMA.split(text.rstrip(") .")) if part]
    countries = [part for part in parts if is_country(part)]
    others = [part for part in parts if fold(part) not in CONTINENTS and part not in countries]
    if len(countries) != 1 or others:
        return None
    start = text.index(countries[0])
    return start, start + len(countries[0])


def _crumbs(text: str) -> list[str]:
    parts = CRUMBS.split(text) if len(text) <= LONGEST else []
    return parts if len(parts) > 1 else []


def is_breadcrumb(text: str, title: str) -> bool:
    """Whether a line is a breadcrumb with the title in it."""
    return any(same_name(part, title) for part in _crumbs(text))


def breadcrumb_country(items: Sequence[Item], title: str, addressed: str | None) -> Traced | None:
    """The country in a breadcrumb (``Home > Peru > Lares Trek``) that ends at the title or beside it.

    ``addressed`` is the country as the page's address spells it: a part that says the same is the country.
    """
    for item in items:
        parts = _crumbs(item.text)
        countries = [p for p in parts if (same_name(p, addressed) if addressed else is_country(p))]
        if len(countries) == 1 and any(same_name(part, title) for part in parts):
            start = item.text.index(countries[0])
            return item.cut(start, start + len(countries[0]))
    return None
