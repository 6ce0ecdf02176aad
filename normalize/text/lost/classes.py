"""What a mark may have been, as the model tells it: the columns of its probabilities."""

from __future__ import annotations

(
    KEEP,
    APOSTROPHE,
    OPEN,
    CLOSE,
    OPEN_OTHER,
    CLOSE_OTHER,
    DASH,
    ELLIPSIS,
    LETTER,
) = range(9)
"""A real question mark, and what may be lost. ``OPEN`` and ``CLOSE`` are of the document's usual quotation
marks, the others of those inside them or beside them, single where the usual are double."""

SYMBOLS = ("°", "£", "€", "½", "²", "×", "©")
"""Symbols that have a column each, after the others; the last column is of all other symbols."""

SYMBOL = 9
OTHER_SYMBOL = SYMBOL + len(SYMBOLS)
COUNT = OTHER_SYMBOL + 1
