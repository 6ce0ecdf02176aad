"""A caption: what a photograph shows, and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalize.credits.holder import LONGEST, Holder, read_holder
from normalize.credits.mark import (
    Mark,
    before_sign,
    by_line,
    by_lost_sign,
    by_member,
    by_tail,
    by_words,
    named,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from normalize.credits.lexicon import CreditWords

_SEPARATORS = " \t\u00a0-–—−,;:|([©•·*"
_CUT = re.compile(r"\s?(?:\.{3,}|…)$")
_BREAK = re.compile(r"\s[-–—]\s|:\s")


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption as read; ``caption`` and ``credit`` (the holder's name alone) are spans in the text, or None.

    The caption stands before the credit, or after it where nothing does (``© Jane Doe - the pass``).

    ``cut`` says that the page itself cut the text short with "..."; ``lost_sign`` that the © before the name
    is gone and was guessed from what stands in its place.
    """

    caption: tuple[int, int] | None
    credit: tuple[int, int] | None
    year: int | None = None
    platform: str | None = None
    cut: bool = False
    lost_sign: bool = False


def read_caption(text: str, words: CreditWords) -> Caption:
    """The caption and its credit, parted at the last ©, or at the words that stand for one."""
    cut = _CUT.search(text, max(0, len(text.rstrip()) - 8), len(text.rstrip()))
    end = cut.start() if cut else len(text)
    mark = next((mark for read in _READERS if (mark := read(text, end, words))), None)
    if mark is None:
        return Caption(_trimmed(text, 0, end, words), None, cut=cut is not None)
    holder, after = _parted(text, mark.holder, words)
    return Caption(
        caption=_trimmed(text, 0, mark.start, words) or _trimmed(text, after, end, words),
        credit=(holder.start, holder.end) if holder.start < holder.end else None,
        year=holder.year,
        platform=holder.platform,
        cut=cut is not None,
        lost_sign=mark.lost,
    )


def _signed(text: str, end: int, words: CreditWords) -> Mark | None:
    """At the last sign; one of letters, ``(c)``, counts only before what may be a name."""
    found = [
        m for m in words.signs.finditer(text, 0, end) if len(m[0]) == 1 or _lettered(text, m, end, words)
    ]
    last = next((m for m in reversed(found) if len(m[0]) == 1), found[-1] if found else None)
    if last is None or end - last.end() > LONGEST:
        return None
    holder = read_holder(text, last.end(), end, words)
    told = holder.start < holder.end or holder.platform
    return (not told and before_sign(text, last.start(), holder.year, words)) or Mark(last.start(), holder)


def _lettered(text: str, sign: re.Match[str], end: int, words: CreditWords) -> bool:
    """Whether ``(c)`` is a sign: before a capital or a figure, or after a dash (``Lake - (c) jdoe``)."""
    first = text[sign.end() : end].split(maxsplit=1)[:1]
    parted = text[: sign.start()].rstrip().endswith(("-", "–", "—"))
    return named(text, sign.end(), end) or (parted and bool(first) and first[0].lower() not in words.no_names)


def _by_site(text: str, end: int, words: CreditWords) -> Mark | None:
    """At the site's own name behind a comma, where the line ends: ``Peru, the pass, Walkopedia``."""
    if not words.site or not text[:end].rstrip(" .").endswith(words.site):
        return None
    name = text.rindex(words.site, 0, end)
    before = text[:name].rstrip()
    if not before.endswith(",") or not before.strip(_SEPARATORS):
        return None
    return Mark(len(before) - 1, Holder(name, name + len(words.site)))


_READERS: tuple[Callable[[str, int, CreditWords], Mark | None], ...] = (
    _signed,
    by_lost_sign,
    by_words,
    by_member,
    by_tail,
    by_line,
    _by_site,
)


def _parted(text: str, holder: Holder, words: CreditWords) -> tuple[Holder, int]:
    """The holder without the caption that follows (``© Jane Doe - the pass``), and where that starts."""
    found = _BREAK.search(text, holder.start, holder.end)
    if found is None:
        return holder, len(text)
    first = read_holder(text, holder.start, found.start(), words)
    year, platform = first.year or holder.year, first.platform or holder.platform
    return first._replace(year=year, platform=platform), found.end()


def _trimmed(text: str, start: int, end: int, words: CreditWords) -> tuple[int, int] | None:
    """``text[start:end]`` without the separators at its ends and a last "photo" that goes with the sign."""
    end = len(text[:end].rstrip(_SEPARATORS))
    if end < len(text) and (found := words.before_sign.search(text, max(0, end - LONGEST), end)):
        end = len(text[: found.start("words")].rstrip(_SEPARATORS))
    start = len(text) - len(text[start:].lstrip(" \t\u00a0-–—−•·*"))
    return (start, end) if start < end else None
