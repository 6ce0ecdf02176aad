"""Which letter a mark was, if it was one: only by known words, never by guess."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from normalize.text.lost.evidence import OWN
from normalize.text.lost.lexical import fitting, spellings

if TYPE_CHECKING:
    from normalize.text.lost.evidence import Evidence
    from normalize.text.lost.lexical import Spelling
    from normalize.text.lost.view import View

VARIANTS = {
    "a": "áàâäãå",
    "c": "ç",
    "e": "éèêë",
    "i": "íìîï",
    "n": "ñ",
    "o": "óòôöõø",
    "u": "úùûü",
    "y": "ýÿ",
    "s": "š",
    "z": "ž",
}
"""The accented letters of windows-1252, by their base letter."""

_FEWEST = 2  # letters that must have survived
_UNKNOWN_CASE = 0.6  # at a word's start nothing tells a capital
_HALF_KNOWN = 0.5


def letters(view: View, at: int, evidence: Evidence) -> list[tuple[str, float, str]]:
    """The letters that a mark may have been, each with its share and the rule that knows it."""
    for spelling in spellings(view, at):
        base = evidence.base_letters(spelling.word.replace(b"\x01", b"?").decode("latin-1"))
        found = [
            (form, n)
            for form, n in fitting(spelling, evidence)
            if not base or _base(form[spelling.at]) in base
        ]
        if found and spelling.letters >= _FEWEST:
            return _shared(found, spelling, view, at)
        if base:
            return _variants(base)
    return []


def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].lower()


def _variants(base: set[str]) -> list[tuple[str, float, str]]:
    found = [variant for letter in sorted(base & VARIANTS.keys()) for variant in VARIANTS[letter]]
    return [(variant, _HALF_KNOWN / len(found), "base-letter") for variant in found]


def _shared(
    found: list[tuple[str, int]], spelling: Spelling, view: View, at: int
) -> list[tuple[str, float, str]]:
    """Each letter's share of the forms, which count by how common they are: 4 steps are ten times."""
    most = found[0][1]
    weights: dict[str, float] = {}
    own = most >= OWN
    for form, weight in found:
        letter = _cased(form[spelling.at], spelling, view, at, own=own)
        weights[letter] = weights.get(letter, 0.0) + 10.0 ** ((weight - most) / 4)
    certain = 1.0 if own or spelling.at else _UNKNOWN_CASE
    total = sum(weights.values()) / certain
    rule = "known-form" if own else "word-list"
    return [(letter, weight / total, rule) for letter, weight in weights.items()]


def _cased(letter: str, spelling: Spelling, view: View, at: int, *, own: bool) -> str:
    """In the case of the word's other letters; at its start as the document has it, else small."""
    start = at - spelling.at
    around = view.raw[start : start + len(spelling.word)].replace(b"\x01", b"").decode("latin-1")
    if len(around) > 1 and around.isupper():
        return letter.upper()
    return letter if own and spelling.at == 0 else letter.lower()
