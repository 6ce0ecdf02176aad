"""The miniature site's pages give the hand-written records, field by field, by either reader."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest

from normalize import Page, Reading, normalize
from tests.site_server import SITE, read_routes

HOME = "https://www.walkopedia.net"
READERS = ("lexbor", "bs4")
WALKS = {route.expected: route for route in read_routes().values() if route.expected}
EXPECTED: dict[str, dict[str, Any]] = {
    name: json.loads((SITE / "expected" / f"{name}.json").read_text("utf-8")) for name in WALKS
}
FIELDS = [(name, field) for name, record in EXPECTED.items() for field in record]


@cache
def reading(name: str, reader: str) -> Reading:
    route = WALKS[name]
    page = Page(body=route.body, url=HOME + route.address, content_type=route.content_type)
    return normalize(page, reader=reader)


def told(name: str, reader: str, field: str) -> Any:
    """A field as the expected record writes it."""
    read = reading(name, reader)
    if field == "outcome":
        return read.outcome
    assert read.walk is not None, read.reason
    record = json.loads(json.dumps(read.walk.as_record()))
    if field == "credits":
        return [credit for credit in record["credits"] if credit["role"] != "photo"]
    if field == "repairs":
        keys = ("field", "before", "after", "kind")
        return [{key: repair[key] for key in keys} for repair in record["repairs"]]
    return record[field]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_a_field_reads_as_a_person_reads_it(name: str, field: str, reader: str) -> None:
    expected = EXPECTED[name][field]
    assert told(name, reader, field) == expected


def test_there_are_enough_walks_to_mean_anything() -> None:
    assert len(WALKS) >= 15
