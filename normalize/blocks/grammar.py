"""What a single line is: labels with values, a figure, a caption. No state, no neighbours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from normalize.blocks.words import Words
from normalize.credits import Credits
from normalize.quantities import Quantities

if TYPE_CHECKING:
    from normalize.labels import LabelMatch, Labels

CAPTION_LENGTH = 250
"""A line with a © longer than this is prose that speaks of a copyright, not a caption."""

SHORT_LINE = 80
"""A line of figures, or of label and value, is no longer than this."""

NOTE = "rating_note"
"""The one label of the rating whose value is words."""

POINTS = re.compile(
    r"\s*[:=–-]?\s*(\(?\s*[-–−]?\s*\d{1,3}(?:[.,]\d{1,2})?\s*½?\s*\)?)\s*(?:/\s*\d{1,3})?\s*\*?[\s,;|·]*"
)
WORD_START = re.compile(r"(?<=[\s,;|])(?=[A-Za-z])")


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

    @staticmethod
    @cache
    def of(site: str) -> LineGrammar:
        """The grammar of one site."""
        return LineGrammar(Words.of(site), Credits.of(site), Quantities.of(site))

    def labelled(self, text: str, labels: Labels) -> list[Labelled]:
        """Every label of a line in its block, with its value: there may be several on one line."""
        found: list[Labelled] = []
        at = 0
        while match := labels.match(text[at:], loose=True):
            start = at + match.value_start
            ends = self._ends(text, start, match, labels)
            if ends is None:
                break
            found.append(
                Labelled(
                    match.name, start, len(text[: ends[0]].rstrip(" ,;|·")) if ends[0] > start else start
                )
            )
            at = ends[1]
        return found

    def _ends(self, text: str, start: int, match: LabelMatch, labels: Labels) -> tuple[int, int] | None:
        """Where a value ends and where the next label may begin; None where it is no value."""
        if match.name.startswith("rating_") and match.name != NOTE:
            if points := POINTS.match(text, start):
                return points.end(1), points.end()
            rest = text[start:].lstrip(" :*-–")
            return (start, len(text) - len(rest)) if not rest or labels.match(rest) else None
        if not match.colon and start < len(text) and len(text) > SHORT_LINE:
            return None
        end = _next_label(text, start, labels)
        return end, end

    def opens(self, text: str, labels: Labels) -> bool:
        """Whether a line is so plainly label and figure that it opens its block without a heading."""
        match = labels.match(text)
        if match is None or match.name == NOTE or len(text) > SHORT_LINE:
            return False
        value = text[match.value_start : match.value_end]
        if match.name.startswith("rating_"):
            return bool(POINTS.fullmatch(value))
        return match.colon and bool(self.quantities.read(value))

    def is_duration(self, text: str) -> bool:
        """Whether a line is a duration or a length and little else (``16 hours or 2.5 days``)."""
        if len(text) > SHORT_LINE:
            return False
        figures = [q for q in self.quantities.read(text) if q.kind in ("duration", "length")]
        return bool(figures) and 2 * sum(q.end - q.start for q in figures) >= len(text)

    def is_credited(self, text: str) -> bool:
        """Whether a line is a caption with its holder."""
        return len(text) <= CAPTION_LENGTH and self.credits.read_caption(text).credit is not None


def is_points(text: str) -> bool:
    """Whether a line is the points of a rating and nothing else."""
    return len(text) <= SHORT_LINE and bool(POINTS.fullmatch(text))


def is_unknown_figure(text: str) -> bool:
    """Whether a line looks like a label and value that the vocabulary does not know."""
    label, _, value = text.partition(":")
    return bool(value.strip()) and len(text) <= SHORT_LINE and len(label) <= 30 and text[-1] not in ".!?"


def _next_label(text: str, start: int, labels: Labels) -> int:
    """Where, behind ``start``, a further label with a colon begins; else the line's end."""
    for place in WORD_START.finditer(text, start, start + 2 * SHORT_LINE):
        if (match := labels.match(text[place.start() :])) and match.colon:
            return place.start()
    return len(text)
