"""What parts a caption from its holder where no © does: words, a platform's member, a licence, a lost sign.

Every reader here is sure or silent: a place after "by" is as likely as a name, so it asks for two words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from normalize.credits.holder import Holder, read_holder
from normalize.credits.lexicon import last_match

if TYPE_CHECKING:
    from normalize.credits.lexicon import CreditWords

LONGEST = 60
"""Characters of a credit that no sign stands before."""

_LOST = re.compile(r"(?:(?P<dash>\s[-–—?\ufffd]\s?)|^\s?)(?P<sign>[?\ufffd])\s?(?=\S)")
_BREAK = re.compile(r"\s[-–—|]\s|\s?[(\[]")
_JOINING = frozenset({"&", "and", "of", "de", "da", "del", "la", "le", "du", "van", "von", "der", "den"})
_NEAR = 4
_MOST_WORDS = 5


class Mark(NamedTuple):
    """Where a credit starts, and whose it is; ``lost`` says that its sign was guessed."""

    start: int
    holder: Holder
    lost: bool = False


def by_words(text: str, end: int, words: CreditWords) -> Mark | None:
    """At the last "Photo by" or the like that begins a clause and has a name after it."""
    last = last_match(words.openings, text, end)
    if last is None or end - last.end() > LONGEST:
        return None
    holder = read_holder(text, last.end(), end, words)
    handle = last["opening"].lower().endswith("by") and is_handle(text[holder.start : holder.end], words)
    if not (holder.platform or handle or named(text, holder.start, holder.end)):
        return None
    return Mark(last.start("opening"), holder)


def by_member(text: str, end: int, words: CreditWords) -> Mark | None:
    """At ``Flickr user jdoe``, which names a holder wherever it stands."""
    last = last_match(words.members, text, end) if words.hints_at_platform(text, end) else None
    if last is None or end - last.end() > LONGEST:
        return None
    holder = read_holder(text, last.start("member"), end, words)
    return Mark(last.start("member"), holder) if holder.start < holder.end else None


def by_tail(text: str, end: int, words: CreditWords) -> Mark | None:
    """Where the line ends in a platform or a licence: ``Lake - Jane Doe / Wikimedia Commons / CC BY-SA 3.0``.

    Without anything before the name only a licence is proof: ``Machu Picchu (Wikipedia)`` is a caption.
    """
    if not words.hints_at_platform(text, end):
        return None
    breaks = [found for found in _BREAK.finditer(text, 0, end) if end - found.end() <= LONGEST]
    for start, credit in [(found.start(), found.end()) for found in breaks] + [(0, 0)]:
        holder = read_holder(text, credit, end, words)
        proof = words.licences if start == 0 else words.proofs
        proved = end - credit <= LONGEST and proof.search(text, holder.end, end)
        if proved and is_name(text[holder.start : holder.end], words, 2):
            return Mark(start, holder)
    return None


def by_line(text: str, end: int, words: CreditWords) -> Mark | None:
    """At the "by" of ``Lake - by Jane Doe``."""
    last = last_match(words.by_lines, text, end)
    holder = read_holder(text, last.end(), end, words) if last else None
    if last is None or holder is None or not is_name(text[holder.start : holder.end], words, 2):
        return None
    capitalised = {word.lower() for word in text[holder.start : holder.end].split()}
    return None if capitalised & words.no_names else Mark(last.start(), holder)


def by_lost_sign(text: str, end: int, words: CreditWords) -> Mark | None:
    """At a character in the place of a ©: ``caption - ? Name Surname``, never ``? From Lower Slopes``."""
    last = last_match(_LOST, text, end)
    if last is None or end - last.end() > LONGEST:
        return None
    holder = read_holder(text, last.end(), end, words)
    question = last["sign"] == "?" and not last["dash"]
    if not (
        holder.platform
        or (not question and is_name(text[holder.start : holder.end], words, 1 + (last["sign"] == "?")))
    ):
        return None
    return Mark(last.start("sign"), holder, lost=True)


def before_sign(text: str, sign: int, year: int | None, words: CreditWords) -> Mark | None:
    """The name before a sign that nothing follows: ``Lake - Jane Doe © 2009``."""
    found = list(_BREAK.finditer(text, 0, sign))
    holder = read_holder(text, found[-1].end(), sign, words) if found else None
    if holder is None or not is_name(text[holder.start : holder.end], words, 2):
        return None
    return Mark(found[-1].start(), holder._replace(year=holder.year or year))


def named(text: str, start: int, end: int) -> bool:
    """Whether a capital or a figure begins what follows a mark."""
    head = text[start : min(end, start + _NEAR)].lstrip()[:1]
    return head.isupper() or head.isdigit()


def is_handle(text: str, words: CreditWords) -> bool:
    """Whether a text is one word that can be what somebody calls himself on a platform."""
    return len(text.split()) == 1 and text.lower() not in words.no_names


def is_name(text: str, words: CreditWords, least: int) -> bool:
    """Whether a text is a name of at least so many words, each with a capital."""
    parts = text.split()
    if not least <= len(parts) <= _MOST_WORDS or parts[0].lower() in words.no_names:
        return False
    return all(part[0].isupper() or part in _JOINING for part in parts)
