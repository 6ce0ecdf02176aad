"""Whether the words before a mark ask something, so that it may be a question mark after all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lost.lexicon import INTERROGATIVE

if TYPE_CHECKING:
    from normalize.text.lost.mark import Mark

_REACH = 300  # characters; a longer question is rare
_SENTENCE_END = re.compile(r"[.!?:;]\s+|[(\"“]")
_FIRST_WORD = re.compile(r"\W{0,3}([^\W\d_]+)")


def asks(mark: Mark) -> bool:
    """Whether the sentence that ends at the mark begins as a question does.

    >>> from normalize.text.lost.mark import Mark
    >>> asks(Mark("So be it. Where is it ? There", 22, 23)), asks(Mark("further ? and higher", 8, 9))
    (True, False)
    """
    sentence = mark.line[max(0, mark.start - _REACH) : mark.start].rstrip()
    first = _FIRST_WORD.match(_SENTENCE_END.split(sentence)[-1])
    return first is not None and first[1].lower() in INTERROGATIVE
