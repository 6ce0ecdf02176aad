"""The words that checks go by, in a site's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from normalize.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEVER = re.compile(r"(?!)")
_LISTS = ("walks", "parts", "wholes", "climbs", "views", "tops")


@dataclass(frozen=True, slots=True)
class CheckWords:
    """One language's words, each list as the pattern that finds any of it as whole words.

    ``months`` are a year's months in order, each with its abbreviations, all in lower case.
    """

    walks: re.Pattern[str]
    parts: re.Pattern[str]
    wholes: re.Pattern[str]
    climbs: re.Pattern[str]
    views: re.Pattern[str]
    tops: re.Pattern[str]
    before_years: str
    months: tuple[tuple[str, ...], ...]

    @staticmethod
    @cache
    def of(site: str) -> CheckWords:
        """The words of the language that a site is written in; none where it names no language of ours."""
        vocabulary = table(site)
        words = vocabulary.get("checks", {})
        lists = {name: _any(words.get(name, ())) for name in _LISTS}
        return CheckWords(
            **lists,
            before_years="|".join(map(re.escape, words.get("before_years", ()))),
            months=_months(vocabulary.get("credits", {}).get("months", ())),
        )


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    if not ordered:
        return _NEVER
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, ordered))})(?![^\W_])", re.IGNORECASE)


def _months(names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Twelve months in order, each with the abbreviations among ``names``; none unless there are twelve."""
    listed = list(names)
    whole, short = listed[:12], listed[12:]
    if len(whole) < 12:
        return ()
    return tuple((name, *(s for s in short if name.startswith(s))) for name in whole)
