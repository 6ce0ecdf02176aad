"""A page that no person wrote is read so far and no further, and says so."""

from __future__ import annotations

import pytest

from normalize.flow import Flow, read_flow
from normalize.flow.limits import MOST_CHARACTERS, MOST_LINES, MOST_TAGS
from normalize.flow.rescue import close_culprits

ENDLESS = {
    "tags": "<p>Beauty 35" + "<i>x</i>" * MOST_TAGS,
    "characters": "<p>Beauty 35<p>" + "x" * (MOST_CHARACTERS + 1),
    "characters of a dump": "Beauty 35\n\n" + "x" * (MOST_CHARACTERS + 1),
    "lines of a dump": "Beauty 35\n" + "x\n" * MOST_LINES,
}


@pytest.mark.parametrize("what", ENDLESS)
def test_a_page_is_read_in_part_that_has_too_many(what: str) -> None:
    flow = read_flow(ENDLESS[what])
    assert not flow.whole
    assert flow.lines[0].text.startswith("Beauty 35")
    assert sum(len(line.text) for line in flow.lines) <= MOST_CHARACTERS


def test_a_dump_of_too_many_lines_still_shows_that_it_has_too_many() -> None:
    assert len(read_flow(ENDLESS["lines of a dump"]).lines) > MOST_LINES


@pytest.mark.parametrize("text", ["", "<p>x", "x\ny", "<i>x</i>" * 20_000])
def test_any_page_that_a_person_wrote_is_read_whole(text: str) -> None:
    flow: Flow = read_flow(text)
    assert flow.whole


def test_a_large_page_that_was_swallowed_is_read_again_once_only() -> None:
    page = "<title>a<!-- b <p>Beauty 35"
    assert [name for name, _ in close_culprits(page)] == ["title", "comment", "title+comment"]
    large = page + " word" * 250_000
    assert [name for name, _ in close_culprits(large)] == ["title+comment"]
