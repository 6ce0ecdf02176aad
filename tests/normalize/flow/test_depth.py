"""No page, however it nests, keeps a reader busy: what is too deep is read without a tree."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from normalize.flow import read_flow
from normalize.flow.depth import DEEPEST, burden, nesting
from normalize.flow.plain import read_plain

TOO_MUCH = {
    "blocks": "<div>" * 100_000 + "deep",
    "blocks hidden by end tags in comments": "<div><!--</div>-->" * 30_000 + "deep",
    "blocks hidden by end tags in attributes": "<div a='</div>'>" * 30_000 + "deep",
    "blocks hidden by end tags out of reach": "<div><object></div></object>" * 30_000 + "deep",
    "blocks hidden by end tags of inline tags": "<span><div></span></div>" * 30_000 + "deep",
    "blocks hidden in foreign content": "<svg><style><div></style>" * 30_000 + "<p>deep",
    "lists": "<ul><li>" * 50_000 + "deep",
    "tables": "<table><td>" * 20_000 + "deep",
    "formatting": "".join(f"<font color={n}>" for n in range(20_000)) + "deep",
    "formatting that is opened again in each block": "".join(f"<p><font color={n}>" for n in range(5_000))
    + "deep",
    "attributes": "<p " + " ".join(f"a{n}" for n in range(50_000)) + ">deep",
}


@pytest.mark.parametrize("reader", ["lexbor", "bs4"])
@pytest.mark.parametrize("what", TOO_MUCH)
def test_a_page_is_read_without_a_tree_that_has_too_many(what: str, reader: str) -> None:
    flow = read_flow("<html>" + TOO_MUCH[what], reader)
    assert flow.reader == "plain"
    assert flow.lines[-1].text == "deep"


BUSY_ONLY_FOR_BS4 = {
    "signs": "<p>" + "<" * 200_000,
    "ampersands": "<p>" + "&" * 200_000,
    "end tags under deep blocks": "<div>" * 1_900 + "</p>" * 20_000 + "x",
}


@pytest.mark.parametrize("what", BUSY_ONLY_FOR_BS4)
def test_the_reference_reader_leaves_alone_what_html5lib_cannot_bear(what: str) -> None:
    page = BUSY_ONLY_FOR_BS4[what]
    assert read_flow(page).reader == "lexbor"
    assert read_flow(page, "bs4").reader == "plain"


LONG_BUT_FLAT = {
    "paragraphs": "<p>x" * 5_000,
    "items": "<ul>" + "<li><b>x</b> y" * 5_000,
    "cells": "<table>" + "<tr><td><font>x</font><td>y" * 3_000,
    "rows of blocks": "<div><p><a href=u>x</a></p></div>" * 3_000,
    "line breaks": "x<br>" * 5_000,
}


@pytest.mark.parametrize("what", LONG_BUT_FLAT)
def test_a_long_page_of_ordinary_markup_is_not_taken_for_a_deep_one(what: str) -> None:
    assert read_flow("<body>" + LONG_BUT_FLAT[what]).reader == "lexbor"


def test_a_page_just_deep_enough_is_read_by_its_tree() -> None:
    assert nesting("<div>" * DEEPEST) == DEEPEST
    assert read_flow("<div>" * DEEPEST + "x").reader == "lexbor"
    assert read_flow("<div>" * (DEEPEST + 1) + "x").reader == "plain"


TAGS = [
    "p",
    "div",
    "span",
    "b",
    "font",
    "ul",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "dl",
    "dt",
    "dd",
    "h1",
    "form",
]
TAGS += ["button", "option", "select", "object", "nobr", "a", "u", "label"]
UNITS = st.lists(
    st.one_of(
        st.sampled_from(TAGS).map("<{}>".format),
        st.sampled_from(TAGS).map("</{}>".format),
        st.sampled_from(["x", "<!-- </div> -->", "<script>", "</script>"]),
    ),
    min_size=1,
    max_size=8,
).map("".join)


def depth_of(page: str) -> int:
    node = LexborHTMLParser(page).root
    assert node is not None
    parents, deepest = [], 0
    while True:
        child = node.first_child
        if child is not None:
            parents.append(node)
            deepest = max(deepest, len(parents))
            node = child
            continue
        while node.next is None:
            if not parents:
                return deepest
            node = parents.pop()
        node = node.next


@settings(max_examples=150, derandomize=True, deadline=None)
@given(UNITS)
def test_what_nests_when_it_is_repeated_is_never_counted_as_flat(unit: str) -> None:
    page = unit * 100
    assert depth_of(page) <= 3 * burden(page).depth + 30


WHOLE = (
    "<title>T</title><h1>Fell &amp; Top</h1><ul><li>one <b>two</b><li hidden>no<li>three</ul><table><tr><td>"
    "Beauty<td>35</table><p>See <a href='/a?b=1&copy=2'>this</a><br><img src=i.jpg alt=q><pre>x\ny</pre>"
    "<div style='display:none'>no<div>no</div></div><script>no<p></script><textarea>no</textarea>end"
)


def test_without_a_tree_ordinary_pages_give_the_same_lines() -> None:
    with_tree, without = read_flow(WHOLE), read_plain(WHOLE)
    assert with_tree.lines == without.lines
    assert with_tree.head_title == without.head_title
