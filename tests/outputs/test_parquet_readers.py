"""Any reader of Parquet finds the same in the published files: types, lists, nulls, every character."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from outputs.catalogue import open_catalogue
from outputs.publish import publish
from outputs.schema import TABLES
from tests.outputs.walk_builder import HOME, MONDAY, NO_FIGURES, answer, bare, named, numbered, read, walk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from outputs.values import Row

NAME = 'درب 🥾 "Sentier", côtier; =1+1 <b>\n\ttwo'


@pytest.fixture(scope="module")
def latest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The newest snapshot of a catalogue with something, or a null, in every column."""
    catalogue = tmp_path_factory.mktemp("catalogue")
    pages = [
        read(walk(title=NAME, site_id="12", warnings=("odd", NAME), country_codes=("PE", "CL"))),
        read(numbered(12, "Other", rating_beauty=34.0), MONDAY),
        read(named("Stub", **NO_FIGURES | {"key_information": (), "narrative": None})),
        read(bare("Salt Road", difficulty="b\x00d"), None),
        answer(f"{HOME}/gone", "gone", MONDAY, 404),
    ]
    publish(pages, catalogue, now=MONDAY)
    return catalogue / "latest"


def by_pandas(file: Path) -> list[Row]:
    frame = pd.read_parquet(file, dtype_backend="pyarrow")
    return [{str(k): _plain(v) for k, v in row.items()} for row in frame.to_dict("records")]


def by_duckdb(file: Path) -> list[Row]:
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        told = connection.execute("select * from read_parquet(?)", [str(file)])
        names = [column[0] for column in told.description or ()]
        return [{n: _plain(v) for n, v in zip(names, row, strict=True)} for row in told.fetchall()]


def by_polars(file: Path) -> list[Row]:
    return [{k: _plain(v) for k, v in row.items()} for row in pl.read_parquet(file).to_dicts()]


def by_dataset(file: Path) -> list[Row]:
    return [{k: _plain(v) for k, v in row.items()} for row in ds.dataset(file).to_table().to_pylist()]


def _plain(value: Any) -> Any:
    """What every reader can agree on: None, plain numbers, UTC times, lists."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, pd.Timestamp):
        value = value.to_pydatetime()
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return list(value) if hasattr(value, "tolist") else value


READERS: dict[str, Callable[[Path], list[Row]]] = {
    "pandas": by_pandas,
    "duckdb": by_duckdb,
    "polars": by_polars,
    "pyarrow.dataset": by_dataset,
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("reader", READERS)
def test_every_reader_finds_the_same_rows(reader: str, table: str, latest: Path) -> None:
    expected = pq.read_table(latest / f"{table}.parquet").to_pylist()
    assert expected
    assert READERS[reader](latest / f"{table}.parquet") == expected


@pytest.mark.parametrize("reader", READERS)
def test_lists_nulls_and_odd_characters_come_through(reader: str, latest: Path) -> None:
    rows = {row["title"]: row for row in READERS[reader](latest / "walks.parquet")}
    assert rows[NAME]["warnings"][:2] == ["odd", NAME]
    assert rows[NAME]["country_codes"] == ["PE", "CL"]
    assert rows["Stub"]["key_information"] == []
    assert rows["Stub"]["narrative"] is None
    assert rows["Stub"]["length_km_min"] is None
    assert rows["Salt Road"]["first_seen"] is None
    assert rows[NAME]["last_changed"] == MONDAY
    assert rows[NAME]["top_100"] is True


def test_types_are_those_of_the_schema_whoever_reads(latest: Path) -> None:
    walks = latest / "walks.parquet"
    frame = pd.read_parquet(latest / "photos.parquet", dtype_backend="pyarrow")
    assert str(frame["position"].dtype) == "int64[pyarrow]"
    assert pl.read_parquet_schema(walks)["warnings"] == pl.List(pl.String)
    assert pl.read_parquet_schema(walks)["last_seen"] == pl.Datetime("us", "UTC")
    assert pl.read_parquet_schema(latest / "photos.parquet")["credit_year"] == pl.Int64
    with duckdb.connect() as connection:
        described = connection.execute("describe select * from read_parquet(?)", [str(walks)]).fetchall()
    kinds = {row[0]: row[1] for row in described}
    assert (kinds["warnings"], kinds["rating_total"]) == ("VARCHAR[]", "DOUBLE")
    assert (kinds["first_seen"], kinds["top_100"]) == ("TIMESTAMP WITH TIME ZONE", "BOOLEAN")


def test_the_api_gives_pandas_what_pandas_reads_itself(latest: Path) -> None:
    opened = open_catalogue(latest)
    for table in TABLES:
        own = pd.read_parquet(latest / f"{table}.parquet", dtype_backend="pyarrow")
        pd.testing.assert_frame_equal(opened.pandas(table), own)
    assert isinstance(opened.table("walks"), pa.Table)
