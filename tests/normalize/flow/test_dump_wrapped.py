"""Wrapped dumps, with or without blank lines: a line goes on where the next word would not have fitted."""

from __future__ import annotations

import textwrap

import pytest

from normalize.flow import read_flow

PARAGRAPHS = [
    "From the tarn the path climbs by a broken wall to the col, where the wind is mostly from the west and "
    "the cairn is hard to find in mist. Keep to the left of it, and do not trust the sheep: they err.",
    "Beyond the ford there is an inn that does a soup. Nobody has ever asked what is in it, and nobody who "
    "is wise will begin to. It is hot, and there is enough of it for all who come down wet from the moor.",
    "Day two",
    "The second half is wilder and better, and takes the whole of the afternoon unless you run, which nobody "
    "has done since the postman gave it up. A bus leaves the village at six, or whenever the driver wakes.",
]


def texts(dump: str) -> list[str]:
    return [line.text for line in read_flow(dump).lines]


def filled(text: str, width: int, indent: str = "") -> str:
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def page(width: int, indent: str = "", between: str = "\n") -> str:
    labels = ["Fell Top", "Beauty: 35", "Length: 25km", "3 days", "Tarn - © A. Walker"]
    return between.join(
        [*(indent + label for label in labels), *(filled(p, width, indent) for p in PARAGRAPHS)]
    )


@pytest.mark.parametrize("width", [60, 74, 79])
@pytest.mark.parametrize("indent", ["", "   "])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_paragraphs_are_whole_with_and_without_blank_lines_between(
    width: int, indent: str, between: str
) -> None:
    assert texts(page(width, indent, between))[-4:] == PARAGRAPHS
    assert texts(page(width, indent, between))[:5] == [
        "Fell Top",
        "Beauty: 35",
        "Length: 25km",
        "3 days",
        "Tarn - © A. Walker",
    ]


def below(last: str, width: int = 74) -> list[str]:
    return texts(f"{page(width)}\n{last}\n")[len(PARAGRAPHS) + 5 :]


def test_a_title_below_a_full_line_is_a_line_of_its_own() -> None:
    full = "It ends where it began, at the inn by the ford, and nowhere else at all."
    assert below(f"{full}\nWalk summary") == [full, "Walk summary"]


def test_an_initial_at_the_end_of_a_full_line_ends_no_sentence() -> None:
    full = "Evening light on the tarn and the wall, from the old road - © J. P."
    assert below(f"{full}\nTarrant-Fellows 2004") == [f"{full} Tarrant-Fellows 2004"]


def test_points_without_bullets_are_lines_though_one_fills_its_line() -> None:
    full = "One of the great walks of the coast: cliffs, coves and many choughs."
    points = f"Carry water.\n{full}\nWildflowers and old mines.\nTake bread."
    assert below(f"\n{points}") == points.split("\n")


def test_a_picture_begins_a_line_whatever_stands_above() -> None:
    full = "  * Level of difficulty Moderate and, if it is dry, easier than you think"
    assert below(f"{full}\n    [walk-0.jpg] The ford")[-1] == "The ford"


def test_the_place_of_a_picture_counts_for_where_a_line_was_full() -> None:
    caption = "   [DSC-0012-the-long-one.jpg] The last climb from the tarn - © Leonor"
    assert below(f"\n{caption}\n   Sabido")[-1] == "The last climb from the tarn - © Leonor Sabido"


def test_a_first_line_may_be_indented() -> None:
    first = "     Over the shoulder of the fell, through woods of oak, to the lake of"
    assert below(f"\n{first}\n   Inverlaith.")[-1].endswith("the lake of Inverlaith.")


def test_a_word_broken_at_its_slash_is_whole() -> None:
    full = "It is not for everybody, for the going in the wood is more than Moderate/"
    assert below(f"\n{full}\nStrenuous when wet.")[-1].endswith("Moderate/Strenuous when wet.")


def test_a_sentence_goes_on_below_a_line_that_is_longer_than_people_write() -> None:
    long = "The path goes on and " * 15 + "comes down to"
    assert texts(f"Fell Top\n\n{long}\nthe ford.\nBeauty") == ["Fell Top", f"{long} the ford.", "Beauty"]


MARKDOWN = "# Fell Top\n\n" + "\n\n".join(filled(paragraph, 78) for paragraph in PARAGRAPHS)


def markdown(last: str) -> list[str]:
    return [text for text in texts(f"{MARKDOWN}\n\n{last}\n")[len(PARAGRAPHS) + 1 :] if text]


def test_a_hard_break_of_markdown_ends_a_line_however_full() -> None:
    full = "The length of it depends on the ferry, the ferry on the tide and its man,  "
    assert markdown(f"{full}\nnobody knows on what he depends.") == [
        full.strip(),
        "nobody knows on what he depends.",
    ]


def test_what_markdown_indents_as_literal_has_lines_of_its_own() -> None:
    captions = [
        f"![](/assets/walkimages/712/walk-{n}-of-the-tarn-and-the-wall.jpg)Tarn {n}" for n in range(3)
    ]
    assert markdown("\n".join(f"    {caption}" for caption in captions)) == ["Tarn 0", "Tarn 1", "Tarn 2"]


@pytest.mark.parametrize("country", ["/best-world-walks/New-\nZealand)", "/best-world-\nwalks/New-Zealand)"])
def test_a_link_that_was_broken_in_its_address_is_one(country: str) -> None:
    assert markdown(f"[Home](/) > [The North of New Zealand]({country} > Fell Top  ") == [
        "Home > The North of New Zealand > Fell Top"
    ]


def test_a_breadcrumb_that_was_wrapped_before_its_mark_keeps_it() -> None:
    address = "/best-world-walks/Iceland-in-the-seas-of-the-far-north"
    crumbs = f"[Home](/) > [Iceland]({address})"
    assert len(crumbs) == 77
    assert markdown(f"{crumbs}\n> Fell Top") == ["Home > Iceland > Fell Top"]


def test_a_paragraph_above_a_tables_rule_is_no_heading() -> None:
    assert markdown(f"{filled(PARAGRAPHS[0], 78)}  \n---  \n**Day three**  ") == [PARAGRAPHS[0], "Day three"]


def test_markdown_is_known_without_headings_and_links() -> None:
    assert texts("**Fell Top**  \n  \n\\- Steep.  \n\\- Long.  \n") == ["Fell Top", "- Steep.", "- Long."]
