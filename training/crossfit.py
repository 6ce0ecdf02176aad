"""The model from a corpus: the network learns from what tables say of authors they have not seen."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import chain
from multiprocessing import get_context
from typing import TYPE_CHECKING

import numpy as np

from normalize.text.lost import reading
from normalize.text.lost.model import Model
from training.corpus import folds
from training.documents import from_prose, from_scenes
from training.fit import fit_networks, fit_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training.corpus import Corpus
    from training.documents import Document
    from training.fit import Floats

    Documents = Mapping[int, Sequence[Document]]

ROUNDS = 6
"""How often each paragraph is learnt from, in another style and damaged in another way each time."""

L2 = 1.0


def documents(
    corpus: Corpus, groups: Sequence[Sequence[str]], rounds: int = ROUNDS
) -> dict[int, list[Document]]:
    """Each group's documents; those of the web's kind are a group of their own, the last."""
    seeds = range(rounds)
    found = {
        number: [d for author in group for n in seeds for d in from_prose(corpus[author], f"{author}{n}")]
        for number, group in enumerate(groups)
    }
    return {**found, len(groups): list(chain.from_iterable(from_scenes(f"web{n}") for n in seeds))}


def train(made: Documents) -> Model:
    """The model from all groups."""
    jobs = [*made, None]
    workers = min(len(jobs), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        tables = dict(zip(jobs, pool.map(partial(_table_without, made), jobs), strict=True))
    table = tables[None]
    scale = np.float32(np.abs(table).max() / 127)
    inputs = [_dense(d, tables[group]) for group, its in made.items() for d in its]
    truth = np.concatenate([d.truth for its in made.values() for d in its])
    network = fit_networks(np.concatenate(inputs), truth)
    return Model(np.round(table / scale).astype(np.int8), np.asarray(scale, dtype=np.float32), **network)


def _table_without(made: Documents, left_out: int | None) -> Floats:
    chosen = [d for group, its in made.items() if group != left_out for d in its]
    rows, truth = np.concatenate([d.rows for d in chosen]), np.concatenate([d.truth for d in chosen])
    return fit_table(rows, truth, l2=L2)


def _dense(document: Document, table: Floats) -> Floats:
    scores = table[document.rows].sum(1)
    scores = np.exp(scores - scores.max(1, keepdims=True))
    local = scores / scores.sum(1, keepdims=True)
    return reading.dense(document.lines, local, reading.around(document.lines, local))


def held_out(corpus: Corpus, group: Sequence[str]) -> Model:
    """A model that has not seen the authors of one group."""
    rest = {author: paragraphs for author, paragraphs in corpus.items() if author not in group}
    return train(documents(rest, folds(rest)))
