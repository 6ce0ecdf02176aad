"""Labels at the beginning of a line, and the points that stand after those of a rating.

A label is known by its words, whatever their letter case and the blanks between or inside them: some dumps
put a blank wherever a tag stood (``Beau ty 35``). With a colon after it, anything is its value. Without one
its value must be a figure with few words after it, a bracket, a mark, or nothing: else the line is a sentence
that happens to begin with the label's words (``Beauty is everywhere``).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SLACK = 60
_PLAIN = re.compile(r"[!-)+-~]++(?: [!-)+-~]++)*+ ?+")  # ASCII, no star, single blanks
_BULLETS = frozenset("*•·")
_BLANK = r"[\s\u00ad\u200b-\u200f\u2060\ufeff]*+"
_SEPARATOR = re.compile(
    rf"{_BLANK}(?:[*†‡]*{_BLANK}(?:(?P<colon>[:：])|[-=|\u2010-\u2015\u2212]++|\.++|…++){_BLANK})?+"
)
_BARE_VALUE = re.compile(
    r"[*†‡\s]*+(?:[.?!…\u2010-\u2015-]*+"  # nothing, or a mark that stands for it
    r"|\(?(?:[^\W\d_]{1,7}\.\s?|(?i:minus\s))?[-\u2010-\u2015\u2212+]?[0-9¼½¾]\S*+(?:\s++\S++){0,5}+"  # c.9km
    r"|\([^()]{0,60}\)"  # a bracket and nothing else
    r"|(?i:n/a))"
)
_FEW_WORDS = re.compile(r"[^\W\d_a-z][^.!?:]{0,40}|\(?[0-9].{0,200}")
_POINTS = re.compile(
    r"[(\[\s*†‡]*+(?:[-\u2010-\u2015\u2212+]|(?i:minus))?\s*+"
    r"(?P<whole>[0-9]{1,4})(?:[.,](?P<decimals>[0-9]{1,2}))?\s*+(?P<part>[¼½¾]|1/2)?"
    r"[\s)\].*†‡]*+(?i:points?|pts)?[\s)\].]*+"
    r"(?:(?:/|(?i:out )?(?i:of)\b)\s*+[0-9]{1,4}\s*+|\([^()]{0,60}\)\s*+"
    r"|(?:(?<=[*†‡])|(?<=[*†‡]\s))[^\W\d_]{1,40})?[.*†‡\s]*+"
)


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """A label found: ``text[start:end]`` are its words, ``text[value_start:value_end]`` is its value.

    ``name`` is what the label is of; ``colon`` says whether a colon parts it from its value.
    """

    name: str
    start: int
    end: int
    value_start: int
    value_end: int
    colon: bool


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """A set of labels: name → the ways in which it is written.

    >>> labels = Labels({"beauty": ["Beauty"], "rating_total": ["Total", "Total rating"]})
    >>> found = labels.match("TOTAL  RATING93")
    >>> found.name, "TOTAL  RATING93"[found.value_start : found.value_end]
    ('rating_total', '93')
    >>> labels.match("Beauty is everywhere") is None
    True

    """

    names: Mapping[str, Sequence[str]]
    _ordered: tuple[tuple[str, str], ...] = field(init=False, repr=False)
    _reach: int = field(init=False, repr=False)
    _initials: frozenset[str] = field(init=False, repr=False)
    _words: tuple[str, ...] = field(init=False, repr=False)
    _letters: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        folded = {_fold(words): name for name, spellings in self.names.items() for words in spellings}
        ordered = tuple(sorted(folded.items(), key=lambda pair: -len(pair[0])))
        object.__setattr__(self, "_ordered", ordered)
        object.__setattr__(self, "_reach", len(ordered[0][0]) + _SLACK if ordered else 0)
        object.__setattr__(self, "_words", tuple(words for words, _ in ordered))
        object.__setattr__(self, "_letters", tuple(words.replace(" ", "") for words, _ in ordered))
        object.__setattr__(self, "_initials", frozenset(_initial(words) for words, _ in ordered))

    def match(self, text: str, *, loose: bool = False) -> LabelMatch | None:
        """The label that ``text`` begins with, the longest of several, or None.

        ``loose`` is for lines that stand in a block of labels: there a few words that begin with a capital
        and end without a stop are a value too, colon or not (``Level of Difficulty Strenuous``), even glued
        to the label where the letter case shows the seam (``LengthVariable``).
        """
        head = text[: self._reach]
        if _PLAIN.fullmatch(head):  # nothing to fold but letter case
            return self._first(text, head.lower(), range(len(head)), loose)
        if _initial(head) not in self._initials:
            return None
        places = list(_folded(head))
        folded = "".join(character for character, _ in places)
        return self._first(text, folded, [place for _, place in places], loose)

    def _first(self, text: str, head: str, places: Sequence[int], loose: bool) -> LabelMatch | None:
        """The first label that ``head`` begins with; its characters stand in ``text`` at ``places``."""
        if head.startswith(self._words) and (found := self._longest(text, head, places, loose, self._words)):
            return found
        letters = head.replace(" ", "")
        if not letters.startswith(self._letters):
            return None
        inked = [place for character, place in zip(head, places, strict=True) if character != " "]
        return self._longest(text, letters, inked, loose, self._letters)

    def _longest(
        self, text: str, head: str, places: Sequence[int], loose: bool, spelt: Sequence[str]
    ) -> LabelMatch | None:
        """The longest label with a value, as ``spelt`` in the order of ``_ordered``."""
        for words, (_, name) in zip(spelt, self._ordered, strict=True):
            if head.startswith(words):
                ends = places[0], places[len(words) - 1] + 1
                if found := _read(text, name, ends, loose):
                    return found
        return None


def read_points(text: str) -> float | None:
    """The points that a rating's value gives, points lost as a positive number, or None.

    >>> [read_points(value) for value in ("35", "31½", "(7)", "-3", "35/40", "93 (Top 100)", "n/a")]
    [35.0, 31.5, 7.0, 3.0, 35.0, 93.0, None]
    """
    found = _POINTS.fullmatch(text)
    if found is None or (found["decimals"] and found["part"]):
        return None
    part = 0.5 if found["part"] == "1/2" else unicodedata.numeric(found["part"]) if found["part"] else 0.0
    return float(f"{found['whole']}.{found['decimals'] or 0}") + part


def _read(text: str, name: str, ends: tuple[int, int], loose: bool) -> LabelMatch | None:
    start, end = ends
    if text[end : end + 1].isalpha() and not (loose and _is_glued(text, start, end)):
        return None
    parted = _SEPARATOR.match(text, end)
    value_end = max(len(text.rstrip()), end)
    value_start = min(parted.end(), value_end) if parted else end
    colon = bool(parted and parted["colon"])
    bare = _BARE_VALUE.fullmatch(text, value_start, value_end)
    if colon or bare or (loose and _FEW_WORDS.fullmatch(text, value_start, value_end)):
        return LabelMatch(name, start, end, value_start, value_end, colon)
    return None


def _is_glued(text: str, start: int, end: int) -> bool:
    """Whether a capital begins a word at ``end``: after a small letter, or before one."""
    seam = text[end - 1 : end + 2]
    return seam[1:2].isupper() and (seam[0].islower() or (seam[2:3].islower() and text[start:end].isupper()))


def _initial(text: str) -> str:
    """The first letter or figure in lower case: what tells most lines from every label at once."""
    return next((character for character in text if character.isalnum()), "").lower()[:1]


def _fold(words: str) -> str:
    return "".join(character for character, _ in _folded(words)).rstrip()


def _folded(text: str) -> Iterator[tuple[str, int]]:
    """Each character in lower case with its place; blanks as one, bullets and the invisible left out."""
    blank = True
    for place, character in enumerate(text):
        if unicodedata.category(character) in {"Cf", "Cc"} and not character.isspace():
            continue
        if character.isspace() or (blank and character in _BULLETS):
            if not blank:
                yield " ", place
            blank = True
            continue
        blank = False
        for lower in character.lower():
            yield lower, place
