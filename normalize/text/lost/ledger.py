"""What was done to each line and what is suspected, in offsets of the line as it was given."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from normalize.text.lost.decision import Ranked
from normalize.text.traced import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from normalize.text.lost.decision import Suspect
    from normalize.text.traced import Traced

Placed = TypeVar("Placed", "Suspect", Ranked)


@dataclass(frozen=True, slots=True)
class LineRepair:
    """What is to be changed in one line, and what is suspected; offsets are in the line as it was given."""

    edits: tuple[Edit, ...] = ()
    suspected: tuple[Suspect, ...] = ()
    ranked: tuple[Ranked, ...] = field(default=(), compare=False)


def as_given(text: Traced, suspected: Sequence[Suspect] = (), ranked: Sequence[Ranked] = ()) -> LineRepair:
    """The edits that a text holds, and what was said of its present words, in offsets of its decoded words.

    >>> from normalize.text.traced import Edit, Traced
    >>> held = Traced("wait?!").apply([Edit(4, 5, "?", "...", "ellipsis", "rule")])
    >>> as_given(held).edits[0].start, as_given(held).edits[0].end
    (4, 5)
    """
    if not text.edits:
        return LineRepair((), tuple(suspected), tuple(ranked))
    return LineRepair(tuple(_proposed(text)), tuple(_placed(text, suspected)), tuple(_placed(text, ranked)))


def _proposed(text: Traced) -> Iterator[Edit]:
    shift = 0
    for edit in text.edits:
        start = edit.start + shift
        end = start + len(edit.before)
        yield Edit(start, end, edit.before, edit.after, edit.kind, edit.rule, edit.confidence)
        shift += len(edit.before) - len(edit.after)


def _placed(text: Traced, suspected: Sequence[Placed]) -> Iterator[Placed]:
    edits, shift = iter(text.edits), 0
    edit = next(edits, None)
    for suspect in suspected:
        while edit is not None and edit.end <= suspect.start:
            shift += len(edit.before) - len(edit.after)
            edit = next(edits, None)
        start, end = suspect.start + shift, suspect.end + shift
        yield _moved(suspect, start, end) if shift else suspect


def _moved(said: Placed, start: int, end: int) -> Placed:
    if isinstance(said, Ranked):
        return said._replace(start=start, end=end)
    return replace(said, start=start, end=end)
