"""Whether a page ends where its author ended it, or where a connection was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.blocks.claims.asides import SENTENCE_ENDS
from normalize.blocks.state import CLOSING

if TYPE_CHECKING:
    from normalize.blocks.state import State


LONGEST_HEADING = 40
"""A longer line without an end is no sub-heading."""


def is_cut_off(state: State) -> bool:
    """Whether the last thing on the page is a long line without an end, and nothing closes the page."""
    if state.opened & set(CLOSING):
        return False
    last = next((text for text in reversed(state.survey.texts) if text), "")
    return len(last) > LONGEST_HEADING and last[-1] not in SENTENCE_ENDS
