"""Readings as they stream in, to sightings: what was seen at which address, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from outputs.claims import Claim, claim
from outputs.rows import met_row, page_row, walk_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from normalize.page import Page
    from normalize.walk import Reading
    from outputs.rows import Met
    from outputs.spool import Spool
    from outputs.values import Row

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sighting:
    """One answer, or one address met without an answer.

    Attributes:
        address: the site's own address of it; of a bare file, its place.
        asked: the address that was asked, a mirror's perhaps; of a bare file, its place.
        page: its row of ``pages``, ``walk_id`` open.
        claim: which walk it is about, None when it tells of none.
        content: the walk's ``content_sha256``.
        place: where the spool keeps the record.
        first_at: when the address was first seen, of all that the archive tells.
        same_since: since when it has given these very bytes.

    """

    address: str
    asked: str
    page: Row
    claim: Claim | None = None
    content: str | None = None
    place: int | None = None
    first_at: datetime | None = None
    same_since: datetime | None = None

    @property
    def outcome(self) -> str:
        """What came of it."""
        return str(self.page["outcome"])

    @property
    def is_unanswered(self) -> bool:
        """Whether it was not asked for, or gave no answer of its own."""
        return self.outcome == "skipped" or (self.outcome == "failed" and self.page["status"] != 200)

    @property
    def seen_at(self) -> datetime | None:
        """When, None for a bare file."""
        at: datetime | None = self.page["fetched_at"]
        return at

    @property
    def at_its_path(self) -> bool:
        """Whether its own address names country and walk, as those of generation 3 do."""
        return self.claim is not None and self.claim.at_its_path

    @property
    def order(self) -> tuple[Any, ...]:
        """Newest last: by time, then generation 3 after 2, then whatever tells two apart for good."""
        page = self.page
        where = (page["archive_file"] or "", page["archive_offset"] or 0)
        return (
            self.seen_at or NEVER,
            self.at_its_path,
            self.asked,
            *where,
            page["sha256"] or "",
            page["outcome"],
        )


@dataclass(frozen=True, slots=True)
class Intake:
    """All that was taken in: ``redirects`` leads from one of the site's addresses to another."""

    sightings: tuple[Sighting, ...]
    rejects: tuple[Row, ...]
    redirects: dict[str, str]


def take_in(readings: Iterable[tuple[Page, Reading]], met: Iterable[Met], spool: Spool) -> Intake:
    """Read the stream once; records go to the spool, the rest is small."""
    sightings: list[Sighting] = []
    rejects: list[Row] = []
    leads: list[tuple[Sighting, str]] = []
    for number, (page, reading) in enumerate(readings):
        seen, faults = _sighting(page, reading, spool, f"page:{number}")
        sightings.append(seen)
        rejects += faults
        if seen.outcome == "redirected" and reading.final_url and seen.page["final_url"]:
            leads.append((seen, reading.final_url))
    for one in met:
        row, faults = met_row(one)
        sightings.append(Sighting(one.url, one.url, row))
        rejects += faults
    sightings.sort(key=lambda s: s.order)
    return Intake(tuple(sightings), tuple(rejects), _redirects(sightings, leads))


def _redirects(sightings: Iterable[Sighting], leads: Iterable[tuple[Sighting, str]]) -> dict[str, str]:
    """Where each address leads by its newest redirect, unless it has told a walk of its own since."""
    walks = {s.address: s.order for s in sightings if s.claim}
    in_time = sorted(leads, key=lambda lead: (lead[0].order, lead[1]))
    standing = [(s, to) for s, to in in_time if s.address not in walks or s.order > walks[s.address]]
    return {s.address: to for s, to in standing if s.address != to}


def _sighting(page: Page, reading: Reading, spool: Spool, node: str) -> tuple[Sighting, list[Row]]:
    row, rejects = page_row(page, reading)
    asked = page.url or f"file:{page.archive_file}:{page.archive_offset}"
    address = reading.url or asked
    record, more = walk_record(page, reading) if reading.outcome == "walk" else (None, [])
    rejects += more
    if record is None or reading.walk is None:
        if reading.outcome == "walk":
            row |= {"outcome": "failed", "reason": "a required value of the walk cannot be stored"}
        return Sighting(address, asked, row), rejects
    voice = claim(record.walk, node, reading.walk, bare=page.url is None)
    if reading.final_url and row["final_url"] and reading.final_url != address:
        voice = voice.leading(reading.final_url)
    content, times = record.walk["content_sha256"], (page.first_at, page.same_since)
    return Sighting(address, asked, row, voice, content, spool.put(record), *times), rejects
