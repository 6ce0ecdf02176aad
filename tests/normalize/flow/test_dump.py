"""Plain-text dumps give the lines of the page that they were made from."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.decode import decode
from normalize.flow import Flow, Kind, read_flow

SEED = Path(__file__).resolve().parents[4] / "shared" / "seed" / "lares-trek.txt"
PROSE = (
    "From the tarn the path climbs by a broken wall to the col, where the wind is mostly from the west and "
    "the cairn is hard to find in mist - keep to the left of it, and do not trust the sheep; they err too."
)


def texts(flow: Flow) -> list[str]:
    assert flow.reader == "dump"
    return [line.text for line in flow.lines]


@pytest.mark.skipif(not SEED.exists(), reason="the real page is kept outside the project, in ../shared/seed")
def test_the_real_page_gives_exactly_its_lines_that_are_not_blank() -> None:
    dump = SEED.read_text("utf-8")
    bare = (re.sub(" +", " ", line.replace("•", "", 1)).strip(" ") for line in dump.splitlines())
    assert texts(read_flow(dump)) == [line for line in bare if line]


@pytest.mark.parametrize("bullet", ["•", "*", "·", "-", "–", "+", "o", "1.", "2)", "1\\."])
def test_bullets_are_no_part_of_a_line(bullet: str) -> None:
    flow = read_flow(f"Fell Top\n\n  {bullet} one\n  {bullet}\ttwo\n\nthree")
    assert texts(flow) == ["Fell Top", "one", "two", "three"]
    assert [line.kind for line in flow.lines] == [Kind.TEXT, Kind.ITEM, Kind.ITEM, Kind.TEXT]


def test_what_only_looks_like_a_bullet_stays() -> None:
    lines = [
        "Top",
        "- From the tarn - © A. Walker",
        "*Provisional",
        "-5 in winter",
        "3 days",
        "1,200m",
        "o no",
    ]
    assert texts(read_flow("\n\n".join(lines))) == lines


def wrapped(width: int, indent: str = "   ") -> str:
    fill = {"initial_indent": indent, "subsequent_indent": indent, "break_on_hyphens": False}
    paragraph = "\n".join(textwrap.wrap(PROSE, width, **fill))  # type: ignore[arg-type]
    hanging = {"initial_indent": "     * ", "subsequent_indent": "       ", "break_on_hyphens": False}
    item = "\n".join(textwrap.wrap(PROSE, width, **hanging))  # type: ignore[arg-type]
    return f"{'Fell Top':^{width}}\n\n{item}\n{item}\n     * short\n\n{paragraph}\n\nBeauty\n\n{paragraph}\n"


@pytest.mark.parametrize("width", [60, 72, 79, 100])
def test_a_wrapped_dump_is_joined_back(width: int) -> None:
    expected = ["Fell Top", PROSE, PROSE, "short", PROSE, "Beauty", PROSE]
    assert texts(read_flow(wrapped(width))) == expected
    assert texts(read_flow(wrapped(width, indent=""))) == expected


def test_a_dump_that_is_not_wrapped_is_not_joined() -> None:
    lines = [
        "Fell Top",
        "Length: 25km",
        PROSE,
        "3 days",
        "Tarn and wall in the last light - © A. Walker",
        PROSE,
        "x",
    ]
    assert texts(read_flow("\n".join(lines))) == lines


def test_a_wrapped_line_that_begins_with_a_dash_is_no_item() -> None:
    last = "   It is a walk for a long day, and for patient company of the very sturdy sort\n   - a hard one."
    assert texts(read_flow(f"{wrapped(79)}\n{last}\n"))[-1].endswith("very sturdy sort - a hard one.")


def test_a_word_that_was_parted_at_its_hyphen_is_whole_again() -> None:
    page = (
        wrapped(79)
        + "\n   It goes on for most of a day and then comes down again to the old trail-\n   head.\n"
    )
    assert texts(read_flow(page))[-1].endswith("old trail-head.")


def test_the_list_of_links_at_the_end_of_a_dump_by_lynx_is_left_out_with_its_numbers() -> None:
    dump = "   See [1]this walk, [2]that, and [7] as well\n\nReferences\n\n   1. http://a/\n   2. http://b/\n"
    assert texts(read_flow(dump)) == ["See this walk, that, and [7] as well"]
    assert texts(read_flow("References\n\nA book [1]")) == ["References", "A book [1]"]


MARKDOWN = """# Fell Top #

Some **bold** and _slanted_ words \\- see [the _old_ walk](/walks/old_fell_(north)) or snake_case_word.

![A view](/a.jpg) [![](/b.jpg)](/big.jpg)

  * one
  * 1\\. two

> quoted

Beauty| 21
---|---
Charisma| 19

* * *

Rating
------
"""


def test_markdown_is_read_without_its_signs() -> None:
    flow = read_flow(MARKDOWN)
    assert texts(flow) == [
        "Fell Top",
        "Some bold and slanted words - see the old walk or snake_case_word.",
        "",
        "one",
        "1. two",
        "quoted",
        "Beauty",
        "21",
        "Charisma",
        "19",
        "Rating",
    ]
    (link,) = flow.lines[1].links
    assert (link.href, flow.lines[1].text[link.start : link.end]) == (
        "/walks/old_fell_(north)",
        "the old walk",
    )
    assert [image.src for image in flow.lines[2].images] == ["/a.jpg", "/b.jpg"]
    assert [line.kind for line in (flow.lines[0], flow.lines[-1])] == [Kind.HEADING, Kind.HEADING]


def test_stars_and_brackets_of_a_dump_without_markdown_stay() -> None:
    assert texts(read_flow("Walkopedia rating *\n\n**Provisional** [sic] a_b_c \\-")) == [
        "Walkopedia rating *",
        "**Provisional** [sic] a_b_c \\-",
    ]


@pytest.mark.parametrize(
    "dump",
    [
        "Beauty\t\t21\nHuman interest\t\t7",
        "Beauty          21\nHuman interest  7",
        "Beauty         21\nHuman interest 7",
        "| Beauty | 21 |\n| Human interest | 7 |",
        "Beauty | 21\n---|---\nHuman interest | 7",
    ],
)
def test_a_row_of_a_table_is_as_many_lines_as_it_has_cells(dump: str) -> None:
    assert texts(read_flow(dump)) == ["Beauty", "21", "Human interest", "7"]


def test_blanks_and_bars_in_prose_part_nothing() -> None:
    dump = "Fell Top | Walkopedia\n\nTarn  - © A. Walker\nWall and tarn  -  © B. Walker"
    assert texts(read_flow(dump)) == [
        "Fell Top | Walkopedia",
        "Tarn - © A. Walker",
        "Wall and tarn - © B. Walker",
    ]


def test_line_ends_of_every_system_end_lines_and_odd_characters_stay() -> None:
    assert texts(read_flow("one\r\ntwo\rthree\ffour\0\n\tfive\xa0\x85\u2028")) == [
        "one",
        "two",
        "three",
        "four",
        "five\xa0\x85\u2028",
    ]


@given(st.text(alphabet="ab -*•|_[]()!#1.\t\n\r=>\\\0", max_size=200))
def test_any_text_is_read_and_no_mark_is_left_in_it(text: str) -> None:
    for line in read_flow(text).lines:
        assert "\0" not in line.text
        assert line.text == line.text.strip(" \t\n\r\f")


@pytest.mark.parametrize("bullet", ["#", "@", "=", "☆", "★", "◆"])
def test_bullets_of_deeper_lists_are_no_part_of_a_line(bullet: str) -> None:
    assert texts(read_flow(f"Fell Top\n\n       {bullet} Beauty 32.5\n\nthree")) == [
        "Fell Top",
        "Beauty 32.5",
        "three",
    ]


@pytest.mark.parametrize(
    "line", ["[img-0.jpg] First snow", "[img-0]First snow", "   [walk-1.JPG] First snow"]
)
def test_a_placeholder_of_an_image_is_no_part_of_a_caption(line: str) -> None:
    assert texts(read_flow(f"Fell Top\n\n{line}\n\nso it is [sic] and [1999]")) == [
        "Fell Top",
        "First snow",
        "so it is [sic] and [1999]",
    ]


def test_what_is_strong_over_several_lines_keeps_no_stars() -> None:
    dump = "# Top\n\n**Sallagh Gorge  \n**\n\n**Walkopedia rating (Top 100) ***\n"
    assert texts(read_flow(dump)) == ["Top", "Sallagh Gorge", "Walkopedia rating (Top 100) *"]


def test_a_cell_beside_an_empty_one_has_no_bar() -> None:
    assert texts(read_flow("Length | 25km\n---|---\n | 4-6 hours\nBeauty | 21")) == [
        "Length",
        "25km",
        "4-6 hours",
        "Beauty",
        "21",
    ]


def test_a_mark_that_begins_a_file_does_not_begin_its_first_line() -> None:
    assert texts(read_flow(decode("\ufeffFell Top\r\n\r\nBeauty 35".encode()).text)) == [
        "Fell Top",
        "Beauty 35",
    ]
