"""A label and its value are read whatever carries them, and what is not shown is not read."""

from __future__ import annotations

import pytest

from normalize.flow import read_flow

READ = {
    "a label split over tags": ("<p><b>Beau</b>ty 35", ["Beauty 35"]),
    "a label split by a break opportunity": ("<p>Beau<wbr>ty 35", ["Beauty 35"]),
    "label and value in cells": ("<table><tr><th>Beauty</th><td>35</td></tr></table>", ["Beauty", "35"]),
    "label and value in a definition list": ("<dl><dt>Beauty</dt><dd>35</dd></dl>", ["Beauty", "35"]),
    "label and value in a form's words": ("<p><label>Beauty</label><span>35</span>", ["Beauty35"]),
    "a break inside a label": ("<p>Natural<br>interest 16", ["Natural", "interest 16"]),
    "references half written": ("<p>&copy A. Walker &#8217 x&nbsp&ndash y", ["© A. Walker ’ x\xa0&ndash y"]),
    "a reference escaped twice": ("<p>&amp;copy; A. Walker", ["&copy; A. Walker"]),
    "what is hidden from readers aloud alone": ("<p aria-hidden=true>Beauty 35", ["Beauty 35"]),
    "an image map": ("<p>one<map><area href=x alt=no></map>two", ["onetwo"]),
    "a paragraph in an anchor": ("<a href=x><p>one<p>two</a>", ["one", "two"]),
    "a button's and an object's words": ("<p><button>Beauty</button> <object>35</object>", ["Beauty 35"]),
    "text between rows": ("<table>Beauty<tr><td>35</table>", ["Beauty", "35"]),
}
UNREAD = {
    "a comment": "<!-- Beauty 99 -->",
    "a comment for one browser": "<!--[if IE]><p>Beauty 99<![endif]-->",
    "a script": "<script>document.write('<p>Beauty 99')</script>",
    "a style": "<style>.x:after { content: 'Beauty 99' }</style>",
    "a form's field": "<textarea>Beauty 99</textarea><select><option>Beauty 99</select><input value=99>",
    "a frame": "<iframe>Beauty 99</iframe>",
    "what stands in for scripts": "<noscript><p>Beauty 99</p></noscript>",
    "a template": "<template><p>Beauty 99</p></template>",
    "what is hidden": "<div hidden><p>Beauty 99</div>",
    "what is not displayed": "<div style='color: red; display:none !important'><p>Beauty 99</div>",
    "what a style sheet does not display": (
        "<style>/* { */ .x, .gone { color: red; display: none }</style><p class='a gone'>Beauty 99</p>"
    ),
    "what a style sheet does not display, by its id": (
        "<style>p{color:red} div#gone{display:none}</style><div id=gone>Beauty 99</div>"
    ),
}
SHOWN = {
    "printed pages alone": "<style>@media print { .x { display: none } }</style>",
    "a class within another": "<style>.js .x { display: none }</style>",
    "a class that may be shown": "<style>.x { display: none } .x.on { display: block }</style>",
    "a style in a comment": "<!--[if IE]><style>.x { display: none }</style><![endif]-->",
    "a class that a script knows": "<style>.x{display:none}</style><script>show('.x')</script>",
}
READERS = pytest.mark.parametrize("reader", ["lexbor", "bs4"])


@READERS
@pytest.mark.parametrize("what", READ)
def test_a_page_is_read_with(what: str, reader: str) -> None:
    page, lines = READ[what]
    assert [line.text for line in read_flow(f"<!doctype html>{page}", reader).lines] == lines


@READERS
@pytest.mark.parametrize("what", UNREAD)
def test_a_page_is_read_without(what: str, reader: str) -> None:
    flow = read_flow(f"<!doctype html><title>Fell</title><p>one</p>{UNREAD[what]}<p>two", reader)
    assert [line.text for line in flow.lines] == ["one", "two"]


@READERS
@pytest.mark.parametrize("what", SHOWN)
def test_what_a_style_sheet_hides_is_read_if_it_speaks_of(what: str, reader: str) -> None:
    flow = read_flow(f"<!doctype html>{SHOWN[what]}<p class=x>Beauty 35", reader)
    assert [line.text for line in flow.lines] == ["Beauty 35"]


@pytest.mark.parametrize(
    "sheet", ["/*" * 100_000, "a" * 200_000, "{" * 200_000, "}" * 200_000, ".x{display:none" * 9_000]
)
def test_a_style_sheet_without_end_hides_nothing(sheet: str) -> None:
    assert [line.text for line in read_flow(f"<style>{sheet}</style><p class=y>Beauty 35").lines] == [
        "Beauty 35"
    ]
