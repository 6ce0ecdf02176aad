"""The archive: what is in it, who else can read it, and what a crash or a full disk leaves."""

from __future__ import annotations

import gzip
import os
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

from crawler.appender import BytesAppender
from crawler.archive import WarcArchive
from crawler.exchange import IDENTICAL, NOT_MODIFIED, Exchange, Whole
from crawler.ledger import Ledger
from crawler.records import Record, RecordError, read_record, read_records
from crawler.recovery import recover
from crawler.workspace import Workspace
from tests.crawler.served import Answer, crawl, links, serve, walks, zipped

if TYPE_CHECKING:
    from pathlib import Path

EXCHANGE = Exchange(
    url="http://127.0.0.1:8031/best-world-walks/Peru/A?x=1",
    at=datetime(2026, 11, 22, 8, 40, 0, 123456, tzinfo=UTC),
    status=200,
    protocol="HTTP/1.1",
    headers=(("Content-Type", "text/html"), ("Set-Cookie", "id=secret"), ("Transfer-Encoding", "chunked")),
    body=b"<h1>A</h1>" * 100,
    request_headers=(("User-Agent", "waypost"), ("Cookie", "id=secret"), ("Authorization", "Basic secret")),
    ip="127.0.0.1",
)


def written(folder: Path, *exchanges: Exchange) -> Path:
    archive = WarcArchive(folder, "walkopedia", "R1", "waypost/0", "http://127.0.0.1:8031")
    for exchange in exchanges:
        archive.write(exchange)
    archive.close()
    return next(folder.glob("*.warc.gz"))


def all_records(data: Path) -> list[Record]:
    """Every record but the warcinfos, in the order in which they were written."""
    files = sorted((data / "archive").iterdir())
    return [record for path in files for record in read_records(path) if record.kind != "warcinfo"]


def test_an_answer_is_kept_with_its_request_and_without_secrets(tmp_path: Path) -> None:
    info, answer, request = read_records(written(tmp_path, EXCHANGE))
    assert b"isPartOf: R1" in info.body
    assert b"waypost-base-url: http://127.0.0.1:8031" in info.body
    assert answer.body == EXCHANGE.body
    assert answer.http == {"content-type": "text/html"}
    assert answer.warc["warc-date"] == "2026-11-22T08:40:00.123456Z"
    assert answer.warc["warc-ip-address"] == "127.0.0.1"
    assert request.warc["warc-concurrent-to"] == answer.warc["warc-record-id"]
    assert b"secret" not in gzip.decompress(next(tmp_path.iterdir()).read_bytes())


def test_each_record_is_one_gzip_member_that_other_readers_read(tmp_path: Path) -> None:
    path = written(tmp_path, EXCHANGE, EXCHANGE)
    ours = [(record.offset, record.kind) for record in read_records(path)]
    theirs = []
    with path.open("rb") as file:
        iterator = ArchiveIterator(file, check_digests="raise")
        for record in iterator:
            theirs.append((iterator.get_record_offset(), record.rec_type))
            record.content_stream().read()
    with path.open("rb") as file:
        fast = [(r.stream_pos, r.verify_block_digest()) for r in FastIterator(file, parse_http=False)]
    assert [kind for _, kind in ours] == ["warcinfo", "response", "request", "response", "request"]
    assert ours == theirs
    assert fast == [(offset, True) for offset, _ in ours]


@pytest.mark.parametrize("profile", [NOT_MODIFIED, IDENTICAL])
def test_a_revisit_says_which_profile_and_whose_body(tmp_path: Path, profile: str) -> None:
    whole = Whole(EXCHANGE.url, "2026-11-21T08:00:00.000000Z", "sha1:ABC", "<urn:uuid:1>")
    revisit = replace(EXCHANGE, status=304, body=b"", whole=whole, revisit=profile)
    record = list(read_records(written(tmp_path, revisit)))[1]
    assert (record.kind, record.status) == ("revisit", 304)
    assert record.warc["warc-profile"] == profile
    assert record.warc["warc-refers-to"] == "<urn:uuid:1>"
    assert record.warc["warc-refers-to-target-uri"] == EXCHANGE.url
    assert record.warc["warc-refers-to-date"] == "2026-11-21T08:00:00.000000Z"
    assert record.warc["warc-payload-digest"] == "sha1:ABC"


def test_files_are_rotated_by_size_and_each_begins_with_its_warcinfo(tmp_path: Path) -> None:
    archive = WarcArchive(tmp_path, "walkopedia", "R1", "waypost/0", max_file=1000)
    places = [archive.write(replace(EXCHANGE, body=os.urandom(900))) for _ in range(3)]
    archive.close()
    assert len({place.file for place in places}) == 3
    assert {next(read_records(path)).kind for path in tmp_path.iterdir()} == {"warcinfo"}


def test_an_append_that_the_disk_refuses_is_undone(tmp_path: Path) -> None:
    out = BytesAppender(tmp_path / "f")
    out.append([b"whole"])

    def pieces() -> list[bytes]:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        out.append(piece if n == 0 else pieces()[0] for n, piece in enumerate([b"half", b""]))
    assert (out.end, (tmp_path / "f").read_bytes()) == (5, b"whole")
    assert out.append([b"again"]) == 5
    out.close()


@pytest.mark.parametrize("cut", [1, 50, 300])
def test_a_record_cut_short_is_noticed(tmp_path: Path, cut: int) -> None:
    path = written(tmp_path, EXCHANGE)
    path.write_bytes(path.read_bytes()[:-cut])
    with pytest.raises(RecordError):
        list(read_records(path))


def test_robots_redirects_and_errors_are_archived_as_received(tmp_path: Path) -> None:
    routes = {
        "/": zipped(links("/go.asp", "/none.asp")),
        "/go.asp": Answer("moved", 302, {"Location": "/a.asp"}),
        "/a.asp": Answer("caf\xe9".encode("latin-1"), type="text/html; charset=iso-8859-1"),
    }
    with serve(routes) as site:
        crawl(site, tmp_path)
        base = site.url
    answers = {
        r.warc["warc-target-uri"].removeprefix(base): r for r in all_records(tmp_path) if r.kind == "response"
    }
    assert {path: r.status for path, r in answers.items()} == {
        "/robots.txt": 200, "/": 200, "/go.asp": 302, "/a.asp": 200, "/none.asp": 404,
    }  # fmt: skip
    assert answers["/"].http["content-encoding"] == "gzip"
    assert gzip.decompress(answers["/"].body).startswith(b"<html>")
    assert answers["/a.asp"].body == b"caf\xe9"


def test_the_ledger_says_where_each_answer_is(tmp_path: Path) -> None:
    with serve(walks(3)) as site:
        crawl(site, tmp_path)
        base = site.url
    ledger = Ledger(Workspace(tmp_path).ledger)
    url = "https://www.walkopedia.net/best-world-walks/Peru/Walk-1"
    answer = ledger.whole(url, f"{base}/best-world-walks/Peru/Walk-1")
    ledger.close()
    assert answer is not None
    assert answer.archive_file is not None
    record = read_record(tmp_path / answer.archive_file, answer.archive_offset or 0)
    assert (record.warc["warc-target-uri"], sha256(record.body).hexdigest()) == (answer.asked, answer.sha256)


def test_a_torn_tail_is_set_aside_and_nothing_else_is_lost(tmp_path: Path) -> None:
    with serve(walks(3)) as site:
        crawl(site, tmp_path)
    whole = all_records(tmp_path)
    path = next((tmp_path / "archive").iterdir())
    path.write_bytes(path.read_bytes() + b"\x1f\x8b\x08\x00torn")
    with serve(walks(3)) as site:
        assert crawl(site, tmp_path)["verdict"] == "finished"
    assert [record for record in read_records(path) if record.kind != "warcinfo"] == whole
    assert next((tmp_path / "torn").iterdir()).read_bytes() == b"\x1f\x8b\x08\x00torn"


def test_a_lost_ledger_is_built_again_from_the_archive(tmp_path: Path) -> None:
    routes = walks(3, ETag='"{}"')
    with serve(routes) as site:
        crawl(site, tmp_path)
        crawl(site, tmp_path)
        for file in tmp_path.glob("ledger.sqlite*"):
            file.unlink()
        site.forget()
        report = crawl(site, tmp_path)
        assert report["not_modified"] == 3  # what it knows of each page came from the archive
        assert set(site.counts.values()) == {1}
    workspace = Workspace(tmp_path)
    ledger = Ledger(workspace.ledger)
    assert recover(workspace, ledger, "walkopedia") == 0
    ledger.close()
