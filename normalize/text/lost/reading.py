"""A document's marks as the model reads them: pieces of the text round each, and what else is known there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from normalize.text.lost.features import features
from normalize.text.lost.lexical import level
from normalize.text.lost.mark import REPLACEMENT
from normalize.text.lost.passage import passage
from normalize.text.lost.survivors import contexts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from normalize.text.lost.evidence import Evidence
    from normalize.text.lost.mark import Mark
    from normalize.text.lost.passage import Passage
    from normalize.text.lost.survivors import Survivors

    Contexts = npt.NDArray[np.bool_]

_WHOLE = b"\"'?"
_STOP, _BLANK = 0x2E, 0x20


class Reading(NamedTuple):
    """A passage with what the model reads of it: a row a place, of which some are the marks.

    ``contexts`` says of each line that has marks what survives near it.
    """

    passage: Passage
    rows: npt.NDArray[np.int32]
    dense: npt.NDArray[np.float32]
    contexts: Contexts


def read(
    lines: Sequence[str], marks: Sequence[Sequence[Mark]], whole: Sequence[Survivors], evidence: Evidence
) -> Reading:
    """Read the lines that have marks, at least one; ``whole`` is what survives in each line."""
    seen = passage(lines, marks)
    every = [mark for its in marks for mark in its]
    near = contexts(whole)[[number for number, its in enumerate(marks) if its]]
    lexical = np.zeros(len(seen.places), dtype=np.int64)
    lexical[seen.of_marks] = [level(seen, at, evidence) for at in seen.marks.tolist()]
    return Reading(seen, features(seen, lexical), _dense(seen, near, every), near)


def _dense(seen: Passage, near: Contexts, marks: Sequence[Mark]) -> npt.NDArray[np.float32]:
    """How far each place is from the one before, what stands there, and what survives near its line."""
    at, raw = seen.places, np.frombuffer(seen.raw, np.uint8)
    kind = np.frombuffer(seen.kind, np.uint8)
    begins = np.diff(seen.lines, prepend=-1) != 0
    gap = np.log2(np.maximum(1, np.diff(at, prepend=at[0] - 1)))
    stops = np.cumsum((kind[:-1] == _STOP) & (kind[1:] == _BLANK))[at]
    ends = np.minimum(np.diff(stops, prepend=stops[0]), 3)
    is_mark = np.zeros(len(at), dtype=bool)
    is_mark[seen.of_marks] = True
    replaced = np.zeros(len(at), dtype=bool)
    replaced[seen.of_marks] = [mark.sign == REPLACEMENT for mark in marks]
    whole = [raw[at] == sign for sign in _WHOLE]
    columns = [gap / 8 * ~begins, begins, ends / 3 * ~begins, is_mark, *whole, near[seen.lines - 1], replaced]
    return np.column_stack(columns).astype(np.float32)
