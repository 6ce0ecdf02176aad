"""Which line is the walk's title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from normalize.blocks.words import Words
from normalize.text.fold import fold, same_name
from normalize.text.traced import Traced

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from normalize.blocks.item import Item
    from normalize.flow import Flow

TITLE_LENGTH = 120
"""No walk's name is longer: a longer line is prose."""


@dataclass(frozen=True, slots=True)
class Title:
    """The title's words (None if nothing names the walk) and the item that the content starts after."""

    words: Traced | None
    content: int


def find_title(items: Sequence[Item], flow: Flow, site: str, named: str | None) -> Title:
    """Find the title by what else on the page names the walk, best witness first.

    The witnesses: the words behind ``Key information:``, the name in the address (``named``), the page's
    ``<title>``. The title is the last line before the content that one of them confirms; where none does, the
    first line that is a heading or, in a dump, the first line of all.
    """
    words = Words.of(site)
    first = _first_block(items, words)
    head = range(min(first, len(items)))
    announced = _announced(items, words)
    witnesses = [announced.text if announced else None, named, *_head_names(flow.head_title, words)]
    for witness in filter(None, witnesses):
        confirmed = [n for n in head if _names(items[n], witness)]
        if confirmed:
            return Title(items[confirmed[-1]].cut(), confirmed[-1] + 1)
    for witness in filter(None, witnesses):
        if late := next((n for n in range(first, len(items)) if _names(items[n], witness)), None):
            return Title(items[late].cut(), first)
    return _unconfirmed(items, flow, head, announced)


def _unconfirmed(items: Sequence[Item], flow: Flow, head: Iterable[int], announced: Traced | None) -> Title:
    lines = [n for n in head if items[n].text and len(items[n].text) <= TITLE_LENGTH]
    headings = [n for n in lines if flow.lines[items[n].number].kind == "heading"]
    if announced:
        return Title(announced, headings[-1] + 1 if headings else 0)
    if chosen := (headings or lines)[:1]:
        return Title(items[chosen[0]].cut(), chosen[0] + 1)
    name = flow.head_title.strip()
    return Title(Traced(name) if name else None, 0)


def _first_block(items: Sequence[Item], words: Words) -> int:
    """Number of the first line that opens a block; key information, where there is any, is that line."""
    opening = [(n, h.block) for n, item in enumerate(items) if (h := words.heading(item.text))]
    keys = [n for n, block in opening if block == "key_information"]
    figures = [n for n, block in opening if block in ("rating", "statistics")]
    labelled = (n for n, item in enumerate(items) if _is_labelled(item.text, words))
    return (keys or figures[:1] or [next(labelled, len(items))])[0]


def _is_labelled(text: str, words: Words) -> bool:
    return any(
        (m := labels.match(text)) and m.name != "rating_note" for labels in (words.rating, words.statistics)
    )


def _announced(items: Sequence[Item], words: Words) -> Traced | None:
    """The name that stands behind ``Key information:``."""
    for item in items:
        heading = words.heading(item.text)
        if heading and heading.block == "key_information":
            return item.cut(heading.value_start) or None
    return None


def _head_names(head_title: str, words: Words) -> list[str]:
    """The parts of ``<title>``, which most sites join to their own name with a dash or a bar."""
    return [part for part in re.split(r"\s+[-–—|:]\s+|\s*[|»:]\s*", head_title) if fold(part)] + [head_title]


def _names(item: Item, witness: str) -> bool:
    return bool(item.text) and len(item.text) <= TITLE_LENGTH and same_name(item.text, witness)
