"""WARC 1.1 records as bytes, a gzip member each: what is written, and how it is read back.

Written by hand: warcio takes three times as long for a page, and turns header bytes that are not ASCII into
something else than was received. Packed by isal, which writes the same gzip in a fifth of zlib's time.
"""

from __future__ import annotations

from base64 import b32encode
from hashlib import sha1
from http.client import responses as reasons
from typing import TYPE_CHECKING
from uuid import uuid4

from isal import isal_zlib

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LEVEL = 1
"""Of isal: as small as zlib's level 3. What came under gzip is stored as it is."""
_GZIP = 31
"""To zlib and its like: a gzip member with the largest window."""

Headers = tuple[tuple[str, str], ...]
"""Names and values, bytes read as Latin-1."""


def http_head(first: str, headers: Headers) -> bytes:
    """The head of an HTTP message: its first line, its headers, the empty line."""
    lines = [first, *[f"{name}: {value}" for name, value in headers]]
    told = "\r\n".join(lines)
    if told.count("\n") + told.count("\r") != 2 * len(lines) - 2:  # a header that would break its line
        told = "\r\n".join(line.replace("\r", " ").replace("\n", " ") for line in lines)
    return f"{told}\r\n\r\n".encode("latin-1", "replace")


def status_line(protocol: str, status: int) -> str:
    """The first line of an answer.

    >>> status_line("HTTP/1.1", 404)
    'HTTP/1.1 404 Not Found'
    """
    return f"{protocol} {status} {reasons.get(status, '')}".rstrip()


def digest(*pieces: bytes) -> str:
    """The SHA-1 of the pieces as WARC headers say it.

    >>> digest(b"abc")
    'sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5'
    """
    told = sha1(usedforsecurity=False)
    for piece in pieces:
        told.update(piece)
    return f"sha1:{b32encode(told.digest()).decode()}"


def record_id() -> str:
    """A name that no other record has."""
    return f"<urn:uuid:{uuid4()}>"


def member(fields: Mapping[str, str | None], *block: bytes) -> bytes:
    """One record as one gzip member; a field without a value is left out."""
    said = {**fields, "WARC-Block-Digest": digest(*block), "Content-Length": str(sum(map(len, block)))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items() if value is not None)
    record = b"".join((f"WARC/1.1\r\n{lines}\r\n".encode(), *block, b"\r\n\r\n"))
    return isal_zlib.compress(record, _LEVEL, _GZIP)


class NoRecord(ValueError):  # noqa: N818 -- what stands there, not what went wrong
    """These bytes are no whole record."""


def split(record: bytes) -> tuple[dict[str, str], bytes]:
    """The fields of an unpacked record, names in lower case, and its block, proved by its digest.

    Raises NoRecord.
    """
    head, parted, rest = record.partition(b"\r\n\r\n")
    version, *lines = head.decode("utf-8", "replace").split("\r\n")
    fields = dict(_fields(lines))
    if not parted or not version.startswith("WARC/1."):
        raise NoRecord("no WARC record")
    length = fields.get("content-length", "")
    block = rest[: int(length)] if length.isdigit() else b""
    if not length.isdigit() or len(block) != int(length):
        raise NoRecord("no WARC record: cut short")
    if fields.get("warc-block-digest") != digest(block):
        raise NoRecord("no WARC record: its digest is another")
    return fields, block


def split_http(block: bytes) -> tuple[str, Headers, bytes]:
    """First line, headers and body of an HTTP message."""
    head, _, body = block.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    return first, tuple(_pairs(lines)), body


def _pairs(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    parts = (line.partition(":") for line in lines)
    return ((name, value.strip(" \t")) for name, colon, value in parts if colon)


def _fields(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    return ((name.lower(), value) for name, value in _pairs(lines))
