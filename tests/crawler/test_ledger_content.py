"""Whether a crawl brought anything new is told by one hash over the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from crawler.ledger import Ledger
from crawler.workspace import Workspace
from tests.crawler.served import Answer, crawl, links, serve

if TYPE_CHECKING:
    from pathlib import Path

WALK = "/best-world-walks/Peru/A"
FINE = Answer("A")
TAGGED = Answer("A", headers={"ETag": '"a"'})
CHANGED = Answer("A, and more")
ILL = Answer("ill", 500)
GONE = Answer("no", 404)
TO_B = Answer(status=301, headers={"Location": "/b.asp"})
TO_C = Answer(status=301, headers={"Location": "/c.asp"})


def contents(data: Path, *answers: Answer) -> list[int]:
    """After each of as many crawls, in which the walk answers so: the first one that knew the same."""
    found = []
    with serve({"/": Answer(links(WALK)), "/b.asp": Answer("b"), "/c.asp": Answer("c")}) as site:
        for answer in answers:
            site.routes[WALK] = answer
            crawl(site, data, retries=0)
            ledger = Ledger(Workspace(data).ledger)
            found.append(ledger.content_sha256())
            ledger.close()
    return [found.index(content) for content in found]


@pytest.mark.parametrize(
    ("answers", "known"),
    [
        ((FINE, FINE, FINE), [0, 0, 0]),
        ((TAGGED, TAGGED, CHANGED, CHANGED), [0, 0, 2, 2]),
        ((FINE, CHANGED, FINE), [0, 1, 2]),
        ((FINE, GONE, GONE, GONE, FINE), [0, 1, 2, 2, 0]),
        ((FINE, ILL, ILL, FINE), [0, 1, 1, 0]),
        ((TO_B, TO_B, TO_C, TO_C), [0, 0, 2, 2]),
    ],
    ids=["nothing new", "changed", "changed and back", "gone", "failing", "redirected"],
)
def test_only_what_could_change_the_catalogue_is_new(
    tmp_path: Path, answers: tuple[Answer, ...], known: list[int]
) -> None:
    assert contents(tmp_path, *answers) == known


def test_an_address_met_for_the_first_time_is_new(tmp_path: Path) -> None:
    other = Answer("A" + links("/best-world-walks/Peru/B"))
    assert contents(tmp_path, FINE, other) == [0, 1]
