"""What pages cost that were made to cost much: seconds and peak memory of each, read in a process of its own.

Run all with ``python -m benchmarks.hostile``, or those whose names hold a word: ``… hostile tags``.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from normalize import Page, normalize

if TYPE_CHECKING:
    from collections.abc import Callable

_BIG = 20_000_000
_LABELS = b"Walkopedia rating 93<br>Beauty 35<br>Length: 25km<br>"


def _filled(unit: bytes, size: int = _BIG) -> bytes:
    """A page of ``unit`` again and again."""
    return b"<html><body><h1>Fell Top</h1>" + _LABELS + unit * (size // len(unit)) + b"</body></html>"


def _nested(tag: bytes) -> bytes:
    return _filled(b"<" + tag + b">", 100_000 * (len(tag) + 2))


_NESTED = [
    b"div",
    b"p",
    b"b",
    b"font",
    b"a",
    b"ul><li",
    b"table><td",
    b"table",
    b"select><option",
    b"svg",
    b"span",
]
_NESTED += [
    b"form",
    b"button",
    b"object",
    b"template",
    b"noscript",
    b"dl><dd",
    b"h1",
    b"math><mi",
    b"nobr",
    b"pre",
]

PAGES: dict[str, Callable[[], bytes]] = {
    **{f"100,000 tags {tag.decode()}": partial(_nested, tag) for tag in _NESTED},
    "50,000 captions": lambda: (
        b"<h1>Fell Top</h1>" + b"<img src=a.jpg>Tarn - \xa9 A. Walker 2008<br>" * 50_000 + _LABELS
    ),
    "50,000 headings": lambda: _filled(b"<h2>Beauty</h2>35", 850_000),
    "400,000 letters, a dump": lambda: b"Beauty 35\n" + b"x\n" * 1_000_000,
    "20 MB of one text": lambda: _filled(b"word "),
    "20 MB of one word": lambda: _filled(b"x"),
    "20 MB of one attribute": lambda: b"<p title='" + b"x " * (_BIG // 2) + b"'>" + _LABELS,
    "20 MB of attributes": lambda: b"<p " + b"a=1 " * (_BIG // 4) + b">" + _LABELS,
    "20 MB of references": lambda: _filled(b"&eacute;"),
    "20 MB of ampersands": lambda: _filled(b"&"),
    "20 MB of signs": lambda: _filled(b"<"),
    "20 MB of comments left open": lambda: _filled(b"<!-- "),
    "20 MB of comments": lambda: _filled(b"<!-- x -->"),
    "20 MB of anchors": lambda: _filled(b"<a href=x>y</a>"),
    "20 MB of anchors left open": lambda: _filled(b"<a href=x>"),
    "20 MB of tables": lambda: _filled(b"<table>"),
    "20 MB of rows": lambda: _filled(b"<tr><td>x"),
    "20 MB of options": lambda: _filled(b"<select><option>x"),
    "20 MB of svg": lambda: _filled(b"<svg><path/>"),
    "20 MB of paragraphs": lambda: _filled(b"<p>x"),
    "20 MB of scripts": lambda: _filled(b"<script>x</script>"),
    "20 MB of line breaks": lambda: _filled(b"<br>"),
    "20 MB of NUL": lambda: _filled(b"\0"),
    "20 MB of no UTF-8": lambda: _filled(b"\xff\xfe\xc3"),
    "20 MB of UTF-16": lambda: b"\xff\xfe" + ("<p>Beauty 35</p>" * (_BIG // 32)).encode("utf-16-le"),
    "20 MB of UTF-7": lambda: _filled(b"+AGE-"),
    "20 MB of a dump": lambda: b"Beauty 35\n\n" + b"word " * (_BIG // 5),
    "20 MB of a wrapped dump": lambda: b"Beauty 35\n\n" + (b"word " * 14 + b"\n") * (_BIG // 71),
    "20 MB of bullets": lambda: b"Beauty 35\n\n" + b"* - o 1. x\n" * (_BIG // 11),
    "20 MB of brackets": lambda: b"# Beauty 35\n\n" + b"[" * _BIG,
    "20 MB of bars": lambda: b"Beauty 35\n" + b"| " * (_BIG // 2),
    "150,000 garbled letters": lambda: "<p>{}".format("Ã©Â€â€™" * 25_000).encode() + _LABELS,
    "2 MB of garbled words": lambda: "<p>{}".format("cafÃ© Peruâ€™s. " * 120_000).encode() + _LABELS,
    "2 MB of lost letters": lambda: b"<p>" + b"Peru?s wall ? and don?t. " * 80_000 + _LABELS,
    "2 MB of combining marks": lambda: "<p>{}".format("e\u0301\u0323" * 400_000).encode() + _LABELS,
}
"""Pages by what they hold."""


def main() -> None:
    """Print a row a page; a page's own process prints its figures alone."""
    if sys.argv[1:2] == ["--one"]:
        _read_one(sys.argv[2])
        return
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    for name in PAGES:
        if wanted in name:
            command = [sys.executable, "-m", "benchmarks.hostile", "--one", name]
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 -- ourselves
            print(
                f"{name:32}{done.stdout.strip() or f'ended with {done.returncode}: {done.stderr[-200:]}'}",
                flush=True,
            )


def _read_one(name: str) -> None:
    body = PAGES[name]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = perf_counter()
    reading = normalize(Page(body=body, site="walkopedia"))
    taken = perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    told = f"{reading.reader or '-':7}{reading.outcome}: {reading.reason or ''}"
    print(f"{taken:6.1f} s {peak / 1024:6.0f} MB more  {told[:60]}")


if __name__ == "__main__":
    main()
