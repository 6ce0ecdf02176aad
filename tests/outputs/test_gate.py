"""What the gate says of scripted histories: a loss is held back, an ordinary week is not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from tests.outputs.walk_builder import (
    HOME,
    MONDAY,
    NO_FIGURES,
    WEEK,
    Pair,
    answer,
    gone,
    named,
    read,
    several,
    unreadable,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from normalize.walk import Walk
    from tests.outputs.conftest import Crawl

TWENTY = several(20)
NEXT = MONDAY + WEEK


def pages(at: datetime, **told: Any) -> list[Pair]:
    return [read(replace(w, **told), at) for w in TWENTY]


def down(index: int, at: datetime) -> Pair:
    return answer(TWENTY[index].url or "", "failed", at, 503)


def moved(index: int) -> Walk:
    """The walk at another address."""
    return replace(TWENTY[index], url=f"{TWENTY[index].url}-Path")


def led(index: int, target: str) -> Pair:
    """The walk's address leads to another."""
    return answer(TWENTY[index].url or "", "redirected", NEXT, 302, final_url=target)


def mixed(count: int, other: Callable[[int], Pair]) -> list[Pair]:
    return [other(i) for i in range(count)] + pages(NEXT)[count:]


HISTORIES: dict[str, tuple[list[Pair], list[Pair], str, str]] = {
    "good week": (pages(MONDAY), pages(NEXT), "unchanged", ""),
    "a walk more": (pages(MONDAY), [*pages(NEXT), read(walk(), NEXT)], "published", ""),
    "half as many again": (pages(MONDAY)[:13], pages(NEXT), "published", ""),
    "twice as many": (pages(MONDAY)[:10], pages(NEXT), "published", "walks_grown"),
    "nothing looked at": (pages(MONDAY), [], "unchanged", ""),
    "only some looked at": (pages(MONDAY), pages(NEXT)[:3], "unchanged", ""),
    "rotten": (
        pages(MONDAY),
        mixed(20, lambda i: unreadable(TWENTY[i], NEXT)),
        "held",
        "empty walks_lost pages_failed",
    ),
    "three rotten": (pages(MONDAY), mixed(3, lambda i: unreadable(TWENTY[i], NEXT)), "held", "walks_lost"),
    "the only page looked at rotten": (pages(MONDAY), [unreadable(TWENTY[0], NEXT)], "published", ""),
    "two rotten": (pages(MONDAY), mixed(2, lambda i: unreadable(TWENTY[i], NEXT)), "published", ""),
    "half the pages a notice that they are not found": (
        pages(MONDAY),
        mixed(10, lambda i: answer(TWENTY[i].url or "", "gone", NEXT, 200)),
        "held",
        "walks_lost",
    ),
    "half the site behind a log-in": (
        pages(MONDAY),
        [*mixed(10, lambda i: led(i, f"{HOME}/login.asp")), answer(f"{HOME}/login.asp", "other", NEXT)],
        "held",
        "walks_lost",
    ),
    "half the site moved": (
        pages(MONDAY),
        [
            *mixed(10, lambda i: led(i, moved(i).url or "")),
            *(read(moved(i), NEXT) for i in range(10)),
        ],
        "published",
        "",
    ),
    "half the site moved to where it is down": (
        pages(MONDAY),
        [
            *mixed(10, lambda i: led(i, moved(i).url or "")),
            *(answer(moved(i).url or "", "failed", NEXT, 503) for i in range(10)),
        ],
        "published",
        "pages_failed",
    ),
    "one page down": (pages(MONDAY), mixed(1, lambda i: down(i, NEXT)), "published", ""),
    "half the site down": (pages(MONDAY), mixed(10, lambda i: down(i, NEXT)), "published", "pages_failed"),
    "all of the site down": (pages(MONDAY), mixed(20, lambda i: down(i, NEXT)), "held", "pages_failed"),
    "a redesign that hides the length": (
        pages(MONDAY),
        pages(NEXT, length_km_min=None, length_km_max=None, length_text=None),
        "held",
        "fields_emptied",
    ),
    "ratings that add up no more": (
        pages(MONDAY),
        pages(NEXT, rating_adds_up=False),
        "held",
        "ratings_add_up",
    ),
    "every text rewritten": (
        pages(MONDAY),
        pages(NEXT, narrative="Now.", content_sha256="new", repairs=()),
        "published",
        "changed_at_once",
    ),
    "the first crawl of a thin site": ([read(walk(**NO_FIGURES))], [], "unchanged", ""),
    "one-walk site whose walk thinned out": (
        [read(walk())],
        [read(walk(**NO_FIGURES), NEXT)],
        "published",
        "",
    ),
    "one-walk site whose page broke": ([read(walk())], [unreadable(walk(), NEXT)], "held", "empty"),
    "one-walk site that was down": (
        [read(walk())],
        [answer(walk().url or "", "failed", NEXT, 503)],
        "published",
        "",
    ),
}


@pytest.mark.parametrize("history", HISTORIES)
def test_the_gate_over_a_history(history: str, crawl: Crawl) -> None:
    first, second, verdict, rules = HISTORIES[history]
    assert crawl(0, *first).verdict == "published"
    publication = crawl(1, *second)
    assert publication.verdict == verdict, publication
    told = publication.reasons if verdict == "held" else publication.warnings
    assert [t.partition(":")[0] for t in told] == rules.split()


def test_walks_gone_once_are_kept_and_gone_twice_counts_as_lost(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, *pages(MONDAY))
    assert crawl(1, *mixed(5, lambda i: gone(TWENTY[i], NEXT))).tables["walks"] == 20
    later = NEXT + WEEK
    publication = crawl(2, *[gone(w, later) for w in TWENTY[:5]])
    assert publication.verdict == "held"
    assert "5 of 20 walks lost" in publication.reasons[0]
    assert len(pd.read_parquet(catalogue / "latest" / "walks.parquet")) == 20


def test_a_held_snapshot_is_kept_aside_with_its_report_and_latest_stays(
    crawl: Crawl, catalogue: Path
) -> None:
    crawl(0, *pages(MONDAY))
    before = (catalogue / "latest").resolve()
    publication = crawl(1, *[unreadable(w, NEXT) for w in TWENTY])
    assert publication.snapshot is not None
    held = Path(publication.snapshot)
    assert held.parent == catalogue / "held"
    report = json.loads((held / "report.json").read_text())
    assert report["reasons"] == publication.reasons
    assert (catalogue / "latest").resolve() == before
    latest = json.loads((catalogue / "latest.json").read_text())
    assert latest["made_at"] < latest["checked_at"]
    assert latest["stale"]["reasons"] == publication.reasons
    assert (catalogue / latest["stale"]["held"]).is_dir()


def test_walk_pages_that_read_as_lists_are_rot_too(crawl: Crawl) -> None:
    crawl(0, *pages(MONDAY))
    assert crawl(1, *[answer(w.url or "", "index", NEXT) for w in TWENTY]).verdict == "held"


def test_rot_that_a_person_accepted_is_not_held_again(crawl: Crawl) -> None:
    crawl(0, *pages(MONDAY))
    crawl(1, *[unreadable(w, NEXT) for w in TWENTY[:5]], accept="they were lists")
    assert (
        crawl(2, *[unreadable(w, NEXT + WEEK) for w in TWENTY[:5]], *pages(NEXT + WEEK)[5:]).verdict
        == "unchanged"
    )


def test_what_was_stale_is_fresh_again_after_a_good_week(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, *pages(MONDAY))
    crawl(1, *[unreadable(w, NEXT) for w in TWENTY])
    assert crawl(2, *pages(NEXT + WEEK)).verdict == "unchanged"
    assert json.loads((catalogue / "latest.json").read_text())["stale"] is None


def test_a_person_may_overrule_the_gate_and_the_reason_is_recorded(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, *pages(MONDAY))
    publication = crawl(1, *[unreadable(w, NEXT) for w in TWENTY], accept="the site moved house")
    assert publication.verdict == "published"
    manifest = json.loads((catalogue / "latest" / "manifest.json").read_text())
    assert manifest["accepted"] == "the site moved house"
    assert manifest["gate"]["reasons"]


def test_a_held_walk_is_not_remembered_in_the_register(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, *pages(MONDAY))
    before = (catalogue / "ids.jsonl").read_bytes()
    crawl(1, *[unreadable(w, NEXT) for w in TWENTY], read(named("New Walk"), NEXT))
    assert (catalogue / "ids.jsonl").read_bytes() == before
