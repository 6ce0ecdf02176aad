"""A caption: what a photograph shows, and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from normalize.credits.holder import LONGEST, Holder, read_holder
from normalize.credits.lexicon import last_match

if TYPE_CHECKING:
    from normalize.credits.lexicon import CreditWords

_SEPARATORS = " \t\u00a0-–—−,;:|([©•·*"
_CUT = re.compile(r"\s?(?:\.{3,}|…)$")
_LOST = re.compile(r"(?:(?P<dash>\s[-–—]\s?)|^\s?)(?P<sign>[?\ufffd])\s?(?=\S)")
_JOINING = frozenset({"&", "and", "of", "de", "da", "del", "la", "le", "du", "van", "von", "der", "den"})
_LONGEST_BY_WORDS = 60
_NEAR = 4
_MOST_WORDS_BY_LOST_SIGN = 5


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption as read; ``caption`` and ``credit`` (the holder's name alone) are spans in the text, or None.

    ``cut`` says that the page itself cut the text short with "..."; ``lost_sign`` that the © before the name
    is gone and was guessed from what stands in its place.
    """

    caption: tuple[int, int] | None
    credit: tuple[int, int] | None
    year: int | None = None
    platform: str | None = None
    cut: bool = False
    lost_sign: bool = False


class _Mark(NamedTuple):
    """What parts the caption from the holder: a sign or the words that stand for one."""

    start: int
    holder: Holder
    lost: bool = False


def read_caption(text: str, words: CreditWords) -> Caption:
    """The caption and its credit, parted at the last ©, or at the words that stand for one."""
    cut = _CUT.search(text, max(0, len(text.rstrip()) - 8), len(text.rstrip()))
    end = cut.start() if cut else len(text)
    mark = _signed(text, end, words) or _opened(text, end, words) or _lost(text, end, words)
    if mark is None:
        return Caption(_trimmed(text, end, words), None, cut=cut is not None)
    holder = mark.holder
    return Caption(
        caption=_trimmed(text, mark.start, words),
        credit=(holder.start, holder.end) if holder.start < holder.end else None,
        year=holder.year,
        platform=holder.platform,
        cut=cut is not None,
        lost_sign=mark.lost,
    )


def _signed(text: str, end: int, words: CreditWords) -> _Mark | None:
    """At the last sign; one of letters, ``(c)``, counts only before a capital or a figure."""
    found = [m for m in words.signs.finditer(text, 0, end) if len(m[0]) == 1 or _named(text, m.end(), end)]
    last = next((m for m in reversed(found) if len(m[0]) == 1), found[-1] if found else None)
    if last is None or end - last.end() > LONGEST:
        return None
    return _Mark(last.start(), read_holder(text, last.end(), end, words))


def _opened(text: str, end: int, words: CreditWords) -> _Mark | None:
    """At the last "Photo by" or the like that begins a clause and has a name after it."""
    last = last_match(words.openings, text, end)
    if last is None or end - last.end() > _LONGEST_BY_WORDS:
        return None
    holder = read_holder(text, last.end(), end, words)
    if not (holder.platform or _named(text, holder.start, holder.end)):
        return None
    return _Mark(last.start("opening"), holder)


def _lost(text: str, end: int, words: CreditWords) -> _Mark | None:
    """At a character in the place of a ©: ``caption - ? Name Surname``, never ``? From Lower Slopes``."""
    last = last_match(_LOST, text, end)
    if last is None or (last["sign"] == "?" and not last["dash"]) or end - last.end() > _LONGEST_BY_WORDS:
        return None
    holder = read_holder(text, last.end(), end, words)
    if not (holder.platform or _is_name(text[holder.start : holder.end], words, 1 + (last["sign"] == "?"))):
        return None
    return _Mark(last.start("sign"), holder, lost=True)


def _named(text: str, start: int, end: int) -> bool:
    head = text[start : min(end, start + _NEAR)].lstrip()[:1]
    return head.isupper() or head.isdigit()


def _is_name(text: str, words: CreditWords, least: int) -> bool:
    parts = text.split()
    if not least <= len(parts) <= _MOST_WORDS_BY_LOST_SIGN or parts[0].lower() in words.no_names:
        return False
    return all(part[0].isupper() or part in _JOINING for part in parts)


def _trimmed(text: str, end: int, words: CreditWords) -> tuple[int, int] | None:
    """``text[:end]`` without the separators at its ends and a last "photo" that goes with the sign."""
    end = len(text[:end].rstrip(_SEPARATORS))
    if end < len(text) and (found := words.before_sign.search(text, max(0, end - LONGEST), end)):
        end = len(text[: found.start("words")].rstrip(_SEPARATORS))
    start = len(text) - len(text.lstrip(" \t\u00a0-–—−•·*"))
    return (start, end) if start < end else None
