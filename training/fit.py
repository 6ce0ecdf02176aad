"""Fitting: a softmax regression over hashed pieces, and a small network. Deterministic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from normalize.text.lost.features import ROWS
from training.damage import CLASSES

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

K = len(CLASSES)
RARE = 2
"""A piece of text that stands at fewer marks than this teaches nothing."""


def fit_table(
    rows: npt.NDArray[np.int32], truth: npt.NDArray[np.int8], *, l2: float, steps: int = 50
) -> Floats:
    """Weights of every row for every class, by L-BFGS."""
    used = np.flatnonzero(np.bincount(rows.ravel(), minlength=ROWS) >= RARE)
    count, width = rows.shape
    ones = np.ones(rows.size, dtype=np.float32)
    pieces = csr_matrix((ones, rows.ravel(), np.arange(0, rows.size + 1, width)), shape=(count, ROWS))[
        :, used
    ]
    pieces_of = pieces.T.tocsr()
    target = np.eye(K, dtype=np.float32)[truth]

    def loss(flat: npt.NDArray[np.float64]) -> tuple[float, Any]:
        weights = flat.reshape(-1, K).astype(np.float32)
        scores = pieces @ weights
        scores -= scores.max(1, keepdims=True)
        exponents = np.exp(scores)
        totals = exponents.sum(1, keepdims=True)
        missed = np.log(totals[:, 0]) - (scores * target).sum(1)
        slope = pieces_of @ (exponents / totals - target) + l2 * weights
        return float(missed.sum() + l2 / 2 * (weights**2).sum()), slope.ravel().astype(np.float64)

    best = minimize(loss, np.zeros(len(used) * K), jac=True, method="L-BFGS-B", options={"maxiter": steps})
    table = np.zeros((ROWS, K), dtype=np.float32)
    table[used] = best.x.reshape(-1, K)
    return table


def fit_networks(dense: Floats, truth: npt.NDArray[np.int8]) -> dict[str, Floats]:
    """Several networks whose scores are averaged, as one wide one; named as the model's fields are."""
    mean, deviation = dense.mean(0), dense.std(0) + 1e-3
    scaled = ((dense - mean) / deviation).astype(np.float32)
    each = [_fit_network(scaled, truth, seed) for seed in range(NETWORKS)]
    hidden, hidden_bias, out, out_bias = zip(*each, strict=True)
    return {
        "mean": mean,
        "deviation": deviation,
        "hidden": np.hstack(hidden),
        "hidden_bias": np.concatenate(hidden_bias),
        "out": np.vstack(out) / np.float32(NETWORKS),
        "out_bias": np.mean(out_bias, axis=0, dtype=np.float32),
    }


NETWORKS, HIDDEN, EPOCHS = 3, 32, 8


def _fit_network(inputs: Floats, truth: npt.NDArray[np.int8], seed: int) -> list[Floats]:
    """One hidden layer, by Adam."""
    random = np.random.default_rng(seed)
    width = inputs.shape[1]
    weights: list[Floats] = [
        random.normal(0, (2 / width) ** 0.5, (width, HIDDEN)).astype(np.float32),
        np.zeros(HIDDEN, dtype=np.float32),
        random.normal(0, (2 / HIDDEN) ** 0.5, (HIDDEN, K)).astype(np.float32),
        np.zeros(K, dtype=np.float32),
    ]
    adam = _Adam(weights, total=EPOCHS * (len(truth) // _BATCH))
    for _ in range(EPOCHS):
        order = random.permutation(len(truth))
        for start in range(0, len(truth) - _BATCH + 1, _BATCH):
            batch = order[start : start + _BATCH]
            adam.step(_slopes(weights, inputs[batch], truth[batch]))
    return weights


_BATCH = 512
_DECAY = 1e-4


def _slopes(weights: list[Floats], inputs: Floats, truth: npt.NDArray[np.int8]) -> list[Floats]:
    first, bias, second, out_bias = weights
    inner = inputs @ first + bias
    active = np.maximum(inner, 0)
    scores = active @ second + out_bias
    scores = np.exp(scores - scores.max(1, keepdims=True))
    missed = scores / scores.sum(1, keepdims=True)
    missed[np.arange(len(truth)), truth] -= 1
    missed /= len(truth)
    back = (missed @ second.T) * (inner > 0)
    return [inputs.T @ back + _DECAY * first, back.sum(0), active.T @ missed + _DECAY * second, missed.sum(0)]


class _Adam:
    """Adam with a rate that falls to nothing; changes the weights in place."""

    def __init__(self, weights: list[Floats], total: int, rate: float = 2e-3) -> None:
        self._weights, self._total, self._rate = weights, total, rate
        self._first = [np.zeros_like(w) for w in weights]
        self._second = [np.zeros_like(w) for w in weights]
        self._steps = 0

    def step(self, slopes: list[Floats]) -> None:
        """Go one step down."""
        self._steps += 1
        rate = self._rate * (1 - self._steps / self._total) + 1e-5
        for w, first, second, slope in zip(self._weights, self._first, self._second, slopes, strict=True):
            first += 0.1 * (slope - first)
            second += 0.001 * (slope**2 - second)
            corrected = first / (1 - 0.9**self._steps)
            w -= rate * corrected / (np.sqrt(second / (1 - 0.999**self._steps)) + 1e-8)
