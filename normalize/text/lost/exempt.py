"""Which ``?`` are never taken for a lost character: addresses, code, and what authors write with intent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lost.mark import QUESTION, REPLACEMENT, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\S+")
_MARK = re.compile(r"\?+|\ufffd+")
_LONGEST_TOKEN = 2_000  # characters; what is longer is no prose

ADDRESS = re.compile(
    r"://|\bwww\.|\bmailto:|\w@\w|[?&][\w%.-]+=|\w/[\w.-]*\?"
    r"|\.(?:asp|aspx|php|jsp|cgi|html?|xml|json|com|org|net|info|edu|gov|co\.uk|org\.uk)\b",
    re.IGNORECASE,
)
"""A token in which this is found is an address, an e-mail or a query string."""

CODE = re.compile(
    r"[{}\\]|[=!<>]=|=>|\?\.\w|\?:|&&|\|\||</|/>|\w\(\)|\w \? \S{1,40} : \S"
    r"|^\s*(?:SELECT|def|import|#include|var|let|const)\s"
)
"""A line in which this is found is code."""

_TERNARY = re.compile(r"=[^?:]{1,200}\?[^?:]{1,200}:")
_EMPHATIC = frozenset("?!")
_OPENED = frozenset("([{")
_CLOSED = frozenset(")]}")
_FEW, _DENSE = 200, 20  # more than 200 marks, and more than one in 20 characters: no prose
_LONGEST_RUN = 3  # bytes of UTF-8 that cp1252's characters take


def candidate_marks(line: str) -> list[Mark]:
    """The marks of a line that may stand for a lost character, in order. Linear in the line.

    >>> [m.start for m in candidate_marks("Peru?s? (?) really?! see a.asp?b=1 ? yes")]
    [4, 6, 35]
    """
    signs = line.count(QUESTION) + line.count(REPLACEMENT)
    if not signs or (signs > _FEW and signs * _DENSE > len(line)):
        return []
    return list(_marks(line))


def _marks(line: str) -> Iterator[Mark]:
    question = QUESTION in line and not (CODE.search(line) or _TERNARY.search(line))
    for token in _TOKEN.finditer(line):
        if QUESTION not in token[0] and REPLACEMENT not in token[0]:
            continue
        if len(token[0]) > _LONGEST_TOKEN or ADDRESS.search(token[0]):
            continue
        for run in _MARK.finditer(line, token.start(), token.end()):
            if _may_be_lost(line, run, question):
                yield Mark(line, run.start(), run.end())


def _may_be_lost(line: str, run: re.Match[str], question: bool) -> bool:
    if run[0][0] == REPLACEMENT:
        return len(run[0]) <= _LONGEST_RUN
    before, after = line[run.start() - 1 : run.start()], line[run.end() : run.end() + 1]
    if not question or len(run[0]) > 1 or after in _EMPHATIC:
        return False
    if before in _OPENED or after in _CLOSED:
        return _encloses_a_word(before, after)
    return not _leads_the_line(line, run)


def _encloses_a_word(before: str, after: str) -> bool:
    """Whether a bracket beside the mark may hold a quotation: in ``(?Kettle?)``, not in ``(?)``."""
    return after.isalnum() if before in _OPENED else before.isalnum()


def _leads_the_line(line: str, run: re.Match[str]) -> bool:
    """A caption whose author did not know the place: ``? From Lower Slopes``."""
    return line[run.end() : run.end() + 1].isspace() and not line[: run.start()].strip()
