"""What was done to each line and what is suspected, in offsets of the line as it was given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from normalize.text.lost.decision import Suspect
    from normalize.text.traced import Edit, Traced


@dataclass(frozen=True, slots=True)
class LineRepair:
    """What is to be changed in one line, and what is suspected; offsets are in the line as it was given."""

    edits: tuple[Edit, ...] = ()
    suspected: tuple[Suspect, ...] = ()


def as_given(text: Traced, suspected: Sequence[Suspect] = ()) -> LineRepair:
    """The edits that a text holds, and suspects of its present words, in offsets of its decoded words.

    >>> from normalize.text.traced import Edit, Traced
    >>> held = Traced("wait?!").apply([Edit(4, 5, "?", "...", "ellipsis", "rule")])
    >>> as_given(held).edits[0].start, as_given(held).edits[0].end
    (4, 5)
    """
    return LineRepair(tuple(_proposed(text)), tuple(_placed(text, suspected)))


def _proposed(text: Traced) -> Iterator[Edit]:
    shift = 0
    for edit in text.edits:
        start = edit.start + shift
        yield replace(edit, start=start, end=start + len(edit.before))
        shift += len(edit.before) - len(edit.after)


def _placed(text: Traced, suspected: Sequence[Suspect]) -> Iterator[Suspect]:
    edits, shift = iter(text.edits), 0
    edit = next(edits, None)
    for suspect in suspected:
        while edit is not None and edit.end <= suspect.start:
            shift += len(edit.before) - len(edit.after)
            edit = next(edits, None)
        yield replace(suspect, start=suspect.start + shift, end=suspect.end + shift)
