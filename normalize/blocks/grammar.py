"""What a single line is: labels with values, a figure, a caption. No state, no neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from normalize.blocks.found import NOTE
from normalize.blocks.words import ORNAMENTS, Words, is_mark
from normalize.credits import Credits
from normalize.quantities import Quantities
from normalize.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from normalize.labels import LabelMatch, Labels

CAPTION_LENGTH = 250
"""A line with a © longer than this is prose that speaks of a copyright, not a caption."""

SHORT_LINE = 80
"""A line of figures, or of label and value, is no longer than this."""

REMEMBERED = 4096
"""Lines whose reading is kept: captions are asked for several times, figures stand on page after page."""

LONGEST_ROW = 160
"""All labels of a block in one row make no longer a line."""

LONGEST_LABELS = 1000
"""Further labels are looked for in so many characters of a line."""

_NUMBER = r"\(?\s*(?:[-–−]|(?i:minus\s))?\s*\d{1,3}(?:[.,]\d{1,2})?\s*½?\s*\)?"
POINTS = re.compile(
    rf"\s*[:=|–-]?\s*({_NUMBER})\s*(?:(?:/|out of)\s*\d{{1,3}})?(?:\s*(?i:points?|pts)\b)?"
    r"\s*(?:\*|\([^()]{0,30}\))?[\s,;|·.]*"
)
POINTS_FIRST = re.compile(rf"({_NUMBER})(?:\s*/\s*\d{{1,3}})?\s*(?i:points?|pts)?\s*[:=|–-]?\s*(?=[^\W\d])")
ROW_OF_POINTS = re.compile(r"\d{1,3}(?:\.\d)?(?:[\s,;|·/]+\d{1,3}(?:\.\d)?)+")
WORD_START = re.compile(r"(?<=[\s,;|])(?=[A-Za-z])")
UNKNOWN_LABEL = re.compile(r"[^\W\d_][^\d:.!?]{0,29}:\s*\S")
_REST = " ,;|·.*"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label on a line; its value is ``text[start:end]``, empty where it may stand on the next line."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LineGrammar:
    """One site's labels, units and credit forms, asked of one line at a time."""

    words: Words
    credits: Credits
    quantities: Quantities
    crediting: tuple[str, ...]
    _credited: Callable[[str], bool] = field(init=False, repr=False, compare=False)
    _labelled: Callable[[str, Labels, int], tuple[Labelled, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_credited", lru_cache(REMEMBERED)(self._is_credited))
        object.__setattr__(self, "_labelled", lru_cache(REMEMBERED)(self._read_labels))

    @staticmethod
    @cache
    def of(site: str) -> LineGrammar:
        """The grammar of one site."""
        return LineGrammar(Words.of(site), Credits.of(site), Quantities.of(site), _crediting(site))

    def labelled(self, text: str, labels: Labels, start: int = 0) -> list[Labelled]:
        """Every label of a line in its block, with its value; none if anything else stands on the line."""
        if len(text) > SHORT_LINE:
            return list(self._read_labels(text, labels, start))
        return list(self._labelled(text, labels, start))

    def _read_labels(self, text: str, labels: Labels, start: int) -> tuple[Labelled, ...]:
        at = start + len(text[start:]) - len(text[start:].lstrip(ORNAMENTS))
        if alone := self._value_first(text, at, labels) or self._note(text, at, labels):
            return (alone,)
        if row := _row_of_labels(text, at, labels):
            return row
        found: list[Labelled] = []
        while at < LONGEST_LABELS and (match := labels.match(text[at:], loose=True)):
            value = at + match.value_start
            ends = self._ends(text, value, match, labels)
            if ends is None:
                break
            shown = len(text[: ends[0]].rstrip(" ,;|·")) if ends[0] > value else value
            found.append(Labelled(match.name, value, shown))
            at = ends[1]
        if not found and (figure := self._figure(text, at, labels)):
            return (figure,)
        return tuple(found) if not text[at:].strip(_REST) else ()

    def _figure(self, text: str, at: int, labels: Labels) -> Labelled | None:
        """A label with a figure right behind it that begins with a small word (``Length c. 87km``)."""
        low = text.lower() if len(text) <= SHORT_LINE else ""
        words = [w for name, said in labels.names.items() if not name.startswith("rating_") for w in said]
        behind = [at + len(w) for w in words if low.startswith(w.lower(), at)]
        start = max(behind, default=len(text))
        figures = self.quantities.read(text[start:].lstrip())
        if not figures or figures[0].start or 2 * figures[-1].end < len(text) - start:
            return None
        name = next(n for n, said in labels.names.items() if low[at:start] in (w.lower() for w in said))
        return Labelled(name, len(text) - len(text[start:].lstrip()), len(text))

    def _ends(self, text: str, start: int, match: LabelMatch, labels: Labels) -> tuple[int, int] | None:
        """Where a value ends and where the next label may begin; None where it is no value."""
        if match.name.startswith("rating_") and match.name != NOTE:
            if points := POINTS.match(text, start):
                return points.end(1), points.end()
            rest = text[start:].lstrip(" :*|-–")
            if _is_no_points(rest) or is_mark(rest, self.words):
                return start, len(text)
            return (start, len(text) - len(rest)) if labels.match(rest, loose=True) else None
        if not match.colon and start < len(text) and len(text) > SHORT_LINE:
            return None
        end = _next_label(text, start, labels)
        return end, end

    def _value_first(self, text: str, at: int, labels: Labels) -> Labelled | None:
        """A value with its label behind it (``35 Beauty``)."""
        found = POINTS_FIRST.match(text, at) if len(text) <= SHORT_LINE else None
        match = labels.match(text[found.end() :]) if found else None
        if not (found and match and match.value_start >= len(text) - found.end()):
            return None
        return Labelled(match.name, *found.span(1)) if match.name.startswith("rating_") else None

    def _note(self, text: str, at: int, labels: Labels) -> Labelled | None:
        """A note without a colon behind its label, which a capital begins (``Note Neg: altitude.``)."""
        for words in labels.names.get(NOTE, ()):
            said = text[at : at + len(words)].lower() == words.lower()
            rest = text[at + len(words) :].lstrip()
            if said and rest[:1].isupper():
                return Labelled(NOTE, len(text) - len(rest), len(text))
        return None

    def tells_other_walk(self, text: str) -> bool:
        """Whether a line that is no sentence ends with a rating (``The Long Dyke: Beauty 38``)."""
        if len(text) > CAPTION_LENGTH or not (text[-1:].isdigit() or text[-1:] == ")"):
            return False
        low = text.lower()
        ends = (low.rfind(words) + len(words) for words in self.words.rated if low.find(words) > 0)
        return any(POINTS.fullmatch(text, end) for end in ends)

    def opens(self, text: str, labels: Labels, below: str = "") -> bool:
        """Whether a line is so plainly label and figure that it opens its block without a heading.

        ``below`` is the next line: the figure may stand there.
        """
        at = len(text) - len(text.lstrip(ORNAMENTS))
        if len(text) > SHORT_LINE:
            return False
        if self._value_first(text, at, labels):
            return True
        match = labels.match(text[at:])
        if match is None or match.name == NOTE:
            return False
        value = text[at + match.value_start : at + match.value_end] or below
        if match.name.startswith("rating_"):
            return bool(POINTS.fullmatch(value))
        if value is below:
            return len(below) <= SHORT_LINE and bool(self.quantities.read(below))
        return match.colon and bool(self.quantities.read(value))

    def is_duration(self, text: str, kinds: Container[str] = ("duration", "length")) -> bool:
        """Whether a line is a duration or a length and little else (``16 hours or 2.5 days``)."""
        if len(text) > SHORT_LINE:
            return False
        figures = [q for q in self.quantities.read(text) if q.kind in kinds]
        return bool(figures) and 2 * sum(q.end - q.start for q in figures) >= len(text)

    def is_credited(self, text: str) -> bool:
        """Whether a line is a caption with its holder."""
        if len(text) > CAPTION_LENGTH:
            return False
        if not ("©" in text or "?" in text or "\ufffd" in text or self._may_credit(text.lower())):
            return False
        return self._credited(text)

    def _is_credited(self, text: str) -> bool:
        return self.credits.read_caption(text).credit is not None

    def _may_credit(self, low: str) -> bool:
        for word in self.crediting:  # noqa: SIM110  # any() over a generator takes twice the time
            if word in low:
                return True
        return False


def is_points(text: str) -> bool:
    """Whether a line is the points of a rating and nothing else."""
    return len(text) <= SHORT_LINE and bool(POINTS.fullmatch(text))


def is_unknown_figure(text: str) -> bool:
    """Whether a line looks like a label and value that the vocabulary does not know."""
    return len(text) <= SHORT_LINE and text[-1] not in ".!?" and bool(UNKNOWN_LABEL.match(text))


def _is_no_points(text: str) -> bool:
    """Whether a mark stands where the points should."""
    return text.strip(" .-–?").lower() in ("", "n/a", "tbc", "none")


def _row_of_labels(text: str, at: int, labels: Labels) -> tuple[Labelled, ...]:
    """The labels of a line that holds nothing else, as dumps write a table's first row; none if only one."""
    low, found = text.lower() if len(text) <= LONGEST_ROW else "", list[Labelled]()
    while at < len(low):
        known = [(w, n) for n, said in labels.names.items() for w in said if low.startswith(w.lower(), at)]
        words, name = max(known, key=lambda one: len(one[0]), default=("", ""))
        behind = at + len(words)
        if not words or low[behind : behind + 1].isalnum():
            return ()
        found.append(Labelled(name, behind, behind))
        at = len(low) - len(low[behind:].lstrip(_REST))
    return tuple(found) if len(found) > 1 else ()


def _next_label(text: str, start: int, labels: Labels) -> int:
    """Where, behind ``start``, a further label with a colon begins; else the line's end."""
    for place in WORD_START.finditer(text, start, start + 2 * SHORT_LINE):
        if (match := labels.match(text[place.start() :])) and match.colon:
            return place.start()
    return len(text)


def _crediting(site: str) -> tuple[str, ...]:
    """Words without one of which no line is credited: the longest of each phrase, none inside another."""
    said = table(site).get("credits", {})
    phrases = {*said.get("openings", ()), *said.get("signs", ())}
    words = sorted({max(phrase.split(), key=len).rstrip(":") for phrase in phrases}, key=len)
    kept: list[str] = []
    for word in words:
        if not any(known in word for known in kept):
            kept.append(word)
    return tuple(kept)
