"""A file is known by what is in it, and what is no page is named with what is wanted."""

from __future__ import annotations

import gzip
import io
import zipfile
from typing import TYPE_CHECKING

import pytest

from normalize.sources import MAX_BODY, SourceError, read_page, read_pages
from tests.normalize.sources.warcs import three_walks

if TYPE_CHECKING:
    from pathlib import Path


def _zipped(**entries: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return written.getvalue()


NO_PAGES = {
    "a PDF": b"%PDF-1.7\n%\xe2\xe3",
    "an image (PNG)": b"\x89PNG\r\n\x1a\n\x00",
    "an image (JPEG)": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "an empty file": b"",
    "an empty file ": b" \r\n\t\n",
    "a zip file that is no WACZ": _zipped(document=b"<p>text"),
    "a broken zip file": b"PK\x03\x04 and nothing",
    "a gzip file that holds no WARC (unpack it first)": gzip.compress(b"<html><p>page"),
    "a Parquet file that cannot be read": b"PAR1 and nothing",
    "an SQLite database": b"SQLite format 3\x00",
    "binary data of no kind that is known": bytes(range(256)),
    "an archive without one whole record": b"WARC/1.0\r\nWARC-Type",
}


@pytest.mark.parametrize("what", NO_PAGES)
def test_what_holds_no_page_is_named_in_one_line(tmp_path: Path, what: str) -> None:
    path = tmp_path / "given.html"
    path.write_bytes(NO_PAGES[what])
    with pytest.raises(SourceError) as error:
        list(read_pages([path]))
    message = str(error.value)
    assert message.startswith(f"{path}: {what.strip()}")
    assert "; " in message
    assert "\n" not in message


TEXTS = {
    "HTML": b"<!DOCTYPE html><title>Lares</title>",
    "HTML without a head": b"hello <FONT size=2>Lares",
    "XHTML": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">',
    "HTML in UTF-16": "\ufeff<html><p>Lares".encode("utf-16-le"),
    "a dump": "Lares Trek\n\n  • © Inka\n\nBeauty35\n".encode(),
    "a dump in windows-1252": "Lares Trek\n\n  • © Inka – trek\n".encode("cp1252"),
    "a dump that begins like an image": b"BMX trail\n\nKey information: BMX trail\n",
    "a dump with stray controls": b"Lares Trek\x96 a walk\x0c\n" * 50,
}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_page_is_read_whatever_its_name(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "page.warc.gz"
    path.write_bytes(TEXTS[kind])
    [page] = read_pages([path])
    assert (page.body, page.url, page.fetched_at, page.archive_file) == (
        TEXTS[kind],
        None,
        None,
        "page.warc.gz",
    )
    assert page == read_page(path)


@pytest.mark.parametrize(
    "foreign",
    [b'{"walk": "Lares"}', b"[1, 2]", b"<svg><path/></svg>", b'<?xml version="1.0"?><urlset></urlset>',
     b"body {\n  color: red;\n}\n", b"function f() {\n  return 1;\n}\n", b"\x89PNG\r\n\x1a\n\x00", b""],
)  # fmt: skip
def test_a_folder_is_read_without_its_foreign_files(tmp_path: Path, foreign: bytes) -> None:
    (tmp_path / "page").write_bytes(b"<p>Lares")
    (tmp_path / "foreign").write_bytes(foreign)
    assert [page.body for page in read_pages([tmp_path])] == [b"<p>Lares"]


def test_a_folder_with_nothing_to_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"{}")
    (tmp_path / ".hidden.html").write_bytes(b"<p>Lares")
    with pytest.raises(SourceError, match="a folder without anything to read"):
        read_pages([tmp_path])


def test_a_page_too_large_is_said_to_be_so(tmp_path: Path) -> None:
    path = tmp_path / "large.html"
    path.write_bytes(b"<p>" + b"x" * MAX_BODY)
    [page] = read_pages([path])
    assert (page.body, page.refused) == (b"", f"too large: more than {MAX_BODY} bytes")


def test_a_warc_is_known_whatever_its_name(tmp_path: Path) -> None:
    assert len(list(read_pages([three_walks().write(tmp_path / "night.html")]))) == 3
