"""What is certain whatever the model thinks: words, names and places that leave no doubt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lost import irish
from normalize.text.lost.classes import APOSTROPHE, DASH, LETTER, SYMBOL
from normalize.text.lost.conversion import Conversion
from normalize.text.lost.evidence import is_word
from normalize.text.lost.figures import amount, area, decade, figures_of, measured, minus, owner, part, square
from normalize.text.lost.lexicon import (
    APOSTROPHES,
    COMMON,
    ELIDED,
    ENDINGS,
    GAELIC,
    IRISH,
    UNITS,
)
from normalize.text.lost.question import asks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from normalize.text.lost.evidence import Evidence
    from normalize.text.lost.mark import Mark

    Expert = Callable[[Mark, Evidence, Conversion], float]

_WITH_APOSTROPHE = frozenset(word.replace("'", "?") for word in APOSTROPHES)
_LENITED = re.compile(r" (?:[BCDFGMPST]h)[^\W\d_]")
_LAST_WORD = re.compile(r"([^\W\d_]+) a\Z")
_VOWELS = frozenset("aeiouhAEIOUHàâéèêëîïôûœÀÂÉÈÊÎÔÛŒ")
_OWNER = re.compile(r" [?\ufffd] [A-Z]")
_SHORT = 4  # letters
_FEWEST = 3  # characters of a damaged word that a name is known by
_FOLLOWING = re.compile(r"[^\W\d_]+|\d+")


def listed(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``o?clock``, ``Qur?an``, ``Hawai?i``: the words of the list."""
    return 0.98 if mark.inside and mark.word[0].lower() in _WITH_APOSTROPHE else 0.0


def prefixed_name(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``O?Neill``, ``M?Goun``, ``D?Arcy``: a capital stands after no accent inside a word."""
    named = mark.left.isupper() and mark.right[:2].istitle() and len(mark.right) > 1
    return 0.97 if named and mark.left.lower() in IRISH else 0.0


def elision(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``dell?Alpe``, ``d?Aoste``: French and Italian, before a vowel that begins a name."""
    if mark.left.lower() not in ELIDED or mark.after not in _VOWELS or len(mark.right) < 3:
        return 0.0
    english = is_word(mark.left) and len(mark.left) > 1 and is_word(mark.right)
    return 0.99 if mark.after.isupper() and not english else 0.0


def gaelic(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``Coire a? Chroin``, ``Beinn a? Ghlo``: the article before a softened consonant."""
    if mark.left != "a" or not mark.ahead[:2].strip().isupper() or not mark.ahead.startswith(" "):
        return 0.0
    first = _LAST_WORD.search(mark.behind)
    named = first is not None and first[1].lower() in GAELIC
    softened = _LENITED.match(mark.ahead) and first is not None and first[1][0].isupper()
    return 0.96 if named or softened else 0.0


def possessive(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``Tom?s``: rather the owner than ``Tomás``, unless he stands elsewhere."""
    if mark.right != "s" or len(mark.left) < _FEWEST or not is_word(mark.left):
        return 0.0
    return 0.0 if evidence.has_own(f"{mark.left}?s") else 0.97


def bare_in_address(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``M?Goun`` where the address has ``MGoun``: addresses lose their apostrophes."""
    return 0.99 if mark.inside and evidence.is_bare(mark.left + mark.right) else 0.0


def in_latin1(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``Ta?iz``: where é survives, hardly anything else stands inside a word that is not two words."""
    if conversion is not Conversion.LATIN1 or not mark.inside:
        return 0.0
    if mark.left[-1].islower() and mark.after.isupper():
        return 0.0
    words = mark.left.lower() in COMMON or mark.right.lower() in COMMON
    return 0.96 if min(len(mark.left), len(mark.right)) <= _SHORT and not words else 0.0


def spaced_dash(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``further ? and higher``: a blank on both sides, words beyond, and nothing is asked or measured."""
    if mark.before != " " or mark.after != " " or irish.alone(mark):
        return 0.0
    if conversion is not Conversion.LATIN1 and _OWNER.match(mark.ahead):
        return 0.95
    before, following = mark.behind.rstrip()[-1:], _FOLLOWING.match(mark.ahead[1:])
    if not following or not (before.isalpha() or before in ")\"”’',") or asks(mark):
        return 0.0
    return 0.0 if following[0] in UNITS or following[0] in ("la", "l") else 0.97


def known_form(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``Pe?a`` where ``Peña`` stands elsewhere."""
    word, at = mark.word
    return 0.95 if 0 < at < len(word) - 1 and evidence.has_own(word) else 0.0


def listed_letter(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``Mi?o``, ``l?Argenti?re``: a word of the project's own list."""
    word, at = mark.word
    if mark.right in ENDINGS or not 0 < at < len(word) - 1:
        return 0.0
    joined = word.rfind("?", 0, at) + 1
    return 0.95 if evidence.has_listed(word) or (joined and evidence.has_listed(word[joined:])) else 0.0


def irish_name(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``Seán ? Súilleabháin``, ``N? Fhloinn``."""
    return 0.93 if irish.alone(mark) or irish.last(mark) else 0.0


def last_letter(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``the abb? said``: what is left is no word, and the sentence goes on without asking."""
    if not mark.before.isalpha() or mark.after not in (" ", ",") or asks(mark):
        return 0.0
    if mark.left.istitle() and evidence.has_listed(f"{mark.left}?") and not is_word(mark.left):
        return 0.93
    goes_on = mark.after == "," or mark.ahead[1:2].islower()
    return 0.93 if goes_on and _is_the_rest(mark.left, f"{mark.left}?", evidence) else 0.0


def first_letter(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``of ?vila``, ``Saint-?tienne``: what is left is no word."""
    right = mark.right
    if mark.before not in " (-" or len(right) <= _FEWEST or not right.isascii():
        return 0.0
    return 0.93 if _is_the_rest(right, f"?{right}", evidence) else 0.0


def _is_the_rest(left: str, pattern: str, evidence: Evidence) -> bool:
    if len(left) < _FEWEST or is_word(left):
        return False
    return bool(evidence.forms(pattern.lower().encode("ascii", "replace")))


def base_letter(mark: Mark, evidence: Evidence, conversion: Conversion) -> float:
    """``M?laga`` where the address has ``Malaga``."""
    word, _ = mark.word
    return 0.8 if len(word) > _FEWEST and evidence.base_letters(word) - {""} else 0.0


EXPERTS: Mapping[int, tuple[Expert, ...]] = {
    APOSTROPHE: (
        listed,
        prefixed_name,
        elision,
        gaelic,
        possessive,
        figures_of,
        decade,
        bare_in_address,
        in_latin1,
    ),
    DASH: (minus, spaced_dash),
    LETTER: (irish_name, known_form, listed_letter, last_letter, first_letter, base_letter),
    SYMBOL: (measured, area, part, square, owner, amount),
}
"""By class; each gives a probability, or nothing."""
