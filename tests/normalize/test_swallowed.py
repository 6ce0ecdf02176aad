"""A page that something unclosed swallowed is read again with the culprit closed, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize import Page, Walk, normalize
from normalize.flow.rescue import close_culprits

PAGES = Path(__file__).parents[1] / "fixtures" / "swallowed"
CULPRITS = ("title", "script", "style", "textarea", "comment", "quote")


def read(name: str, reader: str) -> tuple[Walk, tuple[str, ...]]:
    reading = normalize(Page(body=(PAGES / f"{name}.html").read_bytes()), reader=reader)
    assert reading.walk is not None, reading.reason
    return reading.walk, reading.rescues


@pytest.mark.parametrize("reader", ["lexbor", "bs4"])
@pytest.mark.parametrize("culprit", CULPRITS)
def test_a_swallowed_page_gives_the_record_of_the_whole_one(culprit: str, reader: str) -> None:
    whole, none = read("whole", reader)
    walk, rescues = read(culprit, reader)
    assert (none, rescues) == ((), (culprit,))
    for field in ("title", "rating_total", "rating_adds_up", "length_km_max", "key_information", "narrative"):
        assert getattr(walk, field) == getattr(whole, field), field
    assert walk.content_sha256 == whole.content_sha256
    assert any(culprit in warning for warning in walk.warnings)


def test_a_page_swallowed_twice_is_read_with_both_closed() -> None:
    page = (PAGES / "title.html").read_text("utf-8").replace("<body>", "<body><!-- menu")
    reading = normalize(Page(body=page.encode()))
    assert reading.walk is not None
    assert reading.rescues == ("title+comment",)


def test_a_whole_page_has_no_suspect() -> None:
    assert list(close_culprits((PAGES / "whole.html").read_text("utf-8"))) == []


SOUP = st.lists(
    st.sampled_from(
        ["<title>", "</title>", "<script>", "<p>", '<a href="x>', "='", '"', "<!--", "-->", "<td>", "text "]
    ),
    max_size=40,
).map("".join)


@given(SOUP)
def test_closing_only_ever_adds(soup: str) -> None:
    for _, closed in close_culprits(soup):
        rest = iter(closed)
        assert all(character in rest for character in soup)
