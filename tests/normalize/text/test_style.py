"""Every published text is written in one plain style."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.text.style import plain, plain_str
from normalize.text.traced import STYLE, Traced


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("Peru’s ‘lost’ “city” „unten“ 5′ 10″", 'Peru\'s \'lost\' "city" "unten" 5\' 10"'),
        ("it´s don`t", "it's don't"),
        ("a ` b ´ `code`", "a ` b ´ `code`"),
        ("wait…", "wait..."),
        ("a\u2010b\u2011c ‒ – — ― −", "a-b-c ‒ – — ― −"),
        ("\u00a0one\u2003two  three\tfour\r\n", "one two three four"),
        ("so\u00adft\u200b zero\u200e \ufeffbom\x07 \x9d", "soft zero bom"),
        ("a \u200b b", "a b"),
        ("Pen\u0303a cafe\u200b\u0301", "Peña café"),
        ("ﬁrst Ǆ", "ﬁrst Ǆ"),
        ("private \ue000 use", "private use"),
        ("sun ☀\ufe0f", "sun ☀"),
        ("family 👩\u200d👧 and ❤\ufe0f\u200d🔥", "family 👩\u200d👧 and ❤\ufe0f\u200d🔥"),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f Skye",) * 2,
        ("a\u200db", "ab"),
        ("don\x00't", "don't"),
        ("", ""),
        (" \u00a0 ", ""),
    ],
)
def test_text_is_written_in_plain_style(source: str, written: str) -> None:
    assert plain_str(source) == written
    assert plain(Traced(source)).text == written


@pytest.mark.parametrize("text", ["", 'Peru\'s "lost" city - 5\' 10" (4,500m)?', "a"])
def test_text_that_is_plain_already_is_the_same_object(text: str) -> None:
    line = Traced(text)
    assert plain(line) is line


ODD = st.sampled_from(
    list("’“`´…‐ \t\xa0\u200b\u200d\ufe0f👩❤\u0301eañ\x85\u1fef\ue000\u0600\u2028🏴\U000e0067\U000e007f")
)


@given(st.lists(ODD | st.characters(), max_size=20).map("".join))
def test_plain_style_is_written_once_and_can_be_undone(text: str) -> None:
    written = plain(Traced(text))
    assert written.decoded == text
    assert {e.kind for e in written.edits} <= {STYLE}
    assert plain_str(text) == written.text == plain_str(written.text)
    assert unicodedata.is_normalized("NFC", written.text)
    assert written.text == " ".join(written.text.split(" ")).strip()
