"""``"`` for an apostrophe: ``Huayllapa"s``, ``M"Goun``, ``Vue d"ensemble``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lost.candidate import Setting
from normalize.text.lost.conversion import Conversion
from normalize.text.lost.evidence import Evidence
from normalize.text.lost.mark import Mark
from normalize.text.lost.rules.apostrophes import contraction, possessive
from normalize.text.lost.rules.names import elision, prefixed_name
from normalize.text.traced import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

DOUBLE_QUOTES = '"“”'

_DOUBLE_QUOTE = re.compile(f"[{DOUBLE_QUOTES}]")
_SETTING = Setting(Conversion.LATIN1, Evidence(()))
_RULES = (contraction, possessive, elision, prefixed_name)
_SURE = 0.95


def misquoted(line: str) -> Iterator[Edit]:
    """Edits for the double quotes that stand for an apostrophe inside a word, in order.

    Never for one that closes a quotation (``the "Kettle"s``) nor for inches (``5'10"``).
    """
    inside_quotation = False
    for quote in _DOUBLE_QUOTE.finditer(line):
        mark = Mark(line, quote.start(), quote.end())
        if not inside_quotation and mark.inside and _hides_an_apostrophe(mark):
            yield Edit(mark.start, mark.end, quote[0], "'", "apostrophe", "misquoted", 0.97)
        elif not mark.before.isdigit():
            inside_quotation = not inside_quotation


def _hides_an_apostrophe(mark: Mark) -> bool:
    return any(c.confidence >= _SURE for rule in _RULES for c in rule(mark, _SETTING))
