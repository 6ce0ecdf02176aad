"""What swallowed a page is closed at the next tag."""

from __future__ import annotations

from pathlib import Path

import pytest

from normalize.flow import read_flow
from normalize.flow.rescue import close_culprits

PAGES = Path(__file__).parents[2] / "fixtures" / "flow"
CULPRITS = ("title", "script", "style", "textarea", "comment", "quote")
LINES = [
    "Fell Top",
    "A short round above the tarn.",
    "Beauty",
    "21",
    "Charisma",
    "19",
    "It's a fair-weather walk.",
]


@pytest.mark.parametrize("reader", ["lexbor", "bs4"])
@pytest.mark.parametrize("culprit", CULPRITS)
def test_the_lines_of_a_swallowed_page_come_back(culprit: str, reader: str) -> None:
    text = (PAGES / f"unclosed-{culprit}.html").read_text("utf-8")
    swallowed = [line.text for line in read_flow(text, reader).lines]
    assert "Beauty" not in swallowed
    rescued = dict(close_culprits(text))
    assert [line.text for line in read_flow(rescued[culprit], reader).lines][-len(LINES) :] == LINES


def test_several_culprits_are_also_closed_together() -> None:
    page = "<title>Fell Top<body><!-- menu <p>Beauty 21"
    *_, (names, closed) = close_culprits(page)
    assert names == "title+comment"
    assert [line.text for line in read_flow(closed).lines] == ["Beauty 21"]


def test_a_script_that_writes_tags_is_left_whole() -> None:
    page = (
        "<p>x<script>\nvar a = '<div>' + \"<p>\";\n</script><p title='a <b>bold</b> word'>y<!-- <p>z</p> -->"
    )
    assert list(close_culprits(page)) == []


@pytest.mark.parametrize(
    "unit", ["<textarea>", "<title>", "<a b='", "<!--", "<script>\n", "<style ", '<a b="<p><p><p>']
)
def test_a_page_of_nothing_but_culprits_comes_to_an_end(unit: str) -> None:
    assert len(list(close_culprits(unit * 50_000))) <= 4
