"""Which lines each block claims: one function a block, each ``(state, item) → whether it is claimed``.

What a block does not claim, and nobody knows as furniture, is left over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.blocks.claims.closing import account, members, responsible, safety, share, sponsor
from normalize.blocks.claims.figures import rating, statistics
from normalize.blocks.claims.head import head
from normalize.blocks.claims.text import aside, key_information, narrative

if TYPE_CHECKING:
    from collections.abc import Callable

    from normalize.blocks.item import Item
    from normalize.blocks.state import State

CLAIMS: dict[str, Callable[[State, Item], bool]] = {
    "head": head,
    "key_information": key_information,
    "rating": rating,
    "statistics": statistics,
    "narrative": narrative,
    "aside": aside,
    "accounts": account,
    "members": members,
    "safety": safety,
    "share": share,
    "responsible": responsible,
    "sponsor": sponsor,
}
"""What is behind the notice is outside the page's content: it is no block's."""

__all__ = ["CLAIMS"]
