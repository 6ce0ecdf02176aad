"""``python -m benchmarks.repair [FILE…]``: how much of what was lost comes back, and what goes wrong.

Each FILE holds whole text, one paragraph a line (default: the project's own set). It is damaged in three ways
and repaired in blocks of 20 paragraphs by waypost, by ftfy, by three regular expressions and by nobody.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, NamedTuple

import ftfy

from benchmarks.alignment import outputs
from benchmarks.cost import costs
from normalize.text import repair
from training.damage import Loss, damage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Repairer = Callable[[str], str]

SET = Path(__file__).parents[1] / "tests" / "fixtures" / "repair"
BLOCK = 20

LOSSES = {"Latin-1": Loss.LATIN1, "ASCII": Loss.ASCII, "U+FFFD": Loss.ASCII_REPLACED}

_PLAIN = str.maketrans({"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "\xa0": " "})
_DASHES = ("–", "—", "--")
KEPT = "real ?"


def three_regexes(text: str) -> str:
    """What anybody would write first."""
    text = re.sub(r"(?<=[A-Za-z])[?\ufffd](?=[A-Za-z])", "'", text)
    text = re.sub(r" [?\ufffd] ", " – ", text)
    return re.sub(r"(?<=\d)[?\ufffd](?=\d)", "–", text)


REPAIRERS: dict[str, Repairer] = {
    "nobody": str,
    "ftfy": ftfy.fix_text,
    "3 regexes": three_regexes,
    "waypost": lambda text: repair(text).text,
}


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
    return found.translate(_PLAIN) == was.translate(_PLAIN)


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
            "ALL LOST MARKS RIGHT": _percent(right, lost),
            "precision of changes": _percent(self.good, self.changed),
            "real ? harmed": _percent(self.lost[KEPT] - self.right[KEPT], self.lost[KEPT]),
            "paragraphs exact": _percent(self.exact, self.damaged),
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


def read(files: Iterable[Path]) -> list[str]:
    """All paragraphs."""
    return [line for path in files for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def changed_when_clean(paragraphs: Sequence[str]) -> int:
    """How many paragraphs change in which nothing was lost: all typography set plain, as many write."""
    plain = [p.translate(_PLAIN).replace("…", "...") for p in paragraphs]
    blocks = ("\n".join(plain[n : n + BLOCK]) for n in range(0, len(plain), BLOCK))
    repaired = [line for block in blocks for line in repair(block).text.split("\n")]
    return sum(a != b for a, b in zip(plain, repaired, strict=True))


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.2f} %" if whole else "      –"


def table(scores: dict[str, Score]) -> Iterator[str]:
    """One row a class, one column a repairer; then the sums."""
    yield f"{'':30}{'n':>7}" + "".join(f"{name:>12}" for name in scores)
    first = next(iter(scores.values()))
    for kind in sorted(first.lost):
        cells = (_percent(s.right[kind], s.lost[kind]) for s in scores.values())
        yield f"{kind:30}{first.lost[kind]:>7}" + "".join(f"{cell:>12}" for cell in cells)
    summaries = [s.summary for s in scores.values()]
    for name in summaries[0]:
        yield f"{name:37}" + "".join(f"{s[name]:>12}" for s in summaries)


def main(arguments: Sequence[str]) -> None:
    """Print every table."""
    paragraphs = read([Path(name) for name in arguments] or sorted(SET.glob("*.txt")))
    print(f"{len(paragraphs)} paragraphs")
    for name, loss in LOSSES.items():
        start = process_time()
        scores = {by: score(paragraphs, loss, repairer) for by, repairer in REPAIRERS.items()}
        print(f"\n{name} loss ({process_time() - start:.1f} s)")
        print("\n".join(table(scores)))
    print(f"\nclean paragraphs changed: {changed_when_clean(paragraphs)} of {len(paragraphs)}")
    print("\n".join(costs(paragraphs)))


if __name__ == "__main__":
    main(sys.argv[1:])
