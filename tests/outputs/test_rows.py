"""What a page says comes out of the files as it went in, or is turned away with a reason."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.page import Page
from normalize.walk import Credit, Evidence, Photo, Reading
from outputs.batches import batch
from outputs.columns import text
from outputs.fields import field_value, undone
from outputs.publish import Met, publish
from outputs.rows import IDENTITY, page_row, walk_record
from outputs.schema import PARTS, TABLES
from outputs.values import LONGEST, fault, typed
from tests.outputs.walk_builder import MONDAY, answer, read, walk

if TYPE_CHECKING:
    from pathlib import Path

    from normalize.walk import Walk
    from outputs.values import Row

ODD = {
    "a formula": "=1+1",
    "markup": "<script>alert(1)</script> & Co",
    "a line break": "Lares\nTrek",
    "emoji": "Lares 🥾👩‍👩‍👧 Trek",
    "right-to-left words": "درب Lares",
    "quotes and commas": 'Lares, "the" Trek; \\',
    "letters beyond the BMP": "𝔏𝔞𝔯𝔢𝔰",
}

HOSTILE = {
    "NUL": "Lares\x00Trek",
    "an escape character": "Lares\x1bTrek",
    "half a surrogate pair": "Lares\ud800Trek",
    "a megabyte": "x" * 2**20,
}


def published(catalogue: Path, one: Walk) -> dict[str, pd.DataFrame]:
    publish([read(one), read(walk(title="Another Walk", url=None, path=None))], catalogue, now=MONDAY)
    return {table: pd.read_parquet(catalogue / "latest" / f"{table}.parquet") for table in TABLES}


@pytest.mark.parametrize("name", ODD.values(), ids=ODD)
def test_an_odd_name_comes_back_whole(catalogue: Path, name: str) -> None:
    tables = published(catalogue, walk(title=name, narrative=name, key_information=(name, name)))
    row = tables["walks"].set_index("url").loc[walk().url]
    assert (row["title"], row["narrative"], list(row["key_information"])) == (name, name, [name, name])
    assert tables["rejects"].empty


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_is_turned_away_with_a_reason(catalogue: Path, value: str) -> None:
    tables = published(catalogue, walk(narrative=value))
    row = tables["walks"].set_index("url").loc[walk().url]
    assert pd.isna(row["narrative"])
    assert list(row["warnings"]) == ["turned away: narrative"]
    (reject,) = tables["rejects"].to_dict("records")
    assert (reject["url"], reject["table"]) == (walk().url, "walks.narrative")
    assert reject["reason"]
    assert value.startswith(json.loads(reject["value"]))
    assert "narrative" not in set(tables["repairs"].loc[tables["repairs"].walk_id == row["walk_id"], "field"])


@pytest.mark.parametrize("value", HOSTILE.values(), ids=HOSTILE)
def test_a_walk_whose_name_is_hostile_is_no_row_but_a_failed_page(catalogue: Path, value: str) -> None:
    tables = published(catalogue, walk(title=value))
    assert list(tables["walks"]["title"]) == ["Another Walk"]
    page = tables["pages"].set_index("url").loc[walk().url]
    assert page["outcome"] == "failed"
    assert pd.isna(page["walk_id"])
    assert list(tables["rejects"]["table"]) == ["walks.title"]


def test_a_hostile_point_leaves_the_others(catalogue: Path) -> None:
    tables = published(catalogue, walk(key_information=("Good.", "b\x00d", "Fine.")))
    row = tables["walks"].set_index("url").loc[walk().url]
    assert list(row["key_information"]) == ["Good.", "Fine."]
    assert list(tables["rejects"]["table"]) == ["walks.key_information"]


def test_a_hostile_caption_leaves_the_photo(catalogue: Path) -> None:
    photo = Photo(1, "\ud800", "Ann Example", None, 10**30, None, None)
    tables = published(catalogue, walk(photos=(photo,), url=None, path=None))
    row = tables["photos"].iloc[-1]
    assert pd.isna(row["caption"])
    assert row["credit"] == "Ann Example"
    assert set(tables["rejects"]["table"]) == {"photos.caption", "photos.credit_year"}


def test_a_number_that_is_none_is_turned_away(catalogue: Path) -> None:
    tables = published(catalogue, walk(length_km_min=float("nan"), length_km_max=float("inf")))
    row = tables["walks"].set_index("url").loc[walk().url]
    assert pd.isna(row["length_km_min"])
    assert pd.isna(row["length_km_max"])
    assert set(tables["rejects"]["reason"]) == {"is no finite number"}


def test_a_cut_value_says_that_it_is_cut_and_how_long_it_was(catalogue: Path) -> None:
    (reason,) = published(catalogue, walk(narrative="x" * 2**20))["rejects"]["reason"]
    assert "1,048,576" in reason
    assert "its first 1,000 shown" in reason


@given(st.text(max_size=40))
def test_what_is_not_turned_away_can_be_written(value: str) -> None:
    if fault(value, text("title", "A name")) is None:
        rows = [{"url": value, "table": "t", "reason": "r", "value": value}]
        assert batch("rejects", rows).to_pylist() == rows


def test_the_longest_text_is_kept() -> None:
    assert fault("x" * LONGEST, text("title", "A name")) is None


def row_of_links(**more: Any) -> Row:
    return {"walk_id": "s:k", "text": "t", "url": "u", "kind": "outside"} | more


def test_a_row_with_a_column_that_the_table_lacks_raises() -> None:
    with pytest.raises(KeyError, match="colour"):
        batch("links", [row_of_links(colour="red")])


def test_a_row_that_lacks_a_column_raises() -> None:
    short = row_of_links()
    del short["kind"]
    with pytest.raises(KeyError, match="kind"):
        batch("links", [short])


def test_a_row_without_a_required_value_raises() -> None:
    with pytest.raises(ValueError, match=r"links\.kind is required"):
        batch("links", [row_of_links(kind=None)])


def test_a_walk_has_every_column_that_one_page_can_know() -> None:
    record, rejects = walk_record(*read(walk()))
    assert record is not None
    assert record.walk.keys() | set(IDENTITY) == set(TABLES["walks"].names)
    assert record.parts.keys() == set(PARTS)
    assert rejects == []


def test_every_part_of_a_walk_has_every_column(catalogue: Path) -> None:
    tables = published(catalogue, walk())
    for table in ("photos", "credits", "repairs", "statistics", "links", "evidence"):
        assert len(tables[table]) == 2, table
        assert list(tables[table].columns) == TABLES[table].names


def test_evidence_names_the_archived_record(catalogue: Path) -> None:
    page, reading = read(walk())
    publish([(page, reading)], catalogue, now=MONDAY)
    (row,) = pd.read_parquet(catalogue / "latest" / "evidence.parquet").to_dict("records")
    assert (row["url"], row["archive_file"]) == (walk().url, page.archive_file)
    assert row["archive_offset"] == page.archive_offset


def test_a_record_without_its_repairs_has_lost_them_wherever_they_are_repeated() -> None:
    step = "apostrophe: ? → ' (possessive, 99%)"
    again = Evidence("credits[0].text", 30, 0, 15, "Peru?s valleys.", (step,))
    quoted = Evidence("title", 0, 0, 10, "Lares Trek", ("cut out of: Peru → «Lares Trek» (all, 1%)",))
    credit = Credit("partner", "Ann Example", "Peru's valleys.")
    record, _ = walk_record(*read(walk(credits=(credit,), evidence=(*walk().evidence, again, quoted))))
    assert record is not None
    bare = undone(record)
    assert bare.walk["narrative"].startswith("Peru?s valleys.")
    assert bare.parts["credits"][0]["text"] == "Peru?s valleys."
    assert (bare.walk["title"], record.parts["credits"][0]["text"]) == ("Lares Trek", "Peru's valleys.")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Lares Trek"),
        ("key_information[1]", "Guides are for hire."),
        ("narrative#2", "And its passes."),
        ("photos[0].caption", "A lake"),
        ("statistics[0].max", 25.0),
        ("narrative#3", None),
        ("photos[4].caption", None),
        ("no_such_column", None),
        ("title[", None),
    ],
)
def test_a_fields_name_leads_to_its_value(field: str, value: object) -> None:
    record, _ = walk_record(*read(walk()))
    assert record is not None
    assert field_value(record, field) == value


def test_a_page_row_says_what_was_asked_and_what_came() -> None:
    page = Page(
        b"abc", "http://mirror/a", "Text/HTML; charset=x", 200, None, MONDAY, archive_file="a.warc.gz"
    )
    told = Reading("index", "links only", None, None, "https://site/a", charset="utf-8", reader="lexbor")
    row, rejects = page_row(page, replace(told, rescues=("title",), leftover=0.25))
    assert rejects == []
    assert row == {
        "url": "http://mirror/a",
        "final_url": None,
        "fetched_at": MONDAY,
        "status": 200,
        "media_type": "text/html",
        "charset": "utf-8",
        "bytes": 3,
        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "archive_file": "a.warc.gz",
        "archive_offset": None,
        "outcome": "index",
        "reason": "links only",
        "walk_id": None,
        "reader": "lexbor",
        "rescues": ["title"],
        "leftover_share": 0.25,
        "skeleton": None,
    }


def test_addresses_without_an_answer_are_pages_too(catalogue: Path) -> None:
    met = [Met("https://site/secret", "refused_by_robots", "Disallow: /secret", None, MONDAY)]
    publish([read(walk())], catalogue, met=met, now=MONDAY)
    pages = pd.read_parquet(catalogue / "latest" / "pages.parquet").set_index("url")
    assert pages.loc["https://site/secret", "outcome"] == "refused_by_robots"
    assert pages.loc["https://site/secret", "reason"] == "Disallow: /secret"


def test_an_outcome_that_the_contract_does_not_know_raises(catalogue: Path) -> None:
    with pytest.raises(ValueError, match="'lost' is no outcome"):
        publish([answer("https://site/a", "lost")], catalogue)


def test_times_are_written_in_utc() -> None:
    type_ = TABLES["walks"].field("fetched_at").type
    paris = datetime(2026, 11, 16, 9, 40, tzinfo=timezone(timedelta(hours=1)))
    assert typed(paris, type_) == MONDAY
    assert typed(paris, type_).tzinfo is UTC
