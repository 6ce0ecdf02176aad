"""Pages out of a Parquet file: one row a page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from normalize.page import Page
from normalize.sources.answer import MAX_BODY, TOO_LARGE
from normalize.sources.errors import SourceError
from normalize.sources.warc import parse_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NEEDED = ("url", "body")
_OPTIONAL = ("fetched_at", "content_type", "status")
_BATCH = 64  # rows held at once: bodies are large
_ADVICE = "give a table of pages with the columns url and body"


def parquet_pages(path: Path, name: str, row: int = 0) -> Iterator[Page]:
    """The pages of a table with the columns ``url`` and ``body`` (text or bytes), from a row number on.

    ``fetched_at``, ``content_type`` and ``status`` are read where they are there; ``archive_offset`` is the
    row's number. Raises SourceError where the file is broken or is no such table.
    """
    try:
        with pq.ParquetFile(path) as file:
            columns = _columns(path, file.schema_arrow)
            number = 0
            for batch in file.iter_batches(_BATCH, columns=columns):
                if number + batch.num_rows > row:
                    rows = batch.slice(max(0, row - number)).to_pylist()
                    yield from (_page(r, name, max(row, number) + n) for n, r in enumerate(rows))
                number += batch.num_rows
    except (pa.ArrowException, OSError) as error:
        raise SourceError.of(path, f"a Parquet file that cannot be read ({error})", _ADVICE) from error


def _columns(path: Path, schema: pa.Schema) -> list[str]:
    missing = [column for column in _NEEDED if column not in schema.names]
    if missing:
        raise SourceError.of(path, f"a Parquet file without the column {' and '.join(missing)}", _ADVICE)
    return [column for column in (*_NEEDED, *_OPTIONAL) if column in schema.names]


def _page(row: dict[str, Any], name: str, number: int) -> Page:
    body, refused = _body(row["body"])
    status = row.get("status")
    return Page(
        body=body,
        url=_text(row["url"]),
        content_type=_text(row.get("content_type")),
        status=status if isinstance(status, int) else 200,
        fetched_at=_time(row.get("fetched_at")),
        archive_file=name,
        archive_offset=number,
        refused=refused,
    )


def _body(value: object) -> tuple[bytes, str | None]:
    body = value.encode("utf-8", "replace") if isinstance(value, str) else value
    if not isinstance(body, bytes):
        return b"", "no body in its row"
    return (b"", TOO_LARGE) if len(body) > MAX_BODY else (body, None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _time(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    return parse_date(_text(value))
