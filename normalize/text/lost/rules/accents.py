"""Letters with an accent: only by evidence, never by guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from normalize.text.lost.candidate import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.text.lost.candidate import Rule, Setting
    from normalize.text.lost.mark import Mark

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

_FEWEST_LETTERS = 3  # that must have survived at a word's edge, 2 elsewhere


def known_form(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``Pe?a`` where ``Peña`` stands elsewhere, ``caf?`` by the word list."""
    for pattern, at in _spellings(mark):
        forms, own = setting.evidence.forms(pattern, setting.conversion)
        letters = {_cased(form[at], pattern, at, own=own) for form in forms}
        if forms and _telling(pattern, at, setting):
            confidence = _confidence(pattern, at, own=own) / len(letters)
            for letter in sorted(letters):
                yield Candidate(letter, "accent", "known-form" if own else "word-list", confidence)
            return


def _spellings(mark: Mark) -> Iterator[tuple[str, int]]:
    """The damaged word, and the same without a mark at its end or start that belongs to the sentence."""
    word, at = mark.word
    yield word, at
    if word.endswith("?") and at < len(word) - 1:
        yield word[:-1], at
    if word.startswith("?") and at > 0:
        yield word[1:], at - 1
        if word.endswith("?") and at < len(word) - 1:
            yield word[1:-1], at - 1


def _telling(pattern: str, at: int, setting: Setting) -> bool:
    """Whether enough of the word is left; at its end a mark may be a question's, so no word may be left."""
    letters = len(pattern) - pattern.count("?")
    if 0 < at < len(pattern) - 1:
        return letters >= _FEWEST_LETTERS - 1
    return letters >= _FEWEST_LETTERS and not setting.evidence.is_word(pattern.strip("?"))


def _confidence(pattern: str, at: int, *, own: bool) -> float:
    if at == 0:
        return 0.92 if own else 0.6  # a quotation may open there, and nothing tells a capital
    return 0.97 if own else 0.95


def _cased(letter: str, pattern: str, at: int, *, own: bool) -> str:
    around = pattern.replace("?", "")
    if len(around) > 1 and around.isupper():
        return letter.upper()
    return letter if own and at == 0 else letter.lower()


def base_letter(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``M?laga`` where the address has ``Malaga``: an ``a``, with one accent or another."""
    for letter in sorted(setting.evidence.base_letters(mark.word[0]) & VARIANTS.keys()):
        variants = [v for v in VARIANTS[letter] if setting.loses(v)]
        for variant in variants:
            yield Candidate(variant, "accent", "base-letter", 0.75 if len(variants) == 1 else 0.45)


def a_la(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``poulet ? la casserole``."""
    if mark.before == " " and mark.ahead.startswith(" la ") and setting.loses("à"):
        yield Candidate("à", "accent", "a-la", 0.6)


RULES: tuple[Rule, ...] = (known_form, base_letter, a_la)
