"""The blocks of figures: labels and values, marks and notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.blocks.claims.head import place
from normalize.blocks.claims.leaving import begin_text, is_behind_the_figures, is_sub_heading, leave
from normalize.blocks.found import NOTE
from normalize.blocks.grammar import (
    LONGEST_LABELS,
    ROW_OF_POINTS,
    SHORT_LINE,
    is_points,
    is_unknown_figure,
)
from normalize.blocks.pieces import bare, piece, whole
from normalize.blocks.state import OWN
from normalize.blocks.words import is_mark
from normalize.labels import read_points

if TYPE_CHECKING:
    from normalize.blocks.grammar import Labelled
    from normalize.blocks.item import Item
    from normalize.blocks.state import State

MOST_FIGURES = 1_000
"""Past so many figures in a block, what comes is left over."""

_BETWEEN_BARS = re.compile(r"[^|\s](?:[^|]*[^|\s])?")

LONGEST_MARK = 40
MOST_WORDS = 3
"""A statistic in words (``Variable``) has no more of them where its label stands on another line."""


def rating(state: State, item: Item) -> bool:
    """Labels with points, marks, a note."""
    if state.pairs["rating"].count > MOST_FIGURES:
        return False
    if "|" in item.text and _in_one_line(state, item):
        return True
    if is_sub_heading(state):
        return leave(state, item)
    marked = marks(state, item)
    if labelled(state, item, "rating") or marked or place(state, item):
        return True
    pairs, text = state.pairs["rating"], item.text
    if _gives_points(text) or (pairs.waiting == NOTE and _is_note(state, text)):
        pairs.value(bare(item))
        return True
    if len(text) <= SHORT_LINE and pairs.waiting and ROW_OF_POINTS.fullmatch(text):
        at = 0
        for points in text.replace("|", " ").split():
            at = text.index(points, at)
            pairs.value(piece(item, at, at + len(points)))
            at += len(points)
        return True
    return leave(state, item)


def statistics(state: State, item: Item) -> bool:
    """Labels with figures or words, and a duration that has no label."""
    if state.pairs["statistics"].count > MOST_FIGURES:
        return False
    if "|" in item.text and _in_one_line(state, item):
        return True
    if is_sub_heading(state):
        return leave(state, item)
    if labelled(state, item, "statistics") or place(state, item):
        return True
    pairs, text = state.pairs["statistics"], item.text
    if is_unknown_figure(text):
        pairs.close()  # what follows answers no label above
    if is_unknown_figure(text) and is_behind_the_figures(state):
        return begin_text(state, item)
    if len(text) > SHORT_LINE or is_unknown_figure(text) or state.grammar.is_credited(text):
        return leave(state, item)
    known = text.lower().strip(" .") in state.words.open_values
    if known or _answers(text, pairs.waiting) or state.grammar.is_duration(text):
        pairs.value(bare(item))
        return True
    return leave(state, item)


def labelled(state: State, item: Item, block: str, start: int = 0) -> bool:
    """Take the labels of a line, each with its value; whether there are any."""
    if not start and state.number not in state.survey.labelled:
        return False
    found = state.grammar.labelled(item.text, state.labels[block], start)
    if not found and not start and (heading := state.survey.headings.get(state.number)):
        found = state.grammar.labelled(item.text, state.labels[block], heading.value_start)
    return _take(state, item, block, found)


def _take(state: State, item: Item, block: str, found: list[Labelled]) -> bool:
    for label in found:
        state.blocks.labels.append(label.name)
        value = piece(item, label.start, label.end) if label.end > label.start else None
        if value and label.name == NOTE and not _says(value.text, state):
            value = None
        if value:
            state.pairs[block].pair(label.name, value)
        else:
            state.pairs[block].label(label.name)
    return bool(found)


def _says(note: str, state: State) -> bool:
    """Whether a note says more than a mark of the rating."""
    return any(c.isalnum() for c in note) and not is_mark(note, state.words)


def _in_one_line(state: State, item: Item) -> bool:
    """Take the figures of a line that bars part (``Length: 12km | 4-5 hours``); false if it has none."""
    text, block = item.text, state.block
    spans = [found.span() for found in _BETWEEN_BARS.finditer(text[:LONGEST_LABELS])]
    cells = [
        (start, end, state.grammar.labelled(text[:end], state.labels[block], start)) for start, end in spans
    ]
    if not any(found for _, _, found in cells):
        return False
    for start, end, found in cells:
        if found:
            _take(state, item, block, found)
        elif block == "statistics" or is_points(text[start:end]):
            state.pairs[block].value(piece(item, start, end))
        elif not is_mark(text[start:end], state.words):
            state.blocks.leftover.append(piece(item, start, end))
        elif text[start:end].lower().strip("*() .") in state.words.provisional:
            state.blocks.provisional = piece(item, start, end)
        else:
            state.blocks.top_100 = piece(item, start, end)
    return True


def _gives_points(text: str) -> bool:
    return is_points(text) or (len(text) <= SHORT_LINE and read_points(text) is not None)


def marks(state: State, item: Item) -> bool:
    """Note the marks (Top 100, provisional) of a rating; true when the line is nothing but a mark.

    A mark may be an image.
    """
    if len(item.text) > LONGEST_MARK:
        return False
    low, words = item.text.lower(), state.words
    if any(is_mark(image.alt, words) for image in item.images):
        low = " ".join([low, *(image.alt.lower() for image in item.images)])
    if any(mark in low for mark in words.top_100):
        state.blocks.top_100 = whole(item)
    if any(mark in low for mark in words.provisional):
        state.blocks.provisional = whole(item)
    return low.strip("*() .") in (*words.top_100, *words.provisional, "")


def _is_note(state: State, text: str) -> bool:
    """Whether a line below the note's label is the note: further blocks are ahead, or it reads like one."""
    if state.grammar.is_credited(text):
        return False
    if state.awaits(*OWN):
        return True
    return len(text) <= SHORT_LINE and (text[-1] == "." or is_unknown_figure(text))


def _answers(text: str, waiting: str | None) -> bool:
    """Whether a line can be the value of the label that waits for one."""
    if waiting is None:
        return False
    return waiting == "difficulty" or len(text.split()) <= MOST_WORDS or any(c.isdigit() for c in text)
