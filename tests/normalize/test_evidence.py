"""Every value that a walk publishes says where it was read: the line, the characters, each step."""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from normalize import Page, Reading, normalize
from normalize.blocks import read_items
from normalize.decode import decode
from normalize.flow import read_flow
from normalize.text.style import plain_str
from tests.site_server import read_routes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from normalize import Walk
    from normalize.walk import Evidence

HOME = "https://www.walkopedia.net"
SEED = Path(__file__).resolve().parents[3] / "shared" / "seed" / "lares-trek.txt"
PAGES = {
    route.expected: Page(route.body, HOME + route.address, route.content_type)
    for route in read_routes().values()
    if route.expected
}
NAMES = [
    *PAGES,
    pytest.param("seed", marks=pytest.mark.skipif(not SEED.exists(), reason="the real page lies outside")),
]
BOOKKEEPING = {"content_sha256", "warnings", "path", "site_id"}
"""Fields of a walk that are no value of the page: a hash, what was noted, what its address is known by."""

PARTS = ("photos", "credits", "statistics", "links")
OF_THE_ROW = {
    "photos": {"position"},
    "credits": {"role"},
    "statistics": {"name", "min", "max", "unit", "approximate", "source"},
    "links": {"text", "url", "kind"},
}
"""Columns that a row's own evidence accounts for, or its place among the others."""


def page(name: str) -> Page:
    return Page(SEED.read_bytes()) if name == "seed" else PAGES[name]


@cache
def reading(name: str) -> Reading:
    return normalize(page(name))


def walk(name: str) -> Walk:
    told = reading(name).walk
    assert told is not None
    return told


def values(walk: Walk) -> Iterator[tuple[str, str]]:
    """The name of each value, and that of the row of a table that it belongs to."""
    record: dict[str, Any] = asdict(walk)
    for column, value in record.items():
        if column in {*BOOKKEEPING, "checks", "repairs", "evidence"} or value in (None, (), [], ""):
            continue
        if column in PARTS:
            for number, row in enumerate(value):
                for name, cell in row.items():
                    place = f"{column}[{number}]"
                    if cell is not None:
                        yield (place if name in OF_THE_ROW[column] else f"{place}.{name}"), place
        elif column == "key_information":
            yield from ((f"{column}[{n}]", column) for n in range(len(value)))
        elif column == "narrative":
            yield from ((f"{column}#{n}", column) for n, _ in enumerate(value.split("\n\n"), 1))
        else:
            yield column, column


def accounted(evidence: Evidence, name: str) -> bool:
    """Whether a row is the evidence of a value, or of any value of the row of a table."""
    return evidence.field == name or (name[-1] == "]" and evidence.field.startswith((f"{name}.", name)))


@pytest.mark.parametrize("name", NAMES)
def test_no_value_stands_without_evidence(name: str) -> None:
    told = walk(name)
    unproved = {n for n, _ in values(told) if not any(accounted(row, n) for row in told.evidence)}
    assert unproved == set()


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_evidence_stand_on_the_page_where_it_says(name: str) -> None:
    given, told = page(name), reading(name)
    flow = read_flow(decode(given.body, given.content_type).text)
    assert told.rescues == ()
    for row in walk(name).evidence:
        if row.line >= 0:
            assert flow.lines[row.line].text[row.start : row.end] == row.as_decoded, row
        else:
            assert row.steps, row


@pytest.mark.parametrize("name", NAMES)
def test_evidence_names_values_that_are_there(name: str) -> None:
    told = walk(name)
    there = {n for n, _ in values(told)}
    for row in told.evidence:
        row_of_table = re.match(r"(\w+\[\d+\])", row.field)
        known = row.field in there or (row_of_table and row_of_table[1] in there)
        assert known or row.field == "warnings", row


@pytest.mark.parametrize("name", NAMES)
def test_words_that_were_not_repaired_are_published_as_they_were_decoded(name: str) -> None:
    told = walk(name)
    texts = {f"key_information[{n}]": text for n, text in enumerate(told.key_information)}
    texts |= {f"narrative#{n}": text for n, text in enumerate((told.narrative or "").split("\n\n"), 1)}
    for row in told.evidence:
        if row.field in texts and not any(re.search(r" → .*%\)$", step) for step in row.steps):
            assert texts[row.field] == plain_str(row.as_decoded)


def test_a_repair_is_a_step_with_its_rule_and_how_sure_it_is() -> None:
    told = walk("dragons-shoulder")
    (row,) = (row for row in told.evidence if row.field == "title")
    (repair,) = (repair for repair in told.repairs if repair.field == "title")
    assert row.as_decoded != told.title
    assert row.steps[0] == (
        f"{repair.kind}: {repair.before} → {repair.after} ({repair.rule}, {repair.confidence:.0%})"
    )


def test_a_figure_says_what_it_was_read_as() -> None:
    told = walk("fern-saddle")
    steps = {row.field: (row.as_decoded, row.steps) for row in told.evidence}
    assert steps["length_km_min"] == steps["length_km_max"]
    assert steps["length_km_min"][1][-1] == "read as length: 44 km"
    assert steps["rating_beauty"][1][-1] == "read as 34 points"
    assert steps["rating_adds_up"] == ("", ("computed: 34 + 18 + 6 + 35 - 5 = 88; total 88",))


def test_the_words_of_a_repaired_line_are_told_once_among_the_repairs() -> None:
    told = walk("condor-terraces")
    assert {row.field for row in told.evidence} >= {"credits[1].text"}
    assert not any(repair.field.startswith("credits") for repair in told.repairs)


def test_items_are_numbered_as_the_lines_of_the_flow() -> None:
    given = PAGES["condor-terraces"]
    items = read_items(read_flow(decode(given.body, given.content_type).text))
    assert [item.number for item in items] == list(range(len(items)))


def test_a_credit_before_its_caption_is_printed_without_it() -> None:
    body = PAGES["fern-saddle"].body.decode()
    first = re.search(r"[^<>]*©[^<>]*|[^<>]*&copy;[^<>]*", body)
    assert first is not None
    turned = body.replace(first[0], "© Nell Corrie 2009 - The tarn", 1)
    told = normalize(Page(turned.encode(), HOME + "/best-world-walks/New-Zealand/Fern-Saddle")).walk
    assert told is not None
    (photo,) = (photo for photo in told.photos if photo.credit == "Nell Corrie")
    assert (photo.caption, photo.credit_text, photo.credit_year) == ("The tarn", "© Nell Corrie 2009", 2009)
