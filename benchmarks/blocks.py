"""How long a page's lines take to become blocks, in parses by lexbor of the same page."""

from __future__ import annotations

import timeit
from functools import partial
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from benchmarks.__main__ import pages, text
from normalize.blocks import read_blocks, read_items, survey_items
from normalize.blocks.title import find_title
from normalize.flow import read_flow

if TYPE_CHECKING:
    from collections.abc import Callable

SITE = "walkopedia"
PHOTOS, MENU, PARAGRAPHS = 30, 40, 80
_WORDS = "The path climbs by a broken wall to the col and comes down by the tarn to the farm. " * 6
_RATING = {
    "Walkopedia rating": "93",
    "Beauty": "35",
    "Natural interest": "16",
    "Human interest": "12",
    "Charisma": "33",
    "Negative points": "3",
    "Total rating": "93",
    "Note:": "",
}
_STATISTICS = (
    "Length: 25km",
    "16 hours or 2.5 days",
    "Maximum Altitude: 4,500m",
    "Level of Difficulty: Hard",
)
_CLOSING = (
    "Other accounts: share your experiences",
    "Your comments on this walk, your experiences and your photos are very welcome.",
    "This section is only open to members.",
    "Safety and problems: all walks have risks, and this page does not name every one of them.",
    "Responsible travel matters, a lot.",
    "All material on this website is © Walkopedia Ltd 2008 - 2015, unless specified otherwise.",
)


def legacy_walk() -> str:
    """A walk's page of about 64 KB as old sites wrote it: tables, fonts, paragraphs that are never closed."""
    menu = "".join(f'<tr><td><a href="/walks/page_{n}.asp">Page {n}</a>' for n in range(MENU))
    photos = "".join(
        f'<tr><td><img src="/assets/walkimages/1/{n}.jpg" alt=""><br>Tarn {n} - © A. Walker</td></tr>'
        for n in range(PHOTOS)
    )
    rating = "".join(f"<tr><td><b>{label}</b> {value}</td></tr>" for label, value in _RATING.items())
    return (
        f"<html><head><title>Fell Top</title></head><body><table>{menu}</table><h1>Fell Top</h1>"
        f"<table>{photos}</table><b>Key information: Fell Top</b><ul>{'<li>A fine day out.' * 4}</ul>"
        f"<b>Walkopedia rating</b><table>{rating}</table><b>Vital Statistics</b>"
        f"<ul>{''.join(map('<li>{}'.format, _STATISTICS))}</ul>"
        + f"<p align=justify><font size=2 face=Arial>{_WORDS}</font>\n<p><b>A farther top</b>\n" * PARAGRAPHS
        + "".join(map("<p>{}".format, _CLOSING))
        + "</body></html>"
    )


def main() -> None:
    """Print what each step costs, for one large page and for those of the miniature site."""
    for name, told in {"large page": [legacy_walk()], "miniature site": list(map(text, pages()))}.items():
        parse = sum(_best(lambda page=page: LexborHTMLParser(page)) for page in told)
        size = sum(map(len, told)) / len(told)
        print(f"{name}: {size:,.0f} characters, a parse {parse * 1e3 / len(told):.3f} ms")
        for step, cost in _steps(told).items():
            print(f"  {step:22}{cost / parse:8.2f} parses")


def _steps(told: list[str]) -> dict[str, float]:
    """Seconds for all pages by step."""
    steps = ("flow", "items", "survey", "title", "blocks")
    costs = dict.fromkeys(steps, 0.0)
    for page in told:
        flow = read_flow(page)
        items = read_items(flow)
        survey = survey_items(items, SITE)
        title = find_title(survey, flow)
        calls = (
            partial(read_flow, page),
            partial(read_items, flow),
            partial(survey_items, items, SITE),
            partial(find_title, survey, flow),
            partial(read_blocks, survey, title),
        )
        for step, call in zip(steps, calls, strict=True):
            costs[step] += _best(call)
    return costs


def _best(call: Callable[[], object]) -> float:
    timer = timeit.Timer(call)
    number = max(1, int(0.05 / max(timer.timeit(1), 1e-6)))
    return min(timer.repeat(3, number)) / number


if __name__ == "__main__":
    main()
