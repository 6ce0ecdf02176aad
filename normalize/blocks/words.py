"""The words that name a page's blocks and values, compiled from a site's vocabulary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from normalize.labels import Labels
from normalize.text.fold import fold
from normalize.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_HEADING = 300
"""A heading's words stand in the first characters of a line; nothing behind them is looked at."""

LONGEST_LINE = 2000
"""Words that may stand anywhere in a line are looked for in so many characters."""

LONGEST_MENU = 160

INVITING_WORDS = 3
"""So many different words of invitation, in at most ``LONGEST_INVITATION`` words, ask for an account."""

LONGEST_INVITATION = 60
SHORT_INVITATION = 12
"""So few words ask for an account with one word of invitation."""

TELLING_WEIGHT = 2
"""A word that only a reader's own account has takes so many words of invitation back."""

ORNAMENTS = "•·*-–—_=|>»~ "
"""What may stand before a line's words and says nothing."""

_MOST_WORDS_IN_A_NAME = 8
_SMALL_WORD = 4
_PARTED = re.compile(r" ?[|>»›·•/]+ ?")
_MAY_PART = re.compile(r"[|>/]|[:.\]]$")
_MENU_MARKS = f"{ORNAMENTS}[]:.›"
_DASHES = ("-", "–", "—")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens a block; ``value_start`` is where its words and colon end."""

    block: str
    value_start: int


@dataclass(frozen=True, slots=True)
class Words:
    """What one site calls its blocks, labels and furniture; all phrases are lower case.

    ``announcing`` are the words of those headings that a line must begin with, ``anywhere`` the others.
    ``openings`` are the first three letters of every heading, label and furniture line: a line that begins
    otherwise is none of them. ``own`` are the site's own lines: furniture, and what says that a page is a
    stub. ``letters`` are the labels without their blanks.
    """

    title: str
    headings: tuple[tuple[str, str, str], ...]
    announcing: tuple[str, ...]
    anywhere: tuple[tuple[str, str, str], ...]
    rating: Labels
    statistics: Labels
    place: Labels
    top_100: tuple[str, ...]
    provisional: tuple[str, ...]
    stub: tuple[str, ...]
    invitation: tuple[str, ...]
    inviting: frozenset[str]
    telling: frozenset[str]
    members_box: tuple[str, ...]
    furniture: tuple[str, ...]
    own: tuple[str, ...]
    menu: frozenset[str]
    roots: frozenset[str]
    labels: tuple[str, ...]
    letters: tuple[str, ...]
    rated: tuple[str, ...]
    open_values: frozenset[str]
    openings: frozenset[str]
    within: tuple[str, ...]

    @staticmethod
    @cache
    def of(site: str) -> Words:
        """The words of one site, from its vocabulary file."""
        words = table(site)
        labels, furniture, marks = (words[k] for k in ("labels", "furniture", "marks"))
        headings = tuple(_phrases(words["headings"]))
        printed = _lower(w for block in labels.values() for said in block.values() for w in said)
        lines = _lower(furniture.get("lines", ())) + _lower(furniture["stub"])
        first = (*(phrase for phrase, then, _ in headings if then != "within"), *printed, *lines)
        return Words(
            title=words["site"]["title"],
            headings=headings,
            announcing=tuple(phrase for phrase, then, _ in headings if then != "within"),
            anywhere=tuple(heading for heading in headings if heading[1] == "within"),
            rating=Labels(labels["rating"]),
            statistics=Labels(labels["statistics"]),
            place=Labels(labels["place"]),
            top_100=_lower(marks["top_100"]),
            provisional=_lower(marks["provisional"]),
            stub=_lower(furniture["stub"]),
            invitation=_lower(furniture["invitation"]),
            inviting=frozenset(_lower(furniture["invitation_words"])),
            telling=frozenset(_lower(furniture.get("account_words", ()))),
            members_box=_lower(furniture["members_box"]),
            furniture=_lower(furniture.get("lines", ())),
            own=lines,
            menu=frozenset(_lower(furniture.get("menu", ()))),
            roots=frozenset(map(fold, furniture.get("roots", ()))),
            labels=printed,
            rated=_lower(w for name, said in labels["rating"].items() if name != "rating_note" for w in said),
            open_values=frozenset(_lower(marks.get("open", ()))),
            letters=tuple(phrase.replace(" ", "") for phrase in printed),
            openings=frozenset(map(opening, first)),
            within=tuple(phrase for phrase, then, _ in headings if then == "within"),
        )

    def heading(self, text: str) -> Heading | None:
        """The block that this line opens, if it opens one."""
        lead = len(text) - len(text.lstrip(ORNAMENTS))
        printed = text[lead : lead + LONGEST_HEADING]
        head = printed.lower()
        for phrase, then, block in self.headings if head.startswith(self.announcing) else self.anywhere:
            if then == "within":
                if phrase in text[:LONGEST_LINE].lower():
                    return Heading(block, 0)
            elif head.startswith(phrase) and (end := self._end(head, len(phrase), then)) is not None:
                return Heading(block, lead + end)
            elif then == "colon" and head.startswith(phrase) and _is_name(printed[len(phrase) :]):
                return Heading(block, lead + len(phrase))
        return None

    def _end(self, head: str, end: int, then: str) -> int | None:
        """Where the value behind a heading's words starts, or None if the words are part of a sentence."""
        rest = head[end:].lstrip()
        if then == "any":
            return None if rest[:1].isalpha() and not head[end].isspace() else end
        if rest.startswith((":", "：")):
            return len(head) - len(rest) + 1
        if then == "colon" and rest.startswith(_DASHES) and (rest[1:2] == " " or not head[end].isspace()):
            return len(head) - len(rest.lstrip("-–— "))
        for mark in (*self.top_100, *self.provisional, "(", ")", "*", ":", ".", "-", "–", " "):
            rest = rest.replace(mark, "")
        return end if not rest else None

    def is_menu(self, text: str) -> bool:
        """Whether a line is an entry of a site's menu, or several of them in a row (``Home | Walks``)."""
        if len(text) > LONGEST_MENU:
            return False
        low = text.lower()
        if low in self.menu:
            return True
        if text[:1].isalnum() and text.isascii() and not _MAY_PART.search(text):
            return False
        bare = low.strip(_MENU_MARKS)
        if len(bare) < len(low) and bare in self.menu:
            return True
        return _PARTED.search(bare) is not None and all(part in self.menu for part in _PARTED.split(bare))

    def is_members_box(self, text: str) -> bool:
        """Whether a line says that something is open to members only."""
        low = text[:LONGEST_LINE].lower()
        return any(phrase in low for phrase in self.members_box)

    def invites(self, text: str) -> bool:
        """Whether a paragraph asks readers for their accounts."""
        if starts_with(text, self.invitation):
            return True
        said = re.findall(r"[^\W\d_]+", text[:LONGEST_LINE].lower())
        different = set(said)
        asking = len(self.inviting & different) - TELLING_WEIGHT * len(self.telling & different)
        if len(said) <= SHORT_INVITATION:
            return asking > 0
        return len(said) <= LONGEST_INVITATION and asking >= INVITING_WORDS


def opening(text: str) -> str:
    """The first three letters of a line in lower case: some dumps part even these with a blank."""
    return text[:6].replace(" ", "")[:3].lower()


def is_mark(text: str, words: Words) -> bool:
    """Whether a text is a mark of a rating (Top 100, provisional) and nothing else."""
    return text.lower().strip("*() .") in (*words.top_100, *words.provisional)


def _is_name(text: str) -> bool:
    """Whether all of a few words begin with a capital, small words aside: a name behind a heading's words."""
    said = text.split()
    return bool(
        text[:1].isspace()
        and 1 <= len(said) <= _MOST_WORDS_IN_A_NAME
        and text[-1] not in ".!?,;"
        and all(word[0].isupper() or not word[0].isalpha() or len(word) < _SMALL_WORD for word in said)
        and said[0][0].isupper()
    )


def starts_with(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a line begins with one of the phrases, whatever its letter case."""
    return text[:LONGEST_HEADING].lower().startswith(phrases)


def _phrases(headings: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    found = [(words.lower(), h["then"], h["block"]) for h in headings for words in h["words"]]
    return sorted(found, key=lambda phrase: -len(phrase[0]))


def _lower(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(phrase.lower() for phrase in phrases)
