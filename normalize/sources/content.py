"""What a file holds, told by its first bytes; its name is never asked."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 64 << 10
_MANY_CONTROLS = 0.01
_CODE_LINES = 0.3


class Kind(Enum):
    """How a file is read; None of these for a file that holds no pages."""

    WARC = auto()
    WACZ = auto()
    PARQUET = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Content:
    """What a file is: ``what`` in words; ``kind`` None where it holds no pages.

    ``page`` is False for text that may be a page but looks like something else (JSON, a style sheet):
    in a folder it is passed over.
    """

    kind: Kind | None
    what: str
    page: bool = True


_MAGIC = (
    (b"WARC/", Kind.WARC, "a WARC"),
    (b"PAR1", Kind.PARQUET, "a Parquet file"),
    (b"%PDF-", None, "a PDF"),
    (b"\x89PNG", None, "an image (PNG)"),
    (b"\xff\xd8\xff", None, "an image (JPEG)"),
    (b"GIF8", None, "an image (GIF)"),
    (b"BM", None, "an image (BMP)"),
    (b"II*\x00", None, "an image (TIFF)"),
    (b"MM\x00*", None, "an image (TIFF)"),
    (b"\x28\xb5\x2f\xfd", None, "packed with zstd (unpack it first)"),
    (b"BZh", None, "packed with bzip2 (unpack it first)"),
    (b"\xfd7zXZ", None, "packed with xz (unpack it first)"),
    (b"SQLite format 3", None, "an SQLite database"),
    (b"\x7fELF", None, "a program"),
)
_MARKUP = re.compile(
    rb"<(?:!doctype|html|head|body|title|meta|div|p|table|font|ul|li|h[1-6])\b", re.IGNORECASE
)
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1a\x1b"))


def content_of(path: Path) -> Content:
    """What the file at ``path`` holds. Raises OSError where it cannot be opened."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"\x1f\x8b"):
        return _gzip(head)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(path)
    for magic, kind, what in _MAGIC:
        # BM opens an image, and a sentence
        if head.startswith(magic) and not (magic == b"BM" and b"\x00" not in head[:16]):
            return Content(kind, what)
    return _text(head)


def _gzip(head: bytes) -> Content:
    try:
        inside = zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        inside = b""
    if inside.startswith(b"WARC/"):
        return Content(Kind.WARC, "a WARC")
    return Content(None, "a gzip file that holds no WARC (unpack it first)")


def _zip(path: Path) -> Content:
    try:
        with zipfile.ZipFile(path) as file:
            entries = archived_warcs(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return Content(None, "a broken zip file")
    return Content(Kind.WACZ, "a WACZ") if entries else Content(None, "a zip file that is no WACZ")


def archived_warcs(file: zipfile.ZipFile) -> list[str]:
    """Names of the WARCs in a WACZ, sorted."""
    return sorted(n for n in set(file.namelist()) if n.startswith("archive/") and not n.endswith("/"))


def _text(head: bytes) -> Content:
    text = head
    if head[:2] in _UTF16:
        text = head[2:].decode(_UTF16[head[:2]], "replace").encode()
    if not text.strip():
        return Content(None, "an empty file")
    if len(text) - len(text.translate(None, _CONTROLS)) > _MANY_CONTROLS * len(text):
        return Content(None, "binary data of no kind that is known")
    if _MARKUP.search(text):
        return Content(Kind.TEXT, "HTML")
    other = next((what for what, looks_like in _NO_PAGES if looks_like(text.strip())), None)
    return Content(Kind.TEXT, other or "plain text", page=other is None)


def _is_json(text: bytes) -> bool:
    if text[:1] not in (b"{", b"["):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return len(text) > _HEAD // 2  # its end lies beyond what was read
    return True


def _is_code(text: bytes) -> bool:
    lines = [line.rstrip() for line in text.splitlines() if line.strip()]
    return sum(line.endswith((b"{", b"}", b";", b"},")) for line in lines) > _CODE_LINES * len(lines)


_NO_PAGES = (
    ("XML", lambda text: text.startswith((b"<?xml", b"<svg"))),
    ("JSON", _is_json),
    ("a style sheet or a program", _is_code),
)
