"""A body is had as the browser had it, or the reason is said."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.sources.answer import MAX_BODY, Answer, UnreadableError

BODY = b"<p>Lares Trek"


def packed(body: bytes) -> bytes:
    """Without the time, which would give every collection of these tests other names."""
    return gzip.compress(body, mtime=0)


def answer(body: bytes, *headers: str, status: str = "HTTP/1.1 200 OK") -> Answer:
    block = "\r\n".join([status, *headers]).encode() + b"\r\n\r\n" + body
    found = Answer.of(block)
    assert found is not None
    return found


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("stored", "headers"),
    [
        (BODY, ()),
        (BODY, ("Content-Encoding: identity",)),
        (packed(BODY), ("content-encoding: gzip",)),
        (packed(BODY), ("Content-Encoding: x-GZIP",)),
        (packed(packed(BODY)), ("Content-Encoding: gzip, gzip",)),
        (zlib.compress(BODY), ("Content-Encoding: deflate",)),
        (_raw_deflate(BODY), ("Content-Encoding: deflate",)),
        (BODY, ("Content-Encoding: gzip",)),
        (b"5\r\n<p>La\r\n8;x=y\r\nres Trek\r\n0\r\n\r\n", ("Transfer-Encoding: chunked",)),
        (BODY, ("Transfer-Encoding: chunked",)),
        (BODY, ("Content-Length: 13",)),
        (BODY, ("Content-Length: many",)),
    ],
)
def test_a_body_is_unpacked_as_its_headers_say(stored: bytes, headers: tuple[str, ...]) -> None:
    assert answer(stored, *headers).body() == BODY


@pytest.mark.parametrize(
    ("stored", "headers", "reason"),
    [
        (BODY, ("Content-Length: 14",), "cut short: fewer bytes than Content-Length says"),
        (packed(BODY)[:-9], ("Content-Encoding: gzip",), "cut short: its packed body has no end"),
        (b"\x00nonsense", ("Content-Encoding: gzip",), "content encoding gzip is broken"),
        (BODY, ("Content-Encoding: br",), "content encoding 'br' is not read"),
        (b"5\r\n<p>La\r\n8\r\nres", ("Transfer-Encoding: chunked",), "cut short: the last chunk is missing"),
        (packed(bytes(MAX_BODY + 1)), ("Content-Encoding: gzip",), f"too large: more than {MAX_BODY}"),
        (bytes(MAX_BODY + 1), (), f"too large: more than {MAX_BODY}"),
    ],
)
def test_a_body_that_cannot_be_had_says_why(stored: bytes, headers: tuple[str, ...], reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        answer(stored, *headers).body()


@pytest.mark.parametrize("status", ["HTTP/1.1 404 Not Found", "HTTP/1.0 404", "HTTP/2 404", "HTTP/1.1\t404 "])
def test_a_status_is_read_from_every_form_of_its_line(status: str) -> None:
    assert answer(b"", status=status).status == 404


@pytest.mark.parametrize("block", [b"", b"<html>", b"HTTP/1.1 OK", b"HTTP/1.1 20000 OK", b"ICY 200 OK"])
def test_what_is_no_answer_is_none(block: bytes) -> None:
    assert Answer.of(block) is None


def test_headers_end_at_an_empty_line_of_either_kind_and_may_be_missing() -> None:
    unix = Answer.of(b"HTTP/1.1 200 OK\nA: 1\nA: 2\nno header\n\n<p>\n\n")
    assert unix is not None
    assert (unix.headers, unix.stored) == ({"a": "1, 2"}, b"<p>\n\n")
    bare = Answer.of(b"HTTP/1.1 304 Not Modified\r\nA: 1")
    assert bare is not None
    assert (bare.headers, bare.stored) == ({"a": "1"}, b"")


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "chunked", "gzip,deflate", ",", "x"]))
def test_no_body_raises_anything_but_its_reason(body: bytes, encoding: str) -> None:
    try:
        answer(body, f"Content-Encoding: {encoding}", f"Transfer-Encoding: {encoding}").body()
    except UnreadableError as reason:
        assert "\n" not in str(reason)  # noqa: PT017 - either outcome is right
