"""Apostrophes: in contractions, before and after words, and where nothing else fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lost.candidate import Candidate
from normalize.text.lost.conversion import Conversion
from normalize.text.lost.lexicon import (
    AFTER_POSSESSIVE_NOT,
    APOSTROPHES,
    CLIPPED,
    MODALS,
    NOT,
    PRONOUNS,
)
from normalize.text.lost.question import asks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize.text.lost.candidate import Rule, Setting
    from normalize.text.lost.mark import Mark

_WITH_APOSTROPHE = frozenset(word.replace("'", "?") for word in APOSTROPHES)
_FOLLOWING_WORD = re.compile(r" ([^\W\d_]+)")
_DECADE = re.compile(r"\d\d?0s\b|\d\d\b(?! ?(?:%|per\b|[a-z]))")
_SHORT = 4  # letters


def apostrophe(rule: str, confidence: float) -> Candidate:
    """An apostrophe, read by this rule."""
    return Candidate("'", "apostrophe", rule, confidence)


_HANGS_ON = {
    "t": NOT,
    "d": PRONOUNS,
    "ll": PRONOUNS,
    "ve": PRONOUNS | MODALS,
    "re": PRONOUNS,
    "m": frozenset({"i"}),
}
"""The contractions, and what stands before the apostrophe of each."""


def contraction(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``don?t``, ``you?re``, ``I?m``, ``we?ve``, ``they?ll``, ``he?d``."""
    hosts = _HANGS_ON.get(mark.right.lower())
    if hosts is not None and mark.left:
        yield apostrophe("contraction", 0.998 if mark.left.lower() in hosts else 0.6)


def possessive(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``Peru?s``, ``1980?s``; after a letter that an accent may have stood for, see ``accents``."""
    if mark.right in ("s", "S") and (mark.left or mark.before.isdigit()):
        accented, _ = setting.evidence.forms(mark.word[0], setting.conversion)
        yield apostrophe("possessive", 0.4 if accented else 0.99)


def listed(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``o?clock``, ``Qur?an``, ``Hawai?i``: the words of the list."""
    if mark.inside and mark.word[0].lower() in _WITH_APOSTROPHE:
        yield apostrophe("listed", 0.98)


def letter_mark_letter(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """Any other mark inside a word: in a Latin-1 loss hardly anything else stands between short pieces."""
    if mark.inside and not (mark.left[-1].islower() and mark.after.isupper()):
        words = setting.evidence.is_word(mark.left) or setting.evidence.is_word(mark.right)
        short = min(len(mark.left), len(mark.right)) <= _SHORT
        sure = setting.conversion is Conversion.LATIN1 and short and not words
        yield apostrophe("letter-mark-letter", 0.92 if sure else 0.5)


def clipped(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``?tis``, ``?em``, ``the ?90s``: the apostrophe before a word that has lost its head."""
    if mark.before.isalnum() or mark.start in setting.quoted:
        return
    if mark.right.lower() in CLIPPED:
        yield apostrophe("clipped", 0.93)
    elif mark.before == " " and _DECADE.match(mark.ahead):
        yield apostrophe("decade", 0.96 if "s" in mark.ahead[:4] else 0.6)


def plural_possessive(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``walkers? huts``: a plural, then a lower-case word that it may possess."""
    following = _FOLLOWING_WORD.match(mark.ahead)
    if not following or mark.left[-1:] not in ("s", "z") or len(mark.left) < 4 or not following[1].islower():
        return
    quotation = mark.start in setting.quoted or mark.start in setting.pending
    plain = following[1] not in AFTER_POSSESSIVE_NOT and not quotation and not asks(mark)
    yield apostrophe("plural-possessive", 0.93 if plain else 0.4)


def of(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``Land o? Lakes``, ``will-o?-the-wisp``."""
    if mark.left.lower() == "o" and mark.ahead[:1] in (" ", "-") and mark.ahead[1:2].isalpha():
        yield apostrophe("o-for-of", 0.95)


RULES: tuple[Rule, ...] = (
    contraction,
    possessive,
    listed,
    letter_mark_letter,
    clipped,
    plural_possessive,
    of,
)
