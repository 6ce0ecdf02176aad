"""Given paths lead to files in one order, each once, under names that hold on any machine."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from normalize.sources import SourceError, fingerprint, read_pages


def page(path: Path, body: bytes = b"<p>Lares") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def names(*paths: Path) -> list[str | None]:
    return [p.archive_file for p in read_pages(paths)]


def test_files_come_sorted_and_each_once_however_often_they_were_given(tmp_path: Path) -> None:
    b, a = page(tmp_path / "in" / "b.html"), page(tmp_path / "in" / "sub" / "a.html")
    assert names(b.parent, a, b, b.parent) == ["in/b.html", "in/sub/a.html"]


def test_a_file_is_named_from_its_folder_and_a_folder_by_its_own_name(tmp_path: Path) -> None:
    path = page(tmp_path / "in" / "a.html")
    assert names(path) == ["a.html"]
    assert names(tmp_path / "in") == ["in/a.html"]


def test_a_relative_path_gives_the_same_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page(tmp_path / "in" / "a.html")
    monkeypatch.chdir(tmp_path / "in")
    assert names(Path()) == names(Path("..", "in")) == ["in/a.html"]


def test_two_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    one, two = page(tmp_path / "1" / "a.html"), page(tmp_path / "2" / "a.html")
    assert names(two, one) == ["1/a.html", "2/a.html"]


def test_links_are_followed_without_going_round_in_circles(tmp_path: Path) -> None:
    page(tmp_path / "in" / "sub" / "a.html")
    (tmp_path / "in" / "sub" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "dangling.html").symlink_to(tmp_path / "nothing")
    (tmp_path / "in" / "z.html").symlink_to(page(tmp_path / "out" / "b.html"))
    assert names(tmp_path / "in") == ["in/sub/a.html", "in/z.html"]


def test_what_begins_with_a_dot_and_what_is_no_file_is_passed_over(tmp_path: Path) -> None:
    page(tmp_path / "in" / "a.html")
    page(tmp_path / "in" / ".git" / "b.html")
    os.mkfifo(tmp_path / "in" / "pipe")
    assert names(tmp_path / "in") == ["in/a.html"]


def test_a_missing_path_and_a_pipe_are_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, what in (
        (tmp_path / "none", "no such file or folder"),
        (tmp_path / "pipe", "not a regular file"),
    ):
        with pytest.raises(SourceError, match=f"{path.name}: {what}; "):
            read_pages([path])


def test_a_name_that_is_no_unicode_is_published_as_text(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.html"))
    path.write_bytes(b"<p>Lares")
    assert names(path) == ["caf\ufffd.html"]


def test_the_fingerprint_is_of_what_is_read(tmp_path: Path) -> None:
    page(tmp_path / "in" / "b.html", b"<p>b")
    page(tmp_path / "in" / "a.html", b"<p>a")
    page(tmp_path / "in" / "style.css", b"p {\n color: red;\n}")
    assert list(fingerprint([tmp_path / "in"]).items()) == [
        ("in/a.html", sha256(b"<p>a").hexdigest()),
        ("in/b.html", sha256(b"<p>b").hexdigest()),
    ]
