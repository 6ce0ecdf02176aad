"""What any earlier version published is read by this one, and the other way where columns were added."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from outputs.catalogue import open_catalogue
from outputs.compatibility import of_today
from outputs.dictionary import static_package
from outputs.durable import CatalogueUnusable
from outputs.encoding import as_json
from outputs.json_schema import documents, json_schema
from outputs.publish import publish
from outputs.quality import check_catalogue
from outputs.schema import SCHEMA_VERSION, TABLES
from tests.outputs.old_catalogue import FOLDER, save
from tests.outputs.walk_builder import MONDAY, WEEK, named, read, walk

ROOT = Path(__file__).parents[2]
EARLIER = sorted(f.name for f in (ROOT / FOLDER).iterdir())
LARES = "walkopedia:peru/lares-trek"


def major(version: str) -> str:
    return version.partition(".")[0]


COMPATIBLE = [v for v in EARLIER if major(v) == major(SCHEMA_VERSION)]
"""The earlier versions of today's major one: all that is promised, is promised of these."""


@pytest.fixture(params=EARLIER)
def earlier(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a catalogue that an earlier version published."""
    return Path(shutil.copytree(ROOT / FOLDER / request.param, tmp_path / "earlier"))


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same catalogue as this version publishes it."""
    folder = tmp_path_factory.mktemp("today")
    save(folder)
    return folder


def stored(catalogue: Path, table: str) -> Path:
    (file,) = catalogue.glob(f"snapshots/*/{table}.parquet")
    return file


def test_every_table_of_an_earlier_version_is_read_with_the_columns_of_today(earlier: Path) -> None:
    opened = open_catalogue(earlier)
    for table, schema in TABLES.items():
        assert opened.table(table).schema.equals(schema, check_metadata=True)
        assert opened.table(table).num_rows == opened.snapshot.manifest["tables"][table]["rows"]
        assert list(opened.pandas(table).columns) == schema.names


def test_what_an_earlier_version_says_is_what_it_said(earlier: Path, today: Path) -> None:
    then, now = open_catalogue(earlier), open_catalogue(today)
    for table in ("photos", "links", "credits", "statistics"):
        shared = pq.read_schema(stored(earlier, table)).names
        assert then.table(table).select(shared).equals(now.table(table).select(shared))
    titles = ["Sentier côtier", "New Walk", "Renamed", "Salt Road"]
    assert sorted(then.walks["title"]) == sorted(titles)
    assert then.why(LARES, "narrative")[0]["as_decoded"] == "Peru?s valleys."


def test_a_catalogue_of_an_earlier_version_passes_the_checks_of_today(earlier: Path) -> None:
    assert [f for f in check_catalogue(earlier) if not f.passed] == []


def test_this_version_publishes_onto_an_earlier_one(earlier: Path) -> None:
    at = MONDAY + WEEK
    pages = [
        read(walk(title="Sentier côtier", narrative="Peru's valleys."), at),
        read(named("Last Walk"), at),
    ]
    publication = publish(pages, earlier, add=True, now=at)
    assert (publication.verdict, publication.changes["added"]) == ("published", 1)
    opened = open_catalogue(earlier)
    assert len(opened.snapshots) == 2
    assert opened.walks.set_index("walk_id").loc[LARES, "first_seen"] == MONDAY - WEEK
    assert opened.diff(opened.snapshots[0], opened.snapshots[1]).num_rows >= 1


@pytest.mark.parametrize("version", COMPATIBLE)
def test_a_reader_of_an_earlier_version_reads_what_is_published_today(version: str, today: Path) -> None:
    for table in TABLES:
        schema = pq.read_schema(stored(ROOT / FOLDER / version, table))
        read_then = ds.dataset(stored(today, table), schema=schema).to_table()
        assert read_then.schema.equals(schema)
        assert read_then.num_rows == pq.read_metadata(stored(today, table)).num_rows
        assert read_then.to_pylist() == pq.read_table(stored(today, table)).select(schema.names).to_pylist()


@pytest.mark.parametrize("version", COMPATIBLE)
def test_within_a_major_version_columns_are_only_added_and_may_be_null(version: str) -> None:
    for table, schema in TABLES.items():
        then = pq.read_schema(stored(ROOT / FOLDER / version, table))
        assert pa.schema(then).equals(pa.schema([schema.field(name) for name in then.names]))
        added = [column for column in schema if column.name not in then.names]
        assert [c.name for c in added if not c.nullable and not pa.types.is_list(c.type)] == []
        if version == SCHEMA_VERSION:
            assert not added, "raise SCHEMA_VERSION: a column was added"


def test_a_column_that_is_added_later_is_null_in_what_is_older() -> None:
    older = open_catalogue(ROOT / FOLDER / EARLIER[0]).table("pages").drop_columns(["rescues", "charset"])
    read_now = of_today("pages", older)
    assert read_now.column("charset").null_count == older.num_rows
    assert read_now.column("rescues").to_pylist() == [[]] * older.num_rows
    assert read_now.schema.equals(TABLES["pages"])


def rewritten(catalogue: Path, version: str) -> None:
    for table in TABLES:
        file = stored(catalogue, table)
        told = pq.read_table(file)
        told = told.append_column("added_later", pa.nulls(told.num_rows, pa.string()))
        metadata = {**(told.schema.metadata or {}), b"schema_version": version.encode()}
        pq.write_table(told.replace_schema_metadata(metadata), file)


def test_columns_that_a_later_version_has_more_are_passed_over(earlier: Path) -> None:
    before = open_catalogue(earlier).table("walks")
    rewritten(earlier, f"{major(SCHEMA_VERSION)}.99.0")
    opened = open_catalogue(earlier)
    assert opened.table("walks").equals(before)
    assert "added_later" not in opened.why(LARES, "narrative")[0]


def test_another_major_version_is_refused_in_one_line(earlier: Path) -> None:
    rewritten(earlier, f"{int(major(SCHEMA_VERSION)) + 1}.0.0")
    with pytest.raises(
        CatalogueUnusable, match=r"is of schema \d+\.0\.0, and this waypost reads schema \d+; use"
    ):
        open_catalogue(earlier).table("walks")
    with pytest.raises(CatalogueUnusable, match="use a newer waypost"):
        publish([read(walk())], earlier, add=True, now=MONDAY + WEEK)


def test_the_published_schema_files_are_current() -> None:
    for file, words in documents().items():
        assert (ROOT / file).read_text(encoding="utf-8") == words, "run `make docs`"


@pytest.mark.parametrize("table", TABLES)
def test_every_row_is_what_its_json_schema_says(table: str, today: Path) -> None:
    schema = json_schema(table)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(
        schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    rows = open_catalogue(today).table(table).to_pylist()
    assert rows
    for row in rows:
        validator.validate(json.loads(as_json(row)))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(
            json.loads(as_json({k: v for k, v in rows[0].items() if k != schema["required"][0]}))
        )


def test_a_snapshot_is_a_data_package(today: Path) -> None:
    (file,) = today.glob("snapshots/*/datapackage.json")
    package = json.loads(file.read_text())
    assert package == json.loads((file.parent / "manifest.json").read_text())["datapackage"]
    assert package["version"] == SCHEMA_VERSION
    for resource, static in zip(package["resources"], static_package()["resources"], strict=True):
        assert (file.parent / resource["path"]).is_file()
        assert resource["rows"] == pq.read_metadata(file.parent / resource["path"]).num_rows
        assert resource["schema"] == static["schema"]


def test_the_version_stands_in_every_file(today: Path) -> None:
    for table in TABLES:
        metadata = pq.read_schema(stored(today, table)).metadata or {}
        assert metadata[b"schema_version"].decode() == SCHEMA_VERSION
