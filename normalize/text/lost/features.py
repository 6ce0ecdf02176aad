"""What the model sees of a mark: pieces of the text round it, as numbers of rows of its table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from normalize.text.lost.forms import english
from normalize.text.lost.lexical import level
from normalize.text.lost.view import PAD

if TYPE_CHECKING:
    from normalize.text.lost.evidence import Evidence
    from normalize.text.lost.places import Place
    from normalize.text.lost.view import View

ROWS = 1 << 17
"""Rows of the model's table; row 0 is empty."""

_MASK = ROWS - 1
_REACH = 24  # bytes: no longer word is looked at whole
_SENTENCE = 300


class _Words(NamedTuple):
    """The words round a mark, in lower case: those it touches, two on either side, those of its sentence."""

    left: bytes
    right: bytes
    previous: bytes
    following: bytes
    second: bytes
    next_but_one: bytes
    first: bytes
    first_two: bytes
    clause: bytes
    start: int  # where its sentence begins


def rows(view: View, at: int, place: Place, context: bytes, evidence: Evidence) -> list[int]:
    """The rows of one mark: always as many."""
    pieces = _pieces(view, at, place, context, _words(view, at), level(view, at, evidence))
    return [crc32(piece, n) & _MASK for n, piece in enumerate(pieces)]


def _words(view: View, at: int) -> _Words:
    low, kind = view.low, view.kind
    head = kind[at - _REACH : at]
    tail = kind[at + 1 : at + 1 + _REACH]
    left = low[at - len(head) + len(head.rstrip(b"a")) : at]
    right = low[at + 1 : at + 1 + len(tail) - len(tail.lstrip(b"a"))]
    before, after = at - len(left), at + 1 + len(right)
    previous = _word_before(low, kind, before)
    following = _word_after(low, kind, after)
    second = _word_before(low, kind, before - 1 - len(previous)) if previous else b""
    next_but_one = _word_after(low, kind, after + 1 + len(following)) if following else b""
    start = _sentence(kind, at)
    first = low[start : start + 32].strip(b' \n\x01"(').split(b" ", 2)[:2] if start < before else [b""]
    comma = kind.rfind(b",", max(start, at - _SENTENCE), at)
    clause = low[comma + 1 : comma + 24].strip().split(b" ", 1)[0] if comma > 0 else b""
    sides = (left, right, previous, following, second, next_but_one)
    return _Words(*sides, first[0], b" ".join(first), clause, start)


def _sentence(kind: bytes, at: int) -> int:
    """Where the sentence begins that the mark stands in, or what seems to be quoted there."""
    since = max(0, at - _SENTENCE)
    stop, quote = kind.rfind(b". ", since, at - 1) + 1, kind.rfind(b" \x01a", since, at - 1) + 1
    return max(stop, quote, PAD - 1)


def _pieces(
    view: View, at: int, place: Place, context: bytes, words: _Words, lexical: bytes
) -> tuple[bytes, ...]:
    """Every piece; its number in the row says which, so that none may be moved without training again."""
    low, shape = view.low, view.shape
    left, right, previous, following, second, next_but_one, first, first_two, clause, start = words
    s, pending, last, nxt = place
    before = at - len(left)
    common = english()
    known = b"%d%d%d" % (left in common, right in common, left + right in common)
    lengths = b"%d%d" % (min(len(left), 5), min(len(right), 5))
    pend = b"%d" % pending
    around = shape[at - 1 : at + 2]
    return (
        low[at - 1 : at],
        low[at - 2 : at],
        low[at - 3 : at],
        low[at - 4 : at],
        low[at - 6 : at],
        low[at + 1 : at + 2],
        low[at + 1 : at + 3],
        low[at + 1 : at + 4],
        low[at + 1 : at + 5],
        low[at + 1 : at + 7],
        low[at - 1 : at + 2],
        low[at - 2 : at + 2],
        low[at - 1 : at + 3],
        low[at - 2 : at + 3],
        low[at - 3 : at + 4],
        shape[at - 2 : at + 3],
        shape[at - 3 : at + 4],
        shape[at - 4 : at + 5],
        shape[at - 8 : at],
        shape[at + 1 : at + 9],
        shape[at - 1 : at + 2] + context,
        left + b"|" + s,
        right + b"|" + s,
        left + b"|" + right,
        previous + b"|" + s,
        following + b"|" + s,
        left + b"|" + following,
        previous + b"|" + following + s,
        previous + b"|" + left,
        right + b"|" + following,
        second + b"|" + s,
        next_but_one + b"|" + s,
        known + around,
        known + lengths + context,
        first + b"|" + s,
        first_two + b"|" + s,
        clause + b"|" + s,
        first + b"|" + shape[at + 1 : at + 3] + pend,
        around + pend,
        around + last,
        around + nxt,
        s + pend + last[:1] + nxt[:1],
        s + pend + nxt + shape[at + 2 : at + 3],
        s + pend + last + nxt,
        shape[at - 2 : at + 3] + pend + nxt[:1],
        s + b"%d" % min(9, (at - start).bit_length()) + pend + around[2:],
        left[-2:] + b"|" + following + pend,
        left[-1:] + shape[at + 1 : at + 3] + pend + nxt[:1],
        s + context,
        lexical + s,
        lexical + known + context[:1],
        lexical + lengths + pend,
        lexical + around,
        lexical + right,
        shape[before : before + 1] + left[-1:] + shape[at + 1 : at + 3] + pend + following,
        shape[before : before + 1] + left[-2:] + shape[at + 1 : at + 3] + last[:1] + nxt[:1],
        previous + b"|" + left + b"|" + following,
    )


def _word_before(low: bytes, kind: bytes, end: int) -> bytes:
    """The word that ends before the one character in front of ``end``."""
    head = kind[max(0, end - 1 - _REACH) : max(0, end - 1)]
    return low[end - 1 - len(head) + len(head.rstrip(b"a")) : end - 1] if end > 1 else b""


def _word_after(low: bytes, kind: bytes, start: int) -> bytes:
    tail = kind[start + 1 : start + 1 + _REACH]
    return low[start + 1 : start + 1 + len(tail) - len(tail.lstrip(b"a"))]
