"""The model that ships: probabilities of what each mark was, from ``model.npz``.

Three layers: a table of weights for the pieces of text round a place, summed; blocks that let each place know
its neighbours, farther ones in every block; and what the document's marks are like on the whole. NumPy only.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

BLOCKS = 5
"""Blocks of neighbours: each reaches twice as far as the one before, from the next place on."""

NEAR = 64
"""How many places before and after one tell what the document is like there."""


_STORED: Mapping[str, type[np.number[Any]]] = {"table": np.int8, "scale": np.float32}
"""What needs more or less than half precision in the file."""

_AT_ONCE = 256
_ONE_THREAD = 1 << 18
"""Multiplications that OpenBLAS does in one thread: ``GEMM_MULTITHREAD_THRESHOLD`` in interface/gemm.c."""


class Model(NamedTuple):
    """All weights, as trained. The rows of ``table`` are small whole numbers, to be scaled by column."""

    table: npt.NDArray[np.int8]
    scale: Floats
    into: Floats
    dense: Floats
    into_bias: Floats
    inner: Floats
    inner_bias: Floats
    blocks: Floats
    block_biases: Floats
    whole: Floats
    whole_bias: Floats
    out: Floats
    out_bias: Floats

    def probabilities(self, rows: npt.NDArray[np.int32], dense: Floats) -> Floats:
        """What stands at each place of a document: a row of probabilities each, by class."""
        summed = _times(self._summed(rows), self.into)
        hidden = _rectified(summed + _times(dense, self.dense) + self.into_bias)
        hidden = hidden + _rectified(_times(hidden, self.inner) + self.inner_bias)
        for n, (weights, bias) in enumerate(zip(self.blocks, self.block_biases, strict=True)):
            hidden = hidden + _rectified(_times(_with_neighbours(hidden, 1 << n), weights) + bias)
        known = np.concatenate([hidden, _mean_nearby(hidden)], axis=1)
        whole = _rectified(_times(known, self.whole) + self.whole_bias)
        return _softmax(_times(whole, self.out) + self.out_bias)

    def _summed(self, rows: npt.NDArray[np.int32]) -> Floats:
        """The rows of each place added up, some places at a time: sums stay small, and so do the arrays."""
        sums = np.empty((len(rows), self.table.shape[1]), dtype=np.int16)
        for start in range(0, len(rows), _AT_ONCE):
            few = self.table.take(rows[start : start + _AT_ONCE], axis=0)
            np.add.reduce(few, axis=1, dtype=np.int16, out=sums[start : start + _AT_ONCE])
        return sums.astype(np.float32) * self.scale

    def save(self, path: Path) -> None:
        """Write the weights; the same weights give the same bytes."""
        packed = {name: w.astype(_STORED.get(name, np.float16)) for name, w in self._asdict().items()}
        np.savez_compressed(path, **packed)


def _times(values: Floats, weights: Floats) -> Floats:
    """The product, in pieces so small that no BLAS shares them out between threads: waiting costs more."""
    at_once = max(1, _ONE_THREAD // weights.size)
    if len(values) <= at_once:
        return values @ weights
    out = np.empty((len(values), weights.shape[1]), dtype=np.float32)
    for start in range(0, len(values), at_once):
        np.matmul(values[start : start + at_once], weights, out=out[start : start + at_once])
    return out


def _rectified(values: Floats) -> Floats:
    return np.maximum(values, 0, out=values)


def _with_neighbours(hidden: Floats, far: int) -> Floats:
    """Each place beside those that stand so far before and after it; nothing where there are none."""
    nothing = np.zeros((far, hidden.shape[1]), dtype=np.float32)
    padded = np.concatenate([nothing, hidden, nothing])
    return np.concatenate([padded[: -2 * far], hidden, padded[2 * far :]], axis=1)


def _mean_nearby(hidden: Floats) -> Floats:
    """The mean of the places round each; linear."""
    count = len(hidden)
    sums = np.concatenate([np.zeros((1, hidden.shape[1])), np.cumsum(hidden, axis=0, dtype=np.float64)])
    place = np.arange(count)
    first, last = np.maximum(0, place - NEAR), np.minimum(count, place + NEAR + 1)
    means: Floats = ((sums[last] - sums[first]) / (last - first)[:, None]).astype(np.float32)
    return means


def _softmax(scores: Floats) -> Floats:
    exponents: Floats = np.exp(scores - scores.max(1, keepdims=True))
    total: Floats = exponents / exponents.sum(1, keepdims=True)
    return total


@cache
def model() -> Model:
    """The model, read once."""
    with as_file(files(__package__).joinpath("model.npz")) as path:
        return load(path)


def load(path: Path) -> Model:
    """A model that was saved."""
    with np.load(path) as weights:
        whole = {name: weights[name] for name in Model._fields}
    return Model(**{n: w if n == "table" else w.astype(np.float32) for n, w in whole.items()})
