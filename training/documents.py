"""Documents to learn from: whole paragraphs restyled and damaged, with what each mark was."""

from __future__ import annotations

from itertools import zip_longest
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from normalize.text.lost import reading
from normalize.text.lost.evidence import Evidence, in_windows_1252
from normalize.text.lost.exempt import candidate_marks, one_each
from normalize.text.lost.gate import gated
from normalize.text.lost.lexicon import ACCENTED, NAMES
from normalize.text.lost.survivors import survivors
from training.damage import Damaged, Loss, class_of, damage, single
from training.masking import PLAIN, masked
from training.restyle import document_style, restyle
from training.scenes import scene

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from normalize.text.lost.mark import Mark

SIZES = (1, 2, 5, 10, 20, 20, 20, 40)
"""Paragraphs of a document."""

LOSSES = {Loss.LATIN1: 0.4, Loss.ASCII: 0.3, Loss.LATIN1_REPLACED: 0.1, Loss.ASCII_REPLACED: 0.2}
"""How often each conversion damages a document."""

WHOLE = (0, 0, 0, 0, 0.3, 0.8)
"""Shares of a document's paragraphs that stay whole."""

REPAIRED = (0, 0, 0, 0, 0, 0, 0.5, 0.8, 0.9)
"""Shares of a document's marks that are back already, as when a document is read again."""

SCENES = 260
"""Documents of the web's kind in one round."""

NOT_A_MARK = -1
"""The truth of a place that is no mark: there is nothing to learn."""

_SYLLABLES = ("lor", "ta", "mek", "vin", "dro")
_NAMES = sorted(word.capitalize() for word in ACCENTED | NAMES if len(word) > 3 and in_windows_1252(word))


class Document(NamedTuple):
    """A damaged document as the model reads it, and the class of each of its places."""

    rows: npt.NDArray[np.uint16]
    dense: npt.NDArray[np.float16]
    truth: npt.NDArray[np.int8]


def from_prose(paragraphs: Sequence[str], seed: str, *, native: float) -> Iterator[Document]:
    """One author's paragraphs, in documents of several sizes, each with a damage of its own.

    ``native`` is the share of documents that keep the author's own style; others get one of their own.
    """
    random = Random(seed)  # noqa: S311
    start = 0
    while start < len(paragraphs):
        chosen = list(paragraphs[start : start + random.choice(SIZES)])
        start += len(chosen)
        if random.random() >= native:
            style, names = document_style(random), _names(random)
            chosen = [restyle(p, random, names, style) for p in chosen]
        yield from _damaged(chosen, random)


def from_scenes(seed: str) -> Iterator[Document]:
    """Documents as the web writes them."""
    random = Random(seed)  # noqa: S311
    for _ in range(SCENES):
        names, style = _names(random), document_style(random)
        lines = [scene(random, names) for _ in range(random.choice(SIZES[:5]))]
        for step in style:
            lines = [step(line) for line in lines]
        yield from _damaged(lines, random)


def from_masks(paragraphs: Sequence[str], seed: str) -> Iterator[Document]:
    """Documents that lost some of all their punctuation: they teach what stands where."""
    random = Random(seed)  # noqa: S311
    start = 0
    while start < len(paragraphs):
        chosen = list(paragraphs[start : start + random.choice((5, 10, 20))])
        start += len(chosen)
        if random.random() < 0.7:
            for step in document_style(random):
                chosen = [step(p) for p in chosen]
        lines, marks, truth = masked(chosen, random)
        if truth:
            yield _document(
                reading.read(lines, marks, [survivors(line) for line in lines], Evidence([])), truth
            )


def whole_documents(paragraphs: Sequence[str], loss: Loss, size: int) -> Iterator[Document]:
    """The paragraphs as they are, damaged in one way: documents to measure on."""
    for start in range(0, len(paragraphs), size):
        chosen = paragraphs[start : start + size]
        found = document([damage(p, loss) for p in chosen], usually_single=single(chosen))
        if found:
            yield found


def _names(random: Random) -> list[str]:
    """Names with accents, some of which no word list has."""
    return [
        name if random.random() < 0.85 else f"{name[:-1]}{random.choice(_SYLLABLES)}{name[-1]}"
        for name in _NAMES
    ]


def _emphatic(paragraph: str, random: Random) -> str:
    """Some question marks twice or three times, as people set them who mean it."""
    marks = random.choices(("?", "??", "???"), (0.95, 0.035, 0.015), k=paragraph.count("?"))
    return "".join(map("".join, zip_longest(paragraph.split("?"), marks, fillvalue="")))


def _damaged(paragraphs: Sequence[str], random: Random) -> Iterator[Document]:
    paragraphs = [_emphatic(p, random) for p in paragraphs]
    loss = random.choices(list(LOSSES), list(LOSSES.values()))[0]
    whole, repaired = random.choice(WHOLE), random.choice(REPAIRED)
    damaged = [Damaged(p, {}) if random.random() < whole else damage(p, loss) for p in paragraphs]
    damaged = [_partly_repaired(d, random, repaired) for d in damaged]
    found = document(damaged, usually_single=single(paragraphs))
    if found:
        yield found


def _partly_repaired(damaged: Damaged, random: Random, share: float) -> Damaged:
    back = [at for at in damaged.lost if random.random() < share]
    line = list(damaged.line)
    for at in back:
        line[at] = damaged.lost[at].character.translate(PLAIN)
    return Damaged("".join(line), {at: h for at, h in damaged.lost.items() if at not in back})


def document(damaged: Sequence[Damaged], *, usually_single: bool) -> Document | None:
    """What the model would read of these lines; None where there is no mark."""
    lines = [d.line for d in damaged]
    each = one_each(lines)
    marks = gated([candidate_marks(line, each=each) for line in lines])
    if not any(marks):
        return None
    truth = [_truth(d, m, usually_single) for d, its in zip(damaged, marks, strict=True) for m in its]
    return _document(reading.read(lines, marks, [survivors(line) for line in lines], Evidence(lines)), truth)


def _truth(damaged: Damaged, mark: Mark, usually_single: bool) -> int:
    was = damaged.lost.get(mark.start)
    return class_of(was, usually_single=usually_single) if was else 0


def _document(read: reading.Reading, truth: Sequence[int]) -> Document:
    every = np.full(len(read.rows), NOT_A_MARK, dtype=np.int8)
    every[read.passage.of_marks] = truth
    return Document(read.rows.astype(np.uint16), read.dense.astype(np.float16), every)
