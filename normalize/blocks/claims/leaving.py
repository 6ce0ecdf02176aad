"""How a block of figures ends: the text begins, a box of other walks, or photos break in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.blocks.claims.asides import SENTENCE_ENDS, leads_to_others
from normalize.blocks.claims.head import head
from normalize.blocks.claims.text import narrative
from normalize.blocks.found import NOTE
from normalize.blocks.grammar import SHORT_LINE, is_unknown_figure
from normalize.blocks.state import FIGURES, OWN
from normalize.flow import Kind

if TYPE_CHECKING:
    from normalize.blocks.grammar import Labelled
    from normalize.blocks.item import Item
    from normalize.blocks.state import State

NEAR = 6
"""A label of the block in so many lines ahead shows that an unknown line between is none of the text."""

SENTENCE = 3
"""A line of so many words that ends as a sentence does is one."""


def leave(state: State, item: Item) -> bool:
    """Leave a block of figures: an unknown figure stays behind, anything else is the text's beginning."""
    if state.awaits("key_information"):  # the oldest pages show their photos behind the figures
        state.block = "head"
        return head(state, item)
    if state.grammar.is_credited(item.text):
        return state.shot(item)
    if leads_to_others(state, item.text):
        state.block, state.since = "aside", state.number
        return False
    if is_unknown_figure(item.text) or state.awaits(*FIGURES):
        return False
    if len(item.text) <= SHORT_LINE and _label_near(state):
        return False
    return begin_text(state, item)


def begin_text(state: State, item: Item) -> bool:
    """Take a line as the first of the text."""
    if "narrative" not in state.opened:
        state.enter("narrative")
    state.block = "narrative"
    return narrative(state, item)


def is_behind_the_figures(state: State) -> bool:
    """Whether the markup sets a line as text behind figures that it set as items or cells."""
    if state.awaits(*OWN) or state.survey.kind(state.number) != Kind.TEXT or _label_near(state):
        return False
    lines = [value.line for _, value in state.pairs["statistics"].found if value is not None]
    return bool(lines) and all(state.survey.kind(line) in (Kind.ITEM, Kind.CELL) for line in lines)


def _label_near(state: State) -> bool:
    """Whether a label that asks for a figure of the open block stands a few short lines further down."""
    for number in range(state.number + 1, state.number + 1 + NEAR):
        text = state.text(number)
        if len(text) > SHORT_LINE or number in state.survey.headings:
            return False
        if number in state.survey.labelled and _asks(state, number):
            return True
    return False


def _asks(state: State, number: int) -> bool:
    """Whether a line holds a label of the block's figures: points, or what has no answer yet.

    A label above a sentence is a sub-heading.
    """
    pairs = state.pairs[state.block]
    found = state.grammar.labelled(state.text(number), state.labels[state.block])
    if _is_empty(found) and _is_sentence(state.text(number + 1)):
        return False
    return any(state.block == "rating" or not pairs.answered(label.name) for label in found)


def is_sub_heading(state: State) -> bool:
    """Whether a line is a label's words, though the label is answered: above a sentence, or as one begins."""
    text = state.text(state.number)
    long = len(text) > SHORT_LINE and _is_sentence(text)
    if state.number not in state.survey.labelled or not (long or _is_sentence(state.below())):
        return False
    found = state.grammar.labelled(text, state.labels["rating"])
    found = found or state.grammar.labelled(text, state.labels["statistics"])
    answered = any(pairs.answered(label.name) for pairs in state.pairs.values() for label in found[:1])
    return answered and (_is_empty(found) or (long and len(found) == 1 and found[0].name != NOTE))


def _is_empty(found: list[Labelled]) -> bool:
    """Whether a line is one label without a value."""
    return len(found) == 1 and found[0].start >= found[0].end


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= SENTENCE and text[-1] in SENTENCE_ENDS
