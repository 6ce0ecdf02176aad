"""Garbled letters come back, by ftfy and by nothing else, and nothing else is touched."""

import pytest
from ftfy.badness import BADNESS_RE
from hypothesis import example, given
from hypothesis import strategies as st

from normalize.text.mojibake import LONE, fixer, mend, sentences
from normalize.text.traced import Edit, Traced


@pytest.mark.parametrize(
    ("garbled", "right"),
    [
        ("Peruâ€™s peaks", "Peru’s peaks"),
        ("the cafÃ© in MÃ¡laga", "the café in Málaga"),
        ("further â€“ and higher", "further – and higher"),
        ("Peru\x92s \x93lost\x94 city", "Peru’s “lost” city"),
        ("Â£25 a night", "£25 a night"),
        ("voilÃ\xa0 le col", "voilà le col"),
    ],
)
def test_garbled_letters_come_back(garbled: str, right: str) -> None:
    mended = mend(Traced(garbled))
    assert mended.text == right
    assert mended.decoded == garbled
    assert {e.kind for e in mended.edits} == {"mojibake"}


@pytest.mark.parametrize(
    "whole",
    [
        "Peru’s “lost” city… – and 5° of frost",
        "ﬁrst ＬＯＵＤ  two  spaces \t tab",
        "&amp; &eacute; <b>",
        "e\u0301 not composed",
        "line\u2028break\r",
        "Málaga, Å, Ångström, El Chaltén",
        "\x1b[31mred\x1b[0m é",
    ],
)
def test_what_is_not_garbled_stays_as_it_is(whole: str) -> None:
    text = Traced(whole)
    assert mend(text) is text


def test_each_garbled_place_is_an_edit_of_its_own() -> None:
    edits = mend(Traced("Peruâ€™s cafÃ© and Bolivia")).edits
    assert edits == (
        Edit(4, 5, "â€™", "’", "mojibake", "ftfy", 0.99),
        Edit(10, 11, "Ã©", "é", "mojibake", "ftfy", 0.99),
    )


GARBLED = [
    "â€™",
    "Ã©",
    "Ã ",
    "Ã\xa0",
    "â€œ",
    "â€\x9d",
    "Â£",
    "Â ",
    "\x92",
    "ГўВЂВ”",
    "à²",
    "×²",
    "ð\x9f\x98\x80",
]
WHOLE = [
    "é",
    "ñ",
    "’",
    "–",
    " ",
    ". ",
    "? ",
    "Ã?",
    "word",
    "Peru",
    "œ",
    "\ufffd",
    "10",
    "°",
    "Ã",
    "â",
    "\u2028",
]
PIECES = st.sampled_from(GARBLED + WHOLE)


@example("\nÂ ")
@example("\xa00éГўВЂВ” 00Ã ")
@given(st.lists(PIECES | st.text(max_size=3), max_size=25).map("".join))
def test_the_guard_changes_nothing_of_what_ftfy_does(text: str) -> None:
    unguarded = "".join(fixer()(text[a:b]) for a, b in sentences(text))
    mended = mend(Traced(text))
    assert mended.text == unguarded
    assert mended.decoded == text
    assert mended.text.count("\n") == text.count("\n")


@pytest.mark.parametrize("hostile", ["Ã", "Ã©", "â€™", "\x92", "Ã ", "é.", "ð\x9f\x98", "Ãƒâ€š"])
def test_a_line_of_a_million_characters_is_mended_piece_by_piece(hostile: str) -> None:
    text = hostile * (1_000_000 // len(hostile))
    assert mend(Traced(text)).decoded == text


@pytest.mark.parametrize("letter", sorted(LONE))
def test_a_letter_that_stands_alone_among_ascii_is_never_mojibake(letter: str) -> None:
    ascii_letters = [chr(code) for code in range(128)]
    for before in ascii_letters:
        pairs = "".join(f"\n{before}{letter}{after}\nz{before}{letter}{after}q" for after in ascii_letters)
        assert not BADNESS_RE.search(pairs)
