"""A snapshot is confirmed without reading a page, but only where reading would change nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from outputs.confirm import confirm
from outputs.encoding import stamp
from outputs.publish import publish
from tests.outputs.walk_builder import MONDAY, WEEK, bare, read, several, unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from tests.outputs.conftest import Crawl

BY = None
"""What the fixture's snapshots are said to have been read by."""
WALKS = several(6)
LATER = MONDAY + 9 * WEEK


def latest(catalogue: Path) -> str:
    return (catalogue / "latest").resolve().name


def test_a_confirmed_snapshot_was_checked_now_and_has_the_figures_of_one_that_was_read(
    crawl: Crawl, catalogue: Path
) -> None:
    crawl(0, *map(read, WALKS))
    by_reading = crawl(1, *[read(walk, MONDAY + WEEK) for walk in WALKS])
    assert by_reading.verdict == "unchanged"
    assert confirm(catalogue, latest(catalogue), BY, now=LATER) == by_reading
    told = json.loads((catalogue / "latest.json").read_text())
    assert (told["made_at"], told["checked_at"]) == (stamp(MONDAY), stamp(LATER))


def test_another_snapshot_than_the_latest_is_not_confirmed(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, *map(read, WALKS))
    before = latest(catalogue)
    crawl(1, *map(read, several(7)))
    assert confirm(catalogue, before, BY) is None


def test_nothing_is_confirmed_where_nothing_was_published(catalogue: Path) -> None:
    assert confirm(catalogue, "20261116T084000Z", BY) is None


def test_a_snapshot_by_other_rules_is_not_confirmed(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, *map(read, WALKS))
    assert confirm(catalogue, latest(catalogue), "by other rules") is None


def test_a_snapshot_beside_one_that_is_held_back_is_not_confirmed(crawl: Crawl, catalogue: Path) -> None:
    crawl(0, *map(read, WALKS))
    assert crawl(1, *[unreadable(walk, MONDAY + WEEK) for walk in WALKS]).verdict == "held"
    assert confirm(catalogue, latest(catalogue), BY) is None
    assert json.loads((catalogue / "latest.json").read_text())["stale"]


def test_a_snapshot_of_given_files_is_not_confirmed(catalogue: Path) -> None:
    publish([read(bare(), None)], catalogue, input_={"a.html": "0" * 64}, now=MONDAY)
    assert confirm(catalogue, latest(catalogue), BY) is None
