"""How a mark stands among the marks of its line: what seems to open or close, and how far that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from normalize.text.lost.view import View


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
