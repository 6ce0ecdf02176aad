"""Which broken conversion lost the characters: it decides what a mark can stand for."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from normalize.text.lost.evidence import is_listed
from normalize.text.lost.mark import QUESTION, REPLACEMENT

if TYPE_CHECKING:
    from collections.abc import Container

_LATIN1 = re.compile("[\xa1-\xa8\xaa-\xad\xaf-\xff]")  # © and ® stand in pages as &copy; and prove nothing
_RESTORED = "°½²×£"  # by our own rules, so that they prove nothing either
_WORD = re.compile(r"[^\W\d_]+")


class Conversion(Enum):
    """To what the text was converted: that survives, all else of windows-1252 is lost."""

    ASCII = "ascii"
    LATIN1 = "latin-1"

    def loses(self, character: str) -> bool:
        """Whether a mark can stand for this character."""
        return ord(character) > (0xFF if self is Conversion.LATIN1 else 0x7F)


def survives_latin1(line: str, known: Container[str] = ()) -> bool:
    """Whether something stands in the line that a conversion to ASCII would have lost.

    What we could have restored ourselves is no proof, so that a repaired text is judged as it was before:
    words of the lists, and those that are ``known``, in lower case, from elsewhere.
    """
    if line.isascii() or not _LATIN1.search(line):
        return False
    return any(_proves(token, known) for token in line.split() if not token.isascii())


def _proves(token: str, known: Container[str]) -> bool:
    if QUESTION in token or REPLACEMENT in token:
        return False  # of a damaged word no list tells whether the rest of it was damaged as well
    bare = _WORD.sub(lambda w: "" if w[0].lower() in known or is_listed(w[0]) else w[0], token)
    return any(c not in _RESTORED for c in _LATIN1.findall(bare))
