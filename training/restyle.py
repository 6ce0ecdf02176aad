"""The same prose as others would set it: other quotes, other dashes, names with accents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

_TIGHT = re.compile(r"(?<=[\w,;.!?)’”])[—–](?=[\w“‘(])")
_STOP = re.compile(r"(?<=[a-z]{3})\.(?= [A-Z])")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_WORDY_RANGE = re.compile(r"(?<=\d) (?:to|and|or) (?=\d)")


def swap_quotes(text: str) -> str:
    """Single quotes outside, double ones inside: the British way."""
    out, opened = [], False
    for at, c in enumerate(text):
        after = text[at + 1 : at + 2]
        if c == "‘":
            opened = True
            c = "“"
        elif c == "’" and opened and not after.isalnum():
            opened = False
            c = "”"
        elif c == "“":
            c = "‘"
        elif c == "”":
            c = "’"
        out.append(c)
    return "".join(out)


def no_quotes(text: str) -> str:
    """No quotation marks at all, so that questions stand by themselves."""
    return re.sub("[“”]|‘(?=\\w)", "", text)


def straight_quotes(text: str) -> str:
    """Double quotes that no conversion loses."""
    return text.replace("“", '"').replace("”", '"')


def straight_apostrophes(text: str) -> str:
    """Apostrophes and single quotes that no conversion loses."""
    return text.replace("‘", "'").replace("’", "'")


def dashes(sign: str) -> Callable[[str], str]:
    """Another dash between words."""

    def restyle(text: str) -> str:
        return _TIGHT.sub(sign, text)

    return restyle


def ellipses(text: str, random: Random) -> str:
    """Some sentences trail off."""
    sign = random.choice(("…", "…", " …"))
    return _STOP.sub(lambda stop: sign if random.random() < 0.04 else stop[0], text)


def ranges(text: str) -> str:
    """``2 to 3`` as ``2–3``."""
    return _WORDY_RANGE.sub("–", text)


def rename(text: str, random: Random, names: Sequence[str]) -> str:
    """Some names become names with accents, each the same throughout."""
    given: dict[str, str] = {}

    def other(found: re.Match[str]) -> str:
        if found[0] not in given:
            given[found[0]] = random.choice(names) if random.random() < 0.3 else found[0]
        return given[found[0]]

    return _NAME.sub(other, text)


def restyle(text: str, random: Random, names: Sequence[str], style: Style) -> str:
    """One paragraph in a document's style."""
    for step in style:
        text = step(text)
    if random.random() < 0.25:
        text = ranges(text)
    if random.random() < 0.1:
        text = ellipses(text, random)
    return rename(text, random, names) if random.random() < 0.12 else text


def document_style(random: Random) -> Style:
    """A style that a whole document keeps to."""
    quotes: Sequence[tuple[float, Callable[[str], str]]] = (
        (0.48, str),
        (0.16, swap_quotes),
        (0.22, no_quotes),
        (0.14, straight_quotes),
    )
    dash: Sequence[tuple[float, Callable[[str], str]]] = (
        (0.45, str),
        (0.33, dashes(" – ")),
        (0.08, dashes(" — ")),
        (0.05, dashes("–")),
        (0.09, dashes(" - ")),
    )
    apostrophe: Sequence[tuple[float, Callable[[str], str]]] = ((0.95, str), (0.05, straight_apostrophes))
    return tuple(
        random.choices([step for _, step in choice], [weight for weight, _ in choice])[0]
        for choice in (quotes, dash, apostrophe)
    )


if TYPE_CHECKING:
    Style = Sequence[Callable[[str], str]]
