"""Lines that say whose the site is, or what its readers say, though no heading announces them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from normalize.blocks.grammar import CAPTION_LENGTH, SHORT_LINE
from normalize.blocks.pieces import whole
from normalize.text.fold import fold
from normalize.vocabulary import table

if TYPE_CHECKING:
    from normalize.blocks.item import Item
    from normalize.blocks.state import State

_COUNT = re.compile(r"^\(?\d{1,4}\)? | ?\(?\d{1,4}\)?$")


def notice(state: State, item: Item) -> bool:
    """A notice in the site's own name (``© 2008 - 2015 Walkopedia Ltd``); of several the first counts."""
    text = item.text
    if len(text) > CAPTION_LENGTH or not ("©" in text or "opyright" in text):
        return False
    read = state.grammar.credits.read_notice(text)
    if read is None or read.holder is None:
        return False
    if not fold(text[slice(*read.holder)]).startswith(fold(state.words.title)):
        return False
    state.blocks.notice = state.blocks.notice or whole(item)
    return True


def heads_comments(state: State, text: str) -> bool:
    """Whether a line heads what readers say (``Comments (2)``), on a page without a heading of its own."""
    if len(text) > SHORT_LINE or state.ahead["accounts"] or "accounts" in state.opened:
        return False
    return _COUNT.sub("", text.lower().strip(" :")) in _comments(state.survey.site)


@cache
def _comments(site: str) -> frozenset[str]:
    return frozenset(words.lower() for words in table(site)["furniture"].get("comments", ()))
