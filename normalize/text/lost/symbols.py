"""Which symbol a mark was, if it was one: degrees, fractions, currencies, squares, times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lost.lexicon import DEGREES, TIME_UNITS, UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from normalize.text.lost.conversion import Conversion
    from normalize.text.lost.mark import Mark

    Shares = Mapping[str, float]
    Rule = Callable[[Mark], Shares]

_SCALE = re.compile(r" ?[CFK]\b(?!\.[A-Z])")
_BEARING = re.compile(r" ?[NSEWnsew]\b|\d{1,2}(?:\.\d+)?['′?\ufffd]| \d{1,2}['′?\ufffd]")
_FIGURE = re.compile(r"\d[ \xa0]?\Z")
_BELOW = re.compile(r"(?:[−-]|temp\w*\.?|minus) ?\d{1,2}(?:\.\d)?\Z")
_WORD = re.compile(r"[a-z]{3,}")
_MANY = re.compile(r"(?:[1-9]\d{2}|[2-9]\d|1[3-9]|\+\d)\Z")  # so many halves are seldom counted
_UNIT = re.compile(r"[ -]?([a-z]+)\b")
_RANGE = re.compile(r"[–?\ufffd-]\d{1,2}[½?\ufffd]? ([a-z]+)\b")
_LENGTH = re.compile(r"\b(?:k?m|cm|mm|ft|mi|miles?|km)\Z")
_HOLDER = re.compile(r" (?!From|The|At|In|On|View|Looking)[A-Z][\w.'-]*(?: [A-Z][\w'-]*){1,3}\W?\Z")
_PRICE = 0.95  # that a sign before figures is of a currency, if it is a symbol
_SIDE = re.compile(r"(?:\d|\d ?(?:m|cm|ft|['′]))[ \xa0]?\Z")


def degrees(mark: Mark) -> Shares:
    """``20?C``, ``59.9 ?F``, ``45?N``, ``−12?.``."""
    if not _FIGURE.search(mark.behind):
        return {}
    if _SCALE.match(mark.ahead):
        return {"°": 0.995}
    if mark.before.isdigit() and _BEARING.match(mark.ahead):
        return {"°": 0.98}
    if not mark.before.isdigit() or mark.right or mark.after.isdigit():
        return {}
    if _BELOW.search(mark.behind):
        return {"°": 0.97}
    if speaks_of_degrees(mark) or _MANY.search(mark.behind):
        return {"°": 0.95}
    return {"°": 0.6, "½": 0.3} if mark.after == " " else {"°": 0.8, "½": 0.1}


def speaks_of_degrees(mark: Mark) -> bool:
    """Whether the words near a mark are of warmth, cold, slopes or bearings."""
    return not DEGREES.isdisjoint(_WORD.findall(f"{mark.behind} {mark.ahead}".lower()))


def fraction(mark: Mark) -> Shares:
    """``3? hours`` is a half; ``1? miles`` and ``about ? mile`` may be a quarter."""
    range_ = _RANGE.match(mark.ahead) if mark.before.isdigit() else None
    unit = range_ or _UNIT.match(mark.ahead)
    if not unit or unit[1] not in UNITS or not (mark.before.isdigit() or mark.before == " "):
        return {}
    if not range_ and mark.after not in " -":  # `10?km`
        return {"\xa0": 0.7, "½": 0.25}
    if unit[1] in TIME_UNITS and mark.before.isdigit():
        return {"½": 0.95, "¼": 0.03, "¾": 0.02}
    return {"½": 0.8, "¼": 0.1, "¾": 0.1}


def square(mark: Mark) -> Shares:
    """``14 km?``: after a unit of length."""
    if mark.after.isalnum() or not _LENGTH.search(mark.behind):
        return {}
    return {"²": 0.93, "³": 0.05}


def times(mark: Mark) -> Shares:
    """``4 ? 3 m``: between two figures."""
    ahead = mark.ahead.lstrip()
    return {"×": 0.97} if _SIDE.search(mark.behind) and ahead[:1].isdigit() else {}


def owner(mark: Mark) -> Shares:
    """``Glacier - ? Jane Smith``: the sign before the holder of a picture."""
    if not mark.behind.endswith((" - ", " – ")) or not mark.ahead[:2].strip().isupper():
        return {}
    return {"©": 0.95 if _HOLDER.match(mark.ahead) else 0.8}


RULES: tuple[Rule, ...] = (fraction, degrees, square, times, owner)
"""The first that knows the place tells the symbols."""


def currency(mark: Mark, euros: Callable[[], float]) -> Shares:
    """``?500 a night``: pounds or euros, as the document's places have it."""
    if mark.before.isalnum() or mark.before in ".," or not mark.after.isdigit():
        return {}
    in_euros = euros()
    return {"£": _PRICE * (1 - in_euros), "€": _PRICE * in_euros}


def symbols(mark: Mark, conversion: Conversion, euros: Callable[[], float]) -> list[tuple[str, float, str]]:
    """The symbols that a mark may have been, each with its share and the rule that knows it.

    What survives the conversion cannot have been lost: its share goes to the others. ``euros`` tells how
    probably (0 to 1) a price there is in euros.
    """
    shares, rule = _shares(mark, euros)
    lost = {symbol: share for symbol, share in shares.items() if conversion.loses(symbol)}
    of_all = sum(shares.values()) / (sum(lost.values()) or 1)
    return [(symbol, share * of_all, rule) for symbol, share in lost.items()]


def _shares(mark: Mark, euros: Callable[[], float]) -> tuple[Shares, str]:
    for rule in RULES:
        shares = rule(mark)
        if shares:
            return shares, rule.__name__
    return currency(mark, euros), currency.__name__
