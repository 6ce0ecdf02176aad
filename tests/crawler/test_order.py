"""Every known page is asked in every run; where a budget ends it, what matters most was asked first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.crawler.served import Answer, Routes, Site, crawl, links, serve, walks

if TYPE_CHECKING:
    from pathlib import Path

CHANGING = "/best-world-walks/Peru/Walk-7"
SELDOM = "/best-world-walks/Peru/Walk-3"


def site() -> Routes:
    """One walk changes at every look, one did once, the rest never."""
    routes = walks(9, ETag='"{}"')
    routes[CHANGING] = [Answer(f"version {n}") for n in range(9)]
    routes[SELDOM] = [Answer("first"), Answer("first"), Answer("second")]
    return routes


def pages(served: Site) -> list[str]:
    return [path for path in served.paths if path != "/robots.txt"]


def test_every_known_page_is_asked_in_every_run_though_nothing_leads_to_it_any_more(tmp_path: Path) -> None:
    with serve({"/": [Answer(links("/a.asp")), Answer("empty")], "/a.asp": Answer("a")}) as served:
        for _ in range(3):
            crawl(served, tmp_path)
        assert served.counts["/a.asp"] == 3


def test_under_a_budget_what_changes_often_is_asked_first(tmp_path: Path) -> None:
    with serve(site()) as served:
        for _ in range(3):
            crawl(served, tmp_path)
        served.forget()
        crawl(served, tmp_path, max_requests=3)
        assert pages(served) == [CHANGING, SELDOM]


def test_then_what_was_never_fetched_then_what_was_not_seen_for_longest(tmp_path: Path) -> None:
    routes = {**walks(6), "/": Answer(links("/best-world-walks/Peru"))}
    with serve(routes) as served:
        crawl(served, tmp_path, max_requests=5)  # robots.txt, home, country and two walks
        first = pages(served)
        served.forget()
        crawl(served, tmp_path, max_requests=7)
        second = pages(served)
    assert not set(second[:4]) & set(first)
    assert second[4:] == first[:2]


def test_the_order_is_the_same_each_time(tmp_path: Path) -> None:
    orders = []
    for name in ("one", "two"):
        with serve(site()) as served:
            for budget in (None, None, 6):
                crawl(served, tmp_path / name, max_requests=budget)
            orders.append(served.paths)
    assert orders[0] == orders[1]


def test_a_budget_of_bytes_is_kept(tmp_path: Path) -> None:
    big = {path: Answer("x" * 10_000) for path in walks(9) if "Walk-" in path}
    with serve({**walks(9), **big}) as served:
        report = crawl(served, tmp_path, max_bytes=35_000)
        assert sum("Walk-" in path for path in served.paths) == 4
    assert report["stopped_because"] == "the budget of 35000 bytes is spent"


def test_a_page_too_deep_from_here_is_asked_when_it_is_near_from_there(tmp_path: Path) -> None:
    chain = {f"/c{n}.asp": Answer(links(f"/c{n + 1}.asp")) for n in range(12)}
    start = {"/": Answer(links("/c0.asp", "/z.asp")), "/z.asp": Answer(links("/c11.asp"))}
    with serve({**start, **chain, "/c12.asp": Answer("end")}) as served:
        crawl(served, tmp_path)
        assert "/c11.asp" in served.paths


def test_a_chain_of_walks_is_followed_to_its_end(tmp_path: Path) -> None:
    names = [f"/best-world-walks/Peru/W{n:02}" for n in range(20)]
    chain = {name: Answer(links(after)) for name, after in zip(names, [*names[1:], "/"], strict=True)}
    with serve({"/": Answer(links(names[0])), **chain}) as served:
        assert crawl(served, tmp_path)["walks_seen"] == 20
