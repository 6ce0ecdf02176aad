"""What the model sees of a mark: pieces of the text round it, as numbers of rows of its table.

All marks are looked at together. A piece is hashed, since nobody can number all words; which piece it is goes
into the hash, so that none may be moved without training again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from normalize.text.lost.wording import Words, mixed, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from normalize.text.lost.passage import Bytes, Passage, Places

    Hashes = npt.NDArray[np.uint32]
    Rows = npt.NDArray[np.int32]

ROWS = 1 << 16
"""Rows of the model's table."""

_REACH = 10
_LOW = ((-2, 0), (-3, 0), (-4, 0), (-5, 0), (-7, 0), (1, 3), (1, 4), (1, 5), (1, 6), (1, 8))
_ACROSS = ((-1, 2), (-2, 2), (-1, 3), (-2, 3), (-3, 4))
_SHAPES = ((-2, 3), (-3, 4), (-4, 5), (-8, 0), (1, 9), (-1, 2))
_STEP, _SALT, _TURN = np.uint32(0x01000193), 0x7FEB352D, np.uint32(0x9E3779B1)
_SPREAD = np.uint32(0x85EBCA6B)

_SIDE = np.zeros(256, np.uint32)
for _group, _number in ((b"a", 1), (b"9", 2), (b" ", 3), (b"\n", 4), (b".,;:!\x85", 5), (b"([\"'\x96-", 6)):
    _SIDE[list(_group)] = _number
_SIDE[list(b")]")], _SIDE[1] = 7, 8


def features(passage: Passage, lexical: npt.NDArray[np.int64]) -> Rows:
    """The rows of every place of a passage: ``(places, pieces)``.

    ``lexical`` says of each place how well the word list knows the word that is damaged there.
    """
    found = np.stack(list(_pieces(passage, lexical.astype(np.uint32))), axis=1)
    salts = np.arange(1, found.shape[1] + 1, dtype=np.uint64) * _SALT & 0xFFFFFFFF
    return (mixed(found * _TURN + salts.astype(np.uint32)) & np.uint32(ROWS - 1)).astype(np.int32)


def _pieces(passage: Passage, lexical: Hashes) -> Iterator[Hashes]:
    at = passage.places
    raw, low, shape, kind = (
        np.frombuffer(text, np.uint8) for text in (passage.raw, passage.low, passage.shape, passage.kind)
    )
    for offset in range(-_REACH, _REACH + 1):
        yield raw[at + offset].astype(np.uint32)
    for start, end in _LOW + _ACROSS:
        yield _gram(low, at, start, end)
    for start, end in _SHAPES:
        yield _gram(shape, at, start, end)
    site = _SIDE[kind[at - 1]] * np.uint32(16) + _SIDE[kind[at + 1]]
    yield from _of_words(passage, site, lexical)


def _of_words(passage: Passage, site: Hashes, lexical: Hashes) -> Iterator[Hashes]:
    """The words that a mark touches, three on either side, those that begin its sentence and its clause."""
    words, at = words_of(passage), passage.places
    low, shape = np.frombuffer(passage.low, np.uint8), np.frombuffer(passage.shape, np.uint8)
    near = words.near(at, passage.lines)
    hashed = {name: words.hashed[number] for name, number in near.items()}
    left, right, first, second = (hashed[name] for name in ("left", "right", "first", "second"))
    before, after = [hashed[f"before{n}"] for n in (1, 2, 3)], [hashed[f"after{n}"] for n in (1, 2, 3)]
    side = site * np.uint32(0x27D4EB2F)
    around, ahead = _gram(shape, at, -1, 2), _gram(shape, at, 1, 3)
    for pair in ((left, side), (right, side), (left, right), (before[0], side), (after[0], side)):
        yield _join(*pair)
    for group in ((left, after[0]), (before[0], after[0], side), (before[0], left), (right, after[0])):
        yield _join(*group)
    for single in (*((before[1], side), (after[1], side)), *((h,) for h in (before[2], after[2]))):
        yield _join(*single)
    yield from (before[0], after[0], left, right)
    yield _join(before[0], left, after[0])
    yield _join(before[1], before[0])
    yield _join(after[0], after[1])
    yield _join(left, ahead)
    known, lengths, capitals = _told(words, near)
    beside = words.known[near["before1"]] * np.uint32(3) + words.known[near["after1"]]
    for group in ((known, around), (known, lengths), (capitals, site), (beside, known, site)):
        yield _join(*group)
    for group in ((first, side), (first, second, side), (first, ahead), (hashed["clause"], side)):
        yield _join(*group)
    yield _join(words.since(at), site, around)
    yield _join(_gram(low, at, -2, 0), after[0], site)
    yield _join(_gram(low, at, -1, 0), ahead, site)
    for other in (side, known, around, right, lengths):
        yield _join(lexical, other)


def _told(words: Words, near: dict[str, Places]) -> tuple[Hashes, Hashes, Hashes]:
    """Whether the words beside a mark are known, how long they are, which of those around have a capital."""
    known = words.known[near["left"]] * np.uint32(3) + words.known[near["right"]]
    lengths = words.length[near["left"]] * np.uint32(6) + words.length[near["right"]]
    capitals = np.zeros_like(known)
    for name in ("left", "right", "before1", "after1"):
        capitals = capitals * np.uint32(3) + words.capital[near[name]]
    return known, lengths, capitals


def _gram(text: Bytes, at: Places, start: int, end: int) -> Hashes:
    """The characters from ``start`` up to ``end``, counted from each place."""
    found = np.zeros(len(at), np.uint32)
    for offset in range(start, end):
        found = found * _STEP + text[at + offset] + np.uint32(1)
    return found


def _join(*parts: Hashes) -> Hashes:
    found = np.zeros(len(parts[0]), np.uint32)
    for part in parts:
        found = (found ^ part) * _SPREAD
        found ^= found >> np.uint32(15)
    return found
