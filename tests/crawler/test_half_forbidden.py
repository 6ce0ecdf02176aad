"""A site that forbids half of itself: none of that half is ever asked, whatever leads there."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.crawler.served import Answer, Routes, crawl, links, serve

if TYPE_CHECKING:
    from pathlib import Path

FORBIDDEN = "/private/"


def site(size: int) -> Routes:
    """As many open pages as forbidden ones, each leading to both; some lead there by a redirect."""
    half = size // 2
    opened = [f"/best-world-walks/Peru/Walk-{n}" for n in range(half)]
    shut = [f"{FORBIDDEN}{n}.asp" for n in range(half)]
    routes: Routes = {
        path: Answer(links(shut[n], opened[(n + 1) % half], shut[-n])) for n, path in enumerate(opened)
    }
    for path in opened[::10]:
        routes[f"/go{path}.asp"] = Answer(status=302, headers={"Location": shut[0]})
    routes["/"] = Answer(
        links(*opened[:50], *shut[:50], *(path for path in routes if path.startswith("/go")))
    )
    routes["/map.xml"] = Answer(
        f"<urlset>{''.join(f'<url><loc>{path}</loc></url>' for path in opened + shut)}</urlset>"
    )
    rules = f"User-agent: *\nDisallow: {FORBIDDEN}\nSitemap: /map.xml"
    return {**routes, "/robots.txt": Answer(rules, type="text/plain", pause=0.2)}


@pytest.mark.parametrize("size", [400, pytest.param(10_000, marks=pytest.mark.long)])
def test_no_forbidden_page_is_asked(tmp_path: Path, size: int) -> None:
    with serve(site(size)) as served:
        crawl(served, tmp_path, concurrency=8, start_urls=(served.url + f"{FORBIDDEN}0.asp",))
        asked = served.paths
    assert not [path for path in asked if path.startswith(FORBIDDEN)]
    assert sum("/Peru/Walk-" in path and not path.startswith("/go") for path in asked) == size // 2
    with sqlite3.connect(tmp_path / "ledger.sqlite") as ledger:
        shut = "SELECT outcome, count(*) FROM addresses WHERE url LIKE ? GROUP BY outcome"
        told = dict(ledger.execute(shut, (f"%{FORBIDDEN}%",)))
    assert told == {"refused_by_robots": size // 2}
