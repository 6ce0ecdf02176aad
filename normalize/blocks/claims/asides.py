"""Boxes that lead elsewhere: other walks' names, links and figures amid a walk's own page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from normalize.blocks.grammar import SHORT_LINE
from normalize.flow import Kind
from normalize.vocabulary import table

if TYPE_CHECKING:
    from normalize.blocks.item import Item
    from normalize.blocks.state import State

SENTENCE_ENDS = ".!?:\"')"


def leads_to_others(state: State, text: str) -> bool:
    """Whether a line heads a box of other walks (``You may also like``); above prose it is a sub-heading."""
    if len(text) > SHORT_LINE or not text.lower().startswith(_heads(state.survey.site)) or text[-1] in ".,;":
        return False
    below = state.below()
    return 0 < len(below) <= SHORT_LINE and below[-1] not in SENTENCE_ENDS


def tells_other_walk(state: State, text: str) -> bool:
    """Whether a line gives another walk's rating: this walk's stands under its heading."""
    if state.grammar.tells_other_walk(text):
        return True
    if state.number not in state.survey.labelled:
        return False
    if "rating" not in state.opened and not state.ahead["rating"]:
        return False
    return state.grammar.opens(text, state.words.rating, state.below())


def is_whole_link(item: Item) -> bool:
    """Whether a line is one link and nothing else."""
    return any(link.end - link.start >= len(item.text) > 0 for link in item.links)


def is_entry(state: State, item: Item) -> bool:
    """Whether a sentence of an aside goes with its entries: a link is below it, or each has a sentence."""
    if is_whole_link(item) or _is_link(state, _beside(state, state.number, 1)):
        return True
    above = _beside(state, state.number, -1)
    before = _beside(state, above, -1)
    return _is_link(state, above) and not _is_link(state, before) and before > state.since


def ends_list(state: State) -> bool:
    """Whether the line above is a link or an item: what follows and is none is the walk's own again."""
    above = _beside(state, state.number, -1)
    listed = above >= 0 and state.survey.kind(above) == Kind.ITEM
    return _is_link(state, above) or (listed and state.survey.kind(state.number) != Kind.ITEM)


@cache
def _heads(site: str) -> tuple[str, ...]:
    return tuple(words.lower() for words in table(site)["furniture"].get("asides", ()))


def _beside(state: State, number: int, step: int) -> int:
    """The nearest line with words below or above; at most two lines without words lie between."""
    texts = state.survey.texts
    for place in range(number + step, number + 4 * step, step):
        if not 0 <= place < len(texts):
            break
        if texts[place]:
            return place
    return -1


def _is_link(state: State, number: int) -> bool:
    return number >= 0 and is_whole_link(state.survey.items[number])
