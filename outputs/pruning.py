"""Which snapshots a catalogue goes on keeping, and how the others leave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from outputs.durable import CatalogueUnusable, usable
from outputs.encoding import json_line, stamp
from outputs.shelf import HELD, NAME, PRUNED, SNAPSHOTS, Shelf, made_at, name_order
from outputs.stores import store_at
from outputs.tags import read_tags

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Policy(NamedTuple):
    """What is kept: every snapshot for ``keep_days``, then the last of each month for ``keep_months``.

    Without a number of months, for ever.
    """

    keep_days: int = 31
    keep_months: int | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing that goes: a ``snapshot``, one that was ``held``, or what a crash left ``unfinished``."""

    kind: str
    name: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Pruning:
    """What went, or would go, and which snapshots stay."""

    removed: tuple[Removal, ...]
    kept: tuple[str, ...]


def staying(names: Iterable[str], policy: Policy, now: datetime) -> set[str]:
    """The names, of a line of snapshots, that a policy keeps.

    >>> line = ["20260105T000000Z", "20260120T000000Z", "20260203T000000Z", "20260401T000000Z"]
    >>> sorted(staying(line, Policy(keep_days=7), datetime(2026, 4, 2, tzinfo=UTC)))
    ['20260120T000000Z', '20260203T000000Z', '20260401T000000Z']
    """
    ordered = sorted(names, key=name_order)
    last = {_month(made_at(name)): name for name in ordered}
    oldest = 0 if policy.keep_months is None else _month(now) - policy.keep_months
    monthly = {name for month, name in last.items() if month >= oldest and policy.keep_months != 0}
    return monthly | {n for n in ordered if _is_young(n, policy, now)}


def _month(time: datetime) -> int:
    return time.year * 12 + time.month


def _is_young(name: str, policy: Policy, now: datetime) -> bool:
    return now - made_at(name) <= timedelta(days=policy.keep_days)


def prune(
    catalogue: Path | str, policy: Policy, *, now: datetime | None = None, dry_run: bool = False
) -> Pruning:
    """Remove what the policy does not keep and nothing needs; with ``dry_run`` only say what that is.

    The latest snapshot, the one that it was made upon, and every tagged one stay. Each that goes has a line
    in ``pruned.jsonl`` before anything of it is removed. Raises CatalogueUnusable and CatalogueBusy.
    """
    now = now or datetime.now(UTC)
    with usable(catalogue):
        shelf = Shelf(store_at(catalogue))
        if shelf.latest() is None:
            raise CatalogueUnusable(f"no catalogue at {catalogue}; publish one first")
        if dry_run:
            return _planned(shelf, policy, now)
        with shelf.at_work():
            planned = _planned(shelf, policy, now)
            spared = _announce(shelf, planned, now)
            gone = tuple(r for r in planned.removed if r.name not in spared)
            for removal in gone:
                shelf.store.remove(f"{HELD if removal.kind == 'held' else SNAPSHOTS}/{removal.name}")
            return Pruning(gone, tuple(sorted({*planned.kept, *spared}, key=name_order)))


def _planned(shelf: Shelf, policy: Policy, now: datetime) -> Pruning:
    line = [s.name for s in shelf.published()]
    kept = staying(line, policy, now) | (_needed(shelf) & set(line))
    there = [n for n in shelf.store.entries(SNAPSHOTS) if NAME.fullmatch(n)]
    goes = [("snapshot", n) for n in line if n not in kept]
    goes += [("unfinished", n) for n in there if n not in line and _is_left_over(shelf, n)]
    goes += [("held", n) for n in shelf.store.entries(HELD) if _has_waited(shelf, n, policy, now)]
    rooms = {"held": HELD}
    sized = [Removal(k, n, shelf.store.size(f"{rooms.get(k, SNAPSHOTS)}/{n}")) for k, n in goes]
    return Pruning(tuple(sized), tuple(n for n in line if n in kept))


def _needed(shelf: Shelf) -> set[str]:
    """What must stay whatever the policy says."""
    latest = shelf.latest()
    return {*read_tags(shelf.store).values(), *([latest.name] if latest else []), *shelf.lineage[-2:]}


def _is_left_over(shelf: Shelf, name: str) -> bool:
    """Whether a folder is what a publisher, or an earlier removal, left when it died."""
    return name in shelf.pruned or shelf.is_debris(name, None, *shelf.lineage)


def _has_waited(shelf: Shelf, name: str, policy: Policy, now: datetime) -> bool:
    """Whether a held snapshot is old and not the one that ``latest.json`` names."""
    named = (shelf.state().get("stale") or {}).get("held")
    return bool(NAME.fullmatch(name)) and not _is_young(name, policy, now) and named != f"{HELD}/{name}"


def _announce(shelf: Shelf, planned: Pruning, now: datetime) -> set[str]:
    """Note which snapshots go; gives those that were tagged meanwhile, and so stay."""
    names = [r.name for r in planned.removed if r.kind == "snapshot"]
    if not names:
        return set()
    rows = [{"snapshot": n, "previous": shelf.snapshot(n).manifest["previous"]} for n in names]
    lines = b"".join(json_line(row | {"pruned_at": stamp(now)}) for row in rows)
    kept = shelf.store.extend(PRUNED, lines, shelf.store.read(PRUNED))
    spared = set(names) & set(read_tags(shelf.store).values())
    if spared:
        lines = b"".join(json_line({"snapshot": n, "kept_at": stamp(now)}) for n in sorted(spared))
        shelf.store.extend(PRUNED, lines, kept)
    return spared
