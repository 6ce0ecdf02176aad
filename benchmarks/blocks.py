"""How long a page takes to become blocks, step by step, in parses by lexbor of the same page.

Processor time, the best of many runs, with warm caches: what the site's other pages have taught is known.
Text repair counts for itself: what of it stands among the items is timed apart, and taken from the sum.
"""

from __future__ import annotations

import gc
from functools import partial
from time import process_time
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from benchmarks.__main__ import pages, text
from benchmarks.legacy import PAGES
from normalize.blocks import read_blocks, read_items, survey_items
from normalize.blocks.title import find_title
from normalize.flow import read_flow
from normalize.text.mojibake import may_be_bad, mend
from normalize.text.style import plain_str
from normalize.text.traced import Traced

if TYPE_CHECKING:
    from collections.abc import Callable

    from normalize.flow import Flow

SITE = "walkopedia"
ROUNDS, SECONDS = 15, 0.02
SUM, REPAIR, REST = "flow and blocks", "of it text repair", "text repair aside"


def main() -> None:
    """Print what each step costs, for large pages and for those of the miniature site."""
    large = {name: [page()] for name, page in PAGES.items()}
    for name, told in {**large, "miniature site": list(map(text, pages()))}.items():
        parse = sum(_best(partial(LexborHTMLParser, page)) for page in told)
        size = sum(map(len, told)) / len(told)
        lines = sum(len(read_flow(page).lines) for page in told) / len(told)
        print(f"{name}: {size:,.0f} characters, {lines:.0f} lines, a parse {parse * 1e3 / len(told):.3f} ms")
        for step, cost in _steps(told).items():
            print(f"  {step:22}{cost / parse:8.2f} parses")


def _steps(told: list[str]) -> dict[str, float]:
    """Seconds for all pages by step, their sum, and what of it is text repair."""
    steps = ("flow", "items", "survey", "title", "blocks")
    costs = dict.fromkeys((*steps, SUM, REPAIR, REST), 0.0)
    for page in told:
        flow = read_flow(page)
        items = read_items(flow)
        survey = survey_items(items, SITE)
        title = find_title(survey, flow)
        calls: tuple[Callable[[], object], ...] = (
            partial(read_flow, page),
            partial(read_items, flow),
            partial(survey_items, items, SITE),
            partial(find_title, survey, flow),
            partial(read_blocks, survey, title),
        )
        for step, call in zip(steps, calls, strict=True):
            costs[step] += _best(call)
        costs[REPAIR] += _best(partial(_repaired, flow))
    costs[SUM] = sum(costs[step] for step in steps)
    costs[REST] = costs[SUM] - costs[REPAIR]
    return costs


def _repaired(flow: Flow) -> None:
    """What ``read_items`` asks of text repair and plain style, line by line."""
    for line in flow.lines:
        garbled = not line.text.isascii() and may_be_bad(line.text)
        plain_str(mend(Traced(line.text)).text if garbled else line.text)


def _best(call: Callable[[], object]) -> float:
    """Seconds of one call: the fastest of many rounds, of several calls each."""
    call()
    start = process_time()
    call()
    number = max(1, int(SECONDS / max(process_time() - start, 1e-6)))
    gc.disable()  # as timeit does
    times = [_seconds(call, number) for _ in range(ROUNDS)]
    gc.enable()
    return min(times) / number


def _seconds(call: Callable[[], object], number: int) -> float:
    start = process_time()
    for _ in range(number):
        call()
    return process_time() - start


if __name__ == "__main__":
    main()
