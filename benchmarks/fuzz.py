"""Broken pages without end: fixtures, mutated by a seeded generator, through readers and ``normalize``.

Run with ``python -m benchmarks.fuzz [EXECUTIONS [SEED]]``. Prints how many were run and what failed: an
exception, a U+0000 left in a line, or two ways of reading the same tree that do not give the same lines. Both
parsers build different trees of some pages; where the readers differ is counted, and the first few shown.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from normalize import Page, normalize
from normalize.decode import decode
from normalize.flow import read_flow
from normalize.flow.lexbor import read_lexbor, walk_lexbor
from normalize.flow.sheet import read_sheet
from normalize.flow.source import made_safe

_FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures"
_SHOWN = 5
_LONGEST = 20_000
_BITS = [
    b"<",
    b">",
    b"</p>",
    b"<table>",
    b"</table>",
    b"<td>",
    b"<li>",
    b"<!--",
    b"-->",
    b"<b>",
    b"</b>",
    b'"',
    b"'",
]
_BITS += [
    b"&copy",
    b"&#8217",
    b"&",
    b"\0",
    b"\xa0",
    b"\xc3",
    b"\xff",
    b"<a href=x>",
    b"</a>",
    b"<div hidden>",
    b"</div>",
]
_BITS += [
    b"<script>",
    b"</script>",
    b"<style>",
    b"<title>",
    b"<pre>",
    b"<svg>",
    b"\r",
    b"\n",
    b"35",
    b"Beauty",
    b"<br>",
]


def pages() -> list[bytes]:
    """The fixtures' pages and dumps."""
    found = (path for suffix in ("html", "txt") for path in _FIXTURES.rglob(f"*.{suffix}"))
    return [path.read_bytes()[:_LONGEST] for path in sorted(found)]


def mutated(page: bytes, chance: random.Random) -> bytes:
    """The page with a few pieces cut out, doubled, moved or put in."""
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(page) + 1)
        end = min(len(page), start + chance.choice((1, 3, 10, 40, 300)))
        piece = chance.choice((b"", page[start:end] * 2, chance.choice(_BITS), page[start:end][::-1]))
        page = page[:start] + piece + page[chance.choice((start, end)) :]
    return page


def failure(body: bytes) -> str | None:
    """What went wrong with a page, or None."""
    try:
        text = made_safe(decode(body).text)
        flow = read_flow(text)
        if any("\0" in line.text for line in flow.lines):
            return "U+0000 in a line"
        tree = LexborHTMLParser(text)
        if read_lexbor(text) != walk_lexbor(tree, read_sheet(text), hides=True):
            return "the walk gives other lines"
        normalize(Page(body=body, site="walkopedia"))
    except Exception as error:  # any at all is what is looked for
        return f"{type(error).__name__}: {error}"
    return None


def differ(body: bytes) -> bool:
    """Whether lexbor and html5lib lead to other lines."""
    text = made_safe(decode(body).text)
    by_bs4 = read_flow(text, "bs4")
    return by_bs4.reader == "bs4" and by_bs4.lines != read_flow(text).lines


def main() -> None:
    """Run, print what failed and the count; exit with 1 if anything did."""
    executions = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    chance = random.Random(sys.argv[2] if len(sys.argv) > 2 else 1)  # noqa: S311 -- it is to be repeatable
    seeds = pages()
    failed = other = compared = 0
    for number in range(executions):
        body = mutated(chance.choice(seeds), chance)
        if what := failure(body):
            failed += 1
            print(f"{number}: {what[:200]}\n    {body[:200]!r}")
        if number % 10 == 0:  # the reference reader is slow
            compared += 1
            different = differ(body)
            other += different
            if different and other <= _SHOWN:
                print(f"{number}: the readers differ")
    print(f"{executions:,} executions, {failed} failed; {compared:,} read by both, {other} otherwise")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
