"""The words that credits are given with, compiled from a site's vocabulary."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

YEAR = r"(?:19|20)[0-9]{2}"
DASHES = r"[-\u2010-\u2015\u2212]"
_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class Platform:
    """A place where photographs are shared: what it is called, in a credit and in the name of a file."""

    name: str
    words: tuple[str, ...]
    file_marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CreditWords:
    """The ``[credits]`` table, each part as the pattern that finds it; all patterns ignore letter case.

    ``lead`` and ``tail`` are what stands before and after a holder's name and is no part of it; a platform
    that either finds is looked up in ``platforms`` by its words. ``members`` are the words before a member of
    a platform, ``proofs`` the platforms and licences that end a credit.
    """

    signs: re.Pattern[str]
    openings: re.Pattern[str]
    before_sign: re.Pattern[str]
    lead: re.Pattern[str]
    tail: re.Pattern[str]
    years: re.Pattern[str]
    notices: re.Pattern[str]
    notice_ends: re.Pattern[str]
    notice_signs: re.Pattern[str]
    members: re.Pattern[str]
    licences: re.Pattern[str]
    proofs: re.Pattern[str]
    by_lines: re.Pattern[str]
    abbreviations: frozenset[str]
    no_names: frozenset[str]
    platforms: tuple[Platform, ...]
    hints: tuple[str, ...]
    site: str = ""

    @classmethod
    def compiled(cls, table: Mapping[str, Any], site: str = "") -> CreditWords:
        """The words of a ``[credits]`` table, with the site's title; what it leaves out is never found."""
        platforms = tuple(
            Platform(row["name"], tuple(row["words"]), tuple(row.get("file_marks", ())))
            for row in table.get("platforms", ())
        )
        names = _any(word for platform in platforms for word in platform.words)
        words = {name: _any(table.get(name, ())) for name in _PHRASES}
        date = (
            rf"(?:(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\s)?(?:{words['months']})\.?,?\s"
            r"|[0-9]{1,2}[/.][0-9]{1,2}[/.])?"
        )
        platform = (
            rf"(?:(?:{words['platform_joins']})\s)?(?:https?://)?(?:www\.)?(?P<platform>{names})(?:/\S*)?"
        )
        licence = rf"(?<![^\W_])(?:{words['licences']})(?:\s[0-9](?:\.[0-9])?)?"
        ends = tuple(table.get("members", ()))
        members = _any(name for row in platforms for name in row.words if name.endswith(ends))
        return cls(
            signs=_pattern(words["signs"]),
            openings=_pattern(rf"(?<![^\W_]\s)(?<![^\W_])(?P<opening>{words['openings']})(?![^\W_])"),
            before_sign=_pattern(rf"(?:^|[-\u2010-\u2015,;:|(.])\s?(?P<words>{words['before_sign']})$"),
            lead=_pattern(
                rf"(?:(?P<year>{YEAR})(?:\s?{DASHES}\s?{YEAR})?|(?P<platform>{names})|{words['after_sign']})"
                r"(?![^\W_])"
            ),
            tail=_pattern(
                rf"(?<![^\W_])[(\[]?(?:{date}(?P<year>{YEAR})(?:\s?(?:{DASHES}|/)\s?(?:{YEAR}|[0-9]{{1,2}}))?"
                rf"|'(?P<short>[0-9]{{2}})|{platform}|{licence}|{words['after_name']})[)\]]?$"
            ),
            members=_pattern(
                rf"(?<![^\W_])(?P<member>(?:(?:{words['after_sign']})\s){{0,2}}(?:{members})\s)"
            ),
            licences=_pattern(licence),
            proofs=_pattern(rf"{licence}|{names}"),
            by_lines=_pattern(rf"\s[-–—]\s(?:{words['by_lines']})\s"),
            years=_pattern(
                rf"(?<![0-9])(?P<first>{YEAR})(?:\s?(?:{words['ranges']})\s?"
                rf"(?P<last>{YEAR}|[0-9]{{2}}(?![0-9])|(?:{words['lasting']})(?![^\W_]))){{0,9}}"
                rf"(?P<open>\s(?:{words['lasting']})(?![^\W_]))?(?![0-9])"
            ),
            notices=_pattern(words["notices"]),
            notice_ends=_pattern(rf"[\s,.;(]+(?:{words['notice_ends']})(?![^\W_])"),
            notice_signs=_pattern(rf"(?<![^\W_])(?:{words['notice_signs']})(?![^\W_])"),
            abbreviations=frozenset(table.get("abbreviations", ())),
            no_names=frozenset(table.get("no_names", ())),
            platforms=platforms,
            site=site,
            hints=_stems([*table.get("licences", ()), *(name for row in platforms for name in row.words)]),
        )

    def hints_at_platform(self, text: str, end: int) -> bool:
        """Whether a text may hold the words of a platform or a licence: what spares most lines the search."""
        folded = text[:end].lower()
        return any(hint in folded for hint in self.hints)

    def platform(self, words: str) -> str | None:
        """The name of the platform that is called ``words``, or None."""
        folded = words.lower()
        return next((platform.name for platform in self.platforms if folded in platform.words), None)


_PHRASES = (
    "signs",
    "openings",
    "before_sign",
    "after_sign",
    "after_name",
    "platform_joins",
    "months",
    "ranges",
    "lasting",
    "notices",
    "notice_ends",
    "notice_signs",
    "licences",
    "by_lines",
)


def last_match(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """The last match of ``pattern`` in ``text[:end]``, or None."""
    return next(iter(deque(pattern.finditer(text, 0, end), maxlen=1)), None)


def _any(phrases: Iterable[str]) -> str:
    """One alternation of all phrases, the longest first; without any, what never matches."""
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase) for phrase in ordered) or _NEVER


def _stems(phrases: Iterable[str]) -> tuple[str, ...]:
    """The fewest of the phrases so that each phrase holds one."""
    kept: list[str] = []
    for phrase in sorted(phrases, key=len):
        if not any(stem in phrase for stem in kept):
            kept.append(phrase)
    return tuple(kept)


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE)
