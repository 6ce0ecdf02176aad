"""What stands between the title and the first block: the photo list, and lines that say where the walk is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.blocks.claims.text import narrative
from normalize.blocks.grammar import CAPTION_LENGTH, SHORT_LINE
from normalize.blocks.pieces import piece, whole
from normalize.blocks.place import Stated, country_span, is_breadcrumb, own_part
from normalize.blocks.state import FIGURES
from normalize.blocks.title import names_blocks
from normalize.flow import Kind

if TYPE_CHECKING:
    from normalize.blocks.item import Item
    from normalize.blocks.state import State

MOST_LEADING = 2
"""Another walk's figures have a name and a heading above them, no more."""

_IMAGE = re.compile(r"\.(?:jpe?g|png|gif|webp)(?:[?#]|$)", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\[[\w.-]{1,60}\]")  # some dumps write an image's file name so
_PARTED = re.compile(r"\s*[|•]\s*")


def head(state: State, item: Item) -> bool:
    """A place, a breadcrumb, a caption; longer prose is the narrative, wherever its heading stands."""
    text = item.text
    if place(state, item):
        return True
    if country := country_span(text):
        return _state_place(state, item, *country, "line")
    if state.title and is_breadcrumb(text, state.title):
        return True
    if _is_menu_link(state, item) or _PLACEHOLDER.fullmatch(text) or names_blocks(text, state.words):
        return False
    if _is_other_walks(state, item):
        return _leave_other_walk(state)
    if len(text) > CAPTION_LENGTH and not state.ahead["narrative"]:
        state.enter("narrative")
        return narrative(state, item)
    if _is_introduction(state, item):
        state.blocks.narrative.append((whole(item), item))
        return True
    return len(text) <= CAPTION_LENGTH and captions(state, item)


def _is_introduction(state: State, item: Item) -> bool:
    """Whether a line is a sentence set as text, and no list of captions without holders has begun."""
    text = item.text
    if (
        len(text) <= SHORT_LINE
        or text[-1] != "."
        or item.images
        or state.survey.kind(state.number) != Kind.TEXT
    ):
        return False
    above = state.survey.items[state.number - 1].images if state.number else ()
    shown = state.blocks.shots[-1] if state.blocks.shots else None
    bare = shown is not None and (shown.words is None or not state.grammar.is_credited(shown.words.text))
    return not (above or bare or state.grammar.is_credited(text))


def place(state: State, item: Item) -> bool:
    """A line that says ``Country: Peru``."""
    found = state.words.place.match(item.text) if state.number in state.survey.labelled else None
    if found is None or not found.colon:
        return False
    return _state_place(state, item, found.value_start, len(item.text), "label")


def captions(state: State, item: Item) -> bool:
    """A caption, or several in one line parted by bars; what only repeats country and walk is cut off."""
    text = item.text
    if "|" in text and text.count("©") > 1:
        at = 0
        for bar in (*_PARTED.finditer(text), None):
            end = bar.start() if bar else len(text)
            if end > at:
                state.shot(item, at, end)
            at = bar.end() if bar else end
        return True
    start = own_part(text, state.title, state.words.title) if state.title else 0
    if start:
        _state_place(state, item, 0, text.index(","), "captions")
    return state.shot(item, start)


def _is_menu_link(state: State, item: Item) -> bool:
    """Whether a line is but a link that leads to no image, and no image stands with it."""
    if item.images or not item.links or state.grammar.is_credited(item.text):
        return False
    links = [link for link in item.links if link.end - link.start >= len(item.text)]
    return bool(links) and not any(_IMAGE.search(link.href) for link in links)


def _state_place(state: State, item: Item, start: int, end: int, where: str) -> bool:
    words = piece(item, start, end)
    state.blocks.place.append(words)
    state.blocks.countries.append(Stated(words, where))
    return True


def _is_other_walks(state: State, item: Item) -> bool:
    """Whether a line is a figure, though the heading of this walk's figures is still ahead."""
    if state.grammar.tells_other_walk(item.text):
        return True
    if state.number not in state.survey.labelled:
        return False
    return any(
        state.awaits(b) and state.grammar.opens(item.text, state.labels[b], state.below()) for b in FIGURES
    )


def _leave_other_walk(state: State) -> bool:
    """Another walk's figure is left over, and so are that walk's name and its heading, just above it."""
    shots, near = state.blocks.shots, state.number
    while shots and (words := shots[-1].words) and words.line == near - 1:
        if state.grammar.is_credited(words.text) or state.number - near >= MOST_LEADING:
            break
        near = words.line
        state.blocks.leftover.append(words)
        state.blocks.claimed -= len(words.text)
        shots.pop()
    return False
