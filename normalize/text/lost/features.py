"""What the model sees of a mark: pieces of the text round it, as numbers of rows of its table.

All marks are looked at together. A piece is hashed, since nobody can number all words; which piece it is goes
into the hash, so that none may be moved without training again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from normalize.text.lost.wording import NEAR, mixed, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from normalize.text.lost.passage import Passage, Places

    Hashes = npt.NDArray[np.uint32]
    Rows = npt.NDArray[np.int32]

ROWS = 1 << 16
"""Rows of the model's table."""

_REACH = 10
_LOW = ((-2, 0), (-3, 0), (-4, 0), (-5, 0), (-7, 0), (1, 3), (1, 4), (1, 5), (1, 6), (1, 8))
_ACROSS = ((-1, 2), (-2, 2), (-1, 3), (-2, 3), (-3, 4))
_BEHIND = ((-2, 0), (-1, 0))
_SHAPES = ((-2, 3), (-3, 4), (-4, 5), (-8, 0), (1, 9), (-1, 2))
_AROUND = ((-1, 2), (1, 3))
_OFFSETS = np.arange(-_REACH, _REACH + 1)[:, None]
_STEP, _SALT, _TURN = 0x01000193, 0x7FEB352D, np.uint32(0x9E3779B1)
_SPREAD = np.uint32(0x85EBCA6B)

_PIECES = (
    *(("left", "side"), ("right", "side"), ("left", "right"), ("before1", "side"), ("after1", "side")),
    *(("left", "after1"), ("before1", "after1", "side"), ("before1", "left"), ("right", "after1")),
    *(("before2", "side"), ("after2", "side"), ("before3",), ("after3",)),
    *(("before1",), ("after1",), ("left",), ("right",)),
    *(("before1", "left", "after1"), ("before2", "before1"), ("after1", "after2"), ("left", "ahead")),
    *(("known", "around"), ("known", "lengths"), ("capitals", "site"), ("beside", "known", "site")),
    *(("first", "side"), ("first", "second", "side"), ("first", "ahead"), ("clause", "side")),
    *(("since", "site", "around"), ("two", "after1", "site"), ("one", "ahead", "site")),
    *(("lexical", "side"), ("lexical", "known"), ("lexical", "around"), ("lexical", "right")),
    ("lexical", "lengths"),
)
"""What is looked at together, beside the characters: words, and what kind of words and signs they are."""

_NAMES = (
    *NEAR,
    *("side", "around", "ahead", "two", "one", "known", "lengths", "capitals", "beside", "site", "since"),
    "lexical",
)
_BY_LENGTH = {
    length: (
        [n for n, piece in enumerate(_PIECES) if len(piece) == length],
        np.array([[_NAMES.index(name) for name in piece] for piece in _PIECES if len(piece) == length]).T,
    )
    for length in (1, 2, 3)
}

_SIDE = np.zeros(256, np.uint32)
for _group, _number in ((b"a", 1), (b"9", 2), (b" ", 3), (b"\n", 4), (b".,;:!\x85", 5), (b"([\"'\x96-", 6)):
    _SIDE[list(_group)] = _number
_SIDE[list(b")]")], _SIDE[1] = 7, 8


def features(passage: Passage, lexical: npt.NDArray[np.int64]) -> Rows:
    """The rows of every place of a passage: ``(places, pieces)``.

    ``lexical`` says of each place how well the word list knows the word that is damaged there.
    """
    low, shape = _near(passage.low, passage.places), _near(passage.shape, passage.places)
    behind, around, ahead = _grams(low, _BEHIND), *_grams(shape, _AROUND)
    found = np.concatenate(
        [
            _near(passage.raw, passage.places),
            _grams(low, _LOW + _ACROSS),
            _grams(shape, _SHAPES),
            _joined(_of_words(passage, lexical.astype(np.uint32), behind, around, ahead)),
        ]
    )
    salts = np.arange(1, len(found) + 1, dtype=np.uint64) * _SALT & 0xFFFFFFFF
    rows = mixed(found * _TURN + salts.astype(np.uint32)[:, None]) & np.uint32(ROWS - 1)
    return rows.astype(np.int32).T


def _near(text: bytes, at: Places) -> Hashes:
    """The characters round each place, a row an offset."""
    near: Hashes = np.frombuffer(text, np.uint8)[at + _OFFSETS].astype(np.uint32)
    return near


def _grams(near: Hashes, spans: Sequence[tuple[int, int]]) -> Hashes:
    """The characters from a start up to an end, counted from each place: a row a span."""
    weights = np.zeros((len(spans), len(near)), np.uint32)
    for row, (start, end) in zip(weights, spans, strict=True):
        row[_REACH + start : _REACH + end] = _POWERS[end - start - 1 :: -1]
    found: Hashes = weights @ (near + np.uint32(1))
    return found


_POWERS = np.array([pow(_STEP, n, 1 << 32) for n in range(_REACH)], np.uint32)


def _of_words(passage: Passage, lexical: Hashes, behind: Hashes, around: Hashes, ahead: Hashes) -> Hashes:
    """What is looked at together, by ``_NAMES``."""
    words, at = words_of(passage), passage.places
    near = words.near(at, passage.lines)
    kind = np.frombuffer(passage.kind, np.uint8)
    site = _SIDE[kind[at - 1]] * np.uint32(16) + _SIDE[kind[at + 1]]
    side = site * np.uint32(0x27D4EB2F)
    left, right, before, after = (near[NEAR.index(name)] for name in ("left", "right", "before1", "after1"))
    known = words.known[left] * np.uint32(3) + words.known[right]
    lengths = words.length[left] * np.uint32(6) + words.length[right]
    beside = words.known[before] * np.uint32(3) + words.known[after]
    capitals = np.zeros_like(known)
    for number in (left, right, before, after):
        capitals = capitals * np.uint32(3) + words.capital[number]
    told = (side, around, ahead, *behind, known, lengths, capitals, beside, site, words.since(at), lexical)
    return np.concatenate([words.hashed[near], np.stack(told)])


def _joined(named: Hashes) -> Hashes:
    """The pieces, each hashed from all that is looked at together: a row each of ``_PIECES``."""
    found = np.empty((len(_PIECES), named.shape[1]), np.uint32)
    for pieces, names in _BY_LENGTH.values():
        whole = np.zeros((len(pieces), named.shape[1]), np.uint32)
        for part in names:
            whole = (whole ^ named[part]) * _SPREAD
            whole ^= whole >> np.uint32(15)
        found[pieces] = whole
    return found
