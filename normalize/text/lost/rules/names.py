"""Apostrophes in names: French and Italian, Irish, Berber, Gaelic."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lost.conversion import Conversion
from normalize.text.lost.lexicon import ELIDED, ELIDED_ONCE, GAELIC, IRISH
from normalize.text.lost.rules.apostrophes import apostrophe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.text.lost.candidate import Candidate, Rule, Setting
    from normalize.text.lost.mark import Mark

_ENDS_CONTRACTION = re.compile(r"['’?\ufffd][^\W\d_]\Z")
_LENITED = re.compile(r" (?:[BCDFGMPST]h)[^\W\d_]")
_VOWELS = frozenset("aeiouhAEIOUHàâéèêëîïôûœÀÂÉÈÊÎÔÛŒ")
_LAST_WORD = re.compile(r"([^\W\d_]+) a\Z")


def elision(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``l?eau``, ``Vue d?ensemble``, ``dell?Angelo``: French and Italian, before a vowel."""
    left = mark.left.lower()
    if (
        not mark.inside
        or left not in ELIDED | ELIDED_ONCE
        or mark.after not in _VOWELS
        or _ENDS_CONTRACTION.search(mark.behind)
    ):
        return
    if (len(mark.right) < 3 and not mark.after.isupper()) or _english(left, mark.right, setting):
        yield apostrophe("elision", 0.5)
    elif setting.conversion is Conversion.LATIN1 or len(left) > 1:
        yield apostrophe("elision", 0.97)
    else:  # `l?onard` may be léonard
        sure = mark.after.isupper() or (left in ELIDED and mark.after in "aeiuhé")
        yield apostrophe("elision", 0.93 if sure and not mark.right.isupper() else 0.6)


def _english(left: str, right: str, setting: Setting) -> bool:
    """Whether both are English words, so that a dash may stand between them: ``all?even``."""
    return setting.evidence.is_word(left) and setting.evidence.is_word(right)


def prefixed_name(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``O?Neill``, ``M?Goun``, ``D?Arcy``: a capital stands after no accent inside a word."""
    if (
        mark.left.lower() in IRISH
        and mark.left.isupper()
        and mark.right[:2].istitle()
        and len(mark.right) > 1
    ):
        yield apostrophe("prefixed-name", 0.97)


def bare_in_address(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``M?Goun`` where the address has ``MGoun``: addresses lose their apostrophes."""
    if mark.inside and setting.evidence.is_bare(mark.left + mark.right):
        yield apostrophe("bare-in-address", 0.97)


def gaelic(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``Coire a? Chroin``, ``Beinn a? Ghlo``: the article before a softened consonant."""
    if mark.left != "a" or not mark.ahead[:2].strip().isupper() or not mark.ahead.startswith(" "):
        return
    first = _LAST_WORD.search(mark.behind)
    named = first is not None and first[1].lower() in GAELIC
    if named or (_LENITED.match(mark.ahead) and first is not None and first[1][0].isupper()):
        yield apostrophe("gaelic-article", 0.96)


RULES: tuple[Rule, ...] = (elision, prefixed_name, bare_in_address, gaelic)
