"""Reading the archive back: one record by its place, or all from there on, each proved by its digests."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.warc import Headers, NoRecord, split, split_http

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

MAX_RECORD = 2**28
"""Bytes of an unpacked record beyond which it is none of ours."""
_CHUNK = 2**16


class RecordError(ValueError):
    """No whole record stands at this place of the archive."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where its gzip member stands, its WARC headers, and the HTTP message in it, if any.

    Header names are lower case; of an HTTP header that comes twice, ``http`` has the first, ``pairs`` both.
    ``body`` is the payload as sent, not unpacked.
    """

    offset: int
    end: int
    kind: str
    warc: Mapping[str, str]
    status: int | None
    pairs: Headers
    body: bytes

    @property
    def http(self) -> dict[str, str]:
        """The HTTP headers by name."""
        return {name.lower(): value for name, value in reversed(self.pairs)}


def read_record(path: Path, offset: int) -> Record:
    """The record at this place; raises RecordError when there is none, OSError when it cannot be read."""
    with path.open("rb") as file:
        record = _next(file, offset)
    if record is None:
        raise RecordError(f"{path} ends before {offset}")
    return record


def read_records(path: Path, start: int = 0) -> Iterator[Record]:
    """All whole records from a place on; raises RecordError at the first bytes that are none."""
    with path.open("rb") as file:
        while record := _next(file, start):
            yield record
            start = record.end


def _next(file: BinaryIO, offset: int) -> Record | None:
    """The record that starts at ``offset``; None at the end of the file."""
    file.seek(offset)
    unpacked, size = _member(file)
    if not size:
        return None
    return _parsed(unpacked, offset, offset + size)


def _member(file: BinaryIO) -> tuple[bytes, int]:
    """One gzip member, unpacked, and its size in the file."""
    unpacker = zlib.decompressobj(31)
    pieces: list[bytes] = []
    read = room = 0
    while not unpacker.eof:
        chunk = file.read(_CHUNK)
        if not chunk:
            break
        read += len(chunk)
        try:
            piece = unpacker.decompress(chunk, MAX_RECORD - room + 1)
        except zlib.error as error:
            raise RecordError(f"broken gzip: {error}") from None
        room += len(piece)
        pieces.append(piece)
        if room > MAX_RECORD:
            raise RecordError("a record too large to be ours")
    if read and not unpacker.eof:
        raise RecordError("a record cut short")
    return b"".join(pieces), read - len(unpacker.unused_data)


def _parsed(unpacked: bytes, offset: int, end: int) -> Record:
    try:
        fields, block = split(unpacked)
    except NoRecord as error:
        raise RecordError(str(error)) from None
    kind = fields.get("warc-type", "")
    if kind not in ("response", "revisit", "request"):
        return Record(offset, end, kind, fields, None, (), block)
    first, pairs, body = split_http(block)
    status = first.partition(" ")[2].partition(" ")[0]
    number = int(status) if kind != "request" and status.isdigit() else None
    return Record(offset, end, kind, fields, number, pairs, body)
