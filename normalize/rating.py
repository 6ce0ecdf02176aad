"""The site's rating: its points and its note. The site's own sum is checked, never corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.labels import read_points
from normalize.text.style import plain

if TYPE_CHECKING:
    from normalize.blocks import Blocks
    from normalize.draft import Draft
    from normalize.figures import Figures
    from normalize.text.traced import Traced

PARTS = ("beauty", "natural_interest", "human_interest", "charisma")
NOTE, TOTAL, HEADLINE = "rating_note", "rating_total", "rating_headline"
ALL_RATINGS = (TOTAL, HEADLINE, *(f"rating_{p}" for p in PARTS), "rating_negative_points")

CLOSE = 0.01
"""How far a sum of printed points may be from the printed total."""


def read_rating(blocks: Blocks, figures: Figures, draft: Draft) -> None:
    """Read points and note into ``figures``; the total that heads the rating counts where no other does."""
    for name, words in blocks.rating:
        if name == NOTE and words and words.text.strip(" .-–"):
            figures.take(name, words, draft)
        elif name in ALL_RATINGS and words:
            _points(figures, draft, name, words)
    headline = figures.numbers.pop(HEADLINE, None)
    total = figures.numbers.setdefault(TOTAL, headline)
    words = figures.texts.get(TOTAL) or figures.texts.get(HEADLINE)
    if words and total is not None:
        draft.value(TOTAL, words, f"read as {total:g} points")
    if headline is not None and TOTAL in figures.texts:
        _compare(headline, total, draft)
    if blocks.provisional:
        draft.check("rating_is_final", False, "the rating is provisional", warn=True)


def _compare(headline: float, total: float | None, draft: Draft) -> None:
    if total == headline:
        draft.check("rating_total_agrees", True, f"headline and total rating are {headline:g}")
    else:
        detail = f"total rating {total:g} is not the headline {headline:g}; {total:g} is taken"
        draft.check("rating_total_agrees", False, detail, warn=True)


def _points(figures: Figures, draft: Draft, name: str, words: Traced) -> None:
    points = read_points(plain(words).text)
    if points is None:
        draft.check("leftover", False, f"no points are read in {words.text[:200]!r}, which stands for {name}")
    elif figures.take(name, words, draft):
        figures.numbers[name] = points
        figures.row(draft, name, words, points, points, "points", source="rating")
        if name not in (TOTAL, HEADLINE):
            draft.value(name, words, f"read as {points:g} points")


def rating_adds_up(figures: Figures, draft: Draft) -> bool | None:
    """Whether total = beauty + natural + human + charisma - negative points; None when a part is missing."""
    numbers = figures.numbers
    total, negative = numbers.get(TOTAL), numbers.get("rating_negative_points")
    parts = [numbers.get(f"rating_{part}") for part in PARTS]
    known = [part for part in parts if part is not None]
    if total is None or negative is None or len(known) < len(parts):
        draft.check("rating_adds_up", None, "a part of the rating is missing")
        return None
    added = sum(known) - negative
    passed = abs(added - total) < CLOSE
    detail = f"{' + '.join(f'{p:g}' for p in known)} - {negative:g} = {added:g}; total {total:g}"
    draft.check("rating_adds_up", passed, detail)
    draft.derived("rating_adds_up", f"computed: {detail}")
    if not passed:
        draft.warnings.append(f"the rating does not add up: {detail}")
    return passed
