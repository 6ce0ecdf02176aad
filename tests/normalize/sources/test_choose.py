"""Of many nights' answers a reader gets the newest good one, and whatever came after it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from normalize.sources import read_pages
from tests.normalize.sources.warcs import Warc

if TYPE_CHECKING:
    from pathlib import Path

    from normalize.page import Page

DIGEST = "sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"  # of no bytes: no body here has it


def night(n: int) -> str:
    return f"2026-11-{n:02}T00:00:00Z"


def read(path: Path) -> list[Page]:
    return list(read_pages([path]))


def nights(path: Path, warc: Warc, answers: str) -> list[tuple[int, bytes, int]]:
    """Write one answer a night (`2` good, `4` gone, `5` failed, `3` moved, `r` revisit); read what stands."""
    words = {"2": "200 OK", "3": "301 Moved", "4": "404 Not Found", "5": "500 Error"}
    for n, answer in enumerate(answers, 1):
        if answer == "r":
            warc.revisit("/x", date=night(n))
        else:
            warc.answer("/x", b"night %d" % n, words[answer], date=night(n))
    pages = read(warc.write(path / "x.warc.gz"))
    return [(page.status, page.body, page.fetched_at.day if page.fetched_at else 0) for page in pages]


@pytest.mark.parametrize(
    ("answers", "standing"),
    [
        ("2", [(200, b"night 1", 1)]),
        ("222", [(200, b"night 3", 3)]),
        ("244", [(200, b"night 1", 1), (404, b"night 2", 2), (404, b"night 3", 3)]),
        ("2425", [(200, b"night 3", 3), (500, b"night 4", 4)]),
        ("23", [(200, b"night 1", 1), (301, b"night 2", 2)]),
        ("2rr", [(200, b"night 1", 3)]),
        ("22r4", [(200, b"night 2", 3), (404, b"night 4", 4)]),
        ("2r2", [(200, b"night 3", 3)]),
        ("54545", [(500, b"night 3", 3), (404, b"night 4", 4), (500, b"night 5", 5)]),
        ("4" * 20, [(404, b"night %d" % n, n) for n in (18, 19, 20)]),
    ],
)
def test_the_newest_good_answer_stands_and_all_after_it(
    tmp_path: Path, answers: str, standing: list[tuple[int, bytes, int]]
) -> None:
    assert nights(tmp_path, Warc(), answers) == standing


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.text("2345r", min_size=1, max_size=28))
def test_what_stands_begins_with_the_newest_good_answer(tmp_path: Path, answers: str) -> None:
    standing = nights(tmp_path, Warc(), answers)
    last = max(answers.rfind("2"), answers.rfind("r") if "2" in answers else -1)
    assert len(standing) == (min(3, len(answers)) if "2" not in answers else len(standing))
    if last >= 0 and "2" in answers[: last + 1]:
        assert standing[0][0] == 200
        assert [day for _, _, day in standing] == list(range(last + 1, len(answers) + 1))


def test_every_address_has_its_own_answers(tmp_path: Path) -> None:
    warc = Warc()
    for path in ("/a", "/b", "/a?x=1"):
        warc.answer(path, date=night(1))
    warc.answer("/b", b"", "404 Not Found", date=night(2))
    pages = read(warc.write(tmp_path / "x.warc.gz"))
    assert [(str(p.url)[-4:], p.status) for p in pages] == [
        ("et/a", 200), ("et/b", 200), ("?x=1", 200), ("et/b", 404)
    ]  # fmt: skip


def test_a_revisit_is_its_bodys_page_seen_again(tmp_path: Path) -> None:
    first, second = Warc(), Warc()
    first.info(waypost_site="walkopedia")
    offset = first.answer("/x", b"<p>old", date=night(1))
    first.answer("/x", b"<p>other", date=night(2))
    second.info(waypost_site="walkopedia", waypost_base_url="http://127.0.0.1:1")
    second.revisit("/x", date=night(9), refers_to=("/x", night(1)))
    first.write(tmp_path / "archive" / "1.warc.gz")
    second.write(tmp_path / "archive" / "2.warc.gz")
    [page] = read(tmp_path / "archive")
    assert (page.body, page.status, page.content_type) == (b"<p>old", 200, "text/html")
    assert page.fetched_at == datetime(2026, 11, 9, tzinfo=UTC)
    assert (page.archive_file, page.archive_offset) == ("archive/1.warc.gz", offset)
    assert page.base_url == "http://127.0.0.1:1"


def payload_digest(warc: Warc) -> str:
    """The payload digest of the first record of an unpacked archive."""
    line = next(line for line in warc.content.split(b"\r\n") if line.startswith(b"WARC-Payload-Digest"))
    return str(line.partition(b": ")[2].decode())


def test_a_revisit_finds_its_body_by_digest_at_another_address(tmp_path: Path) -> None:
    warc = Warc(packed=False)
    warc.answer("/old-name", b"<p>same", date=night(1))
    warc.revisit("/new-name", payload_digest(warc), date=night(2), status="200 OK")
    old, new = read(warc.write(tmp_path / "x.warc"))
    assert (old.body, new.body) == (b"<p>same", b"<p>same")
    assert (str(new.url)[-9:], new.status, new.refused) == ("/new-name", 200, None)


def test_a_revisit_that_was_read_before_its_body_finds_it(tmp_path: Path) -> None:
    body, again = Warc(), Warc()
    body.answer("/x", b"<p>body", date=night(1))
    again.revisit("/x", date=night(2))
    again.write(tmp_path / "archive" / "a.warc.gz")
    body.write(tmp_path / "archive" / "b.warc.gz")
    [page] = read(tmp_path / "archive")
    assert (page.body, page.fetched_at) == (b"<p>body", datetime(2026, 11, 2, tzinfo=UTC))


def test_a_revisit_of_another_body_does_not_lend_that_one(tmp_path: Path) -> None:
    warc = Warc()
    warc.answer("/x", b"<p>old", date=night(1))
    warc.revisit("/x", DIGEST, date=night(2))
    old, lost = read(warc.write(tmp_path / "x.warc.gz"))
    assert old.body == b"<p>old"
    assert (lost.body, lost.refused) == (b"", "the record it refers to is not in the archive")


def test_a_revisit_without_any_body_is_no_page(tmp_path: Path) -> None:
    warc = Warc()
    warc.revisit("/x", date=night(2))
    [page] = read(warc.write(tmp_path / "x.warc.gz"))
    assert (page.status, page.refused) == (304, "the record it refers to is not in the archive")


def test_a_plain_304_is_read_as_a_revisit(tmp_path: Path) -> None:
    warc = Warc()
    warc.answer("/x", b"<p>old", date=night(1))
    warc.answer("/x", b"", "304 Not Modified", date=night(2), headers=[])
    [page] = read(warc.write(tmp_path / "x.warc.gz"))
    assert (page.body, page.status) == (b"<p>old", 200)
    assert page.fetched_at == datetime(2026, 11, 2, tzinfo=UTC)


def test_a_false_answer_does_not_displace_a_good_one(tmp_path: Path) -> None:
    warc = Warc()
    warc.answer("/x", b"<p>old", date=night(1))
    warc.answer("/x", b"<p>false", date=night(2), warc={"WARC-Block-Digest": DIGEST})
    old, false = read(warc.write(tmp_path / "x.warc.gz"))
    assert (old.body, old.refused) == (b"<p>old", None)
    assert (false.body, false.refused) == (b"", "digest does not match")


def test_answers_without_a_date_are_the_oldest(tmp_path: Path) -> None:
    warc = Warc()
    warc.answer("/x", b"<p>dated", date=night(1))
    warc.answer("/x", b"<p>undated", date="yesterday")
    [page] = read(warc.write(tmp_path / "x.warc.gz"))
    assert page.body == b"<p>dated"
