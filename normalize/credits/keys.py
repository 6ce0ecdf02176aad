"""When two printings of a caption are one caption."""

from __future__ import annotations

import unicodedata

_LEAST_PREFIX = 8
_CUTS = ("...", "…")


def caption_key(text: str) -> str:
    """What two printings of one caption have in common: letters, figures and the ©, letter case aside.

    >>> caption_key("An adobe hut - ©Lorna Dodds") == caption_key("an adobe hut -  ©  Lorna Dodds")
    True
    """
    folded = unicodedata.normalize("NFKC", text.replace("(c)", "©").replace("(C)", "©")).casefold()
    key = "".join(character for character in folded if character.isalnum() or character == "©")
    return key or folded.strip()


def same_caption(first: str, second: str) -> bool:
    """Whether two texts are one caption; one that ends in "..." may have been cut short of the other.

    >>> same_caption("Making new friends - ©Lorna Dodds...", "Making new friends - © Lorna Dodds")
    True
    """
    a, b = caption_key(first), caption_key(second)
    return a == b or _cut_of(first, a, b) or _cut_of(second, b, a)


def _cut_of(text: str, key: str, whole: str) -> bool:
    return text.rstrip().endswith(_CUTS) and len(key) >= _LEAST_PREFIX and whole.startswith(key)
