"""Apostrophes: in contractions, in names, before and after words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from normalize.text.lost.candidate import Candidate
from normalize.text.lost.conversion import Conversion
from normalize.text.lost.lexicon import (
    AFTER_POSSESSIVE_NOT,
    APOSTROPHES,
    CLIPPED,
    ELIDED,
    ELIDED_ONCE,
    GAELIC,
    IRISH,
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
_ENDS_CONTRACTION = re.compile(r"['’?\ufffd][^\W\d_]\Z")
_DECADE = re.compile(r"\d\d?0s\b|\d\d\b(?! ?(?:%|per\b|[a-z]))")
_LENITED = re.compile(r" (?:[BCDFGMPST]h)[^\W\d_]")
_VOWELS = frozenset("aeiouhAEIOUHàâéèêëîïôûœÀÂÉÈÊÎÔÛŒ")
_SHORT = 4  # letters
_LAST_WORD = re.compile(r"([^\W\d_]+) a\Z")


def _apostrophe(rule: str, confidence: float) -> Candidate:
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
        yield _apostrophe("contraction", 0.998 if mark.left.lower() in hosts else 0.6)


def possessive(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``Peru?s``, ``1980?s``; after a letter that an accent may have stood for, see ``accents``."""
    if mark.right in ("s", "S") and (mark.left or mark.before.isdigit()):
        accented, _ = setting.evidence.forms(mark.word[0], setting.conversion)
        yield _apostrophe("possessive", 0.4 if accented else 0.99)


def listed(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``o?clock``, ``Qur?an``, ``Hawai?i``: the words of the list."""
    if mark.inside and mark.word[0].lower() in _WITH_APOSTROPHE:
        yield _apostrophe("listed", 0.98)


def elision(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``l?eau``, ``Vue d?ensemble``, ``dell?Angelo``: French and Italian, before a vowel."""
    left = mark.left.lower()
    if (
        not mark.inside
        or left not in ELIDED | ELIDED_ONCE
        or mark.after not in _VOWELS
        or _ENDS_CONTRACTION.search(mark.behind)
    ):
        return
    if (len(mark.right) < 3 and not mark.after.isupper()) or _english(left, mark.right, setting):
        yield _apostrophe("elision", 0.5)
    elif setting.conversion is Conversion.LATIN1 or len(left) > 1:
        yield _apostrophe("elision", 0.97)
    else:  # `l?onard` may be léonard
        sure = mark.after.isupper() or (left in ELIDED and mark.after in "aeiuhé")
        yield _apostrophe("elision", 0.93 if sure and not mark.right.isupper() else 0.6)


def _english(left: str, right: str, setting: Setting) -> bool:
    """Whether both are English words, so that a dash may stand between them: ``all?even``."""
    return setting.evidence.is_word(left) and setting.evidence.is_word(right)


def prefixed_name(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``O?Neill``, ``M?Goun``, ``D?Arcy``: a capital stands after no accent inside a word."""
    if (
        mark.left.lower() in IRISH
        and mark.left.isupper()
        and mark.right[:2].istitle()
        and len(mark.right) > 1
    ):
        yield _apostrophe("prefixed-name", 0.97)


def bare_in_address(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``M?Goun`` where the address has ``MGoun``: addresses lose their apostrophes."""
    if mark.inside and setting.evidence.is_bare(mark.left + mark.right):
        yield _apostrophe("bare-in-address", 0.97)


def letter_mark_letter(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """Any other mark inside a word: in a Latin-1 loss hardly anything else stands between short pieces."""
    if mark.inside and not (mark.left[-1].islower() and mark.after.isupper()):
        words = setting.evidence.is_word(mark.left) or setting.evidence.is_word(mark.right)
        short = min(len(mark.left), len(mark.right)) <= _SHORT
        sure = setting.conversion is Conversion.LATIN1 and short and not words
        yield _apostrophe("letter-mark-letter", 0.92 if sure else 0.5)


def clipped(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``?tis``, ``?em``, ``the ?90s``: the apostrophe before a word that has lost its head."""
    if mark.before.isalnum() or mark.start in setting.quoted:
        return
    if mark.right.lower() in CLIPPED:
        yield _apostrophe("clipped", 0.93)
    elif mark.before == " " and _DECADE.match(mark.ahead):
        yield _apostrophe("decade", 0.96 if "s" in mark.ahead[:4] else 0.6)


def plural_possessive(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``walkers? huts``: a plural, then a lower-case word that it may possess."""
    following = _FOLLOWING_WORD.match(mark.ahead)
    if not following or mark.left[-1:] not in ("s", "z") or len(mark.left) < 4 or not following[1].islower():
        return
    quotation = mark.start in setting.quoted or mark.start in setting.pending
    plain = following[1] not in AFTER_POSSESSIVE_NOT and not quotation and not asks(mark)
    yield _apostrophe("plural-possessive", 0.93 if plain else 0.4)


def gaelic(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``Coire a? Chroin``, ``Beinn a? Ghlo``: the article before a softened consonant."""
    if mark.left != "a" or not mark.ahead[:2].strip().isupper() or not mark.ahead.startswith(" "):
        return
    first = _LAST_WORD.search(mark.behind)
    named = first is not None and first[1].lower() in GAELIC
    if named or (_LENITED.match(mark.ahead) and first is not None and first[1][0].isupper()):
        yield _apostrophe("gaelic-article", 0.96)


def of(mark: Mark, setting: Setting) -> Iterator[Candidate]:
    """``Land o? Lakes``, ``will-o?-the-wisp``."""
    if mark.left.lower() == "o" and mark.ahead[:1] in (" ", "-") and mark.ahead[1:2].isalpha():
        yield _apostrophe("o-for-of", 0.95)


RULES: tuple[Rule, ...] = (
    contraction,
    possessive,
    listed,
    elision,
    prefixed_name,
    bare_in_address,
    letter_mark_letter,
    clipped,
    plural_possessive,
    gaelic,
    of,
)
