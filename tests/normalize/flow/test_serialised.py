"""Reading what lexbor writes out gives the same lines as walking through its tree node by node."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from normalize.flow import Flow, read_flow
from normalize.flow.lexbor import read_lexbor, walk_lexbor
from normalize.flow.serialised import NotPlainError, read_serialised

PAGES = sorted((Path(__file__).parents[2] / "fixtures").rglob("*.html"))


def walked(page: str) -> Flow:
    return walk_lexbor(LexborHTMLParser(page), hides=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_fixture_is_read_alike_both_ways(page: Path) -> None:
    text = page.read_bytes().decode("cp1252", "replace").replace("\0", "")
    assert read_lexbor(text) == walked(text)


PIECES = [
    "<p>",
    "</p>",
    "<div hidden>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
    "<td>",
    "<table>",
    "</table>",
    "<li>",
]
PIECES += [
    "<p<b>",
    "</p<b>",
    "<p a<b>",
    "<p a<!--b>",
    "<x<script>",
    "<x<!-- y -->",
    "</x<!-- -->",
    '<a href="x"">',
    "<p =<b>",
    "<a=b c='<i>'>",
    "<p/>",
]
PIECES += [
    "<!--",
    "-->",
    "<!-- <p> -->",
    "<!-->",
    "<!-- > -->",
    "<!x>",
    "<script>",
    "</script>",
    "a<b>c",
    "<style>",
]
PIECES += [
    "</style>",
    "<noscript>",
    "</noscript>",
    "<xmp>",
    "</xmp>",
    "<svg>",
    "</svg>",
    "<template>",
    "<iframe>",
    "x > y",
]
PIECES += [
    "</iframe>",
    "<textarea>",
    "</textarea>",
    "<title>",
    "</title>",
    "<select>",
    "<option>",
    "<pre>",
    "</pre>",
    "\n",
]
PIECES += [
    "<a href='?a&amp;b=<&quot;'>",
    "</a>",
    "<img src=i alt='a > b'>",
    "<img hidden>",
    "&lt;!--",
    "&amp;lt;",
    "&nbsp;",
]
PIECES += [
    "<base href=/b>",
    "<link rel=canonical href=c>",
    "<meta name=robots content=x>",
    "<h2 style='DISPLAY: none'>",
]
PIECES += [
    "<span hidden>",
    "</span>",
    "word",
    " ",
    "&amp;nbsp;",
    "\x01",
    "<plaintext>",
    "<noembed>",
    "<math>",
    "<frameset>",
]


@settings(max_examples=1_500, derandomize=True, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_tag_soup_is_read_alike_both_ways(soup: str) -> None:
    assert read_lexbor(soup) == walked(soup)


WRITTEN_PLAINLY = [
    "<!-- <p>no</p> --><p>yes",
    "<script>if (a < b) document.write('<p>Beauty 99')</script><p>yes",
    "<p title='a > b'>yes<noscript>no</noscript>",
    "<div hidden>no<div>no</div></div>yes",
    "<p><textarea>a < b</textarea>yes",
]


@pytest.mark.parametrize("page", WRITTEN_PLAINLY)
def test_ordinary_pages_need_no_walk(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("normalize.flow.lexbor.walk_lexbor", None)
    assert [line.text for line in read_flow(page).lines] == ["yes"]


@pytest.mark.parametrize(
    "html",
    ["<p<b>x</p<b>", "<p>a<b></p>>", "<div hidden><p>", "<svg></svg>", "<x<!-- y>a</x<!-->", "<p>a</p", "</"],
)
def test_what_is_not_written_plainly_is_refused(html: str) -> None:
    with pytest.raises(NotPlainError):
        read_serialised(f"<html>{html}</html>")


@pytest.mark.parametrize("times", [3, 30_000])
def test_references_are_resolved_once_however_many_there_are(times: int) -> None:
    flow = read_flow("<p>" + "&amp;lt;&nbsp;&lt;b&gt;" * times)
    assert flow.lines[0].text == "&lt;\xa0<b>" * times
