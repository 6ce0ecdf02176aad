"""A whole text is repaired: garbled letters, then lost ones, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from normalize.text import Edit, Repaired, Suspect, repair, repair_document


def undone(repaired: Repaired) -> str:
    text, shift = repaired.text, 0
    for edit in repaired.repairs:
        start = edit.start + shift
        assert text[start : start + len(edit.after)] == edit.after
        shift += len(edit.after) - len(edit.before)
    for edit in reversed(repaired.repairs):
        shift -= len(edit.after) - len(edit.before)
        start = edit.start + shift
        text = text[:start] + edit.before + text[start + len(edit.after) :]
    return text


def test_offsets_count_in_the_text_that_was_given() -> None:
    text = "cafÃ©, it?s\nPeru?s huts, from ?500"
    repaired = repair(text)
    assert repaired.text == "café, it's\nPeru's huts, from ?500"
    assert [replace(edit, confidence=0.99) for edit in repaired.repairs] == [
        Edit(3, 5, "Ã©", "é", "mojibake", "ftfy", 0.99),
        Edit(9, 10, "?", "'", "apostrophe", "model", 0.99),
        Edit(16, 17, "?", "'", "apostrophe", "model", 0.99),
    ]
    assert min(edit.confidence for edit in repaired.repairs) > 0.9
    assert repaired.suspected == (Suspect(30, 31, ("£", "€")),)


def test_what_is_whole_stays_as_it_is() -> None:
    text = "“Curly”  quotes…\r\n\ttabs \u00a0 and e\u0301  \n\n"
    done = repair(text)
    assert (done, done.repairs, done.suspected) == (text, (), ())


def test_the_lines_of_a_text_speak_for_each_other_unless_each_is_taken_alone() -> None:
    text = "They sleep in the walkers? huts.\nIt?s the law."
    assert repair(text).text == "They sleep in the walkers' huts.\nIt's the law."
    assert repair(text, each=True).text == "They sleep in the walkers? huts.\nIt's the law."


def test_a_title_that_is_whole_helps_its_document() -> None:
    (line,) = repair_document(["The Zebr?lo isn?t far"], ["Zebrálo"])
    assert line.text == "The Zebrálo isn't far"


def test_a_window_of_a_thousand_lines_is_one_document() -> None:
    far = "Nothing is lost here.\n" * 1_500
    assert repair(f"It?s here.\n{far}the walkers? huts").text == f"It's here.\n{far}the walkers? huts"


MARKS = [
    "?",
    "\ufffd",
    " ? ",
    " ?word",
    "word? ",
    "don?t",
    "Peru?s ",
    "2?3",
    "caf?",
    "20?C",
    "??",
    '"s',
    "walkers? huts ",
]
GARBLED = ["â€™", "Ã©", "Ã ", "Ã?", "Â£", "\x92", "â€", "Ã", "â€œword", "Ãƒ"]
WHOLE = ["é", "’", "word", "the", " ", ". ", "\n", "\r\n", "\x85", "\u2028", "Peña", "Pe?a", "’s"]
TEXTS = st.lists(st.sampled_from(MARKS + GARBLED + WHOLE) | st.text(max_size=2), max_size=25).map("".join)


@given(TEXTS, st.booleans())
def test_undoing_a_repair_gives_the_text_back(text: str, each: bool) -> None:
    repaired = repair(text, each=each)
    assert undone(repaired) == text
    assert repaired.text.count("\n") == text.count("\n")


@given(TEXTS, st.booleans())
def test_a_repaired_text_needs_no_repair(text: str, each: bool) -> None:
    once = repair(text, each=each).text
    assert repair(once, each=each).text == once
