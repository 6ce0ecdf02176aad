"""All documents that a model learns from, made side by side."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from typing import TYPE_CHECKING, NamedTuple

from training.documents import from_masks, from_prose, from_scenes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from training.corpus import Corpus
    from training.documents import Document

    Job = tuple[Callable[..., list[Document]], tuple[object, ...]]

ROUNDS, OWN_ROUNDS, SCENE_ROUNDS, MASK_ROUNDS = 5, 8, 4, 3
"""How often each paragraph is learnt from, damaged in another way each time: of books, of our own prose."""

NATIVE, OWN_NATIVE = 0.4, 0.6
"""Shares of documents that keep the style they were written in."""


class Lessons(NamedTuple):
    """Damaged documents, and documents whose punctuation is masked."""

    documents: list[Document]
    masks: list[Document]


def lessons(corpus: Corpus, own: Corpus) -> Lessons:
    """What a model learns from books, from the project's own prose, and from scenes of the web's kind."""
    jobs: list[Job] = []
    for prose, rounds, native in ((corpus, ROUNDS, NATIVE), (own, OWN_ROUNDS, OWN_NATIVE)):
        jobs += [(_prose, (prose[a], f"{a}{n}", native)) for n in range(rounds) for a in sorted(prose)]
    jobs += [(_scenes, (f"web{n}",)) for n in range(SCENE_ROUNDS)]
    masked = {**corpus, **own}
    masks: list[Job] = [
        (_masks, (masked[a], f"mask {a}{n}")) for n in range(MASK_ROUNDS) for a in sorted(masked)
    ]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        made = [pool.submit(do, *told) for do, told in (*jobs, *masks)]
        done = [future.result() for future in made]
    return Lessons([*chain(*done[: len(jobs)])], [*chain(*done[len(jobs) :])])


def _prose(paragraphs: Sequence[str], seed: str, native: float) -> list[Document]:
    return list(from_prose(paragraphs, seed, native=native))


def _scenes(seed: str) -> list[Document]:
    return list(from_scenes(seed))


def _masks(paragraphs: Sequence[str], seed: str) -> list[Document]:
    return list(from_masks(paragraphs, seed))
