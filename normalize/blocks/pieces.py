"""Pieces of an item's words, cut the short way wherever nothing in them was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.text.traced import Traced

if TYPE_CHECKING:
    from normalize.blocks.item import Item

TYPED_BULLETS = frozenset(["* ", "- ", "– ", "o "])


def whole(item: Item) -> Traced:
    """All the item's words: ``item.cut()``."""
    words = item.mended
    text = words.text
    return item.cut() if not text or text[0].isspace() or text[-1].isspace() else words


def bare(item: Item) -> Traced:
    """All the item's words but a bullet that was typed before them (``* 4-5 hours``)."""
    return piece(item, 2) if item.text[:2] in TYPED_BULLETS else whole(item)


def piece(item: Item, start: int, end: int | None = None) -> Traced:
    """The words that show as ``item.text[start:end]``: ``item.cut(start, end)``."""
    words = item.mended
    if words.edits or words.text != item.text:
        return item.cut(start, end)
    text = words.text[start:end]
    bare = text.lstrip()
    return Traced(bare.rstrip(), (), words.line, words.offset + start + len(text) - len(bare))
