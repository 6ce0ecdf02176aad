"""What the model sees of a mark: pieces of the text round it, as numbers of rows of its table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from normalize.text.lost.forms import english
from normalize.text.lost.lexical import level

if TYPE_CHECKING:
    from normalize.text.lost.evidence import Evidence
    from normalize.text.lost.view import View

ROWS = 1 << 17
"""Rows of the model's table; row 0 is empty."""

_MASK = ROWS - 1
_REACH = 24  # bytes: no longer word is looked at whole
_SENTENCE = 300


class Place(NamedTuple):
    """Where a mark stands among the other marks of its line."""

    site: bytes
    pending: int
    previous: bytes
    following: bytes


_BEFORE = {0x61: b"a", 0x39: b"9", 0x20: b" ", 0x0A: b"^"}


def _side(kind: int) -> bytes:
    if kind in _BEFORE:
        return _BEFORE[kind]
    if kind in b".,;:!\x85":
        return b"."
    if kind in b"([\"'\x96-":
        return b"("
    if kind in b")]":
        return b")"
    return b"#" if kind != 1 else b"m"


def site(view: View, at: int) -> bytes:
    """The kinds of what stands directly before and after a mark."""
    return _side(view.kind[at - 1]) + _side(view.kind[at + 1])


_EVENTS = {
    **{a + b: b"o" for a in (b" ", b"^", b"(", b"m") for b in (b"a", b"9")},
    **{a + b: b"c" for a in (b".",) for b in (b" ", b"^", b"(", b")", b".")},
    **{a + b: b"w" for a in (b"a", b"9", b")") for b in (b" ", b"^", b".", b")", b"(")},
    **{a + b: b"i" for a in (b"a", b"9") for b in (b"a", b"9")},
    b"  ": b"s",
    **dict.fromkeys((b" m", b"^m"), b"o"),
    **dict.fromkeys((b"m ", b"m^", b"m."), b"c"),
}


def places(view: View) -> list[Place]:
    """For each mark its site, how many quotations seem open before it, and what marks stand beside it."""
    sites = [site(view, at) for at in view.at]
    events = [_EVENTS.get(s, b"x") for s in sites]
    double = b"??" in view.raw
    befores: list[tuple[int, bytes, int]] = []
    pending, last, since, position = 0, b"^", 40, 0
    for at, event in zip(view.at, events, strict=True):
        if double and (end := view.raw.rfind(b"??", position, at)) >= 0:
            pending, last, since = max(0, pending - 1), b"q", end
        position = at
        befores.append((pending, last, at - since))
        pending, last, since = _after(event, pending, last, since, at)
    afters: list[tuple[bytes, int]] = []
    following, upto, position = b"$", len(view.raw), len(view.raw)
    for at, event in zip(reversed(view.at), reversed(events), strict=True):
        if double and (start := view.raw.find(b"??", at, position)) >= 0:
            following, upto = b"q", start
        position = at
        afters.append((following, upto - at))
        if event in (b"o", b"c"):
            following, upto = event, at
        elif event == b"w":
            following = following[:1] + b"w"
    return [
        Place(s, pending, last + _far(gap), following + _far(distance))
        for s, (pending, last, gap), (following, distance) in zip(
            sites, befores, reversed(afters), strict=True
        )
    ]


def _after(event: bytes, pending: int, last: bytes, since: int, at: int) -> tuple[int, bytes, int]:
    """How many quotations seem open, which event was last and where, once this one has passed."""
    if event == b"o":
        return min(pending + 1, 2), b"o", at
    if event == b"c":
        return max(pending - 1, 0), b"c", at
    return pending, last[:1] + b"w" if event == b"w" else last, since


def _far(distance: int) -> bytes:
    return b"%d" % min(distance.bit_length(), 9)


def rows(view: View, at: int, place: Place, context: bytes, evidence: Evidence) -> list[int]:
    """The rows of one mark: always as many."""
    low, shape, kind = view.low, view.shape, view.kind
    head = kind[at - _REACH : at]
    tail = kind[at + 1 : at + 1 + _REACH]
    left = low[at - len(head) + len(head.rstrip(b"a")) : at]
    right = low[at + 1 : at + 1 + len(tail) - len(tail.lstrip(b"a"))]
    before, after = at - len(left), at + 1 + len(right)
    previous = _word_before(low, kind, before)
    following = _word_after(low, kind, after)
    second = _word_before(low, kind, before - 1 - len(previous)) if previous else b""
    next_but_one = _word_after(low, kind, after + 1 + len(following)) if following else b""
    words = english()
    known = b"%d%d%d" % (left in words, right in words, left + right in words)
    lexical = level(view, at, evidence)
    lengths = b"%d%d" % (min(len(left), 5), min(len(right), 5))
    s, pending, last, nxt = place
    start = max(
        kind.rfind(b". ", at - _SENTENCE if at > _SENTENCE else 0, at - 1) + 1,
        kind.rfind(b" \x01a", at - _SENTENCE if at > _SENTENCE else 0, at - 1) + 1,
        kind.rfind(b"\n", 0, at) + 0,
    )
    first = low[start : start + 32].strip(b' \n\x01"(').split(b" ", 2)[:2] if start < before else [b"", b""]
    comma = kind.rfind(b",", start, at)
    clause = low[comma + 1 : comma + 24].strip().split(b" ", 1)[0] if comma > 0 else b""
    pend = b"%d" % pending
    around = shape[at - 1 : at + 2]
    pairs = (
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
        first[0] + b"|" + s,
        b" ".join(first) + b"|" + s,
        clause + b"|" + s,
        first[0] + b"|" + shape[at + 1 : at + 3] + pend,
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
    return [crc32(piece, n) & _MASK for n, piece in enumerate(pairs)]


def _word_before(low: bytes, kind: bytes, end: int) -> bytes:
    """The word that ends before the one character in front of ``end``."""
    head = kind[max(0, end - 1 - _REACH) : max(0, end - 1)]
    return low[end - 1 - len(head) + len(head.rstrip(b"a")) : end - 1] if end > 1 else b""


def _word_after(low: bytes, kind: bytes, start: int) -> bytes:
    tail = kind[start + 1 : start + 1 + _REACH]
    return low[start + 1 : start + 1 + len(tail) - len(tail.lstrip(b"a"))]
