"""``Ó``, ``Ní`` and ``Uí`` before Irish surnames: letters where a dash or an apostrophe might stand."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from normalize.text.lost.lexicon import IRISH_SURNAMES

if TYPE_CHECKING:
    from normalize.text.lost.mark import Mark

_NEXT_WORD = re.compile(r" ([^\W\d_]?[^\W\d_?\ufffd]*(?:[?\ufffd][^\W\d_?\ufffd]+)*[?\ufffd]?)")
_SOFTENED = re.compile(r" (?:[BCDFGMPST]h[^\W\d_?\ufffd]|[?\ufffd\u00d3] [A-Z])")
_BEFORE = frozenset({"N", "U"})


def alone(mark: Mark) -> bool:
    """Whether the mark may be the ``Ó`` of ``Seán Ó Súilleabháin``."""
    if mark.before not in " (" or mark.after != " " or not mark.ahead[1:2].isupper():
        return False
    found = _NEXT_WORD.match(mark.ahead)
    word = found[1].lower().encode("ascii", "replace") if found else b""
    return any(name in _surnames() for name in (word, word.rstrip(b"?"), word.removesuffix(b"?s")))


def last(mark: Mark) -> bool:
    """Whether the mark may be the ``í`` of ``Ní Fhloinn``, ``Uí Chonaill``."""
    return mark.left in _BEFORE and _SOFTENED.match(mark.ahead) is not None


@cache
def _surnames() -> frozenset[bytes]:
    return frozenset(word.encode("ascii", "replace") for word in IRISH_SURNAMES)
