"""``make bench``: what reading a page costs, stage by stage, over the walk pages of the miniature site.

Times are the best of several rounds, in milliseconds a page; 1.0 in the last column is decoding and one parse
by lexbor.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from normalize import Page, normalize
from normalize.decode import decode
from normalize.flow import read_flow
from tests.site_server import read_routes

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5


def pages() -> list[Page]:
    """Every page of the miniature site that tells a walk."""
    told = (route for route in read_routes().values() if route.outcome == "walk")
    return [Page(body=route.body, content_type=route.content_type, site="walkopedia") for route in told]


def text(page: Page) -> str:
    """A page's characters."""
    return decode(page.body, page.content_type).text


STAGES: dict[str, Callable[[Page], object]] = {
    "decode, parse": lambda page: LexborHTMLParser(text(page)),
    "decode": text,
    "flow, lexbor": lambda page: read_flow(text(page)),
    "flow, bs4": lambda page: read_flow(text(page), "bs4"),
    "normalize, lexbor": normalize,
    "normalize, bs4": lambda page: normalize(page, reader="bs4"),
}


def best(stage: Callable[[Page], object], read: list[Page]) -> float:
    """Milliseconds a page, in the fastest of the rounds."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        for page in read:
            stage(page)
        times.append(perf_counter() - start)
    return min(times) * 1000 / len(read)


def main() -> None:
    """Print a row a stage."""
    read = pages()
    print(f"{len(read)} walk pages, {sum(len(p.body) for p in read) / len(read) / 1024:.1f} KiB each\n")
    times = {name: best(stage, read) for name, stage in STAGES.items()}
    for name, time in times.items():
        print(f"{name:<20} {time:8.3f} ms {time / times['decode, parse']:8.1f}")


if __name__ == "__main__":
    main()
