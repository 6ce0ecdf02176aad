"""Whether the words before a mark ask something, so that it may be a question mark after all."""

from __future__ import annotations

import re

from normalize.text.lost.lexicon import INTERROGATIVE
from normalize.text.lost.mark import QUESTION, Mark

_REACH = 300  # characters; a longer question is rare
_LONGEST_WORD = 12  # of those that begin a question
_OPENED = re.compile(r"(?:^|\s)[?\"“](?=\w)")
_SENTENCE_END = re.compile(r"[.!?:;]\s+|[(\"“]")
_FIRST_WORD = re.compile(r"\W{0,3}([^\W\d_]+)")


def asks(mark: Mark) -> bool:
    """Whether the sentence that ends at the mark begins as a question does.

    >>> from normalize.text.lost.mark import Mark
    >>> asks(Mark("So be it. Where is it ? There", 22, 23)), asks(Mark("further ? and higher", 8, 9))
    (True, False)
    """
    sentence = mark.line[max(0, mark.start - _REACH) : mark.start].rstrip()
    return _interrogative(_SENTENCE_END.split(sentence)[-1])


def _interrogative(text: str) -> bool:
    first = _FIRST_WORD.match(text)
    return first is not None and first[1].lower() in INTERROGATIVE


def closes_within_a_question(mark: Mark) -> bool:
    """Whether what seems quoted before ``??`` is a part of a question, whose mark then comes last.

    >>> closes_within_a_question(Mark("Is it ?better?? Ask.", 14, 15))
    True
    >>> closes_within_a_question(Mark("She said, ?Better?? Ask.", 18, 19))
    False
    >>> closes_within_a_question(Mark("Why ask, ?Is it better?? Go.", 23, 24))
    False
    """
    if mark.before != QUESTION:
        return False
    since = max(0, mark.start - _REACH)
    opened = [found.end() for found in _OPENED.finditer(mark.line, since, mark.start - 1)]
    if not opened or _interrogative(mark.line[opened[-1] : opened[-1] + _LONGEST_WORD]):
        return False
    return asks(Mark(mark.line, opened[-1] - 1, opened[-1]))
