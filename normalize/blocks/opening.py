"""What opens a block: its heading, or, on pages without headings, a label with its figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.blocks.claims.figures import labelled, marks
from normalize.blocks.claims.text import open_aside
from normalize.blocks.grammar import SHORT_LINE
from normalize.blocks.pieces import piece, whole
from normalize.blocks.state import CLOSING, FIGURES, OWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from normalize.blocks.item import Item
    from normalize.blocks.state import State
    from normalize.blocks.words import Heading

FEWEST_WORDS = 4
"""Words that make a sentence of what stands behind a heading."""


def may_open(state: State, block: str) -> bool:
    """The notice closes the page; the walk's own blocks stand once each."""
    if state.block == "notice":
        return False
    return block in CLOSING or block not in state.opened


def open_block(state: State, heading: Heading, item: Item) -> None:
    """Open the heading's block, and claim what stands behind the heading's words."""
    before = state.block
    state.enter(heading.block)
    state.blocks.claimed += len(item.text)
    behind = heading.value_start if len(item.text) > heading.value_start else 0
    _OPEN.get(heading.block, _nothing)(state, item, behind)
    if heading.block == "notice" and state.awaits(*OWN):
        state.block = before  # a notice in the middle closes nothing
    if heading.block == "members" and before in ("narrative", *FIGURES) and not state.opened & _BEHIND:
        state.block = before  # a box between two paragraphs


_BEHIND = {"accounts", "safety", "share", "responsible", "sponsor"}


def open_by_label(state: State, item: Item) -> None:
    """Open rating or statistics on the strength of a label, where no heading announces them."""
    if state.block in CLOSING:
        return
    for block in FIGURES:
        announced = block in state.opened or state.ahead[block]
        if not announced and state.grammar.opens(item.text, state.labels[block], state.below()):
            state.enter(block)
            return


def back_to_figures(state: State, item: Item) -> None:
    """Go back to a block of figures that photos broke into, where its labels go on."""
    if state.block != "head":
        return
    for block in FIGURES:
        if block in state.opened and state.grammar.labelled(item.text, state.labels[block]):
            state.block = block


def repeats(state: State, heading: Heading, item: Item) -> bool:
    """Deal with a heading that stood before, in the midst of the text; false if it is but a line there."""
    if state.block != "narrative" or heading.block not in ("narrative", *FIGURES):
        return False
    if heading.block == "narrative":
        state.blocks.claimed += len(item.text)
    else:
        open_aside(state)
        state.leave_over(item)
    return True


def _key_information(state: State, item: Item, behind: int) -> None:
    """Behind the heading stands the walk's name; a whole sentence is a point."""
    said = item.text[behind:] if behind else ""
    if said.endswith(".") and said.count(" ") >= FEWEST_WORDS - 1:
        state.blocks.key_information.append(piece(item, behind))


def _rating(state: State, item: Item, _: int) -> None:
    marks(state, item)
    labelled(state, item, "rating")


def _statistics(state: State, item: Item, behind: int) -> None:
    if behind:
        labelled(state, item, "statistics", behind)


def _narrative(state: State, item: Item, behind: int) -> None:
    if behind and (words := piece(item, behind)):
        state.blocks.narrative.append((words, item))


def _accounts(state: State, item: Item, behind: int) -> None:
    if behind and len(item.text) - behind > SHORT_LINE and not state.words.invites(item.text[behind:]):
        state.blocks.accounts.append(piece(item, behind))


def _members(state: State, item: Item, _: int) -> None:
    if state.words.is_members_box(item.text):
        state.blocks.members = whole(item)


def _safety(state: State, item: Item, behind: int) -> None:
    if behind and (words := piece(item, behind)):
        state.blocks.safety.append(words)


def _sponsor(state: State, item: Item, _: int) -> None:
    state.blocks.sponsor.append(whole(item))


def _notice(state: State, item: Item, _: int) -> None:
    state.blocks.notice = whole(item)


def _nothing(_: State, __: Item, ___: int) -> None:
    """A heading that is only a heading."""


_OPEN: dict[str, Callable[[State, Item, int], None]] = {
    "key_information": _key_information,
    "rating": _rating,
    "statistics": _statistics,
    "narrative": _narrative,
    "accounts": _accounts,
    "members": _members,
    "safety": _safety,
    "sponsor": _sponsor,
    "notice": _notice,
}
