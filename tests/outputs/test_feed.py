"""The feed: who holds any snapshot and applies the ``changes`` of those after it has the latest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outputs.catalogue import Catalogue, open_catalogue
from outputs.changes import content
from outputs.encoding import as_json
from outputs.publish import publish
from tests.outputs.walk_builder import MONDAY, WEEK, Pair, gone, named, numbered, read, unreadable, walk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from normalize.walk import Walk

State = dict[str, Any]

NAMES = ("Lares Trek", "Inca Trail", "Colca Rim")


def state(catalogue: Catalogue) -> State:
    """What a consumer has who read all of a snapshot: each walk's content, as JSON says it."""
    ids = map(str, catalogue.table("walks").column("walk_id").to_pylist())
    records = {walk_id: catalogue.snapshot.record(walk_id) for walk_id in ids}
    return {walk_id: json.loads(as_json(content(record))) for walk_id, record in records.items() if record}


def follow(held: State, change: dict[str, Any]) -> None:
    """Apply one row as the data dictionary says; it fails where the row does not fit what is held."""
    old, new = (value and json.loads(value) for value in (change["old"], change["new"]))
    walk_id, kind = change["walk_id"], change["kind"]
    if kind == "added":
        assert walk_id not in held
        held[walk_id] = new
    elif kind == "removed":
        assert held.pop(walk_id) == old
    elif kind == "moved":
        record = held.pop(old)
        held.setdefault(walk_id, record)
    else:
        assert held[walk_id][change["field"]] == old
        held[walk_id][change["field"]] = new


def follow_from_everywhere(folder: Path) -> int:
    """Start at every snapshot, apply every feed after it, and compare; gives the number of rows."""
    opened = open_catalogue(folder)
    states = [state(opened.at(name)) for name in opened.snapshots]
    feeds = [opened.at(name).table("changes").to_pylist() for name in opened.snapshots]
    for start in range(len(states)):
        held = json.loads(json.dumps(states[start]))
        for feed in feeds[start + 1 :]:
            for change in feed:
                follow(held, change)
        assert held == states[-1]
    return sum(map(len, feeds))


def test_an_empty_hand_follows_from_the_very_first_feed(catalogue: Path) -> None:
    publish([read(walk())], catalogue, now=MONDAY)
    opened = open_catalogue(catalogue)
    held: State = {}
    for change in opened.table("changes").to_pylist():
        follow(held, change)
    assert held == state(opened)


HISTORY: dict[str, Sequence[Sequence[Walk]]] = {
    "added, changed, and one not looked at": [
        [walk(), named("Old Walk")],
        [walk(difficulty="Easy"), named("New Walk")],
        [walk(difficulty="Easy", photos=())],
    ],
    "two walks that prove to be one": [
        [walk(), numbered(12, "Renamed")],
        [named("Renamed")],
        [named("Renamed", site_id="12")],
    ],
    "an id that comes back for a walk of another name": [
        [numbered(12, "Old Title")],
        [numbered(12, "Old Title"), named("Renamed")],
        [named("Renamed", site_id="12", difficulty="Severe")],
        [numbered(12, "Renamed"), named("Last")],
    ],
}


@pytest.mark.parametrize("history", HISTORY)
def test_from_any_snapshot_the_feed_leads_to_the_last(history: str, catalogue: Path) -> None:
    for week, walks in enumerate(HISTORY[history]):
        at = MONDAY + week * WEEK
        publish([read(w, at) for w in walks], catalogue, now=at, accept="a test")
    assert follow_from_everywhere(catalogue) > 0


def test_an_id_that_was_dropped_and_takes_another_in_is_followed_too(catalogue: Path) -> None:
    """The older id is not there when it becomes the walk's again: its record goes on under it."""
    old, other = numbered(12, "Old Title"), named("Renamed")
    script = [
        [read(old)],
        [read(other), gone(old, MONDAY + WEEK)],
        [gone(old, MONDAY + 2 * WEEK), read(walk(), MONDAY + 2 * WEEK)],
        [read(named("Renamed", site_id="12", difficulty="Severe"), MONDAY + 3 * WEEK)],
    ]
    for week, pages in enumerate(script):
        publish(pages, catalogue, now=MONDAY + week * WEEK, accept="a test")
    kinds = [c["kind"] for c in open_catalogue(catalogue).table("changes").to_pylist()]
    assert "moved" in kinds
    follow_from_everywhere(catalogue)


@st.composite
def met(draw: st.DrawFn) -> list[tuple[str, str, str]]:
    """What one week meets: a walk's name, what its page does, and what the page says."""
    what = st.sampled_from(["read", "read", "read", "numbered", "joined", "gone", "unreadable", "not met"])
    words = st.sampled_from(["Easy", "Hard", "Severe"])
    return [(name, draw(what), draw(words)) for name in NAMES]


def pages(week: int, told: list[tuple[str, str, str]]) -> list[Pair]:
    at = MONDAY + week * WEEK
    made: list[Pair] = []
    for number, (name, what, difficulty) in enumerate(told):
        more: dict[str, Any] = {
            "difficulty": difficulty,
            "rating_beauty": 20.0 + number,
            "length_km_min": float(number),
        }
        if what == "gone":
            made.append(gone(named(name), at))
        elif what == "unreadable":
            made.append(unreadable(named(name), at))
        elif what == "numbered":
            made.append(read(numbered(number, name, **more), at))
        elif what != "not met":
            known: dict[str, Any] = {"site_id": str(number)} if what == "joined" else {}
            made.append(read(named(name, **known, **more), at))
    return made


@settings(max_examples=12, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(weeks=st.lists(met(), min_size=2, max_size=4))
def test_whatever_happens_the_feed_can_be_followed(
    tmp_path_factory: pytest.TempPathFactory, weeks: list[list[tuple[str, str, str]]]
) -> None:
    catalogue = tmp_path_factory.mktemp("feed")
    publish([read(named("Always There"))], catalogue, now=MONDAY)
    for week, told in enumerate(weeks, start=1):
        publish(pages(week, told), catalogue, now=MONDAY + week * WEEK, accept="a test")
    follow_from_everywhere(catalogue)
