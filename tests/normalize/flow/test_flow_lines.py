"""Links and images keep their place in the line that they stand on."""

from __future__ import annotations

import pytest

from normalize.flow import Image, Kind, Line, read_flow

READERS = pytest.mark.parametrize("reader", ["lexbor", "bs4"])


def linked(line: Line) -> list[tuple[str, str]]:
    return [(link.href, line.text[link.start : link.end]) for link in line.links]


@READERS
def test_a_link_covers_its_own_words_without_blanks_around(reader: str) -> None:
    (line,) = read_flow("<p>  see <a href='/a b'> the\n walk </a> and<a href=/c>this</a>.", reader).lines
    assert line.text == "see the walk andthis."
    assert linked(line) == [("/a b", "the walk"), ("/c", "this")]


@READERS
def test_a_link_over_several_lines_is_a_link_on_each(reader: str) -> None:
    lines = read_flow("<a href=/a>one<br>two<p>three</p></a> four", reader).lines
    assert [(line.text, linked(line)) for line in lines] == [
        ("one", [("/a", "one")]),
        ("two", [("/a", "two")]),
        ("three", [("/a", "three")]),
        ("four", []),
    ]


@READERS
def test_a_link_in_a_link_ends_the_one_before(reader: str) -> None:
    (line,) = read_flow("<p><a href=/a>one <a href=/b>two</a> three</a>", reader).lines
    assert linked(line) == [("/a", "one"), ("/b", "two")]


@READERS
def test_an_anchor_without_address_or_without_content_is_no_link(reader: str) -> None:
    (line,) = read_flow("<p><a name=top>one</a><a href=/a></a><a href=''>two</a>", reader).lines
    assert (line.text, line.links) == ("onetwo", ())


@READERS
def test_an_image_stands_before_a_character_of_its_line(reader: str) -> None:
    (line,) = read_flow("<p>one <img src=a.jpg alt='A view'> two<img src=b.jpg>", reader).lines
    assert line.text == "one two"
    assert line.images == (Image("a.jpg", "A view", 4), Image("b.jpg", "", 7))


@READERS
def test_a_block_of_images_alone_is_a_line_without_text(reader: str) -> None:
    lines = read_flow(
        "<td>one<div><a href=big.jpg><img src=a.jpg alt=words></a> <img src=b.jpg></div>", reader
    ).lines
    assert [(line.text, line.kind) for line in lines] == [("one", Kind.TEXT), ("", Kind.IMAGE)]
    assert [image.src for image in lines[1].images] == ["a.jpg", "b.jpg"]
    assert linked(lines[1]) == [("big.jpg", "")]
