"""Any punctuation under marks: of what stands where there is far more to learn than of what gets lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.text.lost import classes
from normalize.text.lost.mark import QUESTION, Mark
from training.damage import class_of, hidden, single

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

COMMON = ",.;:!-()"
"""Signs that no conversion loses; each is a class of its own, after those of the model."""

COUNT = classes.COUNT + len(COMMON)

RATES = (0.15, 0.3, 0.5)
"""Shares of a document's punctuation that are masked."""

PLAIN = str.maketrans({**dict.fromkeys("‘’‚", "'"), **dict.fromkeys("“”„", '"')})


def masked(paragraphs: Sequence[str], random: Random) -> tuple[list[str], list[list[Mark]], list[int]]:
    """The lines with marks for some of their punctuation, the marks, and the class of each."""
    rate, plain = random.choice(RATES), random.random() < 0.5
    usually_single = single(paragraphs)
    lines, marks, truth = [], [], []
    for paragraph in paragraphs:
        chosen = {at: c for at, c in _signs(paragraph, usually_single).items() if random.random() < rate}
        shown = paragraph.translate(PLAIN) if plain else paragraph
        line = "".join(QUESTION if at in chosen else c for at, c in enumerate(shown))
        lines.append(line)
        marks.append([Mark(line, at, at + 1) for at in sorted(chosen)])
        truth += [chosen[at] for at in sorted(chosen)]
    return lines, marks, truth


def _signs(text: str, usually_single: bool) -> dict[int, int]:
    """The class of every sign of a text, by its place."""
    found = {at: classes.COUNT + COMMON.index(c) for at, c in enumerate(text) if c in COMMON}
    found |= {at: classes.KEEP for at, c in enumerate(text) if c == QUESTION}
    lost = hidden(text).items()
    return found | {at: class_of(h, usually_single=usually_single) for at, h in lost}
