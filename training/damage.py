"""Damage whole text the way broken conversions do, and remember what every mark hid."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from normalize.text.lost import classes
from normalize.text.lost.evidence import in_windows_1252

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OPENING, DOUBLE = "‘‚“„", "“”„"


class Loss(Enum):
    """A broken conversion: what it leaves in the place, and up to which character it keeps."""

    LATIN1 = ("?", 0xFF)
    ASCII = ("?", 0x7F)
    LATIN1_REPLACED = ("\ufffd", 0xFF)
    ASCII_REPLACED = ("\ufffd", 0x7F)

    def loses(self, character: str) -> bool:
        """Whether this conversion loses the character; what cp1252 lacks could not stand in the text."""
        return ord(character) > self.value[1] and in_windows_1252(character)

    @property
    def sign(self) -> str:
        """What it leaves in the place of a lost character."""
        return str(self.value[0])


class Hidden(NamedTuple):
    """What a mark hid: the character, and whether it closes a quotation: ``’`` may be an apostrophe."""

    character: str
    closes: bool


@dataclass(frozen=True)
class Damaged:
    """A line with what each lost character was, by its place."""

    line: str
    lost: Mapping[int, Hidden]


def hidden(text: str) -> dict[int, Hidden]:
    """All characters of a text that some conversion loses, by their places."""
    found: dict[int, Hidden] = {}
    quoted = False
    for at, c in enumerate(text):
        if c.isascii() or not in_windows_1252(c):
            continue
        closes = c == "”"
        if c == "’":
            before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
            closes = not after.isalnum() and (quoted or not before.isalnum())
            quoted = quoted and not closes
        quoted = quoted or c == "‘"
        found[at] = Hidden(c, closes)
    return found


def damage(text: str, loss: Loss) -> Damaged:
    """Lose what the conversion loses."""
    if text.isascii():
        return Damaged(text, {})
    lost = {at: h for at, h in hidden(text).items() if loss.loses(h.character)}
    line = list(text)
    for at in lost:
        line[at] = loss.sign
    return Damaged("".join(line), lost)


def single(paragraphs: Iterable[str]) -> bool:
    """Whether single quotes are the usual ones of a document."""
    found = list(paragraphs)
    return sum(p.count("‘") for p in found) > sum(p.count("“") for p in found)


def class_of(was: Hidden, *, usually_single: bool) -> int:
    """The class of a lost character, in a document that usually quotes in single or in double marks."""
    c = was.character
    if c in OPENING or was.closes:
        usual = (c in DOUBLE) != usually_single
        opens = c in OPENING
        if usual:
            return classes.OPEN if opens else classes.CLOSE
        return classes.OPEN_OTHER if opens else classes.CLOSE_OTHER
    if c in _SIMPLE:
        return _SIMPLE[c]
    if c.isalpha() and c not in "ªº":
        return classes.LETTER
    return classes.SYMBOL + classes.SYMBOLS.index(c) if c in classes.SYMBOLS else classes.OTHER_SYMBOL


_SIMPLE = {"’": classes.APOSTROPHE, "–": classes.DASH, "—": classes.DASH, "…": classes.ELLIPSIS}
