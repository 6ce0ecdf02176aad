"""``waypost repair`` is a filter: lines in, the same lines out, repaired."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from waypost.cli import main; main()", "repair"]
SEED = Path(__file__).parents[2].parent / "shared" / "seed" / "lares-trek.txt"


def waypost_repair(*arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*COMMAND, *arguments], input=given, capture_output=True, check=False)


def output(*arguments: str, given: str | bytes = b"") -> str:
    done = waypost_repair(*arguments, given=given.encode() if isinstance(given, str) else given)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout.decode()


def test_it_reads_standard_input_and_writes_utf_8() -> None:
    assert output(given="Peru?s “jungle” ? wide\nIs it?\n") == "Peru's “jungle” – wide\nIs it?\n"


def test_a_dash_is_standard_input_too() -> None:
    assert output("-", given="It?s") == "It's"


def test_it_reads_a_file(tmp_path: Path) -> None:
    file = tmp_path / "walk.txt"
    file.write_text("Peru?s\n", encoding="utf-8")
    assert output(str(file)) == "Peru's\n"


@pytest.mark.parametrize(
    "text", ["", "\n", "a", "a\n", "a\r\nb\r\n", "\n\na", "a\r", "a\u2028b\x0b\x0c\n", "\ta  b \n"]
)
def test_whole_lines_and_their_ends_stay_as_they_are(text: str) -> None:
    assert output(given=text) == text


def test_what_is_before_a_windows_line_end_is_repaired() -> None:
    assert output(given="It?s Peru?s\r\nhuts") == "It's Peru's\r\nhuts"


def test_json_gives_one_object_a_line_with_offsets_in_the_line() -> None:
    first, second = map(json.loads, output("--json", given="It?s from ?500\r\n\n").splitlines())
    assert 0.9 < first["repairs"][0].pop("confidence") < 1
    assert first == {
        "text": "It's from ?500",
        "repairs": [{"start": 2, "end": 3, "before": "?", "after": "'", "kind": "apostrophe"}],
        "suspected": [{"start": 10, "end": 11, "candidates": ["£", "€"]}],
    }
    assert second == {"text": "", "repairs": [], "suspected": []}


def test_explain_shows_each_line_and_what_was_done_to_it() -> None:
    shown = output("--explain", given="It?s from ?500\nwhole\n").splitlines()
    assert shown[0].split() == ["1", "It's", "from", "?500"]
    assert shown[1].split()[:5] == ["2-3", "'?'", "->", '"\'"', "apostrophe"]
    assert "else as it is" in shown[1]
    assert "suspected" in shown[2]
    assert "£" in shown[2]
    assert shown[3].split() == ["2", "whole"]


def test_lines_speak_for_each_other_unless_each_is_taken_by_itself() -> None:
    given = "in the walkers? huts\nIt?s so\n"
    assert output(given=given) == "in the walkers' huts\nIt's so\n"
    assert output("--each", given=given) == "in the walkers? huts\nIt's so\n"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_input_in_another_encoding_is_decoded_as_a_page_would_be(encoding: str) -> None:
    given = "Peña’s café – £5\nIt?s Peña?s\n".encode(encoding)
    assert output(given=given) == "Peña’s café – £5\nIt's Peña's\n"


def test_stray_bytes_in_utf_8_are_read_one_by_one() -> None:
    given = "Peña’s “café”\n".encode() + "Peru’s\n".encode("cp1252")
    assert output(given=given) == "Peña’s “café”\nPeru’s\n"


def test_a_long_input_goes_through_window_by_window() -> None:
    lines = [f"line {n} of Peru?s" for n in range(2_500)]
    assert output(given="\n".join(lines)) == "\n".join(lines).replace("?", "'")


def test_any_bytes_come_out_with_as_many_lines() -> None:
    given = bytes(range(256)) * 20 + b"\xff\xfe\n\xfe\xff\n\xef\xbb\xbf\n<meta charset=utf-16>\n"
    assert waypost_repair(given=given).stdout.count(b"\n") == given.count(b"\n")


def test_a_missing_file_or_a_folder_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.txt", tmp_path):
        done = waypost_repair(str(path))
        assert done.returncode == 2
        assert done.stdout == b""
        assert done.stderr.decode().count("\n") == 1
        assert str(path) in done.stderr.decode()
        assert "name a text file" in done.stderr.decode()


def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    with subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as done:
        assert done.stdin
        assert done.stdout
        assert done.stderr
        done.stdout.close()
        done.stdin.write(b"Peru?s\n" * 5_000)
        done.stdin.close()
        assert done.stderr.read() == b""


def test_the_real_page_gets_its_seven_characters_back() -> None:
    if not SEED.exists():
        pytest.skip(f"the real page is not kept in the project: {SEED}")
    lines = [json.loads(line) for line in output("--json", str(SEED)).splitlines()]
    kinds = [repair["kind"] for line in lines for repair in line["repairs"]]
    assert sorted(kinds) == ["apostrophe"] * 5 + ["dash"] * 2
