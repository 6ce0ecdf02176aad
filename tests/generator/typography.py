"""How words are printed, how the contract writes them, and how they are lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "\xa0": " "})


def straight(text: str) -> str:
    """The words as the contract writes them: straight quotes, three dots, single spaces."""
    return " ".join(text.translate(STRAIGHT).split())


def _lost(codec: str, mark: str) -> Callable[[str], str]:
    """What a conversion to ``codec`` leaves, with ``mark`` for each character that it lacks."""

    def lose(text: str) -> str:
        return "".join(c if _holds(codec, c) else mark for c in text)

    return lose


def _holds(codec: str, character: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


DAMAGES: dict[str, Callable[[str], str]] = {
    "whole": str,
    "latin-1 to ?": _lost("latin-1", "?"),
    "ascii to ?": _lost("ascii", "?"),
    "ascii to U+FFFD": _lost("ascii", "\ufffd"),
}
"""Each kind of damage to a walk's words; the site's own furniture comes through whole."""


def sparing_signs(lose: Callable[[str], str]) -> Callable[[str], str]:
    """The same loss where the page's template, not the record, writes the ©."""
    return lambda text: "©".join(map(lose, text.split("©")))
