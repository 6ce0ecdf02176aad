"""What stands behind the walk's text: readers' accounts, and the site's own notices.

Each notice claims what its heading announces and no more: a further line that says nothing known is left
over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.blocks.claims.asides import SENTENCE_ENDS
from normalize.blocks.claims.notice import notice
from normalize.blocks.grammar import SHORT_LINE
from normalize.blocks.pieces import whole

if TYPE_CHECKING:
    from normalize.blocks.item import Item
    from normalize.blocks.state import State

MOST_SPONSOR_LINES = 3


def account(state: State, item: Item) -> bool:
    """A reader's account, the site's invitation to send one, or a caption."""
    text = item.text
    if notice(state, item):
        return True
    if state.grammar.is_credited(text):
        return state.shot(item)
    if state.words.invites(text):
        return True
    if len(text) <= SHORT_LINE and text[-1] not in SENTENCE_ENDS and not state.blocks.accounts:
        return False
    state.blocks.accounts.append(whole(item))
    return True


def members(state: State, item: Item) -> bool:
    """More of the members' box, or a caption."""
    if state.words.is_members_box(item.text):
        state.blocks.members = whole(item)
        return True
    return _is_caption(state, item)


def safety(state: State, item: Item) -> bool:
    """The site's words on risks: sentences."""
    if _is_caption(state, item):
        return True
    if not is_prose(item.text):
        return False
    state.blocks.safety.append(whole(item))
    return True


def share(state: State, item: Item) -> bool:
    """The site's invitation to readers."""
    return _is_caption(state, item) or state.words.invites(item.text)


def responsible(state: State, item: Item) -> bool:
    """The site's words on travel: sentences."""
    return _is_caption(state, item) or is_prose(item.text)


def sponsor(state: State, item: Item) -> bool:
    """A few lines of a sponsor's own."""
    if _is_caption(state, item):
        return True
    return len(item.text) <= SHORT_LINE and state.number - state.since <= MOST_SPONSOR_LINES


def is_prose(text: str) -> bool:
    """Whether a line is a sentence or more."""
    return len(text) > SHORT_LINE or text[-1] in SENTENCE_ENDS


def _is_caption(state: State, item: Item) -> bool:
    return notice(state, item) or (state.grammar.is_credited(item.text) and state.shot(item))
