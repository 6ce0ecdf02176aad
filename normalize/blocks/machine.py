"""The state machine that reads a page's items into blocks: one pass, one state, no look at the markup.

A heading (or, on pages without headings, a label with its value) opens a block; each block has a function
that claims a line or leaves it. What no block claims and nobody knows as furniture is left over, and counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.blocks.claims import CLAIMS
from normalize.blocks.ending import is_cut_off
from normalize.blocks.found import Shot
from normalize.blocks.opening import back_to_figures, may_open, open_block, open_by_label, repeats
from normalize.blocks.pieces import whole
from normalize.blocks.place import countries_above, country_of_captions
from normalize.blocks.state import FIGURES, MOST_SHOTS, State
from normalize.blocks.words import LONGEST_MENU, ORNAMENTS, is_mark, starts_with
from normalize.flow import Image

if TYPE_CHECKING:
    from normalize.blocks.found import Blocks
    from normalize.blocks.item import Item
    from normalize.blocks.survey import Survey
    from normalize.blocks.title import Title


def read_blocks(survey: Survey, title: Title) -> Blocks:
    """Read the lines from the content's first on; those above the title may only tell the country."""
    name = title.words.text if title.words else None
    start = title.content
    state = State(survey, name)
    state.ahead.update(h.block for n, h in survey.headings.items() if n >= start)
    for number in range(start, len(survey.items)):
        state.number = number
        _read(state, survey.items[number], survey.texts[number])
    for block, pairs in state.pairs.items():
        pairs.close()
        setattr(state.blocks, block, pairs.found)
    above = countries_above(survey, title.line, name) if name and title.line is not None else ()
    stated = [*above, *country_of_captions(state.captioned)]
    state.blocks.countries += stated
    state.blocks.place += [one.words for one in stated]
    state.blocks.cut_off = is_cut_off(state)
    return state.blocks


def _read(state: State, item: Item, text: str) -> None:
    if (item.images or item.links) and len(state.blocks.shots) < MOST_SHOTS:
        if state.block in FIGURES and not text and state.awaits("key_information"):
            state.block = "head"
        state.blocks.shots += [Shot(None, image, state.block) for image in _images(item, state)]
    if not text or (text[0] in ORNAMENTS and not text.strip(ORNAMENTS)):
        return
    heading = state.survey.headings.get(state.number)
    if heading:
        state.ahead[heading.block] -= 1
        if may_open(state, heading.block):
            open_block(state, heading, item)
            return
        if repeats(state, heading, item):
            return
    if state.number in state.survey.labelled:
        open_by_label(state, item)
        back_to_figures(state, item)
    if state.block == "notice" or _is_furniture(state, item, text):
        return
    if CLAIMS[state.block](state, item):
        state.blocks.claimed += len(text)
    else:
        state.leave_over(item)


def _is_furniture(state: State, item: Item, text: str) -> bool:
    """Whether a line is the site's own: a known line, an entry of its menu, the title again."""
    if state.number in state.survey.furniture:
        if starts_with(text, state.words.stub):
            state.blocks.stub = whole(item)
        return True
    if len(text) > LONGEST_MENU:
        return False
    if state.says_title(text):
        return True
    return state.words.is_menu(text) and not (state.block == "rating" and is_mark(text, state.words))


def _images(item: Item, state: State) -> tuple[Image, ...]:
    """The images of a line, of those whose alternative text is but the title without it.

    A caption that is a link leads to its image.
    """
    if not item.images:
        return tuple(Image(link.href, "", link.start) for link in item.links if item.text)
    return tuple([Image(i.src, "", i.at) if i.alt and state.says_title(i.alt) else i for i in item.images])
