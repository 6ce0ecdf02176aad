"""What the grammar reads: the tokens of a text, and the words they may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.quantities.lexicon import Lexicon
    from normalize.quantities.tokens import Token


class Source(NamedTuple):
    """A text as tokens, the last of them of sort END, with a site's words."""

    tokens: Sequence[Token]
    words: Lexicon
