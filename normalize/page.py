"""The page that comes in: bytes as they were served, and where they are kept."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a site, or one file: the only thing that ``normalize`` reads.

    Attributes:
        body: the payload, content encoding removed, character encoding untouched.
        url: the address that was asked; None for a bare file.
        content_type: the ``Content-Type`` header as sent, or None.
        status: the HTTP status; 200 for a bare file.
        location: the absolute target of a redirect, or None.
        fetched_at: when the answer came (UTC); None for a bare file.
        site: the site whose crawl fetched it; None when nobody said.
        base_url: the mirror that was crawled in the site's place, or None.
        archive_file: the file it was read from, relative to the workspace or to the given path.
        archive_offset: the byte offset of its WARC record (of its row, in Parquet), or None.
        refused: why the answer is not a page (too large, cut short), or None.
        robots: the ``X-Robots-Tag`` header, or None.
        first_at: when its address first gave a whole answer, of all that its archives tell; None for a file.
        same_since: since when it has given these very bytes, without another answer between. Neither is the
            page's own, and two pages are the same whatever the archive tells beside them.

    """

    body: bytes
    url: str | None = None
    content_type: str | None = None
    status: int = 200
    location: str | None = None
    fetched_at: datetime | None = None
    site: str | None = None
    base_url: str | None = None
    archive_file: str | None = None
    archive_offset: int | None = None
    refused: str | None = None
    robots: str | None = None
    first_at: datetime | None = field(default=None, compare=False)
    same_since: datetime | None = field(default=None, compare=False)

    @property
    def sha256(self) -> str:
        """Hex digest of the body."""
        return sha256(self.body).hexdigest()
