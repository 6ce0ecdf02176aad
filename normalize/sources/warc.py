"""The records of one WARC file, each whole or said to be not: the only place that knows FastWARC.

FastWARC reads a file that was cut short without a word, and stops at the first broken byte of one that was
damaged. Here a torn record is left out, a false one is marked, and what stands after the damage is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from normalize.sources.answer import MAX_BODY, MAX_HEAD, TOO_LARGE
from normalize.sources.digests import matches
from normalize.sources.frames import Frames, frames

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

_MAX_BLOCK = MAX_BODY + MAX_HEAD
_TYPES = WarcRecordType.response | WarcRecordType.revisit | WarcRecordType.warcinfo


@dataclass(frozen=True, slots=True)
class Record:
    """One record that stands whole in its file.

    ``kind`` is response, revisit or warcinfo; ``refused`` says why its block cannot be trusted or
    was not read, and then ``block`` is empty; ``proven`` whether a digest vouches for the block.
    """

    offset: int
    kind: str
    url: str
    date: datetime | None
    block: bytes
    refused: str | None
    proven: bool
    payload_digest: str | None
    refers_to_url: str | None
    refers_to_date: datetime | None


def records(
    file: BinaryIO, start: int = 0, left_out: Callable[[str], object] | None = None
) -> Iterator[Record]:
    """Every whole record of an open WARC file, from the offset ``start`` on, in order.

    ``left_out`` is told, in words, of every place where something could not be read.
    """
    stream = frames(file, start)
    more = True
    while more:
        last: int | None = None
        torn = False
        held: list[tuple[int, Record]] = []
        misread = False
        try:
            for raw in ArchiveIterator(stream, _TYPES, parse_http=False, stream_detect=False):
                yield from (record for at, record in held if _stands(record, at, stream))
                held = [(at, record) for at, record in held if not _stands(record, at, stream)]
                record, last = _read(raw, stream), raw.stream_pos
                torn = record is None
                held += [(last, record)] if record else []
        except OSError:  # no WARC header stands where one should
            if stream.error:
                raise stream.error from None
            misread = True
        yield from (record for at, record in held if record.proven or not stream.faulty(at))
        fault = stream.fault or ("cut short" if torn else "not a WARC record" if misread else None)
        if fault and left_out:
            left_out(f"{fault} at or after byte {stream.place(last or 0)}")
        more = (misread or stream.fault is not None) and stream.advance(last, misread)


def _stands(record: Record, at: int, stream: Frames) -> bool:
    """Whether a record that another one follows needs no longer wait for the end of its member.

    What a torn member is followed by may unpack to anything, even to what looks like records: a record that
    its digest belies was torn, and is no answer, if the member turns out to be broken.
    """
    return record.refused is None or stream.over(at)


def pick(file: BinaryIO, offsets: Collection[int], *, seek: bool = True) -> Iterator[Record]:
    """The records at the given offsets, in order; by one pass over the file where they cannot be sought."""
    left = set(offsets)
    for offset in sorted(left) if seek else ():
        record = next(records(file, offset), None)
        if record and record.offset == offset:
            left.discard(offset)
            yield record
    if left:
        yield from (record for record in records(file) if record.offset in left)


def _read(raw: WarcRecord, stream: Frames) -> Record | None:
    """The record, copied out of FastWARC's hands; None where it is cut short."""
    block = _block(raw)
    declared = raw.headers.get("Content-Length") or ""  # FastWARC's own is 0 at the end of a torn file
    if not re.fullmatch("[0-9]{1,18}", declared) or len(block) < min(int(declared), _MAX_BLOCK + 1):
        return None
    payload = raw.headers.get("WARC-Payload-Digest")
    proven = _proven(block, raw.headers.get("WARC-Block-Digest"), payload if _carries(raw) else None)
    refused = TOO_LARGE if len(block) > _MAX_BLOCK else _REFUSED[proven] or _truncated(raw)
    return Record(
        offset=stream.place(raw.stream_pos),
        kind=str(raw.record_type),
        url=(raw.headers.get("WARC-Target-URI") or "").strip("<> "),
        date=parse_date(raw.headers.get("WARC-Date")),
        block=b"" if refused else block,
        refused=refused,
        proven=proven is True and len(block) <= _MAX_BLOCK,
        payload_digest=payload,
        refers_to_url=(raw.headers.get("WARC-Refers-To-Target-URI") or "").strip("<> ") or None,
        refers_to_date=parse_date(raw.headers.get("WARC-Refers-To-Date")),
    )


_REFUSED = {True: None, None: None, False: "digest does not match"}


def _block(raw: WarcRecord) -> bytes:
    pieces, size = [], 0
    while size <= _MAX_BLOCK and (piece := raw.reader.read(_MAX_BLOCK + 1 - size)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _carries(raw: WarcRecord) -> bool:
    """Whether the block holds the payload itself: a revisit's is elsewhere."""
    return raw.record_type == WarcRecordType.response


def _proven(block: bytes, block_digest: str | None, payload_digest: str | None) -> bool | None:
    """What the digests say: the block's, else the payload's; None without either."""
    if len(block) > _MAX_BLOCK:
        return None
    said = matches(block, block_digest)
    return matches(block.partition(b"\r\n\r\n")[2], payload_digest) if said is None else said


def _truncated(raw: WarcRecord) -> str | None:
    reason = raw.headers.get("WARC-Truncated")
    return f"cut short: {reason[:40]}" if reason else None


def parse_date(text: str | None) -> datetime | None:
    """A ``WARC-Date`` as a time in UTC; None where it is none."""
    try:
        date = datetime.fromisoformat((text or "").strip())
        return date.astimezone(UTC) if date.tzinfo else date.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
