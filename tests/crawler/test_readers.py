"""The archive of a crawl, read by programs that are not ours."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator

from crawler.records import read_record, read_records
from tests.crawler.served import Answer, Routes, crawl, links, serve, walks, zipped
from tests.crawler.test_archive import all_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crawler.records import Record


def odd() -> Routes:
    """Answers of every kind: plain, under gzip, redirected, unchanged, empty, with odd headers."""
    return {
        **walks(4, ETag='"{}"'),
        "/": Answer(links("/best-world-walks/Peru", "/z.asp", "/go.asp", "/empty.asp", "/odd.asp")),
        "/z.asp": zipped("<p>packed</p>" * 1000),
        "/go.asp": Answer(status=301, headers={"Location": "/best-world-walks/Peru"}),
        "/empty.asp": Answer(""),
        "/odd.asp": Answer(b"\xff\r\n\r\nWARC/1.1\r\n", headers={"X-Odd": "caf\xe9: \xa3", "X-Empty": ""}),
    }


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of two crawls."""
    folder = tmp_path_factory.mktemp("read")
    with serve(odd()) as site:
        crawl(site, folder)
        crawl(site, folder)
    return folder


def by_warcio(data: Path) -> list[tuple[Any, ...]]:
    found = []
    for path in sorted((data / "archive").iterdir()):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                body = record.raw_stream.read()
                if record.rec_type != "warcinfo":
                    found.append((record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), body))
    return found


def test_warcio_reads_every_record_and_finds_its_digests_right(data: Path) -> None:
    assert by_warcio(data) == [(r.kind, r.warc["warc-target-uri"], r.body) for r in all_records(data)]


def test_fastwarc_reads_every_record_and_finds_its_digests_right(data: Path) -> None:
    found = []
    for path in sorted((data / "archive").iterdir()):
        with path.open("rb") as file:
            for record in FastIterator(file, parse_http=False):
                assert record.verify_block_digest()
                if record.headers["WARC-Type"] != "warcinfo":
                    found.append((record.headers["WARC-Type"], record.headers["WARC-Target-URI"]))
    assert found == [(r.kind, r.warc["warc-target-uri"]) for r in all_records(data)]


def test_fastwarc_reads_the_http_messages(data: Path) -> None:
    statuses = []
    for path in sorted((data / "archive").iterdir()):
        with path.open("rb") as file:
            answers = (r for r in FastIterator(file) if r.record_type == WarcRecordType.response)
            statuses += [record.http_headers.status_code for record in answers]
    assert statuses == [r.status for r in all_records(data) if r.kind == "response"]


def test_headers_come_back_byte_for_byte(data: Path) -> None:
    odd_ones = [r for r in all_records(data) if r.warc["warc-target-uri"].endswith("/odd.asp")]
    pairs = dict(next(r for r in odd_ones if r.kind == "response").pairs)
    assert (pairs["X-Odd"], pairs["X-Empty"]) == ("caf\xe9: \xa3", "")


@pytest.fixture(scope="module")
def index(data: Path) -> list[dict[str, Any]]:
    """What cdxj-indexer, which replay tools look records up with, finds in the archive."""
    files = sorted((data / "archive").iterdir())
    program = Path(sys.executable).with_name("cdxj-indexer")
    done = subprocess.run([program, *files], capture_output=True, text=True, timeout=60, check=True)
    return [json.loads(line.split(" ", 2)[2]) for line in done.stdout.splitlines()]


def answers(data: Path) -> Iterator[tuple[str, Record]]:
    """Every answer of the archive, with the name of its file."""
    for path in sorted((data / "archive").iterdir()):
        yield from ((path.name, r) for r in read_records(path) if r.status is not None)


def test_cdxj_indexer_finds_each_answer_where_it_stands(data: Path, index: list[dict[str, Any]]) -> None:
    told = [(i["filename"], int(i["offset"]), int(i["length"]), i["url"], int(i["status"])) for i in index]
    assert sorted(told) == sorted(
        (name, r.offset, r.end - r.offset, r.warc["warc-target-uri"], r.status) for name, r in answers(data)
    )


def test_the_body_of_a_revisit_is_found_by_its_digest_in_the_index(
    data: Path, index: list[dict[str, Any]]
) -> None:
    whole = {(i["url"], i["digest"]): i for i in index if i["mime"] != "warc/revisit"}
    revisits = [i for i in index if i["mime"] == "warc/revisit"]
    assert {i["status"] for i in revisits} == {"200", "304"}
    for revisit in revisits:
        there = whole[revisit["url"], revisit["digest"]]
        assert read_record(data / "archive" / there["filename"], int(there["offset"])).status == 200
