"""All sightings and the snapshot before, to one record a walk and one row an address."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from outputs.claims import CLAIMING, Claim, claim
from outputs.concert import disagreeing, placed, said_elsewhere
from outputs.history import Before, Standing, judge
from outputs.identity import Resolution, resolve
from outputs.leads import followed
from outputs.rows import Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from outputs.ids import Register
    from outputs.intake import Intake, Sighting
    from outputs.rereading import Rereading
    from outputs.spool import Spool
    from outputs.stored import StoredSnapshot
    from outputs.values import Row


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one walk: ``old`` was published, ``new`` is to be; either may be None.

    ``fresh`` says that ``new`` was read from a page of this input, and is not the record before.
    """

    walk_id: str
    old: Record | None
    new: Record | None
    standing: Standing
    moved_from: tuple[str, ...]

    @property
    def fresh(self) -> bool:
        """Whether the record was read from a page of this input."""
        return self.standing.winner is not None


class Assembly:
    """Joins an intake with the snapshot before; gives the fates of all walks in the order of their ids."""

    def __init__(
        self,
        intake: Intake,
        last: StoredSnapshot | None,
        register: Register,
        spool: Spool,
        rereading: Rereading,
    ) -> None:
        self.intake, self.last, self.register, self.spool = intake, last, register, spool
        self.rereading = rereading
        self.pages_before: list[Row] = list(last.table("pages").every()) if last else []
        rows = last.table("walks").every(list(CLAIMING)) if last else ()
        bare = {p["walk_id"] for p in self.pages_before if p["outcome"] == "walk" and p["url"] is None}
        self._claims_before = [
            claim(row, f"before:{row['walk_id']}", walk_id=row["walk_id"], bare=row["walk_id"] in bare)
            for row in rows
        ]
        self.standings: dict[str, Standing] = {}

    @cached_property
    def resolution(self) -> Resolution:
        """Whose every claim and every address is."""
        claims = [*self.claims, *self.register.claims]
        return resolve(claims, self.intake.redirects, self.register)

    @property
    def claims(self) -> list[Claim]:
        """Every claim but the register's."""
        return [s.claim for s in self.intake.sightings if s.claim] + self._claims_before

    def owner(self, seen: Sighting) -> str | None:
        """The walk that a sighting is about, if any."""
        if seen.claim:
            return self.resolution.ids[seen.claim.node]
        return self.resolution.addresses.get(seen.address)

    def present(self, walk_id: str) -> str:
        """The id that a walk of the snapshot before goes by now."""
        now = self.resolution.ids.get(f"before:{walk_id}")
        return now or self.resolution.merged.get(walk_id) or self.register.present(walk_id)

    def fates(self) -> Iterator[Fate]:
        """Every walk that was published or is met now, in the order of their ids."""
        sightings: dict[str, list[Sighting]] = defaultdict(list)
        for seen in self.intake.sightings:
            if (walk_id := self.owner(seen)) is not None:
                sightings[walk_id].append(seen)
        published: dict[str, list[str]] = defaultdict(list)
        for before in self._claims_before:
            published[self.resolution.ids[before.node]].append(str(before.walk_id))
        pages: dict[str, list[Row]] = defaultdict(list)
        for row in self.pages_before:
            if row["walk_id"]:
                pages[self.present(row["walk_id"])].append(row)
        for walk_id in sorted(sightings.keys() | published.keys()):
            yield self._fate(walk_id, sightings[walk_id], published[walk_id], pages[walk_id])

    def _fate(self, walk_id: str, seen: list[Sighting], ids: list[str], pages: list[Row]) -> Fate:
        records = [r for i in ids if self.last and (r := self.last.record(i))]
        newest = max(records, key=_newest) if records else None
        row = newest.walk | _earliest(records) if newest else None
        standing = judge(seen, Before(row, tuple(pages), self._gone, self._unanswered))
        new = self._record(walk_id, standing, newest, records)
        self.standings[walk_id] = standing
        old = next((r for r in records if r.walk["walk_id"] == walk_id), newest)
        first = (
            old.walk["walk_id"] if old else None
        )  # where this id is not there yet, that one goes on under it
        others = sorted((i for i in ids if i != walk_id), key=lambda i: (i != first, i))
        return Fate(walk_id, old, new, standing, tuple(others))

    @cached_property
    def published_before(self) -> set[str]:
        """The walks of the snapshot before, by the ids that they go by now."""
        return {self.present(str(claim.walk_id)) for claim in self._claims_before}

    def _times(self, standing: Standing, before: Record | None) -> dict[str, datetime | None]:
        """The times of a walk: words that only today's rules read otherwise have not changed."""
        winner = standing.winner
        if winner is None or winner.place is None or before is None or before.walk["last_changed"] is None:
            return standing.times
        if winner.content == before.walk["content_sha256"]:
            return standing.times
        read = self.spool.get(winner.place)
        today = self.rereading.today(before, read, winner.page["sha256"])
        if today is None or today.walk["content_sha256"] != winner.content:
            return standing.times
        return standing.times | {"last_changed": before.walk["last_changed"]}

    @cached_property
    def _unanswered(self) -> frozenset[str]:
        """The addresses that lead to a page that could not be had, or was not asked for."""
        newest = {s.address: s for s in self.intake.sightings}
        redirects = self.intake.redirects
        ends = ((a, newest.get(followed(a, redirects))) for a in redirects)
        return frozenset(a for a, end in ends if end and end.is_unanswered)

    @cached_property
    def _gone(self) -> dict[str, datetime | None]:
        return {p["url"]: p["fetched_at"] for p in self.pages_before if p["outcome"] == "gone" and p["url"]}

    def _record(
        self, walk_id: str, standing: Standing, before: Record | None, records: list[Record]
    ) -> Record | None:
        if standing.dropped:
            return None
        source = before
        if standing.winner and standing.winner.place is not None:
            source = self._read(standing.winner, standing, before)
        if source is None:
            return None
        walk = source.walk | self._times(standing, before) | {"walk_id": walk_id}
        walk["aliases"] = self._aliases(walk_id, walk["url"], records)
        parts = {table: [row | {"walk_id": walk_id} for row in rows] for table, rows in source.parts.items()}
        return Record(walk, parts)

    def _read(self, winner: Sighting, standing: Standing, before: Record | None) -> Record:
        """The winner's record, with what the walk's other pages say otherwise, or alone."""
        record = self.spool.get(winner.place or 0)
        others = [self.spool.get(s.place) for s in standing.current if s != winner and s.place is not None]
        record = self._own_address(winner, disagreeing(record, [other.walk for other in others]))
        read = {s.address for s in standing.current}
        return placed(record, [*reversed(others), *said_elsewhere(before, read)])

    def _own_address(self, winner: Sighting, record: Record) -> Record:
        """The record of a bare file without its rel=canonical where other walks have the same."""
        url = record.walk["url"]
        if winner.claim is None or not winner.claim.overheard or len(self._owners.get(url, ())) < 2:
            return record
        detail = f"rel=canonical names {url}, and so do pages of other walks: it is not taken for the address"
        check = {"check": "own_address", "passed": False, "detail": detail}
        parts = record.parts | {"checks": [*record.parts["checks"], check]}
        return Record(record.walk | {"url": None}, parts)

    @cached_property
    def _owners(self) -> dict[str | None, set[str]]:
        """The walks whose pages name an address as their own."""
        owners: dict[str | None, set[str]] = defaultdict(set)
        for seen in self.intake.sightings:
            if seen.claim and (walk_id := self.owner(seen)):
                owners[seen.address].add(walk_id)
        return owners

    @cached_property
    def _addresses(self) -> dict[str, set[str]]:
        owned: dict[str, set[str]] = defaultdict(set)
        for address, walk_id in self.resolution.addresses.items():
            owned[walk_id].add(address)
        return owned

    @cached_property
    def _former(self) -> dict[str, set[str]]:
        former: dict[str, set[str]] = defaultdict(set)
        for old in {*self.register.same_as, *self.resolution.merged}:
            former[self.present(old)].add(old)
        return former

    def _aliases(self, walk_id: str, url: str | None, records: list[Record]) -> list[str]:
        """Other addresses of the walk, and ids it was once published under."""
        owners = self.resolution.addresses
        held = {a for r in records for a in (*r.walk["aliases"], r.walk["url"]) if a and "://" in a}
        addresses = {a for a in held | self._addresses[walk_id] if owners.get(a, walk_id) == walk_id}
        return sorted((addresses | self._former[walk_id]) - {url})


def _newest(record: Record) -> tuple[bool, object, str]:
    at = record.walk["fetched_at"]
    return (at is not None, at.timestamp() if at else 0.0, record.walk["walk_id"])


def _earliest(records: list[Record]) -> Row:
    """The first and the last sighting of several records that proved to be one walk."""
    first = min((r.walk["first_seen"] for r in records if r.walk["first_seen"]), default=None)
    last = max((r.walk["last_seen"] for r in records if r.walk["last_seen"]), default=None)
    return {"first_seen": first, "last_seen": last}
