"""The archive: each answer and its request as WARC records, written at once, synced before they count."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.clock import warc_date
from crawler.warc import Headers, digest, http_head, member, record_id, status_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

MAX_FILE = 2**30
"""Bytes after which the next record opens another file."""

NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

_SECRET = frozenset({"cookie", "set-cookie", "set-cookie2", "authorization", "proxy-authorization"})
_LEFT_OUT = _SECRET | {"transfer-encoding"}


@dataclass(frozen=True, slots=True)
class Whole:
    """An earlier answer that holds the body: what a revisit record refers to."""

    url: str
    date: str
    digest: str
    record_id: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer as received: the body is not unpacked, header names and values are Latin-1.

    ``revisit`` names the profile when the body is that of ``whole`` and is not written again.
    """

    url: str
    at: datetime
    status: int
    protocol: str
    headers: Headers
    body: bytes
    request_headers: Headers
    ip: str | None = None
    whole: Whole | None = None
    revisit: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer is kept.

    ``file`` is relative to the workspace; the records go from ``offset`` to ``end``, the request's included.
    ``date``, ``digest`` and ``record_id`` are those of its WARC headers.
    """

    file: str
    offset: int
    end: int
    date: str
    digest: str
    record_id: str


class WarcArchive:
    """Writes the WARC files of one run; a file is opened with the first record, never an old one again.

    Raises OSError when the disk refuses; the file then ends where it ended before the record.
    """

    def __init__(
        self, folder: Path, site: str, run_id: str, software: str, base_url: str | None = None,
        *, max_file: int = MAX_FILE,
    ) -> None:  # fmt: skip
        self._folder = folder
        self._site = site
        self._run_id = run_id  # used once in a ledger's life, so no file takes the name of one that was lost
        self._max_file = max_file
        self._facts = {
            "software": software,
            "format": "WARC File Format 1.1",
            "waypost-site": site,
            "waypost-base-url": base_url,
            "isPartOf": run_id,
        }
        self._file: BytesAppender | None = None
        self._made = 0

    def write(self, exchange: Exchange) -> Place:
        """Keep an answer and its request.

        When this returns they are the operating system's, so that a kill does not lose them; ``sync`` puts
        them on the disk.
        """
        out = self._out()
        answer, place = _answer(exchange)
        offset = out.append([answer, _request(exchange, place)])
        return Place(
            f"{self._folder.name}/{out.path.name}", offset, out.end,
            place["WARC-Date"], place["WARC-Payload-Digest"], place["WARC-Record-ID"],
        )  # fmt: skip

    def sync(self) -> None:
        """When this returns, everything written is on the disk."""
        if self._file:
            self._file.sync()

    def close(self) -> None:
        """Sync and close the file."""
        if self._file:
            file, self._file = self._file, None
            try:
                file.sync()
            finally:
                file.close()

    def _out(self) -> BytesAppender:
        if self._file and self._file.end >= self._max_file:
            self.close()
        if self._file is None:
            self._file = self._open()
        return self._file

    def _open(self) -> BytesAppender:
        while True:
            self._made += 1
            path = self._folder / f"{self._site}-{self._run_id}-{self._made}.warc.gz"
            try:
                out = BytesAppender(path)
            except FileExistsError:
                continue
            try:
                out.append([_info(path.name, self._facts)])
            except OSError:
                out.close()
                path.unlink(missing_ok=True)
                raise
            return out


class BytesAppender:
    """A file that only grows, each append whole, or undone.

    Raises FileExistsError for a path that is taken.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        self.end = self._synced = 0
        _sync_folder(path.parent)

    def append(self, pieces: Iterable[bytes]) -> int:
        """Write the pieces one after the other; gives the offset of the first."""
        start = self.end
        try:
            for piece in pieces:
                self._write(piece)
        except OSError:
            self.end = start
            os.ftruncate(self._descriptor, start)
            os.lseek(self._descriptor, start, os.SEEK_SET)
            raise
        return start

    def _write(self, piece: bytes) -> None:
        view = memoryview(piece)
        while view:
            written = os.write(self._descriptor, view)
            self.end += written
            view = view[written:]

    def sync(self) -> None:
        """Put on the disk what was appended."""
        if self._synced < self.end:
            os.fsync(self._descriptor)
            self._synced = self.end

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _info(name: str, facts: dict[str, str | None]) -> bytes:
    lines = "".join(f"{key}: {value}\r\n" for key, value in facts.items() if value is not None)
    fields = {
        "WARC-Type": "warcinfo",
        "WARC-Record-ID": record_id(),
        "WARC-Date": warc_date(),
        "WARC-Filename": name,
        "Content-Type": "application/warc-fields",
    }
    return member(fields, lines.encode())


def _answer(exchange: Exchange) -> tuple[bytes, dict[str, str]]:
    """The response record, or the revisit record that stands for it; and what others say of it."""
    kept = tuple(pair for pair in exchange.headers if pair[0].lower() not in _LEFT_OUT)
    head = http_head(status_line(exchange.protocol, exchange.status), kept)
    whole = exchange.whole if exchange.revisit else None
    told = {
        "WARC-Record-ID": record_id(),
        "WARC-Date": warc_date(exchange.at),
        "WARC-Payload-Digest": whole.digest if whole else digest(exchange.body),
    }
    fields = {
        "WARC-Type": "revisit" if whole else "response",
        "WARC-Target-URI": exchange.url,
        **told,
        "WARC-IP-Address": exchange.ip,
        **(_referring(whole, exchange.revisit) if whole else {}),
        "Content-Type": "application/http; msgtype=response",
    }
    if whole:
        return member(fields, head), told
    return member(fields, head, exchange.body), told


def _referring(whole: Whole, profile: str | None) -> dict[str, str | None]:
    return {
        "WARC-Profile": profile,
        "WARC-Refers-To": whole.record_id,
        "WARC-Refers-To-Target-URI": whole.url,
        "WARC-Refers-To-Date": whole.date,
    }


def _request(exchange: Exchange, answer: dict[str, str]) -> bytes:
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    kept = tuple(pair for pair in exchange.request_headers if pair[0].lower() not in _SECRET)
    fields = {
        "WARC-Type": "request",
        "WARC-Target-URI": exchange.url,
        "WARC-Record-ID": record_id(),
        "WARC-Date": answer["WARC-Date"],
        "WARC-Concurrent-To": answer["WARC-Record-ID"],
        "Content-Type": "application/http; msgtype=request",
    }
    return member(fields, http_head(f"GET {target} HTTP/1.1", (("Host", parts.netloc), *kept)))
