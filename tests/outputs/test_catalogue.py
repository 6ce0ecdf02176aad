"""Reading a catalogue from Python, and what any Parquet reader finds in it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.dataset as ds
import pytest

import waypost
from outputs.catalogue import Catalogue, open_catalogue
from outputs.durable import CatalogueUnusable
from outputs.publish import publish
from outputs.quality import check_catalogue, unplain
from outputs.schema import TABLES
from tests.outputs.walk_builder import MONDAY, WEEK, named, read, walk

FIRST, SECOND, THIRD = "20261116T084000Z", "20261123T084000Z", "20261130T084000Z"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of three weeks: a walk, a walk more, the first walk harder."""
    folder = tmp_path_factory.mktemp("workspace")
    weeks = [[walk()], [walk(), named("New Walk")], [walk(difficulty="Severe")]]
    for week, walks in enumerate(weeks):
        at = MONDAY + week * WEEK
        publish([read(w, at) for w in walks], folder / "catalogue", now=at)
    return folder


@pytest.fixture
def opened(workspace: Path) -> Catalogue:
    return open_catalogue(workspace)


def test_a_workspace_a_catalogue_and_a_snapshot_can_be_opened(workspace: Path) -> None:
    for path in (workspace, workspace / "catalogue", workspace / "catalogue" / "latest"):
        assert len(open_catalogue(path).walks) == 2
    assert len(open_catalogue(str(workspace / "catalogue" / "snapshots" / FIRST)).walks) == 1


def test_the_front_door_opens_it_too(workspace: Path) -> None:
    assert len(waypost.open(str(workspace)).walks) == 2


def test_a_folder_without_a_catalogue_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(CatalogueUnusable, match="publish one with"):
        open_catalogue(tmp_path)
    with pytest.raises(CatalogueUnusable, match="no catalogue at"):
        open_catalogue(tmp_path / "nowhere")


def test_whole_numbers_stay_whole_in_pandas(opened: Catalogue) -> None:
    assert str(opened.pandas("photos")["position"].dtype) == "int64[pyarrow]"
    assert opened.pandas("photos")["credit_year"].isna().all()
    assert str(opened.pandas("photos")["credit_year"].dtype) == "int64[pyarrow]"


def test_a_table_is_arrow_with_the_schema_that_is_documented(opened: Catalogue) -> None:
    for table, schema in TABLES.items():
        assert opened.table(table).schema.equals(schema, check_metadata=True)


def test_a_table_that_is_none_is_refused_with_the_names_of_those_there_are(opened: Catalogue) -> None:
    with pytest.raises(KeyError, match="walks, photos"):
        opened.table("hotels")


def test_snapshots_are_named_from_the_first_to_the_latest(opened: Catalogue) -> None:
    assert opened.snapshots == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("when", "walks"),
    [
        ("2026-11-16", 1),
        ("2026-11-22", 1),
        (date(2026, 11, 23), 2),
        (MONDAY, 1),
        (FIRST, 1),
        ("2030-01-01", 2),
    ],
)
def test_the_catalogue_as_it_stood_at_a_time(opened: Catalogue, when: str, walks: int) -> None:
    assert len(opened.at(when).walks) == walks


def test_a_time_before_the_first_snapshot_is_refused(opened: Catalogue) -> None:
    with pytest.raises(LookupError, match="nothing was published by 2020-01-01"):
        opened.at("2020-01-01")


def test_a_diff_is_the_feed_between_two_snapshots(opened: Catalogue) -> None:
    kinds = opened.diff(FIRST, THIRD).column("kind").to_pylist()
    assert (kinds[0], set(kinds[1:])) == ("added", {"changed"})
    assert set(opened.diff().column("kind").to_pylist()) == {"changed"}
    assert opened.diff(THIRD, THIRD).num_rows == 0
    with pytest.raises(LookupError, match="older one first"):
        opened.diff(THIRD, FIRST)
    with pytest.raises(LookupError, match="no snapshot is called"):
        opened.diff("yesterday")


@pytest.mark.parametrize(
    "name", ["Lares Trek", "lares trek", "peru/lares-trek", "walkopedia:peru/lares-trek"]
)
def test_why_finds_a_walk_by_id_key_or_title(opened: Catalogue, name: str) -> None:
    (row,) = opened.why(name, "narrative")
    assert (row["as_decoded"], row["line"]) == ("Peru?s valleys.", 30)
    assert opened.why(name) == [row]
    assert opened.why(name, "title") == []


def test_why_of_no_walk_says_so(opened: Catalogue) -> None:
    with pytest.raises(LookupError, match="no walk is called 'Nowhere'"):
        opened.why("Nowhere")


def test_why_of_no_field_names_those_that_are_like_it(opened: Catalogue) -> None:
    with pytest.raises(LookupError, match="max_altitude_m"):
        opened.why("Lares Trek", "max_altitud")


@pytest.mark.parametrize("name", ["latest", f"snapshots/{THIRD}"])
def test_a_snapshot_may_be_called_as_the_files_call_it(opened: Catalogue, name: str) -> None:
    earlier = opened.at(FIRST)
    assert earlier.at(name).snapshot.name == THIRD
    assert earlier.diff(f"snapshots/{SECOND}", name).equals(opened.diff())


@pytest.mark.parametrize(
    "told", ["[]", "7", '"x"', '{"snapshot": 7}', '{"snapshot": "../elsewhere"}', "[" * 100_000]
)
def test_a_pointer_that_is_none_is_told_in_one_line(tmp_path: Path, told: str) -> None:
    (tmp_path / "latest.json").write_text(told, encoding="utf-8")
    with pytest.raises(CatalogueUnusable, match=r"latest\.json .*; restore it"):
        open_catalogue(tmp_path)


def test_plain_pandas_and_arrow_datasets_read_the_files(workspace: Path) -> None:
    path = workspace / "catalogue" / "latest" / "walks.parquet"
    assert list(pd.read_parquet(path)["key_information"][0]) == list(walk().key_information)
    assert ds.dataset(path).count_rows() == 2


def test_opening_a_catalogue_reads_no_table(workspace: Path) -> None:
    lazy = f"""
import sys
from outputs.catalogue import open_catalogue
c = open_catalogue({str(workspace)!r})
c.snapshots
assert "pandas" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", lazy], check=True, cwd=Path(__file__).parents[2])


def failed(path: Path) -> dict[str, str]:
    return {f.rule: f.detail for f in check_catalogue(path) if not f.passed}


def test_a_published_catalogue_passes_every_rule(workspace: Path) -> None:
    assert failed(workspace) == {}


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("ratings_in_bounds", {"rating_beauty": 41.0, "rating_adds_up": None}),
        ("rating_adds_up", {"rating_charisma": 30.0}),
        ("ends_in_order", {"length_km_min": 26.0}),
        ("repairs_stand_in_their_text", {"narrative": "Other words."}),
        ("text_is_plain", {"difficulty": "Peru’s"}),
        ("text_is_plain", {"key_information": ("soft\u00adhyphen",)}),
    ],
)
def test_a_record_that_breaks_a_rule_is_found(tmp_path: Path, rule: str, told: dict[str, object]) -> None:
    publish([read(walk(**told))], tmp_path, now=MONDAY)
    assert failed(tmp_path).keys() == {rule}


def test_a_file_that_was_tampered_with_is_found(tmp_path: Path) -> None:
    publish([read(walk())], tmp_path, now=MONDAY)
    path = tmp_path / "latest" / "links.parquet"
    frame = pd.read_parquet(path)
    frame["url"] = "https://elsewhere.example/"
    frame.to_parquet(path)
    assert {"schemas", "rows_and_hashes"} <= failed(tmp_path).keys()


def test_a_file_that_is_missing_is_found(tmp_path: Path) -> None:
    publish([read(walk())], tmp_path, now=MONDAY)
    (tmp_path / "latest" / "photos.parquet").unlink()
    assert "schemas" in failed(tmp_path)


@pytest.mark.parametrize("text", ["Peru's", "Sentier côtier – 5 km", "🥾👩‍👩‍👧", "one\n\ntwo", "درب"])
def test_plain_text_is_plain(text: str) -> None:
    assert unplain(text) is None


@pytest.mark.parametrize(
    "text", ["Peru’s", "e\u0301te", "zero\u200bwidth", "no\u00a0break", "\x85", "\u202e"]
)
def test_text_that_is_not_plain_is_told_apart(text: str) -> None:
    assert unplain(text)
