"""What stands for a walk now, and since when: the newest good page, or the record that was published last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from outputs.intake import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from outputs.intake import Sighting
    from outputs.values import Row

ALIVE = ("walk", "not_modified", "duplicate")
"""Outcomes that say: the walk is still there, and reads as one."""

UNREADABLE = ("failed", "index", "other", "gone")
"""Outcomes that, with status 200, say of a walk's page: it is there, and reads as a walk no longer."""

GONE_FOR_GOOD = 2
"""How often in a row an address must be found gone before its walk is dropped."""

ONE_CRAWL = timedelta(hours=24)
"""Answers that lie no further apart are of one crawl: which of them came last says nothing."""

TIMES = ("first_seen", "last_seen", "last_changed")


@dataclass(frozen=True, slots=True)
class Before:
    """What the last snapshot had of a walk.

    ``row`` is its row of ``walks``, ``pages`` its rows of ``pages``, ``gone`` when each address that was
    asked was last found gone. ``unanswered`` are the addresses that lead now to a page without an answer.
    """

    row: Row | None
    pages: tuple[Row, ...]
    gone: dict[str, datetime | None]
    unanswered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """The verdict on one walk.

    Attributes:
        winner: the sighting whose record is published; None when the record before is kept.
        current: the newest good sighting of each address, the winner's among them.
        dropped: every address is gone for good: the walk is published no more.
        rotten: its page answers, and reads as a walk no longer.
        times: ``first_seen``, ``last_seen`` and ``last_changed``; each null while only bare files tell of it.

    """

    winner: Sighting | None
    current: tuple[Sighting, ...]
    dropped: bool
    rotten: bool
    times: dict[str, datetime | None]


def judge(sightings: Sequence[Sighting], before: Before) -> Standing:
    """Weigh all sightings of one walk's addresses against the record before."""
    by_address: dict[str, list[Sighting]] = {}
    for seen in sorted(sightings, key=lambda s: s.order):
        by_address.setdefault(seen.address, []).append(seen)
    good = {a: last for a, seen in by_address.items() if (last := _last_good(seen, before))}
    current = tuple(sorted(good.values(), key=lambda s: s.order))
    dropped = not current and _all_gone(by_address, before)
    winner = _winner(current) if current and not _outlived(current[-1], by_address, before) else None
    newest = [seen[-1] for seen in by_address.values()]
    return Standing(
        winner=winner,
        current=current,
        dropped=dropped,
        rotten=not dropped and _rotten(newest, before),
        times=_times(by_address, winner, before.row),
    )


def _winner(current: Sequence[Sighting]) -> Sighting:
    """The newest sighting; of those that one crawl saw, whose order is chance, one at a path of its own."""
    newest = current[-1].seen_at or NEVER
    together = [s for s in current if newest - (s.seen_at or NEVER) < ONE_CRAWL]
    return next((s for s in reversed(together) if s.at_its_path), together[-1])


def _gone_for_good(seen: Sequence[Sighting], before: Before) -> bool:
    """Whether an address ends in enough answers, at different times, that it is gone."""
    times: set[datetime | None] = set()
    for sighting in reversed(seen):
        if sighting.outcome != "gone":
            break
        times.add(sighting.seen_at)
    else:
        times |= {before.gone[s.asked] for s in seen if s.asked in before.gone}
    return len(times) >= GONE_FOR_GOOD


def _last_good(seen: Sequence[Sighting], before: Before) -> Sighting | None:
    if _gone_for_good(seen, before):
        return None
    return next((s for s in reversed(seen) if s.claim), None)


def _outlived(newest: Sighting, by_address: Iterable[str], before: Before) -> bool:
    """Whether the record before is from a newer page, one that is not in this input."""
    row = before.row
    if row is None or row["fetched_at"] is None or row["url"] in by_address:
        return False
    return bool(row["fetched_at"] > (newest.seen_at or NEVER))


def _all_gone(by_address: dict[str, list[Sighting]], before: Before) -> bool:
    met = {s.asked for seen in by_address.values() for s in seen}
    elsewhere = any(p["outcome"] in ALIVE and p["url"] not in met for p in before.pages)
    told = [seen for seen in by_address.values() if seen[-1].outcome != "redirected"]
    return bool(told) and not elsewhere and all(_gone_for_good(seen, before) for seen in told)


def _rotten(newest: Sequence[Sighting], before: Before) -> bool:
    """Whether no page reads as the walk any more that was published, while one still answers.

    It counts for as long as it lasts, or a site that rots page by page would never be noticed.
    """
    is_alive = any(s.outcome in ALIVE for s in newest)
    if before.row is None or is_alive:
        return False
    return any(_unreadable(s) for s in newest) or _led_away(newest, before)


def _led_away(newest: Sequence[Sighting], before: Before) -> bool:
    """Whether the walk's own address leads to what is no walk of that name: a log-in, the home page.

    An address that leads to a page without an answer may be its walk's again tomorrow.
    """
    own = before.row["url"] if before.row else None
    met = {s.asked for s in newest}
    elsewhere = any(p["outcome"] in ALIVE and p["url"] not in met | {own} for p in before.pages)
    settled = all(s.outcome in ("redirected", "gone") for s in newest)
    led = any(s.outcome == "redirected" and s.address == own for s in newest)
    return settled and led and not elsewhere and own not in before.unanswered


def _unreadable(seen: Sighting) -> bool:
    return seen.outcome in UNREADABLE and seen.page["status"] == 200


def _times(
    by_address: dict[str, list[Sighting]], winner: Sighting | None, row: Row | None
) -> dict[str, datetime | None]:
    held = dict.fromkeys(TIMES) if row is None else {name: row[name] for name in TIMES}
    alive = [s for all_ in by_address.values() for s in all_ if s.outcome in ALIVE]
    seen = [time for s in alive for time in (s.first_at, s.seen_at) if time]
    first = min([*seen, *([held["first_seen"]] if held["first_seen"] else [])], default=None)
    last = max([*seen, *([held["last_seen"]] if held["last_seen"] else [])], default=None)
    changed = held["last_changed"]
    if winner and (row is None or row["content_sha256"] != winner.content or changed is None):
        changed = _unchanged_since(by_address[winner.address], winner)
    return {"first_seen": first, "last_seen": last, "last_changed": changed}


def _unchanged_since(seen: Sequence[Sighting], winner: Sighting) -> datetime | None:
    """The first of the unbroken run of sightings, up to the winner, that hold the winner's words."""
    since = winner.same_since or winner.seen_at
    for sighting in reversed([s for s in seen if s.claim and s.order <= winner.order]):
        if sighting.content != winner.content:
            break
        since = sighting.same_since or sighting.seen_at
    return since
