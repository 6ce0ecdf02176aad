"""Which letter a mark was, if it was one: only by known words, never by guess."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from normalize.text.lost import irish
from normalize.text.lost.evidence import OWN
from normalize.text.lost.lexical import fitting, spellings
from normalize.text.lost.lexicon import ACCENTED, SMALL

if TYPE_CHECKING:
    from normalize.text.lost.evidence import Evidence
    from normalize.text.lost.lexical import Spelling
    from normalize.text.lost.mark import Mark
    from normalize.text.lost.passage import Passage

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

COMMON = {"é": 0.25, "á": 0.12, "ó": 0.12, "í": 0.1, "ñ": 0.1, "ü": 0.1, "ö": 0.08, "è": 0.08}
"""Which letters are lost most often: what a word that nobody knows is suspected of, never repaired with."""

_FEWEST = 2  # letters that must have survived, of a word of the project's own list or of the document
_CAPITAL = 0.96  # at a word's start: what is no word of the list is a name
_POSSESSIVE = 0.7  # before an s at a word's end there is rather an apostrophe
_HALF_KNOWN = 0.5
_IRISH = 0.97


def letters(mark: Mark, seen: Passage, at: int, evidence: Evidence) -> list[tuple[str, float, str]]:
    """The letters that a mark may have been, each with its share and the rule that knows it."""
    if irish.alone(mark):
        return [("Ó", _IRISH, "irish-name")]
    if irish.last(mark):
        return [("í", _IRISH, "irish-name")]
    for spelling in spellings(seen, at):
        base = evidence.base_letters(spelling.word.replace(b"\x01", b"?").decode("latin-1"))
        found = [
            (form, n)
            for form, n in fitting(spelling, evidence)
            if (not base or _base(form[spelling.at]) in base) and _telling(spelling, form, n)
        ]
        if found:
            return _shared(found, spelling, seen, at, evidence)
        if base:
            return _variants(base)
    return [(letter, share, "unknown-word") for letter, share in COMMON.items()]


def _telling(spelling: Spelling, form: str, weight: int) -> bool:
    """Whether enough of a word is left: of ``v?k`` too many languages make a word."""
    return spelling.letters > _FEWEST or (spelling.letters == _FEWEST and (weight >= OWN or form in ACCENTED))


def _base(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0].lower()


def _variants(base: set[str]) -> list[tuple[str, float, str]]:
    found = [variant for letter in sorted(base & VARIANTS.keys()) for variant in VARIANTS[letter]]
    return [(variant, _HALF_KNOWN / len(found), "base-letter") for variant in found]


def _shared(
    found: list[tuple[str, int]], spelling: Spelling, seen: Passage, at: int, evidence: Evidence
) -> list[tuple[str, float, str]]:
    """Each letter's share of the forms, which count by how common they are: 4 steps are ten times.

    And by their accents: where ``Sgùrr`` stands, a lost one is rather ``ù`` than ``ú``.
    """
    most = found[0][1]
    weights: dict[str, float] = {}
    own = most >= OWN
    for form, weight in found:
        letter = _cased(form[spelling.at], spelling, seen, at, own=own)
        worth = 10.0 ** ((weight - most) / 4) * (1 + evidence.favour(letter)) ** 2
        weights[letter] = weights.get(letter, 0.0) + worth
    certain = 1.0 if own or spelling.at else _CAPITAL
    if spelling.word[spelling.at + 1 :] == b"s" and not own and found[0][0] not in ACCENTED:
        certain = _POSSESSIVE
    total = sum(weights.values()) / certain
    rule = "known-form" if own else "word-list"
    return [(letter, weight / total, rule) for letter, weight in weights.items()]


def _cased(letter: str, spelling: Spelling, seen: Passage, at: int, *, own: bool) -> str:
    """In the case of the word's other letters; at its start as the document has it, else as names begin."""
    start = at - spelling.at
    around = seen.raw[start : start + len(spelling.word)].replace(b"\x01", b"").decode("latin-1")
    if len(around) > 1 and around.isupper():
        return letter.upper()
    if spelling.at:
        return letter.lower()
    if own:
        return letter
    small = f"{letter}{around}".lower() in SMALL
    return letter.lower() if small else letter.upper()
