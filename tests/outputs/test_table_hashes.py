"""The same input gives the same files, and anyone can work out a manifest's hashes from its own words."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from outputs.publish import publish
from outputs.schema import TABLES
from tests.outputs.walk_builder import HOME, MONDAY, WEEK, answer, bare, named, numbered, read, several, walk

if TYPE_CHECKING:
    from pathlib import Path

    from tests.outputs.walk_builder import Pair

PAGES: list[Pair] = [
    read(walk(site_id="12", warnings=("odd", "Ünïcode 🥾"))),
    read(numbered(12, "Other", rating_beauty=34.0), MONDAY - WEEK),
    read(bare("Salt Road", difficulty="b\x00d"), None),
    answer(f"{HOME}/gone", "gone", MONDAY, 404),
    answer(f"{HOME}/also-gone", "gone", MONDAY, 404),
    *(read(w) for w in several(12)),
    read(named("Last Walk", length_km_min=1e-7, max_altitude_m=1e22)),
]


def files(catalogue: Path) -> dict[str, bytes]:
    return {table: (catalogue / "latest" / f"{table}.parquet").read_bytes() for table in TABLES}


def manifest(catalogue: Path) -> Any:
    return json.loads((catalogue / "latest" / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content")
    publish(PAGES, folder, now=MONDAY)
    return folder


def test_the_same_pages_in_any_order_on_any_day_make_the_same_bytes(catalogue: Path, tmp_path: Path) -> None:
    for name, pages in (("backwards", PAGES[::-1]), ("rotated", PAGES[7:] + PAGES[:7])):
        publish(pages, tmp_path / name, now=MONDAY + WEEK)
        assert files(tmp_path / name) == files(catalogue)
        assert manifest(tmp_path / name)["tables"] == manifest(catalogue)["tables"]


def test_where_an_answer_is_kept_moves_no_hash(catalogue: Path, tmp_path: Path) -> None:
    elsewhere = [
        (replace(page, archive_file="archive/b.warc.gz", archive_offset=99), told) for page, told in PAGES
    ]
    publish(elsewhere, tmp_path, now=MONDAY)
    assert manifest(tmp_path)["tables"] == manifest(catalogue)["tables"]
    assert files(tmp_path)["pages"] != files(catalogue)["pages"]


def test_rows_stand_in_the_order_of_their_walks(catalogue: Path) -> None:
    for table, schema in TABLES.items():
        if "walk_id" in schema.names:
            ids = [row["walk_id"] or "" for row in rows(catalogue, table)]
            assert ids == sorted(ids)


def rows(catalogue: Path, table: str) -> list[dict[str, Any]]:
    """The rows as another program reads them."""
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        told = connection.execute(
            "select * from read_parquet(?)", [str(catalogue / "latest" / f"{table}.parquet")]
        )
        names = [column[0] for column in told.description or ()]
        return [dict(zip(names, row, strict=True)) for row in told.fetchall()]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_s_hash_is_what_the_words_of_the_manifest_say(table: str, catalogue: Path) -> None:
    """Worked out from the sentence under ``encoding``, with nothing of ours."""
    told = manifest(catalogue)
    assert "SHA-256 over the rows in walk_id order (null first)" in told["encoding"]
    entry = told["tables"][table]
    found = rows(catalogue, table)
    assert len(found) == entry["rows"]
    digest = sha256()
    for _, group in groupby(found, key=lambda row: row.get("walk_id")):
        digest.update(b"".join(sorted(line(row, entry["hashed"]) for row in group)))
    assert digest.hexdigest() == entry["sha256"]


def line(row: dict[str, Any], columns: list[str]) -> bytes:
    told = {name: time(row[name]) if isinstance(row[name], datetime) else row[name] for name in columns}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def time(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
