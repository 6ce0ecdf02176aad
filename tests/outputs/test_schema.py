"""The tables are those that the contract promises, and every column says what it means."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from outputs.columns import metadata
from outputs.dictionary import TARGET, data_package, markdown
from outputs.schema import OUTCOMES, SCHEMA_VERSION, TABLES, description
from tests.outputs.walk_builder import MONDAY

PROMISED = {
    "walks": """walk_id site url aliases title country country_code country_codes top_100 rating_total
        rating_beauty rating_natural_interest rating_human_interest rating_charisma rating_negative_points
        rating_note rating_adds_up length_km_min length_km_max duration_hours_min duration_hours_max
        duration_days_min duration_days_max max_altitude_m difficulty length_text duration_text
        max_altitude_text key_information narrative author members_only copyright_notice copyright_holder
        fetched_at first_seen last_seen last_changed content_sha256 schema_version rules_version warnings""",
    "photos": "walk_id position caption credit credit_text credit_year platform url",
    "credits": "walk_id role name text year_first year_last",
    "repairs": "walk_id field start end before after kind confidence rule context",
    "statistics": "walk_id name text min max unit approximate source",
    "links": "walk_id text url kind",
    "checks": "walk_id check passed detail",
    "evidence": "walk_id field url archive_file archive_offset line start end as_decoded steps",
    "changes": "walk_id kind field old new cause",
    "rejects": "url table reason value",
    "pages": """url final_url fetched_at status media_type charset bytes sha256 archive_file archive_offset
        outcome reason walk_id reader rescues leftover_share skeleton""",
}

TYPES = {pa.string(), pa.float64(), pa.int64(), pa.bool_(), pa.timestamp("us", tz="UTC")}


@pytest.mark.parametrize("table", PROMISED)
def test_a_table_has_the_promised_columns_in_the_promised_order(table: str) -> None:
    assert TABLES[table].names == PROMISED[table].split()


def test_there_is_no_table_beyond_the_promised_ones() -> None:
    assert list(TABLES) == list(PROMISED)


@pytest.mark.parametrize("table", TABLES)
def test_every_column_says_what_it_means(table: str) -> None:
    assert description(table)
    assert [c.name for c in TABLES[table] if not metadata(c, "meaning")] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_one_of_the_few_types(table: str) -> None:
    plain = [c.type.value_type if isinstance(c.type, pa.ListType) else c.type for c in TABLES[table]]
    assert set(plain) <= TYPES


@pytest.mark.parametrize("table", TABLES)
def test_every_file_will_say_which_version_of_the_schema_it_follows(table: str) -> None:
    assert (TABLES[table].metadata or {})[b"schema_version"] == SCHEMA_VERSION.encode()


def test_a_measured_column_has_a_unit() -> None:
    measured = [c for c in TABLES["walks"] if c.type == pa.float64()]
    assert [c.name for c in measured if not metadata(c, "unit")] == []


def test_only_when_and_where_a_walk_was_seen_is_an_observation() -> None:
    observed = {f"{t}.{c.name}" for t, schema in TABLES.items() for c in schema if metadata(c, "observed")}
    where = {f"{table}.archive_{part}" for table in ("evidence", "pages") for part in ("file", "offset")}
    assert observed == {"walks.fetched_at", "walks.last_seen", "pages.fetched_at", *where}


def test_the_data_dictionary_in_the_documentation_is_current() -> None:
    written = Path(__file__).parents[2] / TARGET
    assert written.read_text(encoding="utf-8") == markdown(), "run `python -m outputs.dictionary`"


def test_the_dictionary_has_a_line_for_every_column() -> None:
    lines = markdown().splitlines()
    for schema in TABLES.values():
        for column in schema:
            assert any(line.startswith(f"| `{column.name}`") for line in lines)


def test_the_data_package_names_every_file_and_field() -> None:
    package = data_package("20261116T084000Z", MONDAY, {t: {"rows": 0} for t in TABLES})
    fields = {r["name"]: [f["name"] for f in r["schema"]["fields"]] for r in package["resources"]}
    assert fields == {table: schema.names for table, schema in TABLES.items()}
    assert [r["path"] for r in package["resources"]] == [f"{table}.parquet" for table in TABLES]


def test_the_outcomes_of_a_page_are_the_promised_ones() -> None:
    promised = "walk index other duplicate not_modified gone refused_by_robots redirected refused_address"
    assert [*promised.split(), "skipped", "failed"] == list(OUTCOMES)
