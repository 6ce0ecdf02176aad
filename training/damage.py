"""Damage whole text the way broken conversions do, and remember what every mark hid."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

CLASSES = ("keep", "apostrophe", "open", "close", "dash", "ellipsis", "letter", "symbol")
"""What a mark may have been, in the order of the model's columns."""

KEEP, APOSTROPHE, OPEN, CLOSE, DASH, ELLIPSIS, LETTER, SYMBOL = range(8)


class Loss(Enum):
    """A broken conversion: what it loses and what it leaves in the place."""

    LATIN1 = ("?", 0xFF)
    ASCII = ("?", 0x7F)
    LATIN1_REPLACED = ("\ufffd", 0xFF)
    ASCII_REPLACED = ("\ufffd", 0x7F)

    def loses(self, character: str) -> bool:
        """Whether this conversion loses the character; what cp1252 lacks could not stand in the text."""
        return ord(character) > self.value[1] and in_cp1252(character)

    @property
    def sign(self) -> str:
        """What it leaves in the place of a lost character."""
        return str(self.value[0])


@dataclass(frozen=True)
class Damaged:
    """A line with what each lost character was, by its place."""

    line: str
    lost: dict[int, tuple[int, str]]


def in_cp1252(character: str) -> bool:
    """Whether windows-1252 has the character."""
    try:
        character.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def classify(text: str, at: int, *, quoted: bool) -> int:
    """The class of one character; ``quoted`` says that a single quotation is open there."""
    c = text[at]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if c == "’":
        inside = after.isalnum()
        return APOSTROPHE if inside or not (quoted or not before.isalnum()) else CLOSE
    if c in "‘‚“„":
        return OPEN
    if c == "”":
        return CLOSE
    if c in "–—":
        return DASH
    if c == "…":
        return ELLIPSIS
    return LETTER if c.isalpha() and c not in "ªº" else SYMBOL


def damage(text: str, loss: Loss) -> Damaged:
    """Lose what the conversion loses."""
    out: list[str] = []
    lost: dict[int, tuple[int, str]] = {}
    quoted = False
    for at, c in enumerate(text):
        if c.isascii():
            out.append(c)
            continue
        if c == "‘":
            quoted = True
        if not loss.loses(c):
            out.append(c)
            continue
        kind = classify(text, at, quoted=quoted)
        if c == "’" and kind == CLOSE:
            quoted = False
        lost[at] = (kind, c)
        out.append(loss.sign)
    return Damaged("".join(out), lost)
