"""Dates that no calendar has, in the walk's own words: ``31 June``, ``30/13/2009``, ``summer of 20011``."""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from normalize.checks.words import CheckWords

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from normalize.blocks import Blocks
    from normalize.draft import Draft
    from normalize.walk import Photo

LONGEST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Days of each month, in the year that has most."""

FEBRUARY = 2
FIGURE = re.compile(r"\d")
SLASHED = re.compile(r"(?<![\w./-])(\d{1,2})([/.])(\d{1,2})\2(\d{4,5})(?![\w/]|[.,]\d)")
WRITTEN = re.compile(r"(?<![\w.-])((?:1[89]|20)\d{2})-(\d{2})-(\d{2})(?![\w-])")
_NO_COUNT = r"(?![\d]|[.,]\d|\s?(?:k?m|ft|feet|miles|metres|meters|people|hectares|acres)\b)"


@dataclass(frozen=True, slots=True)
class Dates:
    """The patterns of one language's dates; a month is written with a capital."""

    day_first: re.Pattern[str]
    month_first: re.Pattern[str]
    years: re.Pattern[str]
    numbers: dict[str, int]

    @staticmethod
    @cache
    def of(site: str) -> Dates | None:
        """The patterns for a site; None where its language has no months here."""
        words = CheckWords.of(site)
        numbers = {name: n for n, names in enumerate(words.months, 1) for name in names}
        if not numbers:
            return None
        month = "|".join(sorted((name.capitalize() for name in numbers), key=len, reverse=True))
        day = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
        year = r"(?P<year>\d{4})(?!\d)"
        return Dates(
            re.compile(rf"(?<![\w.,/])(?<![.,]\s){day}(?:\sof)?\s(?P<month>{month})\b\.?(?:,?\s{year})?"),
            re.compile(rf"\b(?P<month>{month})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th\b|,\s{year})"),
            re.compile(
                rf"(?:\b(?:{month})|\b(?i:{words.before_years})(?:\s(?:of|early|late))?)"
                rf"\s(?P<year>(?:19|20)\d{{2}}[1-9]){_NO_COUNT}"
            ),
            numbers,
        )

    def impossible(self, text: str) -> Iterator[str]:
        """The words of each date in ``text`` that cannot be."""
        for pattern in (self.day_first, self.month_first):
            for found in pattern.finditer(text):
                year = int(found["year"]) if found["year"] else None
                if not _is_day(int(found["day"]), self.numbers[found["month"].lower()], year):
                    yield found[0]
        for found in SLASHED.finditer(text):
            one, other, year = int(found[1]), int(found[3]), int(found[4])
            if len(found[4]) > 4 or not (_is_day(one, other, year) or _is_day(other, one, year)):
                yield found[0]
        for found in WRITTEN.finditer(text):
            if not _is_day(int(found[3]), int(found[2]), int(found[1])):
                yield found[0]
        yield from (found[0] for found in self.years.finditer(text))


def _is_day(day: int, month: int, year: int | None) -> bool:
    if not 1 <= month <= len(LONGEST_DAYS) or not 1 <= day <= LONGEST_DAYS[month - 1]:
        return False
    return not (month == FEBRUARY and day == LONGEST_DAYS[1] and year is not None and not isleap(year))


def impossible_dates(text: str, site: str) -> list[str]:
    """The words of each date that no calendar has.

    >>> impossible_dates("Opened on 31 June 2009; closed on 30 June.", "walkopedia")
    ['31 June 2009']
    """
    dates = Dates.of(site) if FIGURE.search(text) else None
    return list(dates.impossible(text)) if dates else []


def check_dates(blocks: Blocks, photos: Iterable[Photo], site: str, draft: Draft) -> None:
    """Report every impossible date of the walk's own words; the words stay as they are."""
    pieces = [("key_information", words.text) for words in blocks.key_information]
    pieces += [("narrative", words.text) for words, _ in blocks.narrative]
    pieces += [("accounts", words.text) for words in blocks.accounts]
    pieces += [("photos", photo.caption or "") for photo in photos]
    for where, text in pieces:
        for date in impossible_dates(text, site):
            draft.check("date_possible", False, f"{date!r} in the {where} is no date", warn=True)
