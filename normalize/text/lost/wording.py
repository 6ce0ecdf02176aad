"""The words of a passage, numbered, and which of them stand near a place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from normalize.text.lost.forms import english
from normalize.text.lost.passage import MARK

if TYPE_CHECKING:
    import numpy.typing as npt

    from normalize.text.lost.passage import Bytes, Passage, Places

    Hashes = npt.NDArray[np.uint32]

NEAR = (
    *("left", "right"),
    *("before1", "before2", "before3"),
    *("after1", "after2", "after3"),
    *("first", "second", "clause"),
)
"""The words near a place: that it touches, three on either side, that begin its sentence and its clause."""

NOBODY = np.uint32(7)
"""The hash of no word."""

_LONGEST = 5  # letters; longer words are all long
_TURN = np.uint32(0x9E3779B1)
_POWERS = np.array([pow(0x01000193, n, 1 << 32) for n in range(64)], dtype=np.uint32)
_LETTER, _STOP, _BLANK, _COMMA, _CAPITAL = 0x61, 0x2E, 0x20, 0x2C, 0x41
_FARTHEST = 9  # bits of a sentence's length


class Words(NamedTuple):
    """All words of a passage in order, then one that is no word; and where sentences and clauses begin.

    ``known`` is 1 for common English words, ``capital`` for those that begin with one; 2 is of no word.
    """

    start: Places
    line: Places
    hashed: Hashes
    known: Hashes
    length: Hashes
    capital: Hashes
    letter: npt.NDArray[np.bool_]
    sentence: Places
    clause: Places

    def near(self, at: Places, lines: Places) -> Places:
        """The numbers of the words near each place, of its own line only: a row each of ``NEAR``."""
        last = len(self.start)
        before = np.searchsorted(self.start, at) - 1
        touches_left, touches_right = self.letter[at - 1], self.letter[at + 1]
        behind, ahead = before - touches_left, before + 1 + touches_right
        first = np.searchsorted(self.start, self.sentence[at - 1])
        clause = np.searchsorted(self.start, self.clause[at - 1])
        number = np.stack(
            [
                np.where(touches_left, before, -1),
                np.where(touches_right, before + 1, -1),
                *(behind - n for n in range(3)),
                *(ahead + n for n in range(3)),
                *(np.where(n <= before, n, -1) for n in (first, first + 1, clause)),
            ]
        )
        inside = np.where((number >= 0) & (number < last), number, last)
        return np.where(self.line[inside] == lines, inside, last)

    def since(self, at: Places) -> Hashes:
        """How far each place is from where its sentence begins: the bits of that number."""
        bits = np.log2(np.maximum(1, at - self.sentence[at - 1]))
        far: Hashes = np.minimum(_FARTHEST, bits).astype(np.uint32)
        return far


def words_of(passage: Passage) -> Words:
    """The words of a passage."""
    raw, low, shape, kind = (
        np.frombuffer(text, np.uint8) for text in (passage.raw, passage.low, passage.shape, passage.kind)
    )
    letter = kind == _LETTER
    edges = np.diff(letter.view(np.int8), prepend=np.int8(0), append=np.int8(0))
    start, end = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    hashed = hashes(low, start, end)
    known = known_words()
    is_known = known[np.minimum(np.searchsorted(known, hashed), len(known) - 1)] == hashed
    sentence = _starts(raw, kind, passage.starts)
    number = np.arange(len(raw))
    return Words(
        start,
        np.append(np.searchsorted(passage.starts, start, side="right"), -1),
        np.append(hashed, NOBODY),
        np.append(is_known, 2).astype(np.uint32),
        np.append(np.minimum(end - start, _LONGEST), 0).astype(np.uint32),
        np.append(shape[start] == _CAPITAL, 2).astype(np.uint32),
        letter,
        np.maximum.accumulate(np.where(sentence, number, 0)),
        np.maximum.accumulate(np.where(sentence | (raw == _COMMA), number, 0)),
    )


def _starts(raw: Bytes, kind: Bytes, lines: Places) -> npt.NDArray[np.bool_]:
    """Where a sentence begins: a line, after a stop, or what seems to be quoted."""
    found = np.zeros(len(raw), dtype=bool)
    found[1:] = (kind[:-1] == _STOP) & (kind[1:] == _BLANK)
    found[lines] = True
    quoted = ((raw == MARK) | (raw == 0x22))[1:-1] & (kind[:-2] == _BLANK) & (kind[2:] == _LETTER)
    found[1:-1] |= quoted
    return found


def hashes(text: Bytes, start: Places, end: Places) -> Hashes:
    """A hash of each word of a text, from where it starts to before where it ends."""
    if not len(start):
        return np.zeros(0, np.uint32)
    lengths = end - start
    first = np.cumsum(lengths) - lengths
    place = np.arange(lengths.sum()) - np.repeat(first, lengths)
    letters = text[np.repeat(start, lengths) + place].astype(np.uint32) + np.uint32(1)
    powers = _POWERS[np.minimum(place, len(_POWERS) - 1)]
    sums = np.add.reduceat(letters * powers, first, dtype=np.uint32)
    return mixed(sums + lengths.astype(np.uint32) * _TURN)


def mixed(found: Hashes) -> Hashes:
    """Bits spread so that any of them can choose a row; ends as MurmurHash3 does, in the public domain."""
    found = found ^ (found >> np.uint32(15))
    found *= np.uint32(0x85EBCA6B)
    found ^= found >> np.uint32(13)
    found *= np.uint32(0xC2B2AE35)
    return found ^ (found >> np.uint32(16))


@cache
def known_words() -> Hashes:
    """The hashes of the commonest English words, sorted."""
    words = sorted(english())
    lengths = np.array([len(word) for word in words])
    end = np.cumsum(lengths + 1) - 1
    return np.sort(hashes(np.frombuffer(b" ".join(words), np.uint8), end - lengths, end))
