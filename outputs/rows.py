"""One Reading to the rows it makes: the record of a walk, the row of its page, and what was turned away."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

from normalize import RULES_VERSION
from normalize.walk import Walk
from outputs.schema import OUTCOMES, PARTS, SCHEMA_VERSION, TABLES
from outputs.values import Row, lacking, reject_row, sift

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from normalize.page import Page
    from normalize.walk import Reading

IDENTITY = ("walk_id", "aliases", "first_seen", "last_seen", "last_changed")
"""Columns of ``walks`` that one page cannot know: identity and history fill them in."""


@dataclass(frozen=True, slots=True)
class Met:
    """An address that was met and has no archived answer: forbidden, skipped, or silent.

    ``outcome`` is one of the schema's words, ``status`` the HTTP status where there was one.
    """

    url: str
    outcome: str
    reason: str | None = None
    status: int | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A walk as rows: its row of ``walks``, and its rows of each table of ``PARTS``, in the page's order.

    Until identity and history have spoken, the rows lack ``walk_id`` and the other columns of ``IDENTITY``.
    """

    walk: Row
    parts: dict[str, list[Row]]


def walk_record(page: Page, reading: Reading) -> tuple[Record | None, list[Row]]:
    """The record of the walk that a page tells of, and the rows of ``rejects`` that it causes.

    The record is None where the page tells of no walk, or where a required value of it cannot be stored.
    """
    walk = reading.walk
    if walk is None:
        return None, []
    url = reading.url or page.url
    row, rejected = sift(_walk_row(page, walk), TABLES["walks"])
    rejects = [reject_row("walks", url, r) for r in rejected]
    if lacking(row, TABLES["walks"]):
        return None, rejects
    parts: dict[str, list[Row]] = {}
    for table in PARTS:
        parts[table], turned_away = _part_rows(table, page, walk)
        rejects += [reject_row(table, url, r) for r in turned_away]
    lost = {r["table"].removeprefix("walks.") for r in rejects}
    row["warnings"] += [f"turned away: {name}" for name in sorted(lost)]
    parts["repairs"] = [r for r in parts["repairs"] if not _concerns(r["field"], lost)]
    return Record(row, parts), rejects


def _walk_row(page: Page, walk: Walk) -> Row:
    own = {f.name for f in fields(Walk)} & set(TABLES["walks"].names)
    told = {name: getattr(walk, name) for name in own}
    versions = {"schema_version": SCHEMA_VERSION, "rules_version": RULES_VERSION}
    return told | versions | {"fetched_at": page.fetched_at}


def _part_rows(table: str, page: Page, walk: Walk) -> tuple[list[Row], list[Any]]:
    where = {"url": walk.url, "archive_file": page.archive_file, "archive_offset": page.archive_offset}
    kept, rejected = [], []
    for item in getattr(walk, table):
        told = asdict(item) | (where if table == "evidence" else {})
        row, faults = sift(told, TABLES[table])
        rejected += faults
        if not lacking(row, TABLES[table]):
            kept.append(row)
    return kept, rejected


def _concerns(field: str, lost: Iterable[str]) -> bool:
    """Whether a repair is of a field, or of a table, that lost a value: its offsets may hold no longer."""
    name = field.replace("[", ".").split(".")[0]
    return name in {place.split(".")[0] for place in lost}


def page_row(page: Page, reading: Reading) -> tuple[Row, list[Row]]:
    """The row of ``pages`` for one answer, ``walk_id`` open, and the rows of ``rejects`` that it causes."""
    media_type = (page.content_type or "").split(";")[0].strip().lower() or None
    return _sifted(
        url=page.url,
        final_url=reading.final_url or page.location,
        fetched_at=page.fetched_at,
        status=page.status,
        media_type=media_type,
        charset=reading.charset,
        bytes=len(page.body),
        sha256=page.sha256,
        archive_file=page.archive_file,
        archive_offset=page.archive_offset,
        outcome=reading.outcome,
        reason=reading.reason,
        reader=reading.reader,
        rescues=list(reading.rescues),
        leftover_share=reading.leftover if reading.reader else None,
        skeleton=reading.skeleton,
    )


def met_row(met: Met) -> tuple[Row, list[Row]]:
    """The row of ``pages`` for an address without an answer."""
    absent = dict.fromkeys(TABLES["pages"].names)
    told = {"url": met.url, "status": met.status, "outcome": met.outcome, "reason": met.reason}
    return _sifted(**(absent | told | {"fetched_at": met.seen_at, "rescues": []}))


def _sifted(**told: Any) -> tuple[Row, list[Row]]:
    if told["outcome"] not in OUTCOMES:
        raise ValueError(f"{told['outcome']!r} is no outcome; there are: {', '.join(OUTCOMES)}")
    row, rejected = sift(told | {"walk_id": None}, TABLES["pages"])
    return row, [reject_row("pages", told["url"], r) for r in rejected]
