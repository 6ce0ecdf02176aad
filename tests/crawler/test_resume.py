"""A crawl that is killed goes on where it was: nothing lost, nothing asked twice but what was under way."""

from __future__ import annotations

import json
import random
import signal
import time
from typing import TYPE_CHECKING

import pytest

from crawler.ledger import Ledger
from crawler.workspace import Workspace
from tests.crawler.served import Answer, Crawled, Routes, Site, begin_crawl, crawl, serve, walks
from tests.crawler.test_archive import all_records

if TYPE_CHECKING:
    from pathlib import Path

WALKS = 40


def slow(routes: Routes) -> Routes:
    for answer in routes.values():
        assert isinstance(answer, Answer)
        answer.pause = 0.02
    return routes


def kill_after(site: Site, data: Path, requests: int, sign: signal.Signals = signal.SIGKILL) -> str:
    """Start a crawl, end it once the site was asked so often in all; gives what it printed."""
    process = begin_crawl(site, data)
    deadline = time.monotonic() + 30
    while len(site.asked) < requests and time.monotonic() < deadline:
        time.sleep(0.003)
    process.send_signal(sign)
    return process.communicate()[0]


def archived(data: Path, base: str) -> list[str]:
    """The paths of all answers in the archive."""
    return [r.warc["warc-target-uri"].removeprefix(base) for r in all_records(data) if r.status is not None]


@pytest.mark.parametrize("moments", [(2,), (7, 9, 11), (20, 41, 44)])
def test_after_kill_9_nothing_is_lost_and_nothing_asked_twice(
    tmp_path: Path, moments: tuple[int, ...]
) -> None:
    routes = slow(walks(WALKS))
    with serve(routes) as site:
        for moment in moments:
            kill_after(site, tmp_path, moment)
        report = crawl(site, tmp_path)
        pages = {path: n for path, n in site.counts.items() if path != "/robots.txt"}
        twice = sum(n - 1 for n in pages.values())
        kept = archived(tmp_path, site.url)
    assert set(pages) == set(routes)
    assert set(kept) == set(routes) | {"/robots.txt"}
    assert twice <= len(moments)  # one connection: at most the one request under way at each kill
    assert len(kept) - kept.count("/robots.txt") == len(routes)  # and of those none was archived twice
    assert (report["resumed"], report["verdict"], report["known"]) == (True, "finished", WALKS + 2)


@pytest.mark.long
def test_a_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    """At moments drawn once and for all; each run is killed some requests after its first."""
    moments = random.Random(20261122)  # noqa: S311 -- repeatable, not secret
    routes = slow(walks(400))
    with serve(routes) as site:
        kills = 0
        while kills < 100:
            kill_after(site, tmp_path, len(site.asked) + moments.randint(1, 6))
            kills += 1
        crawl(site, tmp_path)
        pages = {path: n for path, n in site.counts.items() if path != "/robots.txt"}
        kept = [path for path in archived(tmp_path, site.url) if path != "/robots.txt"]
    lost, twice = set(routes) - set(kept), len(kept) - len(set(kept))
    again = sum(n - 1 for n in pages.values())
    print(f"{kills} kills, {len(routes)} pages: {len(lost)} lost, {twice} twice, {again} asked again")
    assert set(kept) == set(pages) == set(routes)
    assert twice == 0
    assert again <= kills


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_crawl_told_to_stop_ends_cleanly_and_goes_on_next_time(
    tmp_path: Path, sign: signal.Signals
) -> None:
    with serve(slow(walks(WALKS))) as site:
        stopped = Crawled(json.loads(kill_after(site, tmp_path, 12, sign)), "")
        assert stopped["stopped_because"] == "interrupted"
        assert crawl(site, tmp_path)["resumed"]
        assert {n for path, n in site.counts.items() if path != "/robots.txt"} == {1}


def test_a_run_older_than_a_day_is_closed_and_another_begins(tmp_path: Path) -> None:
    with serve(slow(walks(WALKS))) as site:
        kill_after(site, tmp_path, 12)
        ledger = Ledger(Workspace(tmp_path).ledger)
        ledger._db.execute("update runs set started = '2020-01-01T00:00:00+00:00'")
        ledger.close()
        assert not crawl(site, tmp_path)["resumed"]
    ledger = Ledger(Workspace(tmp_path).ledger)
    assert [row["verdict"] for row in ledger._db.execute("select verdict from runs")] == [
        "incomplete",
        "finished",
    ]
    ledger.close()


def test_an_answer_archived_but_not_yet_in_the_ledger_is_not_asked_again(tmp_path: Path) -> None:
    """The kill between the archive's sync and the ledger's commit, made by hand."""
    with serve(walks(3)) as site:
        crawl(site, tmp_path)
        site.forget()
        ledger = Ledger(Workspace(tmp_path).ledger)
        url = "https://www.walkopedia.net/best-world-walks/Peru"
        ledger._db.execute("delete from answers where id >= (select id from answers where url = ?)", (url,))
        ledger._db.execute("update addresses set due = 1, outcome = null where url = ?", (url,))
        ledger._db.execute("delete from addresses where kind = 'walk'")
        ledger._db.execute("update runs set verdict = null, ended = null")
        ledger.close()
        report = crawl(site, tmp_path)
        assert site.paths == ["/robots.txt"]
    assert (report["resumed"], report["known"]) == (True, 5)


def test_the_second_of_two_runs_says_who_holds_the_workspace(tmp_path: Path) -> None:
    with serve({"/": [Answer("late", pause=30), Answer("soon")]}) as site:
        first = begin_crawl(site, tmp_path, timeout=60)
        while len(site.asked) < 2:
            time.sleep(0.01)
        second = crawl(site, tmp_path)
        assert second["error"] == "WorkspaceHeld"
        assert f"process {first.pid} on" in second["message"]
        first.send_signal(signal.SIGKILL)
        first.communicate()
        assert crawl(site, tmp_path)["verdict"] == "finished"  # a dead holder is no obstacle
