"""Paragraphs as the web writes them, made of the sentences in ``scenes.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

_SLOT = re.compile(r"\{(\w+)\}")
_SHORT = 45  # characters: a heading, a caption or a fact, which stands alone


@cache
def _table() -> Mapping[str, str]:
    return tomllib.loads(Path(__file__).with_name("scenes.toml").read_text(encoding="utf-8"))


def scene(random: Random, names: Sequence[str]) -> str:
    """One line: a heading, a caption, a fact, or a paragraph of a few sentences."""
    sentences = _table()["sentences"].strip().split("\n")
    first = random.choice(sentences)
    more = random.choices(sentences, k=random.choice((0, 0, 1, 2, 3, 4)))
    chosen = [first, *(s for s in more if len(s) > _SHORT)] if len(first) > _SHORT else [first]
    return " ".join(_filled(sentence, random, names) for sentence in chosen)


def _filled(sentence: str, random: Random, names: Sequence[str]) -> str:
    def fill(slot: re.Match[str]) -> str:
        figure = _FIGURES.get(slot[1])
        if figure:
            return figure(random)
        if slot[1] == "name":
            return random.choice(names)
        return random.choice(_table()[slot[1]].split())

    text = _SLOT.sub(fill, sentence)
    return text[0].upper() + text[1:]


def _range(random: Random) -> str:
    low = random.randint(1, 40)
    return f"{low}–{low + random.randint(1, 9)}"


_FIGURES: Mapping[str, Callable[[Random], str]] = {
    "n": lambda random: str(random.randint(2, 400)),
    "small": lambda random: str(random.randint(2, 28)),
    "high": lambda random: f"{random.randint(1, 6)},{random.randint(10, 99)}0",
    "year": lambda random: str(random.randint(1100, 2015)),
    "two": lambda random: str(random.randint(20, 99)),
    "range": _range,
}
