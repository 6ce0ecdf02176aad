"""The ledger's rows, as plain records; the columns are described in ``schema.sql``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """One run; ``resumed`` when it goes on where a run without a verdict ended."""

    id: str
    started: str
    resumed: bool


@dataclass(frozen=True, slots=True)
class Found:
    """An address as it was met.

    ``state`` is asked, or skipped, refused_address or refused_by_robots with a ``reason``.
    """

    url: str
    asked: str
    kind: str
    via: str
    depth: int = 0
    pattern: str = ""
    state: str = "asked"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """An address to ask: canonical, as it is asked, walk/index/other/sitemap, links from a start."""

    url: str
    asked: str
    kind: str
    depth: int


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, archived or (``archive_file`` None) failed."""

    url: str
    asked: str
    run: str
    fetched_at: str
    outcome: str
    reason: str | None = None
    status: int | None = None
    media_type: str | None = None
    bytes: int | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    location: str | None = None
    archive_file: str | None = None
    archive_offset: int | None = None
    archive_end: int | None = None
    digest: str | None = None
    record_id: str | None = None
    whole: int | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Met:
    """An address that has no archived answer in its latest look, and why."""

    url: str
    outcome: str
    reason: str | None
    status: int | None
    seen_at: str
