"""The model that ships: probabilities of what each mark was, from ``model.npz``.

Two layers: a table of weights for the pieces of text round a mark, summed; then, once quotations have been
read by pair, a small network over what is known of the mark and of all the others. NumPy only.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

_AT_ONCE = 4_096  # marks whose rows are gathered together


class Model(NamedTuple):
    """All weights, as trained."""

    table: npt.NDArray[np.int8]
    scale: Floats
    mean: Floats
    deviation: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: Floats

    def local(self, rows: npt.NDArray[np.int32]) -> Floats:
        """Probabilities of each mark's classes by the text round it alone."""
        sums = [
            self.table[rows[n : n + _AT_ONCE]].sum(1, dtype=np.int32) for n in range(0, len(rows), _AT_ONCE)
        ]
        return _softmax(np.concatenate(sums).astype(np.float32) * self.scale)

    def final(self, dense: Floats) -> Floats:
        """Probabilities of each mark's classes by all that is known of it."""
        inner = np.maximum(((dense - self.mean) / self.deviation) @ self.hidden + self.hidden_bias, 0)
        return _softmax(inner @ self.out + self.out_bias)

    def save(self, path: Path) -> None:
        """Write the weights; the same weights give the same bytes."""
        np.savez_compressed(path, **self._asdict())


def _softmax(scores: Floats) -> Floats:
    exponents: Floats = np.exp(scores - scores.max(1, keepdims=True))
    total: Floats = exponents / exponents.sum(1, keepdims=True)
    return total


@cache
def model() -> Model:
    """The model, read once."""
    with as_file(files(__package__).joinpath("model.npz")) as path, np.load(path) as weights:
        return Model(**{name: weights[name] for name in Model._fields})
