"""The walk's text: key information, the narrative, and what stands beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.blocks.claims.asides import (
    SENTENCE_ENDS,
    ends_list,
    is_entry,
    is_whole_link,
    leads_to_others,
    tells_other_walk,
)
from normalize.blocks.claims.notice import heads_comments, notice
from normalize.blocks.grammar import CAPTION_LENGTH, SHORT_LINE
from normalize.blocks.pieces import piece, whole
from normalize.blocks.place import own_part
from normalize.blocks.state import OWN
from normalize.flow import Kind

if TYPE_CHECKING:
    from normalize.blocks.item import Item
    from normalize.blocks.state import State

LONGEST_POINT = 300
MOST_POINTS = 5
"""A point of key information is no longer, and a page has no more of them."""

LONG_POINT = 200
SENTENCES_OF_TEXT = 3
"""A line as long, of so many sentences, is text where nothing but its look can tell."""

_TYPED_BULLET = re.compile(r"[-–*o] (?=\S)")
_BULLET = re.compile(r"\s+[•▪●]\s*|^[•▪●]\s*")


def key_information(state: State, item: Item) -> bool:
    """A point; the text, where it follows the points without a heading."""
    if state.grammar.is_credited(item.text):
        return state.shot(item)
    if state.awaits(*OWN) and (leads_to_others(state, item.text) or _is_beside_the_points(state, item)):
        state.block, state.since = "aside", state.number
        return False
    if tells_other_walk(state, item.text):
        _open_aside_in_points(state)
        return False
    if _is_past_the_points(state, item.text):
        state.enter("narrative")
        return narrative(state, item)
    at = bullet.end() if (bullet := _TYPED_BULLET.match(item.text)) else 0
    for bullet in (*_BULLET.finditer(item.text), None):
        end = bullet.start() if bullet else len(item.text)
        if end > at:
            state.blocks.key_information.append(piece(item, at, end) if at or bullet else whole(item))
        at = bullet.end() if bullet else end
    return True


def narrative(state: State, item: Item) -> bool:
    """A paragraph or a sub-heading; captions, notices and another walk's figures are none of it."""
    text = item.text
    if leads_to_others(state, text):
        state.block, state.since = "aside", state.number
        return False
    if tells_other_walk(state, text):
        open_aside(state)
        return False
    if heads_comments(state, text):
        state.enter("accounts")
        return True
    if len(text) <= CAPTION_LENGTH:
        if start := own_part(text, state.title or "", state.words.title):
            return state.is_caption(text[start:]) or state.shot(item, start)
        if notice(state, item):
            return True
        if state.grammar.is_credited(text):
            return state.shot(item)
        if _is_repeated_caption(state, item):
            return True
    state.blocks.narrative.append((whole(item), item))
    return True


def aside(state: State, item: Item) -> bool:
    """A line of an aside; the first sentence that goes with none of its entries leads back to the text."""
    if item.text[-1] not in SENTENCE_ENDS or is_entry(state, item):
        return False
    if len(item.text) <= SHORT_LINE and state.blocks.narrative and not ends_list(state):
        return False
    if "narrative" not in state.opened:
        if state.awaits(*OWN):
            return False
        state.enter("narrative")
    state.block = "narrative"
    return narrative(state, item)


def open_aside(state: State) -> None:
    """Another walk's figures: neither they nor the short lines that lead to them are the walk's text."""
    state.block = "aside"
    told = state.blocks.narrative
    while told and len(told[-1][0].text) <= SHORT_LINE and told[-1][0].text[-1] not in SENTENCE_ENDS:
        state.blocks.claimed -= len(told[-1][0].text)
        state.blocks.leftover.append(told.pop()[0])


def _open_aside_in_points(state: State) -> None:
    """Another walk's figure among the points: the name above it is no point."""
    state.block, state.since = "aside", state.number
    points = state.blocks.key_information
    if points and len(points[-1].text) <= SHORT_LINE and points[-1].text[-1] not in SENTENCE_ENDS:
        state.blocks.claimed -= len(points[-1].text)
        state.blocks.leftover.append(points.pop())


def _is_beside_the_points(state: State, item: Item) -> bool:
    """Whether a line is a heading or but a link, which the markup sets otherwise than the points above."""
    points = state.blocks.key_information
    headed = state.survey.kind(state.number) == Kind.HEADING
    return bool(points) and (headed or is_whole_link(item)) and _is_set_otherwise(state, points[0].line)


def _is_past_the_points(state: State, text: str) -> bool:
    """Whether the text has begun: where no block follows the points, only length and number tell."""
    if state.awaits("rating", "statistics", "narrative"):
        return False
    if not state.opened & {"rating", "statistics"}:
        return False
    points = state.blocks.key_information
    if len(text) > LONGEST_POINT or len(points) >= MOST_POINTS:
        return True
    if len(text) > LONG_POINT and text.count(". ") >= SENTENCES_OF_TEXT - 1:
        return True
    return bool(points) and _is_set_otherwise(state, points[0].line)


def _is_set_otherwise(state: State, first: int) -> bool:
    """Whether the markup sets this line as text or heading, but the first point as an item or a cell."""
    listed, here = state.survey.kind(first), state.survey.kind(state.number)
    return listed in (Kind.ITEM, Kind.CELL) and here in (Kind.TEXT, Kind.HEADING)


def _is_repeated_caption(state: State, item: Item) -> bool:
    """Whether a line of the text only says what a caption says: at its beginning, or beside an image."""
    beside = bool(item.images) or _stands_under_image(state)
    if state.blocks.narrative and not beside:
        return False
    if state.is_caption(item.text):
        return True
    return beside and len(item.text) <= SHORT_LINE and item.text[-1] not in SENTENCE_ENDS and state.shot(item)


def _stands_under_image(state: State) -> bool:
    """Whether the line above holds an image and no words."""
    above = state.survey.items[state.number - 1] if state.number else None
    return above is not None and bool(above.images) and not above.text
