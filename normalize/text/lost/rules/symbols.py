"""Degrees, halves and currencies, where the words round them leave no doubt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lost.candidate import Candidate
from normalize.text.lost.lexicon import TIME_UNITS, UNITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.text.lost.candidate import Rule, Setting
    from normalize.text.lost.mark import Mark

_FIGURE_BEFORE = re.compile(r"\d ?\Z")
_SCALE = re.compile(r" ?[CF]\b(?!\.[A-Z])")
_BEARING = re.compile(r" ?[NSEW]\b|\d{1,2}(?:\.\d+)?['′?\ufffd] ?[NSEW]\b")
_UNIT = re.compile(r"[ -]?([a-z]+)\b")
_AMOUNT = re.compile(r"\d")


def degrees(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``20?C``, ``59.9 ?F``, ``45?N``."""
    if not setting.loses("°") or not _FIGURE_BEFORE.search(mark.behind):
        return
    if _SCALE.match(mark.ahead):
        yield Candidate("°", "symbol", "degrees", 0.98)
    elif mark.before.isdigit() and _BEARING.match(mark.ahead):
        yield Candidate("°", "symbol", "bearing", 0.95)


def fraction(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``3? hours`` is a half; ``1? miles`` and ``about ? mile`` may be a quarter."""
    unit = _UNIT.match(mark.ahead)
    if (
        not setting.loses("½")
        or not unit
        or unit[1] not in UNITS
        or not (mark.before.isdigit() or mark.before == " ")
    ):
        return
    halved = unit[1] in TIME_UNITS and mark.before.isdigit() and mark.after in " -"
    yield Candidate("½", "symbol", "half", 0.92 if halved else 0.6)
    if not halved:
        for other in "¼¾":
            yield Candidate(other, "symbol", "fraction", 0.5)
    if mark.after not in " -":  # `10?km`
        yield Candidate(" ", "symbol", "no-break-space", 0.6)


def currency(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``?500 a night``: pounds or euros, nobody can tell."""
    if not mark.before.isalnum() and mark.before not in ".," and _AMOUNT.match(mark.ahead):
        for sign in "£€":
            if setting.loses(sign):
                yield Candidate(sign, "symbol", "currency", 0.45)


RULES: tuple[Rule, ...] = (degrees, fraction, currency)
