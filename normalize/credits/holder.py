"""Who holds a photograph: the name, the year and the platform out of the words after a ©."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from normalize.credits.lexicon import CreditWords

LONGEST = 120
"""Characters; more is a sentence, not a holder."""

_BEFORE = " \t\u00a0:-–—,.|/([©"
_AFTER = " \t\u00a0:-–—,;|/(["
_MOST_PARTS = 8
_OLDEST_SHORT = 50
_LONGEST_ABBREVIATION = 8
_LAST_WORD = re.compile(r"([^\W\d_]+)\.$")


class Holder(NamedTuple):
    """``text[start:end]`` is the name, empty where only a year or a platform is given."""

    start: int
    end: int
    year: int | None = None
    platform: str | None = None


def read_holder(text: str, start: int, end: int, words: CreditWords) -> Holder:
    """The holder in ``text[start:end]``: what stands round the name is taken off, piece by piece."""
    holder = _stripped(text, Holder(start, min(end, start + LONGEST)), words)
    for _ in range(_MOST_PARTS):
        shorter = _stripped(text, _without_tail(text, _without_lead(text, holder, words), words), words)
        if shorter == holder:
            break
        holder = shorter
    return holder


def _without_lead(text: str, holder: Holder, words: CreditWords) -> Holder:
    found = words.lead.match(text, holder.start, holder.end)
    return _learnt(holder._replace(start=found.end()), found, words) if found else holder


def _without_tail(text: str, holder: Holder, words: CreditWords) -> Holder:
    found = words.tail.search(text, holder.start, holder.end)
    return _learnt(holder._replace(end=found.start()), found, words) if found else holder


def _learnt(holder: Holder, found: re.Match[str], words: CreditWords) -> Holder:
    groups = found.groupdict()
    year = int(groups["year"]) if groups.get("year") else _whole_year(groups.get("short"))
    platform = words.platform(groups["platform"]) if groups.get("platform") else None
    return holder._replace(year=holder.year or year, platform=holder.platform or platform)


def _whole_year(short: str | None) -> int | None:
    """2008 for ``08``, 1998 for ``98``."""
    return None if short is None else int(short) + (1900 if int(short) >= _OLDEST_SHORT else 2000)


def _stripped(text: str, holder: Holder, words: CreditWords) -> Holder:
    start, end = holder.start, holder.end
    while start < end and (text[start] in _BEFORE):
        start += 1
    while start < end and _loose(text, start, end, words):
        end -= 1
    return holder._replace(start=start, end=end)


def _loose(text: str, start: int, end: int, words: CreditWords) -> bool:
    """Whether the last character is no part of the name: a separator, a lone bracket, a full stop.

    The point of an initial and of ``Jr.`` is a part of it.
    """
    last = text[end - 1]
    if last in ")]":
        opening = "(" if last == ")" else "["
        return text.count(opening, start, end) < text.count(last, start, end)
    if last == "*":
        return "*" not in text[start : end - 1]  # *Debs* calls herself so
    if last == ".":
        word = _LAST_WORD.search(text, max(start, end - _LONGEST_ABBREVIATION), end)
        return not (word and (len(word[1]) == 1 or word[1].lower() in words.abbreviations))
    return last in _AFTER
