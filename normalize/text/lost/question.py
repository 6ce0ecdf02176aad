"""Whether the words before a mark ask something, so that it may be a question mark after all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lost.lexicon import ENGLISH, FRENCH_OR_SPANISH, INTERROGATIVE

if TYPE_CHECKING:
    from normalize.text.lost.mark import Mark

_REACH = 300  # characters; a longer question is rare
_SENTENCE_END = re.compile(r"[.!?:;]\s+|[(\"“]")
_CLAUSE_END = re.compile(r"[,—–-]\s*|\b(?:and|but|or|so|for)\s+")
_WORD = re.compile(r"[^\W\d_]+")
_FIRST_WORD = re.compile(r"\W{0,3}([^\W\d_]+)")


def asks(mark: Mark, *, since: int = 0) -> bool:
    """Whether the sentence that ends at the mark begins as a question does.

    >>> from normalize.text.lost.mark import Mark
    >>> asks(Mark("So be it. Where is it ? There", 22, 23)), asks(Mark("further ? and higher", 8, 9))
    (True, False)
    """
    return _begins_a_question(_sentence(mark, since))


def may_ask(mark: Mark, *, since: int = 0) -> bool:
    """Whether any clause of that sentence does."""
    return any(map(_begins_a_question, _CLAUSE_END.split(_sentence(mark, since))))


def in_french_or_spanish(mark: Mark) -> bool:
    """Whether the words round a mark are of a language that sets a blank before its question marks, or may.

    >>> from normalize.text.lost.mark import Mark
    >>> in_french_or_spanish(Mark("Vous venez ? Oui", 11, 12))
    True
    """
    words = set(_WORD.findall((mark.behind + " " + mark.ahead).lower()))
    return bool(words & FRENCH_OR_SPANISH) and not words & ENGLISH


def _sentence(mark: Mark, since: int) -> str:
    text = mark.line[max(since, mark.start - _REACH) : mark.start].rstrip()
    return _SENTENCE_END.split(text)[-1]


def _begins_a_question(clause: str) -> bool:
    first = _FIRST_WORD.match(clause)
    return first is not None and first[1].lower() in INTERROGATIVE
