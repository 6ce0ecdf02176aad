"""An answer's payload, live or from the archive: what the spider follows and normalize reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.payload import PayloadError, payload_of, unpack
from crawler.records import RecordError, read_record

if TYPE_CHECKING:
    from pathlib import Path

    from scrapy.http import Response

    from crawler.ledger import Answer


@dataclass(frozen=True, slots=True)
class Body:
    """A payload, unpacked, with the headers that say how to read it."""

    payload: bytes
    content_type: str | None
    robots: str | None


def live_body(response: Response) -> Body:
    """Of a response that came just now."""
    return Body(payload_of(response), _header(response, "Content-Type"), _header(response, "X-Robots-Tag"))


def archived_body(workspace: Path, whole: Answer, limit: int) -> Body | None:
    """Of an answer that the archive holds; None where it cannot be read any more."""
    if whole.archive_file is None or whole.archive_offset is None:
        return None
    try:
        record = read_record(workspace / whole.archive_file, whole.archive_offset)
        headers = record.http
        payload = unpack(record.body, headers.get("content-encoding", ""), limit)
    except (OSError, RecordError, PayloadError):
        return None
    return Body(payload, headers.get("content-type"), headers.get("x-robots-tag"))


def _header(response: Response, name: str) -> str | None:
    values = response.headers.getlist(name)
    return b", ".join(values).decode("latin-1") if values else None
