"""What the text repairer costs: loading, a clean character, a mark beside a parse, memory."""

from __future__ import annotations

import resource
import subprocess
import sys
from time import process_time
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from benchmarks.legacy import ordinary_page
from normalize.text.lost import repair_lines
from training.damage import Loss, damage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LOAD = """
import numpy
from time import process_time
start = process_time()
from normalize.text import repair
repair("Peru?s caf? ? and more")
print(process_time() - start)
"""
ROUNDS = 3
CLEAN_CHARACTERS = 20_000_000


def costs(paragraphs: Sequence[str]) -> Iterator[str]:
    """A line a figure."""
    told = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True)  # noqa: S603
    yield f"load, first repair included: {float(told.stdout):.3f} s (after NumPy)"
    damaged = [damage(paragraph, Loss.LATIN1) for paragraph in paragraphs]
    lines, marks = [d.line for d in damaged], sum(len(d.lost) for d in damaged)
    best = min(_seconds(lines) for _ in range(ROUNDS))
    size = sum(map(len, lines))
    parse = min(_parse_seconds(page := ordinary_page()) for _ in range(10 * ROUNDS))
    each = best / max(marks, 1)
    yield f"a mark: {each * 1e6:.0f} µs ({marks} marks in {size:,} characters)"
    yield f"which is {each / parse:.2f} of lexbor's parse of a page of {len(page):,} characters"
    clean = ["No mark stands in this line, which is as long as lines of text are in the end. "] * 1000
    repeat = CLEAN_CHARACTERS // sum(map(len, clean))
    best = min(_seconds(clean * repeat) for _ in range(ROUNDS))
    yield f"text without marks: {CLEAN_CHARACTERS / best / 1e6:,.0f} million characters a second"
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"memory of this process at most: {memory:.0f} MB"


def _parse_seconds(page: str) -> float:
    start = process_time()
    LexborHTMLParser(page)
    return process_time() - start


def _seconds(lines: Sequence[str]) -> float:
    start = process_time()
    repair_lines(lines)
    return process_time() - start
