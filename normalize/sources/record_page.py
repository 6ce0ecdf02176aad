"""From a WARC record to the Page that ``normalize`` reads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from normalize.page import Page
from normalize.sources.answer import Answer, UnreadableError

if TYPE_CHECKING:
    from normalize.sources.warc import Record


@dataclass(frozen=True, slots=True, order=True)
class About:
    """What a warcinfo record says of the records after it: whose pages they are, and of which mirror."""

    site: str | None = None
    base_url: str | None = None

    @classmethod
    def of(cls, record: Record) -> About:
        """The fields ``waypost-site`` and ``waypost-base-url`` of a warcinfo record."""
        lines = (line.partition(":") for line in record.block.decode("utf-8", "replace").splitlines())
        fields = {name.strip().lower(): value.strip() for name, _, value in lines}
        return cls(fields.get("waypost-site") or None, fields.get("waypost-base-url") or None)


def page_of(record: Record, archive_file: str, about: About) -> Page:
    """The answer that a response or revisit record holds; ``refused`` where it can be no page."""
    answer = None if record.refused else Answer.of(record.block)
    body, refused = _body(answer, record)
    headers = answer.headers if answer else {}
    return Page(
        body=body,
        url=record.url,
        content_type=headers.get("content-type"),
        status=answer.status if answer else 0,
        location=_absolute(record.url, headers.get("location")),
        fetched_at=record.date,
        site=about.site,
        base_url=about.base_url,
        archive_file=archive_file,
        archive_offset=record.offset,
        refused=refused,
        robots=headers.get("x-robots-tag"),
    )


def _body(answer: Answer | None, record: Record) -> tuple[bytes, str | None]:
    if answer is None:
        return b"", record.refused or "no HTTP answer in its record"
    try:
        return answer.body(), None
    except UnreadableError as reason:
        return b"", str(reason)


def _absolute(url: str, location: str | None) -> str | None:
    if not location:
        return None
    try:
        return urljoin(url, location)
    except ValueError:
        return None
