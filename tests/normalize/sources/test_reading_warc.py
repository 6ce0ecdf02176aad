"""An archive gives its pages, with all that is known of each, however it was packed."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from hashlib import sha1, sha256
from typing import TYPE_CHECKING

import pytest

from normalize.sources import read_page, read_pages
from tests.normalize.sources.warcs import Warc, three_walks, walk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from normalize.page import Page

NIGHT = datetime(2026, 11, 1, tzinfo=UTC)
SITE = "http://www.walkopedia.net"


def read(*paths: Path) -> list[Page]:
    return list(read_pages(paths))


def test_a_page_knows_when_it_was_fetched_from_where_and_where_it_is_kept(tmp_path: Path) -> None:
    warc = three_walks()
    [page, *_] = read(warc.write(tmp_path / "archive" / "night.warc.gz"))
    assert page.url == f"{SITE}/0"
    assert page.body == walk(0)
    assert (page.status, page.content_type, page.refused) == (200, "text/html", None)
    assert (page.site, page.base_url, page.fetched_at) == ("walkopedia", "http://127.0.0.1:8031", NIGHT)
    assert (page.archive_file, page.archive_offset) == ("night.warc.gz", warc.offsets[1])


def _member_by_member(warc: bytes) -> bytes:
    return gzip.compress(warc[:500]) + gzip.compress(warc[500:])


PACKINGS: dict[str, tuple[bool, Callable[[bytes], bytes]]] = {
    "a gzip member a record": (True, lambda b: b),
    "not packed": (False, lambda b: b),
    "one gzip member for all": (False, gzip.compress),
    "members that end inside records": (False, _member_by_member),
}


@pytest.mark.parametrize("packing", PACKINGS)
def test_pages_are_the_same_however_the_archive_is_packed(tmp_path: Path, packing: str) -> None:
    packed, pack = PACKINGS[packing]
    path = tmp_path / "night.warc.gz"
    path.write_bytes(pack(three_walks(packed=packed).content))
    pages = read(path)
    assert [page.body for page in pages] == [walk(n) for n in range(3)]
    assert {page.site for page in pages} == {"walkopedia"}
    assert [read_page(path, page.archive_offset) for page in pages] == pages


def test_a_folder_is_named_from_the_given_path_on(tmp_path: Path) -> None:
    three_walks().write(tmp_path / "archive" / "b" / "2.warc.gz")
    one = Warc()
    one.answer("/first")
    one.write(tmp_path / "archive" / "a.warc.gz")
    names = [page.archive_file for page in read(tmp_path / "archive")]
    assert names == ["archive/a.warc.gz"] + ["archive/b/2.warc.gz"] * 3


@pytest.mark.parametrize("spell", [lambda b: f"sha256:{sha256(b).hexdigest()}", lambda b: f"SHA-1:{sha1(b).hexdigest().upper()}"])  # fmt: skip  # noqa: E501, S324 - one line a spelling; what archives use
def test_a_digest_is_known_in_every_usual_spelling(tmp_path: Path, spell: Callable[[bytes], str]) -> None:
    warc = Warc()
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>hello"
    warc.answer("/x", warc={"WARC-Block-Digest": spell(block)})
    assert read(warc.write(tmp_path / "x.warc.gz"))[0].refused is None


def test_a_redirect_names_its_target_in_full(tmp_path: Path) -> None:
    warc = Warc()
    warc.answer("/old", b"", "301 Moved", headers=[("Location", "../new?x=1")])
    warc.answer("/odd", b"", "302 Found", headers=[("Location", "http://[::1")])
    moved, odd = read(warc.write(tmp_path / "x.warc.gz"))
    assert (moved.status, moved.location) == (301, f"{SITE}/new?x=1")
    assert odd.location is None


def test_an_address_in_angle_brackets_and_headers_of_robots_are_read(tmp_path: Path) -> None:
    warc = Warc()
    headers = [("Content-Type", "text/html"), ("X-Robots-Tag", "noindex"), ("x-robots-tag", "nofollow")]
    warc.answer("/x", headers=headers, warc={"WARC-Target-URI": f"<{SITE}/x>"})
    [page] = read(warc.write(tmp_path / "x.warc.gz"))
    assert (page.url, page.robots) == (f"{SITE}/x", "noindex, nofollow")


def test_what_is_no_http_answer_is_no_page_of_the_web(tmp_path: Path) -> None:
    warc = Warc()
    warc.answer("/dns", warc={"WARC-Target-URI": "dns:www.walkopedia.net"})
    warc.answer("/ftp", warc={"WARC-Target-URI": "ftp://www.walkopedia.net/x"})
    warc.answer("/robots.txt", b"User-agent: *", headers=[("Content-Type", "text/plain")])
    assert [page.url for page in read(warc.write(tmp_path / "x.warc.gz"))] == [f"{SITE}/robots.txt"]
