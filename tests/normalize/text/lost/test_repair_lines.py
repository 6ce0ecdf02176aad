"""Lost characters come back where that is sure, and every real question mark stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.text.lost import Suspect, repair_lines
from normalize.text.traced import Traced

HERE = Path(__file__).parent
SEED = HERE.parents[3].parent / "shared" / "seed" / "lares-trek.txt"


def cases(name: str) -> list[Any]:
    """The labelled cases of a file; one that is known to fail says why, and no longer may when it works."""
    return [
        pytest.param(
            case,
            id=case["label"],
            marks=[pytest.mark.xfail(reason=case["fails"])] if "fails" in case else [],
        )
        for case in json.loads((HERE / name).read_text(encoding="utf-8"))
    ]


def repaired(lines: list[str], known: list[str] | None = None) -> list[str]:
    found = repair_lines(lines, known or [])
    return [Traced(line).apply(repair.edits).text for line, repair in zip(lines, found, strict=True)]


@pytest.mark.parametrize("case", cases("repaired.json"))
def test_what_was_lost_comes_back(case: dict[str, Any]) -> None:
    assert repaired([case["damaged"]], case.get("known")) == [case["right"]]


DAMAGED = ["Peru?s peaks ? and more.", "We didn?t know that it?s ?the Kettle? that they?d climbed."]


@pytest.mark.parametrize("case", cases("untouched.json"))
def test_what_its_author_wrote_stays_though_all_round_it_was_damaged(case: dict[str, Any]) -> None:
    line = case["line"]
    assert repaired([*DAMAGED, line, *DAMAGED])[2] == line
    replaced = [damaged.replace("?", "\ufffd") for damaged in DAMAGED]
    assert repaired([*replaced, line, *replaced])[2] == line


@pytest.mark.parametrize("case", cases("untouched.json"))
def test_what_its_author_wrote_stays_when_it_stands_alone(case: dict[str, Any]) -> None:
    assert repaired([case["line"]]) == [case["line"]]


def test_there_are_enough_cases_of_what_must_stay() -> None:
    assert len(cases("untouched.json")) >= 150


def test_the_seed_gets_its_seven_characters_back_and_nothing_else_changes() -> None:
    if not SEED.exists():
        pytest.skip(f"the real page is not kept in the project: {SEED}")
    lines = SEED.read_text(encoding="utf-8").split("\n")
    found = repair_lines(lines)
    edits = [edit for repair in found for edit in repair.edits]
    assert sorted((edit.before, edit.after) for edit in edits) == [("?", "'")] * 5 + [("?", "–")] * 2
    assert not any(repair.suspected for repair in found)
    assert sum(line.count("?") for line in lines) == 7


def test_what_is_probable_but_not_sure_is_suspected() -> None:
    line = "Peru?s huts, from ?500 a night"
    assert repair_lines([line])[0].suspected == (Suspect(18, 19, ("£", "€")),)


def test_a_letter_whose_accent_is_unknown_is_suspected_with_its_variants() -> None:
    (suspect,) = repair_lines(["Cal?dor isn?t far"], ["Calador"])[0].suspected
    assert (suspect.start, suspect.end) == (3, 4)
    assert "á" in suspect.candidates


def test_where_latin1_survives_only_euros_can_have_been_lost() -> None:
    assert repaired(["Zubiña?s huts cost £5, or ?500 a week. Ask Zubiña."]) == [
        "Zubiña's huts cost £5, or €500 a week. Ask Zubiña."
    ]


def test_replacement_characters_side_by_side_are_a_character_each_where_one_stands_alone() -> None:
    line = "The Núñez family's house isn't far from Þórsmörk."
    damaged = "".join("\ufffd" if c == "'" or not c.isascii() else c for c in line)
    assert repaired([damaged]) == [line]


def test_replacement_characters_side_by_side_are_the_bytes_of_one_where_none_stands_alone() -> None:
    line = "The café in Málaga and the gîte above Évian"
    damaged = "".join(c if c.isascii() else "\ufffd\ufffd" for c in line)
    assert repaired([damaged]) == [line]


def test_replacement_characters_put_no_question_mark_at_risk() -> None:
    line = "Peru\ufffds peaks. Is this the walkers? huts? The Kettle? Who knows?"
    assert repaired([line]) == [line.replace("\ufffd", "'")]


def test_damage_far_away_does_not_open_a_clean_text() -> None:
    quoted = "Was this the Kettle? ?the Pot? then"
    far = ["Nothing was lost here."] * 50
    assert repaired(["Walkers? huts?", *far, "Peru?s peaks"])[0] == "Walkers? huts?"
    assert repaired([quoted])[0] != quoted


MARKS = [
    "?",
    "\ufffd",
    " ? ",
    " ?word",
    "word? ",
    "2?3",
    "?500",
    "??",
    "caf?",
    "\ufffd\ufffd\ufffds",
    "?la ",
    'd"e',
]
WORDS = [
    "don?t",
    "Peru?s",
    "Pe?a",
    "3? hours",
    "20?C",
    "a? Chroin",
    "walkers? huts ",
    "O?N",
    "l?eau",
    "http://a?b",
]
WHOLE = ["Peña", "café", "é", "£", "°", "½", "the", "and", "What", "a", "I", "İ", "ß", *"\"' .,()—–\r"]
PIECES = st.sampled_from(MARKS + WORDS + WHOLE)
LINES = st.lists(st.lists(PIECES | st.text(max_size=2), max_size=14).map("".join), min_size=1, max_size=4)
KNOWN = st.lists(st.sampled_from(["Peña", "Malaga", "MGoun", "wore", "café", "Pena"]), max_size=2)


@given(LINES, KNOWN)
def test_a_repair_can_be_undone_and_made_only_once(lines: list[str], known: list[str]) -> None:
    found = repair_lines(lines, known)
    texts = [Traced(line).apply(repair.edits) for line, repair in zip(lines, found, strict=True)]
    assert [text.decoded for text in texts] == lines
    assert not any(repair.edits for repair in repair_lines([text.text for text in texts], known))
    for line, repair in zip(lines, found, strict=True):
        assert all(line[s.start] in "?\ufffd" and s.candidates for s in repair.suspected)
        assert not {s.start for s in repair.suspected} & {e.start for e in repair.edits}


@pytest.mark.parametrize(
    "hostile",
    ["?", "a?", "a? ", " ?a", "? ", "?a? ", "1?", "\ufffd", "Pe?a ", '"a', "don?t ", "=?:", "what (", "é?a "],
)
def test_a_line_of_half_a_million_characters_is_read_piece_by_piece(hostile: str) -> None:
    line = hostile * (500_000 // len(hostile))
    assert len(repair_lines([line])) == 1


@pytest.mark.parametrize("hostile", ["don?t ", " ?a", "a? ", " ? ", "Pe?a ", "1?2 ", "\ufffd ", "what? "])
def test_a_long_line_with_as_many_marks_as_prose_may_have_is_read_in_one_go(hostile: str) -> None:
    line = (hostile + "a walk in the hills, long" + " ") * 2_000
    (repair,) = repair_lines([line])
    assert Traced(line).apply(repair.edits).decoded == line
