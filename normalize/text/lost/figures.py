"""Experts of figures: what stands before, behind and between numbers, whatever the model thinks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lost.conversion import Conversion
from normalize.text.lost.lexicon import PARTED, TIME_UNITS
from normalize.text.lost.question import asks
from normalize.text.lost.symbols import speaks_of_degrees

if TYPE_CHECKING:
    from normalize.text.lost.evidence import Evidence
    from normalize.text.lost.mark import Mark

_DECADE = re.compile(r"\d\d?0s\b")
_COLD = re.compile(r"\d{1,2}(?:\.\d)? ?[°?\ufffd](?!\d)")
_SCALED = re.compile(r"\d{1,2}(?:\.\d)? ?[°?\ufffd] ?[CF]\b")
_SCALE = re.compile(r" ?[CF]\b(?!\.[A-Z])")
_BEARING = re.compile(r"\d{1,2}(?:\.\d+)?['′?\ufffd]? ?[NSEW]\b")
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+\b|\d+(?:\.\d+)?(?:m|bn|k)\b|\d+\.\d\d\b(?!\.)")
_LENGTH = re.compile(r"\d[ \xa0]?(?:k?m|mi)\Z")
_SIDES = re.compile(r"(× )?\b(\d{1,4}(?:\.\d)?) (?:(?:m|cm|mm|ft|feet|in|inches|metres|yards) )?\Z")
_SIDE = re.compile(
    r" (\d{1,4}(?:\.\d)?)(?: [?\ufffd×] \d{1,4}(?:\.\d)?)? ?(?:k?m|cm|mm|ft|feet|in|inches|metres|yards)\b"
)
_WORD = re.compile(r"[^\W\d_]+")


def figures_of(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``the 1980?s``."""
    return 0.97 if mark.before.isdigit() and mark.right == "s" else 0.0


def decade(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``the ?90s``."""
    return 0.96 if mark.before in " (" and _DECADE.match(mark.ahead) else 0.0


def minus(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``?4 ?C``, ``from ?12? to 3?`` of a temperature: below zero, with a short dash for a sign."""
    if mark.before not in " (" or not _COLD.match(mark.ahead):
        return 0.0
    return 0.95 if _SCALED.match(mark.ahead) or speaks_of_degrees(mark) else 0.0


def measured(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``3? hours``, ``20?C``."""
    if conversion is Conversion.LATIN1 or not mark.behind.rstrip()[-1:].isdigit():
        return 0.0
    unit = _WORD.match(mark.ahead.lstrip(" -"))
    if unit and mark.before.isdigit() and unit[0] in TIME_UNITS and mark.after in " -":
        return 0.98
    return 0.97 if _SCALE.match(mark.ahead) or _BEARING.match(mark.ahead) else 0.0


def area(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``60 ? 45 m``: a range would rise; ``60 × 45 ? 50 cm``."""
    sides = _SIDES.search(mark.behind), _SIDE.match(mark.ahead)
    if conversion is Conversion.LATIN1 or not (sides[0] and sides[1]):
        return 0.0
    return 0.97 if sides[0][1] or float(sides[0][2]) >= float(sides[1][1]) else 0.0


def part(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``about ? mile``: a part of it, whichever."""
    if conversion is Conversion.LATIN1 or mark.before != " " or mark.after not in " -":
        return 0.0
    unit = _WORD.match(mark.ahead[1:])
    return 0.9 if unit and unit[0] in PARTED else 0.0


def square(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``164 km? and``: no sentence ends there, and none asks."""
    if conversion is Conversion.LATIN1 or not _LENGTH.search(mark.behind):
        return 0.0
    return 0.95 if mark.after == " " and mark.ahead[1:2].islower() and not asks(mark) else 0.0


def owner(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``Glacier - ? Jane Smith``, ``Glacier ? ? Jane Smith``: after a dash comes no other."""
    return 0.9 if mark.behind.endswith((" - ", " – ", " ? ", " \ufffd ")) and mark.after == " " else 0.0


def amount(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``?1.2m``, ``?4,500``: nobody quotes these."""
    return 0.93 if not mark.before.isalnum() and _AMOUNT.match(mark.ahead) else 0.0
