"""Comparing names: what is left of a text when letter case, accents and punctuation do not count."""

from __future__ import annotations

import re
import unicodedata

MARKS = "?\ufffd"
"""What stands where a character was lost."""


def fold(text: str) -> str:
    """Letters and digits alone, lower case, accents off.

    >>> fold("M'Goun – the Peña")
    'mgounthepena'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if c.isalnum())


def same_name(one: str, other: str) -> bool:
    """Whether two printings are of one name; a lost character may stand for any letter, or for none.

    >>> same_name("Pe?a Trek", "Pena-Trek"), same_name("M?Goun", "MGoun"), same_name("Lares", "Larch")
    (True, True, False)
    """
    if fold(one) == fold(other):
        return bool(fold(one))
    if not any(mark in text for text in (one, other) for mark in MARKS):
        return False
    return bool(re.fullmatch(_pattern(one), fold(other)) or re.fullmatch(_pattern(other), fold(one)))


def _pattern(text: str) -> str:
    """A pattern of single characters only: it cannot run away."""
    return "".join("[a-z]?" if c in MARKS else re.escape(fold(c)) for c in text[:300])
