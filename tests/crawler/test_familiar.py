"""The short way to a page's references finds what the long way finds, or leaves the page to it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crawler.familiar import _double_quoted, _however_quoted, _hrefs

PIECES = ('href="', "href=", "HREF='", '"', "'", ">", "<", "<a ", " ", "/a", "x" * 401, "&amp;", "\n", "=")


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example('<a href="/a">A</a><a href="/b" title="x">')
@example('<a href="a href=" b">')
@example('<a href="/a>b">')
@example('<a href="/a')
def test_both_ways_agree(text: str) -> None:
    count = text.lower().count("href")
    plain = _double_quoted(text, count)
    assert plain is None or plain == _however_quoted(text, count)


@pytest.mark.parametrize("tag", ["<base href=/x>", "<iframe src=x>", "<FRAME src=x>"])
def test_a_page_that_leads_on_in_other_ways_is_left_alone(tag: str) -> None:
    assert _hrefs(f'{tag}<a href="/a">') is None
