"""``python -m benchmarks.repair [FILE…]``: how much of what was lost comes back, and what goes wrong.

Each FILE holds whole text, one paragraph a line (default: the project's own set). It is damaged in three ways
and repaired in blocks of 20 paragraphs by waypost, by ftfy, by three regular expressions and by nobody.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import ftfy

from benchmarks.cost import costs
from benchmarks.repair_score import BLOCK, PLAIN, Score, percent, score
from normalize.text import repair
from training.damage import Loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from benchmarks.repair_score import Repairer

SET = Path(__file__).parents[1] / "tests" / "fixtures" / "repair"

LOSSES = {"Latin-1": Loss.LATIN1, "ASCII": Loss.ASCII, "U+FFFD": Loss.ASCII_REPLACED}


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


def read(files: Iterable[Path]) -> list[str]:
    """All paragraphs."""
    return [line for path in files for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def changed_when_clean(paragraphs: Sequence[str]) -> int:
    """How many paragraphs change in which nothing was lost: all typography set plain, as many write."""
    plain = [p.translate(PLAIN).replace("…", "...") for p in paragraphs]
    blocks = ("\n".join(plain[n : n + BLOCK]) for n in range(0, len(plain), BLOCK))
    repaired = [line for block in blocks for line in repair(block).text.split("\n")]
    return sum(a != b for a, b in zip(plain, repaired, strict=True))


def table(scores: dict[str, Score]) -> Iterator[str]:
    """One row a class, one column a repairer; then the sums."""
    yield f"{'':30}{'n':>7}" + "".join(f"{name:>12}" for name in scores)
    first = next(iter(scores.values()))
    for kind in sorted(first.lost):
        cells = (percent(s.right[kind], s.lost[kind]) for s in scores.values())
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
