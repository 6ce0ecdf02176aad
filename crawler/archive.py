"""The archive: each answer and its request as WARC records, written at once, synced before they count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from crawler.appender import BytesAppender
from crawler.clock import warc_date
from crawler.exchange import answer_record, request_record
from crawler.warc import member, record_id

if TYPE_CHECKING:
    from pathlib import Path

    from crawler.exchange import Exchange

MAX_FILE = 2**30
"""Bytes after which the next record opens another file."""


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
        answer, place = answer_record(exchange)
        offset = out.append([answer, request_record(exchange, place)])
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
