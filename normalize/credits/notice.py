"""The copyright notice of a whole site: who holds it, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from normalize.credits.holder import LONGEST, read_holder
from normalize.credits.lexicon import last_match

if TYPE_CHECKING:
    import re

    from normalize.credits.lexicon import CreditWords


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice: ``holder`` is the span of the name, or None; one year is both first and last.

    ``year_last`` is None where there is no year, or where the notice runs to the present.
    ``text[start:end]`` are its words from the sign to the last of name and years.
    """

    holder: tuple[int, int] | None
    year_first: int | None
    year_last: int | None
    start: int
    end: int


class _Years(NamedTuple):
    first: int | None
    last: int | None
    start: int
    end: int


def read_notice(text: str, words: CreditWords) -> Notice | None:
    """The notice in ``text``, or None; a photograph's credit (``caption - © Name 2008``) is none."""
    sign = _sign(text, words)
    if sign is None:
        return None
    start, after = sign
    years = _years(words.years.search(text, after, after + LONGEST), after)
    holder = _holder(text, after, years, words)
    if not holder and years.first is None:
        return None
    ranged = years.first is not None and years.first != years.last
    alone = years.first is not None and not text[:start].strip()
    if not (ranged or alone or words.notices.search(text, max(0, start - LONGEST), after + 2 * LONGEST)):
        return None
    end = max(years.end, holder[1] if holder else 0)
    return Notice(holder, years.first, years.last, start, end)


def _sign(text: str, words: CreditWords) -> tuple[int, int] | None:
    """Where the notice starts and where its sign ends: ``©``, ``Copyright ©`` or ``Copyright``."""
    last = last_match(words.signs, text, len(text))
    if last is None:
        opening = last_match(words.notice_signs, text, len(text))
        return opening.span() if opening else None
    before = words.before_sign.search(text[max(0, last.start() - LONGEST) : last.start()].rstrip())
    start = max(0, last.start() - LONGEST) + before.start("words") if before else last.start()
    return start, last.end()


def _years(found: re.Match[str] | None, start: int) -> _Years:
    if found is None:
        return _Years(None, None, start, start)
    first, last = int(found["first"]), found["last"]
    if found["open"]:
        return _Years(first, None, *found.span())
    if last is None:
        return _Years(first, first, *found.span())
    if not last.isdecimal():
        return _Years(first, None, *found.span())
    return _Years(first, int(last) if len(last) == 4 else first // 100 * 100 + int(last), *found.span())


def _holder(text: str, after: int, years: _Years, words: CreditWords) -> tuple[int, int] | None:
    """The name before the years, or after them where they come first, up to what ends a notice."""
    holder = read_holder(text, after, years.start, words)
    if years.first is None or holder.start >= holder.end:
        holder = read_holder(text, years.end, _clause_end(text, years.end), words)
    ending = words.notice_ends.search(text, holder.start, holder.end)
    holder = read_holder(text, holder.start, ending.start() if ending else holder.end, words)
    return (holder.start, holder.end) if holder.start < holder.end else None


def _clause_end(text: str, start: int) -> int:
    """Where the first comma or full stop before a blank stands, or the end."""
    ends = (text.find(mark, start, start + LONGEST) for mark in (", ", ". ", "; ", "\n"))
    return min((end for end in ends if end >= 0), default=min(len(text), start + LONGEST))
