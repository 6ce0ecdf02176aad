"""Every saved page of every site gives the record that a person has reviewed, field by field."""

from __future__ import annotations

import os
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from normalize import normalize
from normalize.vocabulary import provisional, sites
from waypost.scaffold.fixture import VOCABULARY, Fixture, fixtures, told

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

ROOT = Path(__file__).resolve().parents[1] / "fixtures"
READERS = ("lexbor", "bs4")
SAVED = {f"{f.site}/{f.folder.name}": f for f in fixtures(ROOT)}
FIELDS = [(name, field) for name, fixture in SAVED.items() if fixture.reviewed for field in fixture.record]


@cache
def read(name: str, reader: str) -> dict[str, Any]:
    """What is read from a saved page today."""
    fixture = SAVED[name]
    with known(fixture):
        return told(normalize(fixture.page, site=fixture.site, reader=reader))


def known(fixture: Fixture) -> AbstractContextManager[None]:
    """The site's words, where they stand beside its fixtures."""
    if fixture.site in sites():
        return nullcontext()
    return provisional(fixture.site, (ROOT / fixture.site / VOCABULARY).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SAVED)
def test_a_person_has_held_the_record_against_the_page(name: str) -> None:
    if SAVED[name].reviewed:
        return
    message = f"hold tests/fixtures/{name}/expected.json against its page, then set reviewed to true"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("name", "field"), FIELDS)
def test_a_field_reads_as_a_person_reads_it(name: str, field: str, reader: str) -> None:
    expected = SAVED[name].record[field]
    assert read(name, reader).get(field, "no such field is read") == expected
