"""Which ``?`` are never taken for a lost character: addresses, code, and what authors write with intent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lost.lexicon import ENGLISH, FRENCH_OR_SPANISH
from normalize.text.lost.mark import QUESTION, REPLACEMENT, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BLANK = re.compile(r"\s")
_SIGNS_OF_CODE = (*"{}\\=&|<>", "?.", "?:", "()", " : ")
_WORDS_OF_CODE = re.compile(r"\s*(?:SELECT|def|import|#include|var|let|const)\s")
_SIGNS_OF_ADDRESS = frozenset("/@.=:")
_SHORTEST_ADDRESS = 3
_MARK = re.compile(r"\?+|\ufffd+")
_ALONE = re.compile(r"(?<!\ufffd)\ufffd(?!\ufffd)")
_LONGEST_TOKEN = 2_000  # characters; what is longer is no prose

ADDRESS = re.compile(
    r"://|\bwww\.|\bmailto:|\w@\w|[?&][\w%.-]+=|\w/[\w.-]*\?"
    r"|\.(?:asp|aspx|php|jsp|cgi|html?|xml|json|com|org|net|info|edu|gov|co\.uk|org\.uk)\b",
    re.IGNORECASE,
)
"""A token in which this is found is an address, an e-mail or a query string."""

CODE = re.compile(
    r"[{}\\]|[=!<>]=|=>|\?\.\w|\(\?:|\?:\w| \?: |&&|\|\||</|/>|\w\(\)|\w \? \S{1,40} : \S"
    r"|^\s*(?:SELECT|def|import|#include|var|let|const)\s"
)
"""A line in which this is found is code."""

_TERNARY = re.compile(r"=[^?:]{1,200}\?[^?:]{1,200}:")
_WORDS = re.compile(r"[^\W\d_]+")
_AROUND = 40  # characters either side that tell the language
_EMPHATIC = frozenset("?!")
_OPENED = frozenset("([{")
_CLOSED = frozenset(")]}")
_FEW, _DENSE = 200, 20  # more than 200 marks, and more than one in 20 characters: no prose
_LONGEST_RUN = 3  # bytes of UTF-8 that cp1252's characters take
_STOPS = frozenset(".,;:")
_MOST_TOGETHER = 3  # question marks of a run that may each hide a character: `Why?”—he`


def one_each(lines: Iterable[str]) -> bool:
    """Whether each U+FFFD of a document stands for a character: somewhere one stands alone.

    Where each stands for a byte of UTF-8, no character that was lost has less than two.
    """
    return any(_ALONE.search(line) for line in lines if REPLACEMENT in line)


def candidate_marks(line: str, *, each: bool = False) -> list[Mark]:
    """The marks of a line that may stand for a lost character, in order. Linear in the line.

    A run of U+FFFD is one mark, or with ``each`` as many.

    >>> [m.start for m in candidate_marks("Peru?s? (?) really?! see a.asp?b=1 ? yes")]
    [4, 6, 35]
    >>> [m.start for m in candidate_marks("?Why?? he asked. But I?? Who???")]
    [0, 4, 5, 22, 23, 28, 29, 30]
    """
    signs = line.count(QUESTION) + line.count(REPLACEMENT)
    if not signs or (signs > _FEW and signs * _DENSE > len(line)):
        return []
    return list(_marks(line, each=each))


def _marks(line: str, *, each: bool) -> Iterator[Mark]:
    question = QUESTION in line and not _is_code(line)
    for start, end in _tokens(line):
        token = line[start:end]
        if len(token) > _LONGEST_TOKEN or _is_address(token):
            continue
        for run in _MARK.finditer(line, start, end):
            if _may_be_lost(line, run, question):
                length = 1 if each or run[0][0] == QUESTION else len(run[0])
                yield from (Mark(line, at, at + length) for at in range(run.start(), run.end(), length))


def _is_address(token: str) -> bool:
    if len(token) <= _SHORTEST_ADDRESS or _SIGNS_OF_ADDRESS.isdisjoint(token):
        return False
    return ADDRESS.search(token) is not None


def _tokens(line: str) -> Iterator[tuple[int, int]]:
    """The pieces between blanks that hold a mark. Linear: each piece is looked at once."""
    end = 0
    while (found := _next(line, end)) >= 0:
        before = max(line.rfind(" ", end, found), line.rfind("\t", end, found))
        after = _BLANK.search(line, found)
        start, end = max(before + 1, end), after.start() if after else len(line)
        yield start, end


def _next(line: str, start: int) -> int:
    """Where the next mark stands, or -1."""
    question = line.find(QUESTION, start)
    replacement = -1 if line.isascii() else line.find(REPLACEMENT, start)
    return max(question, replacement) if min(question, replacement) < 0 else min(question, replacement)


def _is_code(line: str) -> bool:
    if not (any(sign in line for sign in _SIGNS_OF_CODE) or _WORDS_OF_CODE.match(line)):
        return False
    return bool(CODE.search(line) or _TERNARY.search(line))


def _may_be_lost(line: str, run: re.Match[str], question: bool) -> bool:
    if run[0][0] == REPLACEMENT:
        return len(run[0]) <= _LONGEST_RUN
    before, after = line[run.start() - 1 : run.start()], line[run.end() : run.end() + 1]
    if not question or len(run[0]) > _MOST_TOGETHER or after in _EMPHATIC:
        return False
    if len(run[0]) > 1 and not after.isalnum() and (before.isdigit() or not before.strip()):
        return False  # `c. 19??`, and a lone `??`
    if len(run[0]) > 1 and after.islower() and line[: run.start()].endswith(": "):
        return False  # `Altitude: ??m`
    if before in _OPENED or after in _CLOSED:
        return _encloses_a_word(before, after)
    return not (_leads_the_line(line, run) or _french_or_spanish(line, run))


def _french_or_spanish(line: str, run: re.Match[str]) -> bool:
    """``Vous venez ? Oui``: these languages, or their printers, set a blank before a question mark."""
    if line[run.start() - 1 : run.start()] not in (" ", "\xa0") or line[run.end() : run.end() + 1].isalnum():
        return False
    words = set(_WORDS.findall(line[max(0, run.start() - _AROUND) : run.end() + _AROUND].lower()))
    return bool(words & FRENCH_OR_SPANISH) and not words & ENGLISH


def _encloses_a_word(before: str, after: str) -> bool:
    """Whether a bracket beside the mark may hold a quotation: ``(?Kettle?)``, but not ``(?)``, ``(30?)``."""
    return after.isalnum() if before in _OPENED else before.isalpha() or before in _STOPS


def _leads_the_line(line: str, run: re.Match[str]) -> bool:
    """What the author did not know: ``? From Lower Slopes``, ``Grade: ? (unknown)``."""
    if not line[run.end() : run.end() + 1].isspace():
        return False
    head = line[max(0, run.start() - _AROUND) : run.start()]
    return not head.strip() or head.endswith(": ")
