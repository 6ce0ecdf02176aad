"""Documents to learn from: whole paragraphs restyled and damaged, with what each mark was."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from normalize.text.lost import exempt, reading
from normalize.text.lost.evidence import Evidence
from normalize.text.lost.exempt import candidate_marks
from normalize.text.lost.gate import gated
from normalize.text.lost.lexicon import ACCENTED
from training.damage import KEEP, Damaged, Loss, damage
from training.restyle import document_style, restyle
from training.scenes import scene

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

SIZES = (1, 2, 5, 10, 20, 20, 20, 40)
"""Paragraphs of a document."""

LOSSES = {Loss.LATIN1: 0.4, Loss.ASCII: 0.3, Loss.LATIN1_REPLACED: 0.1, Loss.ASCII_REPLACED: 0.2}
"""How often each conversion damages a document."""

WHOLE = (0, 0, 0, 0, 0.3, 0.8)
"""Shares of a document's paragraphs that stay whole."""

SCENES = 260
"""Documents of the web's kind in one round."""

_SYLLABLES = ("lor", "ta", "mek", "vin", "dro")
_NAMES = sorted(word.capitalize() for word in ACCENTED if len(word) > 3)


class Document(NamedTuple):
    """A damaged document as the model reads it, and the class of each of its marks."""

    lines: list[reading.ReadLine]
    rows: npt.NDArray[np.int32]
    truth: npt.NDArray[np.int8]


def from_prose(paragraphs: Sequence[str], seed: str) -> Iterator[Document]:
    """One author's paragraphs, in documents of several sizes, each with a style and a damage of its own."""
    random = Random(seed)  # noqa: S311
    start = 0
    while start < len(paragraphs):
        size = random.choice(SIZES)
        style = document_style(random)
        names = _names(random)
        yield from _damaged(
            [restyle(p, random, names, style) for p in paragraphs[start : start + size]], random
        )
        start += size


def from_scenes(seed: str) -> Iterator[Document]:
    """Documents as the web writes them."""
    random = Random(seed)  # noqa: S311
    for _ in range(SCENES):
        names, style = _names(random), document_style(random)
        lines = [scene(random, names) for _ in range(random.choice(SIZES[:5]))]
        for step in style:
            lines = [step(line) for line in lines]
        yield from _damaged(lines, random)


def _names(random: Random) -> list[str]:
    """Names with accents, some of which no word list has."""
    return [
        name if random.random() < 0.85 else f"{name[:-1]}{random.choice(_SYLLABLES)}{name[-1]}"
        for name in _NAMES
    ]


def _damaged(paragraphs: Sequence[str], random: Random) -> Iterator[Document]:
    loss = random.choices(list(LOSSES), list(LOSSES.values()))[0]
    whole = random.choice(WHOLE)
    damaged = [Damaged(p, {}) if random.random() < whole else damage(p, loss) for p in paragraphs]
    exempt.QUOTES_AFTER_QUESTIONS = random.random() < 0.5  # the model must know both ways
    found = document(damaged)
    exempt.QUOTES_AFTER_QUESTIONS = True
    if found:
        yield found


def document(damaged: Sequence[Damaged]) -> Document | None:
    """What the model would read of these lines; None where there is no mark."""
    lines = [d.line for d in damaged]
    marks = gated([candidate_marks(line) for line in lines])
    if not any(marks):
        return None
    evidence = Evidence(lines)
    read = reading.read(lines, marks, evidence)
    truth = [damaged[line.number].lost.get(m.start, (KEEP, ""))[0] for line in read for m in line.marks]
    return Document(read, reading.local_rows(read, evidence), np.array(truth, dtype=np.int8))
