"""A text that is changed again and again can always be had back as it was decoded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.text.traced import STYLE, Edit, Traced

KINDS = st.sampled_from([STYLE, "dash", "mojibake"])


@st.composite
def proposals(draw: st.DrawFn, text: str) -> list[Edit]:
    borders = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = zip(borders[::2], borders[1::2], strict=False)
    return [Edit(a, b, text[a:b], draw(st.text("xyz", max_size=2)), draw(KINDS), "rule") for a, b in spans]


@given(st.data(), st.text("abc", max_size=12), st.integers(0, 4))
def test_every_edit_can_be_undone(data: st.DataObject, decoded: str, rounds: int) -> None:
    text = Traced(decoded)
    for _ in range(rounds):
        text = text.apply(data.draw(proposals(text.text)))
        assert text.decoded == decoded
        assert all(text.text[e.start : e.end] == e.after for e in text.edits)


@given(st.data(), st.text("abc", max_size=12))
def test_a_piece_knows_which_decoded_characters_it_stands_on(data: st.DataObject, decoded: str) -> None:
    text = Traced(decoded)
    for _ in range(2):
        text = text.apply(data.draw(proposals(text.text)))
    start = data.draw(st.integers(0, len(text.text)))
    piece = text.cut(start, data.draw(st.integers(start, len(text.text))))
    assert decoded[piece.offset : piece.end] == piece.decoded
    assert all(piece.text[e.start : e.end] == e.after for e in piece.edits)


def test_style_over_a_repair_stays_one_repair_with_the_decoded_words() -> None:
    curly = Traced("Peruâ€™s").apply([Edit(4, 7, "â€™", "’", "mojibake", "ftfy")])
    plain = curly.apply([Edit(4, 5, "’", "'", STYLE, "quotes")])
    assert plain.text == "Peru's"
    assert plain.repairs == (Edit(4, 5, "â€™", "'", "mojibake", "ftfy"),)


def test_style_alone_is_no_repair() -> None:
    assert Traced("it’s").apply([Edit(2, 3, "’", "'", STYLE, "quotes")]).repairs == ()


def test_an_edit_that_does_not_fit_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        Traced("Peru?s").apply([Edit(3, 4, "?", "'", "apostrophe", "rule")])
