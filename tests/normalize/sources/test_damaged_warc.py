"""An archive that was cut, damaged or made to harm gives every page that stands whole in it, and no other."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from normalize.sources import MAX_BODY, SourceError, read_pages
from tests.normalize.sources.warcs import Warc, three_walks, walk

if TYPE_CHECKING:
    from pathlib import Path

    from normalize.page import Page

NIGHT = datetime(2026, 11, 1, tzinfo=UTC)
SITE = "http://www.walkopedia.net"


def read(*paths: Path) -> list[Page]:
    return list(read_pages(paths))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(cut=st.integers(0, 10_000))
@pytest.mark.parametrize("packed", [True, False])
def test_a_crash_at_any_byte_of_the_last_record_loses_that_record_alone(
    tmp_path: Path, packed: bool, cut: int
) -> None:
    warc = three_walks(packed=packed)
    data, last = warc.content, warc.offsets[-1]
    kept = last + cut % (len(data) - last)
    path = tmp_path / "torn.warc.gz"
    path.write_bytes(data[:kept])
    pages = read(path)
    assert [page.url for page in pages][:2] == [f"{SITE}/0", f"{SITE}/1"]
    assert [page.body for page in pages[2:]] in ([], [walk(2)])
    assert not any(page.refused for page in pages)


@pytest.mark.parametrize("offset", [0, 1, 3, 12, 40, -9, -4, -1])
def test_a_broken_record_is_left_out_and_what_follows_is_read(tmp_path: Path, offset: int) -> None:
    warc = three_walks()
    data = bytearray(warc.content)
    start, end = warc.offsets[2], warc.offsets[3]
    data[start + offset if offset >= 0 else end + offset] ^= 0xFF
    path = tmp_path / "damaged.warc.gz"
    path.write_bytes(data)
    whole = [page.url for page in read(path) if not page.refused]
    assert whole in ([f"{SITE}/0", f"{SITE}/2"], [f"{SITE}/0", f"{SITE}/1", f"{SITE}/2"])
    assert all(p.body == walk(1) for p in read(path) if p.url == f"{SITE}/1" and not p.refused)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(cut=st.integers(0, 10_000))
def test_a_crawl_that_goes_on_after_a_crash_in_the_same_file_loses_the_torn_record_alone(
    tmp_path: Path, cut: int
) -> None:
    torn, rest = three_walks(), Warc()
    rest.answer("/after")
    kept = torn.offsets[-1] + cut % (len(torn.content) - torn.offsets[-1])
    path = tmp_path / "night.warc.gz"
    path.write_bytes(torn.content[:kept] + rest.content)
    pages = read(path)
    assert [page.body for page in pages if page.url != f"{SITE}/2"] == [walk(0), walk(1), b"<p>hello"]
    assert all(page.body == walk(2) for page in pages if page.url == f"{SITE}/2")


def test_what_is_left_out_is_said_in_one_line(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    warc = three_walks()
    path = tmp_path / "torn.warc.gz"
    path.write_bytes(warc.content[:-20])
    assert len(read(path)) == 2
    [record] = caplog.records
    assert record.getMessage().startswith(f"torn.warc.gz: cut short at or after byte {warc.offsets[-1]};")


def test_junk_between_the_records_of_an_unpacked_archive_is_passed_over(tmp_path: Path) -> None:
    warc = three_walks(packed=False)
    cut = warc.offsets[2]
    path = tmp_path / "night.warc"
    path.write_bytes(warc.content[:cut] + b"junk\r\n" * 20_000 + warc.content[cut:])
    assert [page.url for page in read(path)] == [f"{SITE}/0", f"{SITE}/1", f"{SITE}/2"]


@pytest.mark.parametrize("header", ["WARC-Block-Digest", "WARC-Payload-Digest"])
@pytest.mark.parametrize("digest", ["sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "sha256:" + "0" * 64])
def test_a_record_that_is_not_what_its_digest_says_is_not_trusted(
    tmp_path: Path, header: str, digest: str
) -> None:
    warc = Warc(packed=False)
    warc.answer("/x")
    warc.answer("/next")
    lines = [
        line for line in warc.content.split(b"\r\n") if not line.startswith((b"WARC-Block", b"WARC-Payload"))
    ]
    at = lines.index(b"WARC-Type: response") + 1
    lines.insert(at, f"{header}: {digest}".encode())
    path = tmp_path / "false.warc"
    path.write_bytes(b"\r\n".join(lines))
    refused, following = read(path)
    assert (refused.body, refused.refused) == (b"", "digest does not match")
    assert following.refused is None


def test_a_record_marked_as_cut_is_no_page(tmp_path: Path) -> None:
    warc = Warc()
    warc.answer("/x", warc={"WARC-Truncated": "length"})
    assert read(warc.write(tmp_path / "x.warc.gz"))[0].refused == "cut short: length"


def test_a_body_too_large_is_no_page_and_the_next_one_is_read(tmp_path: Path) -> None:
    warc = Warc()
    warc.answer("/large", b"x" * (MAX_BODY + 1))
    warc.answer("/huge", b"x" * (3 * MAX_BODY))
    warc.answer("/bomb", gzip.compress(b"x" * (MAX_BODY + 1)), headers=[("Content-Encoding", "gzip")])
    warc.answer("/most", b"x" * MAX_BODY)
    *refused, most = read(warc.write(tmp_path / "x.warc.gz"))
    assert [page.url for page in refused] == [f"{SITE}/large", f"{SITE}/huge", f"{SITE}/bomb"]
    assert all((page.refused or "").startswith("too large") and page.body == b"" for page in refused)
    assert len(most.body) == MAX_BODY


def test_a_bomb_of_a_member_ends_the_reading_of_that_file(tmp_path: Path) -> None:
    warc = three_walks()
    bomb = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999999999999\r\n\r\n" + bytes(300 << 20)
    path = tmp_path / "bomb.warc.gz"
    path.write_bytes(warc.content + gzip.compress(bomb, 1))
    assert len(read(path)) == 3


@pytest.mark.parametrize(
    "headers",
    [b"X: " + b"a" * 100_000, b"X: a\r\n" * 20_000, b"Content-Length: 99999999999999999999", b"\xff\xfe\x00"],
)
def test_a_record_with_hostile_headers_does_not_hide_the_others(tmp_path: Path, headers: bytes) -> None:
    warc = three_walks()
    hostile = b"WARC/1.0\r\nWARC-Type: response\r\n" + headers + b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\n\r\n\r\n"
    path = tmp_path / "x.warc.gz"
    cut = warc.offsets[2]
    path.write_bytes(warc.content[:cut] + gzip.compress(hostile) + warc.content[cut:])
    assert [p.url for p in read(path) if p.url] == [f"{SITE}/0", f"{SITE}/1", f"{SITE}/2"]


def test_an_archive_without_one_whole_record_is_named_when_it_was_given(tmp_path: Path) -> None:
    warc = Warc()
    warc.answer("/x", b"<p>" + bytes(range(256)) * 40)
    path = tmp_path / "torn.warc.gz"
    path.write_bytes(warc.content[:300])
    with pytest.raises(SourceError, match=r"torn\.warc\.gz: an archive without one whole record"):
        read(path)


def test_a_crawl_killed_at_its_first_record_does_not_make_the_folder_unreadable(tmp_path: Path) -> None:
    warc = three_walks()
    warc.write(tmp_path / "archive" / "a.warc.gz")
    (tmp_path / "archive" / "b.warc.gz").write_bytes(warc.content[:200])
    (tmp_path / "archive" / "c.warc.gz").write_bytes(b"")
    assert len(read(tmp_path / "archive")) == 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    edits=st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=12)), max_size=6), packed=st.booleans()
)
def test_no_bytes_make_the_reading_of_an_archive_fail(
    tmp_path: Path, edits: list[tuple[int, bytes]], packed: bool
) -> None:
    data = bytearray(three_walks(packed=packed).content)
    for at, piece in edits:
        data[at : at + len(piece)] = piece
    path = tmp_path / "fuzzed.warc.gz"
    path.write_bytes(data)
    try:
        pages = read(path)
    except SourceError as error:
        assert "fuzzed.warc.gz" in str(error)  # noqa: PT017 - either outcome is right
    else:
        assert all(page.archive_file for page in pages)
