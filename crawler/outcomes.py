"""What an archived answer amounts to by status and headers; the page itself is normalize's to judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.ledger import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

REDIRECTS = (301, 302, 303, 307, 308)
GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with its place in the archive: what is needed to note it in the ledger."""

    url: str
    asked: str
    run: str
    date: str
    status: int
    headers: Mapping[str, str]
    bytes: int
    sha256: str
    file: str
    offset: int
    end: int
    digest: str
    record_id: str
    revisit: bool = False
    whole: int | None = None


def outcome_of(status: int, headers: Mapping[str, str], *, revisit: bool = False) -> tuple[str, str | None]:
    """The ledger's word for an answer, and the reason where it is no good one.

    >>> outcome_of(200, {}), outcome_of(302, {"location": "/x"}), outcome_of(410, {}), outcome_of(503, {})
    (('fetched', None), ('redirected', None), ('gone', 'answered 410'), ('failed', 'answered 503'))
    """
    if revisit:
        return "not_modified", None
    if 200 <= status < 300:
        return "fetched", None
    if status in REDIRECTS and "location" in headers:
        return "redirected", None
    return ("gone" if status in GONE else "failed"), f"answered {status}"


def as_answer(kept: Kept) -> Answer:
    """The row of the ledger for an archived answer."""
    outcome, reason = outcome_of(kept.status, kept.headers, revisit=kept.revisit)
    return Answer(
        url=kept.url,
        asked=kept.asked,
        run=kept.run,
        fetched_at=kept.date,
        outcome=outcome,
        reason=reason,
        status=kept.status,
        media_type=kept.headers.get("content-type", "").partition(";")[0].strip().lower() or None,
        bytes=kept.bytes,
        sha256=kept.sha256,
        etag=kept.headers.get("etag"),
        last_modified=kept.headers.get("last-modified"),
        location=kept.headers.get("location"),
        archive_file=kept.file,
        archive_offset=kept.offset,
        archive_end=kept.end,
        digest=kept.digest,
        record_id=kept.record_id,
        whole=kept.whole,
    )
