"""Whatever a page may hold, in whatever field: it comes back whole, or is turned away with a reason."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from normalize.page import Page
from normalize.walk import Reading
from outputs.catalogue import open_catalogue
from outputs.publish import Met, publish
from outputs.schema import PARTS, TABLES
from tests.outputs.walk_builder import HOME, MONDAY, WEEK, named, read, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from normalize.walk import Walk
    from outputs.values import Row

VALUES = {
    "a formula": "=HYPERLINK('http://x','y')",
    "another formula": "@SUM(1+1)*cmd|' /C calc'!A0",
    "markup": "<script>alert(1)</script>",
    "line breaks": "a\nb\n\nc",
    "emoji": "🥾👩‍👩‍👧",
    "letters of other scripts": "درب Тропа 小径 𝔏",
    "nothing": "",
    "quotes and bars": "\"'`|;\\",
    "as long as may be": "y" * 262_144,
    "a megabyte": "x" * 2**20,
    "a megabyte of four-byte letters": "𝔏" * 2**18 + "!",
    "NUL": "a\x00b",
    "carriage return": "a\rb",
    "half a surrogate pair": "a\ud800b",
    "a name that is no UTF-8": "a\udcffb",
}


class Place(NamedTuple):
    """A text field: of the walk itself, or of the first row of one of its parts."""

    table: str
    column: str

    def holding(self, value: str, plain: Walk) -> Walk:
        """The walk with the value there."""
        if self.table == "walks":
            held = getattr(plain, self.column)
            told: dict[str, Any] = {self.column: (value,) if isinstance(held, tuple) else value}
        else:
            row, *_ = getattr(plain, self.table)
            told = {self.table: (replace(row, **{self.column: value}),)}
        return replace(plain, **told)

    def is_in(self, rows: list[Row], value: str) -> bool:
        """Whether the value stands there, whole."""
        return any(row[self.column] == value or row[self.column] == [value] for row in rows)


def places() -> Iterator[Place]:
    plain = walk()
    for field in fields(plain):
        value = getattr(plain, field.name)
        if field.name in PARTS and value and is_dataclass(value[0]):
            inner = [f.name for f in fields(value[0]) if "str" in str(f.type) and "tuple" not in str(f.type)]
            yield from (Place(field.name, name) for name in inner)
        elif field.name in TABLES["walks"].names and "str" in str(field.type) and field.name != "url":
            yield Place("walks", field.name)


PLACES = [p for p in places() if p.column in TABLES[p.table].names]


def test_every_table_of_a_walk_is_put_to_the_test() -> None:
    assert {place.table for place in PLACES} == {"walks", *PARTS} - {"checks"}
    assert len(PLACES) > 30


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_a_value_in_any_field_comes_back_whole_or_is_turned_away(catalogue: Path, value: str) -> None:
    walks = [named(f"Walk {n}") for n in range(len(PLACES))]
    pages = [read(place.holding(value, w)) for place, w in zip(PLACES, walks, strict=True)]
    publish([*pages, read(walk())], catalogue, now=MONDAY, accept="a test")
    opened = open_catalogue(catalogue)
    tables = {table: opened.table(table).to_pylist() for table in TABLES}
    for place, one in zip(PLACES, walks, strict=True):
        told = [r for r in tables["rejects"] if r["url"] == one.url]
        if not told:
            ids = {r["walk_id"] for r in tables["walks"] if one.url in (r["url"], *r["aliases"])}
            assert place.is_in([r for r in tables[place.table] if r["walk_id"] in ids], value), place
            continue
        assert {r["table"] for r in told} == {f"{place.table}.{place.column}"}
        assert all(r["reason"] for r in told)
        shown = json.loads(told[0]["value"])
        assert shown == value or (value.startswith(shown) and "shown" in told[0]["reason"])


def pages_with(value: str) -> Iterator[tuple[Page, Reading]]:
    """A hostile word wherever an answer or its reading has one, each at an address of its own."""
    count = 0
    for owner, names in ((Page, ANSWERED), (Reading, READ)):
        for name in names:
            for outcome in ("walk", "redirected", "gone", "other"):
                count += 1
                page, reading = read(named(f"Walk {count}"))
                told: dict[str, Any] = {name: value}
                if outcome != "walk":
                    reading = replace(reading, walk=None, outcome=outcome)
                yield (replace(page, **told), reading) if owner is Page else (page, replace(reading, **told))


ANSWERED = ("url", "location", "content_type", "archive_file")
READ = ("url", "final_url", "reason", "charset")


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_hostile_answers_stop_no_publisher_and_each_is_accounted_for(catalogue: Path, value: str) -> None:
    pages = [*pages_with(value), read(named("Anchor"))]
    met = [Met(value, "failed"), Met(f"{HOME}/b", "failed", value)]
    publish(pages, catalogue, met=met, input_={value: "hash"}, now=MONDAY, accept=value)
    later = MONDAY + WEEK
    publish([read(named("Anchor", difficulty="Easy"), later)], catalogue, add=True, now=later, accept=value)
    opened = open_catalogue(catalogue)
    first = opened.at(opened.snapshots[0])
    assert first.snapshot.manifest["input"]["files"] == {value: "hash"}
    assert opened.walks.set_index("title").loc["Anchor", "difficulty"] == "Easy"
    addresses = {page.url for page, _ in pages if page.url != value} | {f"{HOME}/b"}
    assert addresses <= set(first.pandas("pages")["url"])
    rejected = {row["table"] for row in first.table("rejects").to_pylist()}
    stored = {name for row in first.table("pages").to_pylist() for name, told in row.items() if told == value}
    for name in ("url", "final_url", "archive_file", "reason", "charset"):
        assert name in stored or f"pages.{name}" in rejected or not value
