"""All marks of a document as the model reads them: once by themselves, once with all the others."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from normalize.text.lost import quotation
from normalize.text.lost.features import rows
from normalize.text.lost.mark import REPLACEMENT
from normalize.text.lost.places import places
from normalize.text.lost.survivors import contexts
from normalize.text.lost.view import MARK, PAD, view

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from normalize.text.lost.evidence import Evidence
    from normalize.text.lost.mark import Mark
    from normalize.text.lost.places import Place
    from normalize.text.lost.view import View

    Floats = npt.NDArray[np.float32]

CLASSES = 8


class ReadLine(NamedTuple):
    """One line that has marks."""

    number: int
    marks: Sequence[Mark]
    view: View
    places: list[Place]
    context: bytes


def read(lines: Sequence[str], marks: Sequence[Sequence[Mark]], evidence: Evidence) -> list[ReadLine]:
    """The lines that have marks."""
    context = contexts(lines, evidence)
    found = []
    for number, (line, its) in enumerate(zip(lines, marks, strict=True)):
        if its:
            seen = view(line, its)
            found.append(ReadLine(number, its, seen, places(seen), context[number]))
    return found


def local_rows(lines: Sequence[ReadLine], evidence: Evidence) -> npt.NDArray[np.int32]:
    """The rows of the table for every mark, in order."""
    found = [
        rows(line.view, at, place, line.context + (b"F" if mark.sign == REPLACEMENT else b""), evidence)
        for line in lines
        for mark, at, place in zip(line.marks, line.view.at, line.places, strict=True)
    ]
    return np.array(found, dtype=np.int32)


def dense(lines: Sequence[ReadLine], local: Floats, near: Sequence[quotation.Around]) -> Floats:
    """What is known of every mark when all others have been read: a row a mark."""
    around = np.array(near, dtype=np.float32)
    marginal = local.copy()
    marginal[:, quotation.OPEN] *= around[:, 1]
    marginal[:, quotation.CLOSE] *= around[:, 2]
    others = [k for k in range(CLASSES) if k not in (quotation.OPEN, quotation.CLOSE)]
    marginal[:, others] *= around[:, :1]
    marginal /= marginal.sum(1, keepdims=True)
    counts = np.array([len(line.marks) for line in lines])
    first = np.repeat(np.cumsum(counts) - counts, counts)
    last = np.repeat(np.cumsum(counts) - 1, counts)
    number = np.arange(len(local))
    before = np.where((number > first)[:, None], marginal[number - 1], 0)
    after = np.where((number < last)[:, None], marginal[np.minimum(number + 1, len(local) - 1)], 0)
    of_line = np.array([_context(line) for line in lines], dtype=np.float32)
    shapes = np.array(
        [_shape(line, at, mark) for line in lines for at, mark in zip(line.view.at, line.marks, strict=True)],
        dtype=np.float32,
    )
    return np.hstack(
        [
            np.log(local + 1e-4),
            np.log(marginal + 1e-4),
            around,
            before,
            after,
            np.repeat(of_line, counts, axis=0),
            shapes,
        ]
    ).astype(np.float32)


_SIGNS = b"LaAqQsSdD"
_BEFORE = {ord(c): n for n, c in enumerate("a9 \n")}


def _context(line: ReadLine) -> list[bool]:
    return [sign in line.context for sign in _SIGNS]


def _shape(line: ReadLine, at: int, mark: Mark) -> list[bool]:
    """What stands beside the mark, and whether it is U+FFFD."""
    shape = line.view.shape
    found = [mark.sign == REPLACEMENT]
    for c in (shape[at - 1], shape[at + 1], shape[at + 2]):
        found += [c == k for k in b"aA9 \n\x01"]
        found += [c in b".!", c in b",;:", c == 0x22]
    return found


def around(lines: Sequence[ReadLine], local: Floats) -> list[quotation.Around]:
    """What the rest of its line makes of each mark."""
    opens, closes = local[:, quotation.OPEN].tolist(), local[:, quotation.CLOSE].tolist()
    found: list[quotation.Around] = []
    for line, following in zip_longest(lines, lines[1:]):
        start = len(found)
        steps = [
            (at, quotation.Step(max(0.0, 1 - o - c), o, c))
            for at, o, c in zip(line.view.at, opens[start:], closes[start:], strict=False)
        ]
        continued = bool(following) and following.number == line.number + 1 and _begins_quoted(following.view)
        whole = _whole(line.view)
        merged = sorted([*steps, *whole]) if whole else steps
        near = quotation.around([step for _, step in merged], continued=continued)
        own = set(line.view.at)
        found += [a for a, (at, _) in zip(near, merged, strict=True) if at in own] if whole else near
    return found


def _begins_quoted(seen: View) -> bool:
    """Whether a line begins with a mark, or a quote, before a word."""
    return seen.raw[PAD] in (MARK, 0x22) and seen.kind[PAD + 1] == 0x61


def _whole(seen: View) -> list[tuple[int, quotation.Step]]:
    """The quotes that survive in a line, and ``??`` that may have swallowed one."""
    found = []
    at = seen.raw.find(b"??")
    while at >= 0:
        if seen.kind[at - 1 : at] == b"a":
            found.append((at, quotation.QUESTION_AND_QUOTE))
        at = seen.raw.find(b"??", at + 2)
    at = seen.raw.find(b'"')
    while at >= 0:
        before, after = seen.kind[at - 1], seen.kind[at + 1]
        if before in b" \n(" and after not in b" \n":
            found.append((at, quotation.WHOLE_OPEN))
        elif before not in b" \n" and after in b" \n.,;:)\x01":
            found.append((at, quotation.WHOLE_CLOSE))
        at = seen.raw.find(b'"', at + 1)
    return found
