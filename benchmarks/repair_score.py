"""How a repair is scored: what each mark was, what stands there now, and the four figures that matter."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.alignment import outputs
from training.damage import Loss, damage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Repairer = Callable[[str], str]

BLOCK = 20
"""Paragraphs that are repaired together."""

PLAIN = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "\xa0": " "})
_DASHES = ("–", "—", "--")
KEPT = "real ?"


class Lost(NamedTuple):
    """One mark of a damaged line: of which class, what it hid, and whether dashes of both kinds are right."""

    kind: str
    was: str
    place: int


def marks(line: str, whole: str, sign: str) -> Iterator[Lost]:
    """What each mark of a damaged line is, in order."""
    quoted = False
    for place, (now, was) in enumerate(zip(line, whole, strict=True)):
        quoted = quoted or was == "‘"
        if now == sign:
            kind = KEPT if was == sign else _kind(whole, place, quoted=quoted)
            quoted = quoted and kind != "single quote, closing"
            yield Lost(kind, was, place)


def _kind(text: str, at: int, *, quoted: bool) -> str:
    c, before, after = text[at], text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if c == "’":
        if after.isalnum():
            return "apostrophe in a word" if before.isalnum() else "apostrophe at a word's edge"
        return "single quote, closing" if quoted or not before.isalnum() else "apostrophe at a word's edge"
    if c in "–—":
        if " " in (before, after):
            return "dash, spaced"
        return "dash, range" if before.isdigit() and after.isdigit() else "dash, tight"
    if c.isalpha() and c not in "ªº":
        return "letter"
    return _SIGNS.get(c, "symbol")


_SIGNS = {
    "‘": "single quote, opening",
    "“": "double quote, opening",
    "”": "double quote, closing",
    "…": "ellipsis",
}


def is_right(found: str, was: str) -> bool:
    """Whether what stands there now is what was lost, up to plain style."""
    if was in _DASHES:
        return found.strip() in _DASHES
    if was == "…":
        return found in ("…", "...")
    return found.translate(PLAIN) == was.translate(PLAIN)


class Score:
    """Counts over all lines of all files, of one repairer and one loss."""

    def __init__(self) -> None:
        self.lost: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.changed = self.good = self.damaged = self.exact = 0

    def add(self, whole: str, line: str, repaired: str, sign: str) -> None:
        """Count one line."""
        told = list(marks(line, whole, sign))
        found = outputs(line, repaired, sign) or [sign] * len(told)
        all_right = True
        for (kind, was, _), now in zip(told, found, strict=True):
            right = is_right(now, was)
            self.lost[kind] += 1
            self.right[kind] += right
            self.changed += now != sign
            self.good += now != sign and right
            all_right &= right
        if line != whole:
            self.damaged += 1
            self.exact += all_right

    @property
    def summary(self) -> dict[str, str]:
        """The four figures that matter."""
        lost = sum(n for kind, n in self.lost.items() if kind != KEPT)
        right = sum(n for kind, n in self.right.items() if kind != KEPT)
        return {
            "ALL LOST MARKS RIGHT": percent(right, lost),
            "precision of changes": percent(self.good, self.changed),
            "real ? harmed": percent(self.lost[KEPT] - self.right[KEPT], self.lost[KEPT]),
            "paragraphs exact": percent(self.exact, self.damaged),
        }


def score(paragraphs: Sequence[str], loss: Loss, repairer: Repairer) -> Score:
    """Damage, repair in blocks, compare."""
    found = Score()
    for start in range(0, len(paragraphs), BLOCK):
        block = paragraphs[start : start + BLOCK]
        damaged = [damage(paragraph, loss).line for paragraph in block]
        repaired = repairer("\n".join(damaged)).split("\n")
        for whole, line, now in zip(block, damaged, repaired, strict=True):
            found.add(whole, line, now, loss.sign)
    return found


def percent(part: int, whole: int) -> str:
    """A share as it is printed."""
    return f"{100 * part / whole:6.2f} %" if whole else "      –"
