"""The words that name a page's blocks and values, compiled from a site's vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from normalize.labels import Labels
from normalize.vocabulary import table

LONGEST_HEADING = 300
"""A heading's words stand in the first characters of a line; nothing behind them is looked at."""

LONGEST_LINE = 2000
"""Words that may stand anywhere in a line are looked for in so many characters."""

INVITING_WORDS = 3
"""So many different words of invitation, in at most ``LONGEST_INVITATION`` words, ask for an account."""

LONGEST_INVITATION = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a block; ``value_start`` is where its words and colon end."""

    block: str
    value_start: int


@dataclass(frozen=True, slots=True)
class Words:
    """What one site calls its blocks, labels and furniture; all phrases are lower case."""

    headings: tuple[tuple[str, str, str], ...]
    rating: Labels
    statistics: Labels
    place: Labels
    top_100: tuple[str, ...]
    provisional: tuple[str, ...]
    stub: tuple[str, ...]
    invitation: tuple[str, ...]
    inviting: frozenset[str]
    members_box: tuple[str, ...]
    furniture: tuple[str, ...]
    gone: tuple[str, ...]
    failed: tuple[str, ...]

    @staticmethod
    @cache
    def of(site: str) -> Words:
        """The words of one site, from its vocabulary file."""
        words = table(site)
        labels, furniture, marks, errors = (words[k] for k in ("labels", "furniture", "marks", "errors"))
        return Words(
            headings=tuple(_phrases(words["headings"])),
            rating=Labels(labels["rating"]),
            statistics=Labels(labels["statistics"]),
            place=Labels(labels["place"]),
            top_100=_lower(marks["top_100"]),
            provisional=_lower(marks["provisional"]),
            stub=_lower(furniture["stub"]),
            invitation=_lower(furniture["invitation"]),
            inviting=frozenset(_lower(furniture["invitation_words"])),
            members_box=_lower(furniture["members_box"]),
            furniture=_lower(furniture["lines"]),
            gone=_lower(errors["gone"]),
            failed=_lower(errors["failed"]),
        )

    def heading(self, text: str) -> Heading | None:
        """The block that this line opens, if it opens one."""
        head = text[:LONGEST_HEADING].lower()
        for phrase, then, block in self.headings:
            if then == "within":
                if phrase in text[:LONGEST_LINE].lower():
                    return Heading(block, 0)
            elif head.startswith(phrase) and (end := self._end(head, len(phrase), then)) is not None:
                return Heading(block, end)
        return None

    def _end(self, head: str, end: int, then: str) -> int | None:
        """Where the value behind a heading's words starts, or None if the words are part of a sentence."""
        rest = head[end:].lstrip()
        if then == "any":
            return None if rest[:1].isalpha() and not head[end].isspace() else end
        if rest.startswith(":"):
            return len(head) - len(rest) + 1
        for mark in (*self.top_100, *self.provisional, "(", ")", "*", ":", ".", "-", "–", " "):
            rest = rest.replace(mark, "")
        return end if not rest else None

    def is_members_box(self, text: str) -> bool:
        """Whether a line says that something is open to members only."""
        low = text[:LONGEST_LINE].lower()
        return any(phrase in low for phrase in self.members_box)

    def invites(self, text: str) -> bool:
        """Whether a paragraph asks readers for their accounts."""
        said = re.findall(r"[a-z]+", text[:LONGEST_LINE].lower())
        few = len(said) <= LONGEST_INVITATION
        return starts_with(text, self.invitation) or (
            few and len(self.inviting & set(said)) >= INVITING_WORDS
        )


def starts_with(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a line begins with one of the phrases, whatever its letter case."""
    return text[:LONGEST_HEADING].lower().startswith(phrases)


def _phrases(headings: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    found = [(words.lower(), h["then"], h["block"]) for h in headings for words in h["words"]]
    return sorted(found, key=lambda phrase: -len(phrase[0]))


def _lower(phrases: list[str]) -> tuple[str, ...]:
    return tuple(phrase.lower() for phrase in phrases)
