"""A table of pages is read row by row, whatever Arrow types its columns have."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from normalize.sources import MAX_BODY, SourceError, read_page, read_pages

if TYPE_CHECKING:
    from pathlib import Path

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def write(path: Path, columns: dict[str, pa.Array[Any]]) -> Path:
    pq.write_table(pa.table(columns), path, row_group_size=100)
    return path


@pytest.mark.parametrize("type_", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary()])
def test_bodies_are_read_as_text_or_bytes(tmp_path: Path, type_: pa.DataType) -> None:
    bodies = pa.array(["<p>é".encode(), b"<p>b"]).cast(type_)
    path = write(tmp_path / "pages.parquet", {"url": pa.array(["http://a/", None]), "body": bodies})
    first, second = read_pages([path])
    assert (first.url, first.body, first.archive_offset) == ("http://a/", "<p>é".encode(), 0)
    assert (second.url, second.body, second.status, second.fetched_at) == (None, b"<p>b", 200, None)


def test_every_row_is_known_by_its_number(tmp_path: Path) -> None:
    bodies = [b"<p>%d" % n for n in range(333)]
    path = write(tmp_path / "p.parquet", {"url": pa.nulls(333, pa.string()), "body": pa.array(bodies)})
    pages = list(read_pages([path]))
    assert [page.body for page in pages] == bodies
    assert [read_page(path, n) for n in (0, 99, 100, 332)] == [pages[n] for n in (0, 99, 100, 332)]
    with pytest.raises(SourceError, match="no page stands at 333"):
        read_page(path, 333)


@pytest.mark.parametrize(
    "times",
    [
        pa.array([NOON], pa.timestamp("us", "UTC")),
        pa.array([NOON], pa.timestamp("us", "Europe/London")),
        pa.array([NOON.replace(tzinfo=None)], pa.timestamp("us")),
        pa.array(["2026-11-01T12:00:00Z"]),
        pa.array(["2026-11-01T14:00:00+02:00"]),
    ],
)
def test_what_else_is_known_of_a_page_is_read(tmp_path: Path, times: pa.Array[Any]) -> None:
    columns = {
        "fetched_at": times,
        "body": pa.array([b"<p>"]),
        "status": pa.array([404], pa.int16()),
        "content_type": pa.array(["text/html"]),
        "url": pa.array(["http://a/"]),
        "other": pa.array([1]),
    }
    [page] = read_pages([write(tmp_path / "p.parquet", columns)])
    assert (page.fetched_at, page.status, page.content_type) == (NOON, 404, "text/html")


def test_a_row_without_a_body_or_with_one_too_large_is_no_page(tmp_path: Path) -> None:
    bodies = pa.array([None, b"x" * (MAX_BODY + 1)])
    path = write(tmp_path / "p.parquet", {"url": pa.array(["http://a/", "http://b/"]), "body": bodies})
    assert [page.refused for page in read_pages([path])] == [
        "no body in its row",
        f"too large: more than {MAX_BODY} bytes",
    ]


def test_a_table_without_pages_says_which_column_it_lacks(tmp_path: Path) -> None:
    path = write(tmp_path / "p.parquet", {"name": pa.array(["x"])})
    with pytest.raises(SourceError, match="without the column url and body; give a table of pages"):
        list(read_pages([path]))
