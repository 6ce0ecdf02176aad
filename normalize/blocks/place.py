"""Where a page says that its walk is: breadcrumbs, lines that are a country's name, starts of captions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from normalize.blocks.pieces import piece
from normalize.places import is_continent
from normalize.places import is_country as _is_country
from normalize.text.fold import fold, same_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from normalize.blocks.item import Item
    from normalize.blocks.survey import Survey
    from normalize.blocks.words import Words
    from normalize.text.traced import Traced

LONGEST = 240
"""A longer line is neither a breadcrumb nor a place."""

CRUMBS = re.compile(r"\s*(?:[>»›|→]+|::)\s*|\s+[/\\·•]\s+")
COMMA = re.compile(r"\s*[,(–-]\s*")
CRUMB_ENDS = " >»›|→/\\·•:[]"

ENOUGH_CAPTIONS = 2
"""So many captions that begin with one country, and none with another, say where the walk is."""

MOST_CRUMBS = 6
LONGEST_CRUMB = 40

is_country = lru_cache(maxsize=4096)(_is_country)
"""The same crumbs and first parts of captions stand on a page again and again."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A country as the page states it; ``where`` is label, line, title, breadcrumb or captions."""

    words: Traced
    where: str


def country_span(text: str) -> tuple[int, int] | None:
    """Where the country stands in a line that is a country, alone or beside its continent.

    >>> country_span("Peru"), country_span("South America, Peru"), country_span("A lake, Peru")
    ((0, 4), (15, 19), None)
    """
    if len(text) > LONGEST or "©" in text or not text.lstrip("(")[:1].isupper():
        return None
    parts = [part for part in COMMA.split(text.strip("() .")) if part]
    countries = [part for part in parts if is_country(part)]
    others = [part for part in parts if not is_continent(part) and part not in countries]
    if len(countries) != 1 or others:
        return None
    start = text.index(countries[0])
    return start, start + len(countries[0])


def _crumbs(text: str) -> list[str]:
    if len(text) > LONGEST or not CRUMBS.search(text):
        return []
    parts = [part for part in CRUMBS.split(text) if part]
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
        if not any(same_name(part, title) for part in parts):
            continue
        found = _country_of(parts, title, addressed)
        if found:
            start = item.text.index(found)
            return piece(item, start, start + len(found))
    return None


def _country_of(parts: Sequence[str], title: str, addressed: str | None) -> str | None:
    """The one country among crumbs; the last crumb, the walk itself, counts only if no other is one."""
    countries = [p for p in parts if (same_name(p, addressed) if addressed else is_country(p))]
    others = [part for part in countries if not same_name(part, title)]
    chosen = others or countries[:1]
    return chosen[0] if len(chosen) == 1 else None


def countries_above(survey: Survey, line: int, title: str) -> Iterable[Stated]:
    """The country behind the title, and in breadcrumbs above it, written in one line or in one line each."""
    words, printed = survey.words, survey.texts[line]
    behind = printed[len(title) :] if printed.lower().startswith(title.lower()) else ""
    if country_behind := country_span(behind.strip(" ,-–")):
        start = len(printed) - len(behind.lstrip(" ,-–")) + country_behind[0]
        end = start + country_behind[1] - country_behind[0]
        yield Stated(piece(survey.items[line], start, end), "title")
    stacked: list[tuple[int, str]] = []
    for number in range(line - 1, max(-1, line - 1 - MOST_CRUMBS), -1):
        text = survey.texts[number]
        parts = _crumbs(text)
        if parts and _is_trail(parts, title, words):
            if country := _country_of([part for part in parts if part], title, None):
                start = text.index(country)
                yield Stated(piece(survey.items[number], start, start + len(country)), "breadcrumb")
            return
        crumb = text.strip(CRUMB_ENDS)
        if not crumb or len(crumb) > LONGEST_CRUMB:
            return
        stacked.append((number, crumb))
        if fold(crumb) in words.roots:
            yield from _stacked_country(survey, stacked, title)
            return


def _is_trail(parts: Sequence[str], title: str, words: Words) -> bool:
    """Whether crumbs lead from the site's front page, or to the title."""
    return fold(parts[0]) in words.roots or any(same_name(part, title) for part in parts)


def _stacked_country(survey: Survey, stacked: list[tuple[int, str]], title: str) -> Iterable[Stated]:
    country = _country_of([crumb for _, crumb in stacked], title, None)
    for number, crumb in stacked:
        if crumb == country and not same_name(crumb, title):
            start = survey.texts[number].index(crumb)
            yield Stated(piece(survey.items[number], start, start + len(crumb)), "breadcrumb")


_FIRST_PART = re.compile(r"[^\W\d_][^,:;|–—©-]{1,40}?(?=\s*[,:|]|\s+[-–—])")


@lru_cache(maxsize=4096)
def first_country(text: str) -> int:
    """Where a country ends that a caption begins with, up to a comma, colon or dash; 0 where there is none.

    >>> first_country("Peru, Lares Trek, the pass"), first_country("Lares Trek, Peru")
    (4, 0)
    """
    found = _FIRST_PART.match(text)
    return found.end() if found and is_country(found[0]) else 0


def country_of_captions(first_parts: Iterable[Traced]) -> Iterable[Stated]:
    """The country that several captions begin with, where none begins with another."""
    named: dict[str, list[Traced]] = {}
    for words in first_parts:
        named.setdefault(fold(words.text), []).append(words)
    if len(named) == 1 and len(told := next(iter(named.values()))) >= ENOUGH_CAPTIONS:
        yield Stated(told[0], "captions")


def own_part(text: str, title: str, site_title: str) -> int:
    """Where a caption's own words start that stand behind country and walk, and before the site's name.

    >>> line = "Peru, Lares Trek, the pass, Walkopedia"
    >>> line[own_part(line, "Lares Trek", "Walkopedia") :]
    'the pass, Walkopedia'
    """
    if not text.endswith(site_title):
        return 0
    country, _, behind = text.partition(",")
    if not is_country(country.strip()):
        return 0
    behind = behind.lstrip()
    name, rest = behind[: len(title)], behind[len(title) :]
    if same_name(name, title) and rest.startswith(",") and rest.count(",") > 1:
        return len(text) - len(rest.lstrip(", "))
    return 0
