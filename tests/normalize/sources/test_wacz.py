"""A WACZ gives the pages of the archives in it."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from normalize.sources import SourceError, read_page, read_pages
from tests.normalize.sources.warcs import three_walks, walk

if TYPE_CHECKING:
    from pathlib import Path

    from normalize.page import Page

NIGHT = datetime(2026, 11, 1, tzinfo=UTC)
SITE = "http://www.walkopedia.net"


def read(*paths: Path) -> list[Page]:
    return list(read_pages(paths))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_wacz_gives_the_pages_of_its_archives(tmp_path: Path, method: int) -> None:
    path = tmp_path / "site.wacz"
    with zipfile.ZipFile(path, "w", method) as wacz:
        wacz.writestr("archive/data.warc.gz", three_walks().content)
        wacz.writestr("datapackage.json", "{}")
    pages = read(path)
    assert [page.body for page in pages] == [walk(n) for n in range(3)]
    assert pages[0].archive_file == "site.wacz/archive/data.warc.gz"
    again = [read_page(tmp_path / str(page.archive_file), page.archive_offset) for page in pages]
    assert [page.body for page in again] == [page.body for page in pages]


def test_a_wacz_whose_bytes_were_changed_gives_no_false_page(tmp_path: Path) -> None:
    path = tmp_path / "site.wacz"
    noise = b"".join(sha256(b"%d" % n).digest() for n in range(5000))  # what packing does not make smaller
    warc = three_walks()
    warc.answer("/large", noise)
    with zipfile.ZipFile(path, "w") as wacz:
        wacz.writestr("archive/data.warc.gz", warc.content)
    data = bytearray(path.read_bytes())
    data[60 + warc.offsets[2]] ^= 0xFF
    path.write_bytes(data)
    bodies = [page.body for page in read(path) if not page.refused]
    assert bodies[0] == walk(0)
    assert set(bodies) <= {walk(0), walk(1), walk(2), noise}


def test_a_wacz_that_is_broken_from_its_start_is_named(tmp_path: Path) -> None:
    path = tmp_path / "site.wacz"
    with zipfile.ZipFile(path, "w") as wacz:
        wacz.writestr("archive/data.warc.gz", three_walks().content)
    path.write_bytes(path.read_bytes().replace(b"\x1f\x8b", b"\x1f\x8c"))
    with pytest.raises(SourceError, match=r"site\.wacz: .*; "):
        read(path)
