"""Dumps of pages that a table lays out: what stands side by side is read column by column."""

from __future__ import annotations

import pytest

from normalize.flow import read_flow


def texts(dump: str) -> list[str]:
    return [line.text for line in read_flow(dump).lines]


MENU_BESIDE_A_WALK = """
Home               Home > Wales > Fell Top

Walks by country   Fell Top
Top 100

                   Key information: Fell Top

                     * Steep.

                   Beauty            26
                   Natural interest  17

                   The path climbs by a broken wall to the col.

                   Then it comes down again.

Home | Top 100
"""


def test_a_menu_beside_a_walk_is_read_before_it() -> None:
    assert texts(MENU_BESIDE_A_WALK) == [
        "Home",
        "Walks by country",
        "Top 100",
        "Home > Wales > Fell Top",
        "Fell Top",
        "Key information: Fell Top",
        "Steep.",
        "Beauty",
        "26",
        "Natural interest",
        "17",
        "The path climbs by a broken wall to the col.",
        "Then it comes down again.",
        "Home | Top 100",
    ]


def test_a_box_beside_a_walk_is_read_after_it() -> None:
    walk = ["Fell Top", "The path climbs by a broken wall."]
    rest = ["It is steep.", "It is long.", "It goes on.", "So does the rain."]
    box = ["Our favourites", "The Salt Road"]
    beside = "\n".join(f"{left:40}{right}" for left, right in zip(walk, box, strict=True))
    assert texts("\n\n".join([beside, *rest])) == [*walk, *rest, *box]


@pytest.mark.parametrize(
    "dump",
    [
        "Length     25km\n\nDuration   3 days\n\nNote       steep",
        "Length           25km\n                 3 days\nMaximum height   900m",
        "  •  Steep.\n     Take care.\n\n     Take a rope.\n\n  •  Long.\n     Take bread.\n\n     And tea.",
    ],
)
def test_labels_with_values_and_bullets_with_points_are_no_columns(dump: str) -> None:
    words = dump.replace("•", "").split()
    assert " ".join(texts(dump)).split() == words


def test_a_heading_below_a_table_is_not_cut_at_the_tables_columns() -> None:
    table = "   Beauty           35\n   Total rating     82\n   Note             Neg: heat.\n"
    assert texts(f"{table}   Key information: Fell Top\n   Steep.\n")[-2:] == [
        "Key information: Fell Top",
        "Steep.",
    ]


def test_the_last_entry_of_a_menu_is_parted_from_the_cell_that_lynx_puts_beside_it() -> None:
    dump = "   [1]Home\n   [2]Magazine\n   [3]The checklist [4]Home > [5]Wales > Fell Top\n   Fell Top\n"
    listed = "\nReferences\n\n" + "".join(f"   {n}. http://a/{n}\n" for n in range(1, 6))
    assert texts(dump + listed) == [
        "Home",
        "Magazine",
        "The checklist",
        "Home > Wales > Fell Top",
        "Fell Top",
    ]


def test_two_links_in_a_sentence_stay_in_it() -> None:
    dump = "   It goes on.\n\n   [1]This walk [2]that walk and none\n\nReferences\n\n   1. http://a/\n   2. http://b/\n"
    assert texts(dump)[-1] == "This walk that walk and none"


def test_cells_of_a_markdown_table_that_lays_out_a_page_are_lines() -> None:
    menu = "[Top](/t)  \n[Last](/l)| [Home](/) > [Wales](/w) > Fell Top  \n\n"
    dump = f"{menu}# Fell Top\n\nWales | ![](/a.jpg)| The ford  \n"
    assert [text for text in texts(dump) if text] == [
        "Top",
        "Last",
        "Home > Wales > Fell Top",
        "Fell Top",
        "Wales",
        "The ford",
    ]


def test_bars_between_links_part_nothing_in_markdown() -> None:
    assert texts("[Home](/) | [Walks](/w)  \n---  \nFell Top  \n") == ["Home | Walks", "Fell Top"]


def test_a_line_drawn_across_a_dump_is_left_out_whatever_it_is_drawn_with() -> None:
    for rule in ("━" * 80, "─" * 9, "_____", "- - -"):
        assert texts(f"Fell Top\n\n{rule}\n\nSteep.") == ["Fell Top", "Steep."]
