"""Reversible mojibake (``â€™``, ``Ã©``, C1 controls) mended by ftfy, asked only where it has a say.

ftfy does nothing to a text in which its own pattern of bad sequences finds nothing, and every such sequence
holds a character above ASCII. So a line is looked at only if it is not ASCII, and then only a few characters
round each that is not; a sentence in which something bad stands goes to ftfy whole.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from normalize.text.traced import Edit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from normalize.text.traced import Traced

CONFIDENCE = 0.99

_REACH = 8  # characters; ftfy's longest bad sequence has six
_LONGEST = 2_000  # characters that are given to ftfy at once
_FINEST = 64  # characters of a difference that is still looked into

_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")  # the blank opens the next one, for ftfy looks at it
LONE = frozenset("©•·’‘“”–—…°£½\xa0éèêëíóúüñçö")
"""Common characters that no bad sequence has but beside another above ASCII."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")


def mend(text: Traced) -> Traced:
    """The text with its mojibake mended; each difference is an edit of kind ``mojibake``.

    >>> from normalize.text.traced import Traced
    >>> mend(Traced("Peruâ€™s cafÃ©s")).text
    'Peru’s cafés'
    """
    return text.apply(_edits(text.text)) if may_be_bad(text.text) else text


def may_be_bad(text: str) -> bool:
    """Whether a text may hold mojibake: a quick look, which says no of ordinary ones."""
    return not text.isascii() and not LONE.issuperset(_NOT_ASCII.findall(text))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of the pieces that ftfy sees: sentences, the longest cut up."""
    start = 0
    ends = [*(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    for end in ends:
        for cut in range(start, end, _LONGEST):
            yield cut, min(end, cut + _LONGEST)
        start = end


def _edits(text: str) -> Iterator[Edit]:
    for start, end in sentences(text):
        sentence = text[start:end]
        if not sentence.isascii() and _bad(sentence):
            mended = fixer()(sentence)
            for a, b, after in _differences(sentence, mended):
                yield Edit(start + a, start + b, sentence[a:b], after, "mojibake", "ftfy", CONFIDENCE)


@cache
def fixer() -> Callable[[str], str]:
    """What ftfy makes of a text where only what was garbled is mended; style is ``normalize.text.style``'s.

    Loading ftfy takes a tenth of a second, which text that holds no mojibake need not wait for.
    """
    from ftfy import TextFixerConfig, fix_text

    config = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    return lambda text: fix_text(text, config)


def _bad(sentence: str) -> bool:
    from ftfy.badness import BADNESS_RE

    return any(
        BADNESS_RE.search(sentence, max(0, odd.start() - _REACH), odd.end() + _REACH)
        for odd in _NOT_ASCII.finditer(sentence)
    )


def _differences(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What stands where in ``old`` and differently in ``new``: start, end, replacement.

    Mending touches no ASCII letter or digit, so the words are the fixed points and only the gaps differ.
    """
    words = list(_ASCII_WORD.finditer(old)), list(_ASCII_WORD.finditer(new))
    if [w[0] for w in words[0]] != [w[0] for w in words[1]]:
        yield from _trimmed(old, 0, len(old), new)
        return
    gaps = _gaps(words[0], len(old)), _gaps(words[1], len(new))
    for (a, b), (c, d) in zip(*gaps, strict=True):
        if old[a:b] != new[c:d]:
            yield from _trimmed(old, a, b, new[c:d])


def _gaps(words: list[re.Match[str]], length: int) -> list[tuple[int, int]]:
    return list(zip([0, *(w.end() for w in words)], [*(w.start() for w in words), length], strict=True))


def _trimmed(old: str, start: int, end: int, new: str) -> Iterator[tuple[int, int, str]]:
    """The difference without what both have at its ends; a small one is taken apart further."""
    if end - start + len(new) <= _FINEST:
        for a, b, after in _apart(old[start:end], new):
            yield start + a, start + b, after
        return
    head = _common(old[start:end], new)
    tail = _common(old[start + head : end][::-1], new[head:][::-1])
    yield start + head, end - tail, new[head : len(new) - tail]


@lru_cache(4_096)  # what garbled one letter garbled its like the same way
def _apart(garbled: str, mended: str) -> tuple[tuple[int, int, str], ...]:
    """Small differences, letter by letter where that can be told."""
    parts = SequenceMatcher(None, garbled, mended, autojunk=False).get_opcodes()
    return tuple(
        letter
        for tag, a, b, c, d in parts
        if tag != "equal"
        for letter in _letters(garbled[a:b], mended[c:d], a)
    )


def _letters(garbled: str, mended: str, start: int) -> Iterator[tuple[int, int, str]]:
    """One difference a character, where garbling the mended characters one by one gives the garbled ones."""
    forms = [_garbled(character) for character in mended]
    if "".join(forms) != garbled:
        yield start, start + len(garbled), mended
        return
    for character, form in zip(mended, forms, strict=True):
        yield start, start + len(form), character
        start += len(form)


def _garbled(character: str) -> str:
    """How a character reads when its UTF-8 is taken for windows-1252."""
    return character.encode("utf-8", "surrogatepass").decode("sloppy-windows-1252")


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
