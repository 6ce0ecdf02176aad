"""Fitting the model's weights, in JAX: the same sums as ``normalize.text.lost.model``, with their slopes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax

from normalize.text.lost import classes
from normalize.text.lost.features import ROWS
from normalize.text.lost.model import BLOCKS, NEAR, Model
from training.documents import NOT_A_MARK
from training.masking import COUNT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from training.documents import Document

    Weights = dict[str, jax.Array]

WIDTH, HIDDEN = 32, 64
LONG, SHORT, OVERLAP = 128, 24, 32
"""Places of a sequence that is learnt from at once; longer documents are cut, with as many places twice."""

PLACES = 4_096
"""Places of a step."""

MASKED_COLUMN = 1  # one more dense column while learning: whether any punctuation may be masked here
LEVELS = 15
"""The greatest number in the table that ships: finer steps say nothing more, and pack worse."""

EPSILON = 1e-9


class Recipe(NamedTuple):
    """How the weights are fitted."""

    epochs: int = 4
    rate: float = 3e-3
    drop_pieces: float = 0.5
    drop_hidden: float = 0.2
    decay: float = 0.1
    seed: int = 0


class Batch(NamedTuple):
    """Sequences of one length side by side."""

    rows: jax.Array
    dense: jax.Array
    truth: jax.Array
    real: jax.Array


def initial(dense: int, seed: int) -> Weights:
    """Weights to start from."""
    random = np.random.default_rng(seed)

    def normal(*shape: int) -> jax.Array:
        return jnp.asarray(random.normal(0, shape[-2] ** -0.5, shape), dtype=jnp.float32)

    return {
        "table": jnp.asarray(random.normal(0, 0.006, (ROWS, WIDTH)), dtype=jnp.float32),
        "into": normal(WIDTH, HIDDEN),
        "dense": normal(dense, HIDDEN),
        "into_bias": jnp.zeros(HIDDEN),
        "inner": normal(HIDDEN, HIDDEN),
        "inner_bias": jnp.zeros(HIDDEN),
        "blocks": normal(BLOCKS, 3 * HIDDEN, HIDDEN) * 0.5,
        "block_biases": jnp.zeros((BLOCKS, HIDDEN)),
        "whole": normal(2 * HIDDEN, HIDDEN),
        "whole_bias": jnp.zeros(HIDDEN),
        "out": normal(HIDDEN, COUNT),
        "out_bias": jnp.zeros(COUNT),
    }


def scores(w: Weights, batch: Batch, key: jax.Array | None, recipe: Recipe) -> tuple[jax.Array, jax.Array]:
    """Scores of all classes for all places, at the end and by the first layers alone."""
    pieces, real = w["table"][batch.rows], batch.real[..., None]
    if key is not None:
        keys = jax.random.split(key, 3)
        kept = jax.random.bernoulli(keys[0], 1 - recipe.drop_pieces, batch.rows.shape)
        pieces = pieces * kept[..., None] / (1 - recipe.drop_pieces)
    hidden = jax.nn.relu(pieces.sum(2) @ w["into"] + batch.dense @ w["dense"] + w["into_bias"])
    hidden = (hidden + jax.nn.relu(hidden @ w["inner"] + w["inner_bias"])) * real
    alone = hidden
    if key is not None:
        hidden = _dropped(hidden, keys[1], recipe.drop_hidden)
    for n in range(BLOCKS):
        far = 1 << n
        padded = jnp.pad(hidden, ((0, 0), (far, far), (0, 0)))
        seen = jnp.concatenate([padded[:, : -2 * far], hidden, padded[:, 2 * far :]], -1)
        hidden = (hidden + jax.nn.relu(seen @ w["blocks"][n] + w["block_biases"][n])) * real
    known = jnp.concatenate([hidden, _mean_nearby(hidden, real)], -1)
    if key is not None:
        known = _dropped(known, keys[2], recipe.drop_hidden)
    whole = jax.nn.relu(known @ w["whole"] + w["whole_bias"])
    alone = jax.nn.relu(jnp.concatenate([alone, jnp.zeros_like(alone)], -1) @ w["whole"] + w["whole_bias"])
    return whole @ w["out"] + w["out_bias"], alone @ w["out"] + w["out_bias"]


def _dropped(hidden: jax.Array, key: jax.Array, share: float) -> jax.Array:
    return hidden * jax.random.bernoulli(key, 1 - share, hidden.shape) / (1 - share)


def _mean_nearby(hidden: jax.Array, real: jax.Array) -> jax.Array:
    def sums(values: jax.Array) -> jax.Array:
        total = jnp.pad(jnp.cumsum(values, axis=1), ((0, 0), (1, 0), (0, 0)))
        place = jnp.arange(values.shape[1])
        last = jnp.minimum(values.shape[1], place + NEAR + 1)
        return total[:, last] - total[:, jnp.maximum(0, place - NEAR)]

    return sums(hidden) / jnp.maximum(1, sums(real.astype(jnp.float32)))


def _missed(found: jax.Array, batch: Batch) -> jax.Array:
    """The mean surprise at the truth."""
    counts = (batch.truth != NOT_A_MARK) & batch.real
    chances = jax.nn.log_softmax(found)
    right = jnp.take_along_axis(chances, jnp.maximum(batch.truth, 0)[..., None], -1)[..., 0]
    return -(right * counts).sum() / jnp.maximum(1, counts.sum())


def _loss(w: Weights, batch: Batch, key: jax.Array, recipe: Recipe) -> jax.Array:
    whole, alone = scores(w, batch, key, recipe)
    size = sum((v**2).sum() for name, v in w.items() if name != "table" and v.ndim > 1)
    table = 64 * (w["table"] ** 2).sum() / PLACES
    return _missed(whole, batch) + 0.3 * _missed(alone, batch) + 1e-5 * size + recipe.decay * table


def fit(
    documents: Sequence[Document],
    masks: Sequence[Document],
    recipe: Recipe,
    after: Callable[[int, Model], None] = lambda epoch, model: None,
) -> Model:
    """The model that fits the documents; ``masks`` teach it what punctuation stands where."""
    pieces = [*_cut(documents, masked=False), *_cut(masks, masked=True)]
    random = np.random.default_rng(recipe.seed)
    weights = initial(pieces[0].dense.shape[1], recipe.seed)
    steps = sum(1 for _ in _batches(pieces, random)) * recipe.epochs
    rate = optax.warmup_cosine_decay_schedule(1e-4, recipe.rate, 100, max(steps, 200), 1e-5)
    rule = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(rate, b2=0.99))
    state, key = rule.init(weights), jax.random.PRNGKey(recipe.seed)

    @partial(jax.jit, donate_argnums=(0, 1))
    def step(
        w: Weights, state: optax.OptState, batch: Batch, key: jax.Array
    ) -> tuple[Weights, optax.OptState]:
        slopes = jax.grad(_loss)(w, batch, key, recipe)
        changes, state = rule.update(slopes, state, w)
        return optax.apply_updates(w, changes), state

    for epoch in range(recipe.epochs):
        for batch in _batches(pieces, random):
            key, now = jax.random.split(key)
            weights, state = step(weights, state, batch, now)
        after(epoch, packed(weights, pieces))
    return packed(weights, pieces)


def packed(weights: Weights, pieces: Sequence[Document]) -> Model:
    """The weights as they ship: what only learning needed is left out, the table in small whole numbers."""
    w = {name: np.asarray(value) for name, value in weights.items()}
    used = np.bincount(np.concatenate([p.rows.ravel() for p in pieces]), minlength=ROWS)
    table = np.where(used[:, None] > 1, w["table"], 0)
    scale = np.maximum(np.quantile(np.abs(table), 0.9999, axis=0), EPSILON) / LEVELS

    kept = {
        **{name: value.astype(np.float16) for name, value in w.items() if name != "table"},
        "dense": w["dense"][:-MASKED_COLUMN].astype(np.float16),
        "out": w["out"][:, : classes.COUNT].astype(np.float16),
        "out_bias": w["out_bias"][: classes.COUNT].astype(np.float16),
    }
    return Model(
        table=np.clip(np.round(table / scale), -LEVELS, LEVELS).astype(np.int8),
        scale=scale.astype(np.float32),
        **{name: kept[name].astype(np.float32) for name in Model._fields if name not in ("table", "scale")},
    )


def _cut(documents: Sequence[Document], *, masked: bool) -> Iterator[Document]:
    for whole in documents:
        flag = np.full((len(whole.truth), MASKED_COLUMN), masked, dtype=np.float16)
        dense = np.concatenate([whole.dense, flag], axis=1)
        for start in range(0, max(1, len(whole.truth) - OVERLAP), LONG - OVERLAP):
            stop, truth = start + LONG, whole.truth[start : start + LONG].copy()
            if start:
                truth[: OVERLAP // 2] = NOT_A_MARK
            yield type(whole)(whole.rows[start:stop], dense[start:stop], truth)


def _batches(pieces: Sequence[Document], random: np.random.Generator) -> Iterator[Batch]:
    """All pieces in a new order, each step of one shape or the other."""
    groups: list[tuple[int, list[int]]] = []
    for length in (SHORT, LONG):
        fits = [n for n, p in enumerate(pieces) if (len(p.truth) <= SHORT) == (length == SHORT)]
        order, size = random.permutation(fits).tolist(), PLACES // length
        groups += [(length, order[n : n + size]) for n in range(0, len(order), size)]
    for at in random.permutation(len(groups)):
        length, chosen = groups[at]
        yield _stacked([pieces[n] for n in chosen], length, PLACES // length)


def _stacked(pieces: Sequence[Document], length: int, count: int) -> Batch:
    rows = np.zeros((count, length, pieces[0].rows.shape[1]), np.int32)
    dense = np.zeros((count, length, pieces[0].dense.shape[1]), np.float32)
    truth, real = np.full((count, length), NOT_A_MARK, np.int32), np.zeros((count, length), bool)
    for n, piece in enumerate(pieces):
        size = len(piece.truth)
        rows[n, :size], dense[n, :size], truth[n, :size] = piece
        real[n, :size] = True
    return Batch(*map(jnp.asarray, (rows, dense, truth, real)))
