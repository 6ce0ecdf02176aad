"""How long a page takes to become lines, in parses by lexbor of the same page."""

from __future__ import annotations

import timeit
from functools import partial
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from normalize.flow import read_flow
from normalize.flow.depth import burden
from normalize.flow.plain import read_plain
from normalize.flow.soup import read_soup

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = "The path climbs by a broken wall to the col and comes down by the tarn to the farm. " * 8
_SECTION = (
    "<tr><td valign=top><font size=2 face=Arial><b>Beauty</b> 35 &amp; more</font></td>\n"
    '<td><a href="/walks/Fell_Top"><img src="/a/1.jpg" alt=""></a><br>Tarn - © A. Walker</td></tr>'
)
_PARAGRAPH = f"<p align=justify><font size=2 face=Arial>{_WORDS}</font>\n<p><i>And</i> so on.\n"


def legacy_page() -> str:
    """A page of about 64 KB as old sites wrote it: tables, fonts, paragraphs that are never closed."""
    return (
        f"<html><head><title>Fell Top</title></head><body><table>{_SECTION * 62}</table>"
        f"{_PARAGRAPH * 62}</body></html>"
    )


def main() -> None:
    """Print what each reader costs."""
    page = legacy_page()
    parse = _best(lambda: LexborHTMLParser(page))
    print(f"{len(page):,} characters, {page.count('<'):,} tags; one parse {parse * 1e3:.2f} ms")
    for name, read in {
        "flow": read_flow,
        "flow, without a tree": read_plain,
        "flow, reference": read_soup,
        "count of depth": burden,
    }.items():
        print(f"{name:24}{_best(partial(read, page)) / parse:8.1f} parses")


def _best(call: Callable[[], object]) -> float:
    timer = timeit.Timer(call)
    number, _ = timer.autorange()
    return min(timer.repeat(5, number)) / number


if __name__ == "__main__":
    main()
