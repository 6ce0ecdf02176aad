"""The gate over scripted histories of many weeks: each week's verdict, and what is said of it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest

from normalize import RULES_VERSION
from outputs.publish import publish
from tests.outputs.walk_builder import (
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
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from normalize.walk import Walk
    from outputs.limits import Limits

TWENTY = several(20)
FIVE = TWENTY[:5]


@dataclass(frozen=True)
class Week:
    """What is met in one week, what comes of it, and what is said: a piece of each message, in order."""

    pages: Callable[[Any], Sequence[Pair]]
    verdict: str = "unchanged"
    said: tuple[str, ...] = ()
    accept: str | None = None


def good(walks: Sequence[Walk] = TWENTY, **told: Any) -> Callable[[Any], list[Pair]]:
    """Every walk reads as before, but for what is told."""
    return lambda at: [read(replace(w, **told), at) for w in walks]


def but(count: int, other: Callable[[Walk, Any], Pair], walks: Sequence[Walk] = TWENTY) -> Any:
    """The first few pages are something else, the others as before."""
    return lambda at: [other(w, at) for w in walks[:count]] + [read(w, at) for w in walks[count:]]


def down(w: Walk, at: Any) -> Pair:
    return answer(w.url or "", "failed", at, 503)


def drawn(skeleton: str, walks: Sequence[Walk] = TWENTY, **told: Any) -> Callable[[Any], list[Pair]]:
    """Every page of one template."""
    return lambda at: [read(replace(w, **told), at, skeleton=skeleton) for w in walks]


def wordy(leftover: float) -> Callable[[Any], list[Pair]]:
    return lambda at: [read(w, at, leftover=leftover) for w in TWENTY]


def mended(times: int) -> tuple[Any, ...]:
    return walk().repairs * times


FIRST = Week(good(), "published")

HISTORIES: dict[str, list[Week]] = {
    "a first run of a thin site": [
        Week(lambda at: [read(named(f"Walk {n}", **NO_FIGURES), at) for n in range(3)], "published"),
    ],
    "a first run with failures": [Week(but(9, down), "published")],
    "good weeks": [FIRST, Week(good()), Week(good()), Week(good([*TWENTY, walk()]), "published")],
    "rot page by page": [
        FIRST,
        Week(but(1, unreadable), "published"),
        Week(but(2, unreadable), "published"),
        Week(
            but(3, unreadable),
            "held",
            ("walks_lost: 3 of 20 walks lost: 0 gone, 3 whose page reads as none",),
        ),
        Week(but(3, unreadable), "held", ("walks_lost: 3 of 20",)),
    ],
    "rot that a person accepted, and then more of it": [
        FIRST,
        Week(but(5, unreadable), "published", ("pages_failed",), accept="they are lists now"),
        Week(but(5, unreadable), "unchanged"),
        Week(but(8, unreadable), "held", ("walks_lost: 3 of 20",)),
    ],
    "rot that healed": [
        FIRST,
        Week(
            but(20, unreadable), "held", ("empty: not one of the 20 walks", "walks_lost: 20", "pages_failed")
        ),
        Week(good()),
        Week(but(2, unreadable), "published"),
        Week(good(), "published"),
    ],
    "a fault that comes and goes": [
        FIRST,
        Week(but(2, down), "published"),
        Week(good(), "published"),
        Week(but(2, unreadable), "published"),
        Week(good(), "published"),
        Week(but(1, down), "published"),
    ],
    "half the site down": [
        FIRST,
        Week(but(10, down), "published", ("pages_failed: 10 of 20 pages failed",)),
        Week(good(), "published"),
    ],
    "a site that shrinks bit by bit": [
        FIRST,
        Week(but(2, gone), "published"),
        Week(but(2, gone), "published"),
        Week(but(4, gone), "published"),
        Week(but(4, gone), "published", ("walks_fewer: 16 walks, and 20 in an earlier snapshot",)),
        Week(but(6, gone), "published", ("walks_fewer: 16 walks",)),
        Week(but(6, gone), "held", ("walks_fewer: 14 walks, and 20 in an earlier snapshot",)),
    ],
    "a site that lost a part, which a person accepted": [
        FIRST,
        Week(but(5, gone), "published"),
        Week(but(5, gone), "published", (), accept="the Alps were taken down"),
        Week(but(5, gone)),
    ],
    "a redesign that is read as well as before": [
        Week(drawn("a"), "published"),
        Week(drawn("a")),
        Week(
            drawn("b"),
            "published",
            ("templates: template B seen on 20 pages since 30 November 2026, for example https://www.walk",),
        ),
        Week(drawn("b")),
        Week(drawn("a")),
    ],
    "a redesign that hides the length": [
        Week(drawn("a"), "published"),
        Week(
            drawn("b", length_km_min=None, length_km_max=None, length_text=None),
            "held",
            ("fields_emptied: length_km_max emptied in 20 of the 20 walks that had it; so are length",),
        ),
        Week(
            drawn("b", length_km_min=None, length_km_max=None, length_text=None),
            "held",
            ("fields_emptied",),
        ),
    ],
    "a page with a skeleton of its own is no template": [
        Week(drawn("a"), "published"),
        Week(lambda at: [*drawn("a")(at)[1:], read(TWENTY[0], at, skeleton="z")]),
    ],
    "a small site whose ratings vanish": [
        Week(good(FIVE), "published"),
        Week(
            good(FIVE, rating_total=None, rating_adds_up=None),
            "held",
            ("fields_emptied: rating_total emptied in 5 of the 5",),
        ),
    ],
    "a rare field that two walks lose": [
        Week(lambda at: good(TWENTY[:2], author="Ann")(at) + good(TWENTY[2:])(at), "published"),
        Week(good(), "published"),
    ],
    "photos that vanish": [
        FIRST,
        Week(good(photos=()), "held", ("fields_emptied: photos emptied in 20 of the 20",)),
    ],
    "ratings that add up no more": [
        FIRST,
        Week(
            good(rating_adds_up=False), "held", ("ratings_add_up: 20 of 20 ratings that added up do so no",)
        ),
    ],
    "every text rewritten, then quiet": [
        FIRST,
        Week(
            good(narrative="Now.", content_sha256="new", repairs=()),
            "published",
            ("changed_at_once: the words of 20 of 20",),
        ),
        Week(good(narrative="Now.", content_sha256="new", repairs=())),
    ],
    "words that no field claims any more": [
        Week(wordy(0.02), "published"),
        Week(
            wordy(0.12), "unchanged", ("leftover: 12% of the content of 20 pages is claimed by no field, 2%",)
        ),
        Week(wordy(0.6), "held", ("leftover: 60% of the content of 20 pages is claimed by no field, 2%",)),
    ],
    "text that is mended all over": [
        FIRST,
        Week(
            good(repairs=mended(9)),
            "held",
            ("repairs: 67.9 repairs in 1,000 characters, 7.5 before, in 20 walks",),
        ),
    ],
    "a one-walk site that rests, thins out, and breaks": [
        Week(lambda at: [read(walk(), at)], "published"),
        Week(lambda at: [down(walk(), at)], "published"),
        Week(lambda at: [read(walk(**NO_FIGURES), at)], "published"),
        Week(
            lambda at: [unreadable(walk(), at)], "held", ("empty: not one of the 1 walks published before",)
        ),
    ],
    "a site that fails every week is no news": [
        FIRST,
        *[
            Week(but(3, down, [*TWENTY, *extra]), "published", ("pages_failed",) if n < 2 else ())
            for n, extra in enumerate([several(20 + n)[20:] for n in range(1, 6)])
        ],
    ],
}


@pytest.mark.parametrize("history", HISTORIES)
def test_each_week_of_a_history_has_its_verdict_and_its_words(history: str, catalogue: Path) -> None:
    for number, week in enumerate(HISTORIES[history]):
        at = MONDAY + number * WEEK
        came = publish(week.pages(at), catalogue, now=at, accept=week.accept)
        told = came.reasons or came.warnings
        assert (came.verdict, len(told)) == (week.verdict, len(week.said)), (number, came)
        for said, piece in zip(told, week.said, strict=True):
            assert said.startswith(piece), (number, said)


@pytest.fixture
def upgraded(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Raises the version of the rules that pages are read by."""

    def raise_to(version: str) -> None:
        for module in ("outputs.draft", "outputs.rows", "outputs.manifest"):
            monkeypatch.setattr(f"{module}.RULES_VERSION", version)

    return raise_to


def told(catalogue: Path, week: int, pages: Sequence[Pair]) -> tuple[str, list[str]]:
    """The verdict of one week, and what is said."""
    came = publish(pages, catalogue, now=MONDAY + week * WEEK)
    return came.verdict, came.reasons or came.warnings


def test_other_rules_that_change_every_record_are_named_and_no_reason_to_hold(
    catalogue: Path, upgraded: Callable[[str], None]
) -> None:
    told(catalogue, 0, drawn("a")(MONDAY))
    upgraded("99")
    verdict, said = told(catalogue, 1, drawn("b", difficulty="Read better")(MONDAY))
    assert verdict == "published"
    assert said == [
        "read_otherwise: 20 of 20 walks with the same words are read otherwise, "
        f"rules 99, before {RULES_VERSION}"
    ], "and skeletons that other rules told are not compared"


def test_records_that_the_same_rules_read_otherwise_are_told(catalogue: Path) -> None:
    told(catalogue, 0, good()(MONDAY))
    verdict, (said,) = told(catalogue, 1, good(difficulty="Read better")(MONDAY))
    assert (verdict, said[:14]) == ("published", "read_otherwise")
    assert said.endswith(f"though by the same rules {RULES_VERSION}")


def test_other_rules_that_lose_a_field_are_held(catalogue: Path, upgraded: Callable[[str], None]) -> None:
    told(catalogue, 0, good()(MONDAY))
    upgraded("99")
    verdict, said = told(catalogue, 1, good(narrative=None, repairs=())(MONDAY))
    assert (verdict, said[0][:25]) == ("held", "fields_emptied: narrative")


def test_limits_that_a_person_set_take_the_place_of_ours(catalogue: Path) -> None:
    told(catalogue, 0, good()(MONDAY))
    strict: Limits = {"walks_lost": {"warns": 0.0, "holds": 0.5}, "pages_failed": {"warns": 0.2}}
    came = publish(but(3, unreadable)(MONDAY + WEEK), catalogue, now=MONDAY + WEEK, limits=strict)
    assert came.verdict == "published"
    assert [w.partition(":")[0] for w in came.warnings] == ["walks_lost"]


def test_while_snapshots_are_held_it_stays_known_since_when(catalogue: Path) -> None:
    told(catalogue, 0, drawn("a")(MONDAY))
    redesign = drawn("b", length_km_min=None, length_km_max=None)
    for week in (1, 2, 3):
        came = publish(redesign(MONDAY + week * WEEK), catalogue, now=MONDAY + week * WEEK)
        assert came.verdict == "held"
        assert [(t["name"], t["pages"], t["since"], t["new"]) for t in came.templates] == [
            ("B", 20, "2026-11-23T08:40:00.000000Z", True)
        ]
    stale = json.loads((catalogue / "latest.json").read_text())["stale"]
    assert stale["since"] == "2026-11-23T08:40:00.000000Z"
    assert stale["held"] == "held/20261207T084000Z"


def test_a_rotten_page_shows_its_template_too(catalogue: Path) -> None:
    told(catalogue, 0, drawn("a")(MONDAY))
    broken = [answer(w.url or "", "failed", MONDAY + WEEK, skeleton="error") for w in TWENTY[:4]] + drawn(
        "a", TWENTY[4:]
    )(MONDAY + WEEK)
    verdict, said = told(catalogue, 1, broken)
    assert (verdict, [s.partition(":")[0] for s in said]) == ("held", ["walks_lost"])
    manifest = json.loads((catalogue / "held" / "20261123T084000Z" / "manifest.json").read_text())
    assert "template B seen on 4 pages since 23 November 2026" in manifest["gate"]["warnings"][-1]


def test_the_next_snapshot_is_held_against_the_one_that_was_published(catalogue: Path) -> None:
    told(catalogue, 0, good()(MONDAY))
    thin = good(length_km_min=None, length_km_max=None, length_text=None)
    came = publish(thin(MONDAY + WEEK), catalogue, now=MONDAY + WEEK, accept="the site took lengths away")
    assert came.verdict == "published"
    assert told(catalogue, 2, thin(MONDAY + 2 * WEEK)) == ("unchanged", [])
