"""Archives as crawlers write them: real WARCs, one record after another."""

from __future__ import annotations

import gzip
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

SITE = "http://www.walkopedia.net"
HTML = [("Content-Type", "text/html")]


@dataclass
class Warc:
    """A WARC in the making: every method adds a record and gives the offset where it starts."""

    packed: bool = True
    content: bytes = b""
    offsets: list[int] = field(default_factory=list)

    def _add(self, record: Any, headers: Mapping[str, str] | None = None) -> int:
        written = io.BytesIO()
        WARCWriter(written, gzip=False).write_record(record)
        plain = _with_headers(written.getvalue(), headers or {})
        self.offsets.append(len(self.content))
        self.content += gzip.compress(plain) if self.packed else plain
        return self.offsets[-1]

    @property
    def _make(self) -> WARCWriter:
        return WARCWriter(io.BytesIO(), gzip=False)

    def info(self, **fields: str) -> int:
        """A warcinfo record; ``waypost_site`` writes the field ``waypost-site``."""
        named = {name.replace("_", "-"): value for name, value in fields.items()}
        return self._add(self._make.create_warcinfo_record("x.warc.gz", named))

    def answer(
        self,
        path: str,
        body: bytes = b"<p>hello",
        status: str = "200 OK",
        *,
        date: str = "2026-11-01T00:00:00Z",
        headers: Sequence[tuple[str, str]] = HTML,
        warc: Mapping[str, str] | None = None,
    ) -> int:
        """A response, as it came over the wire; ``warc`` replaces or adds the record's own headers."""
        record = self._make.create_warc_record(
            SITE + path,
            "response",
            payload=io.BytesIO(body),
            http_headers=StatusAndHeaders(status, list(headers), protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": date},
        )
        return self._add(record, warc)

    def revisit(
        self,
        path: str,
        digest: str = "",
        *,
        date: str,
        refers_to: tuple[str, str] = ("", ""),
        status: str = "304 Not Modified",
    ) -> int:
        """A revisit; without a digest it leans on ``refers_to`` (path, date) or on its own address."""
        record = self._make.create_revisit_record(
            SITE + path,
            digest or "sha1:none",
            SITE + refers_to[0],
            refers_to[1],
            http_headers=StatusAndHeaders(status, [("ETag", "x")], protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": date},
        )
        if not digest:
            record.rec_headers.remove_header("WARC-Payload-Digest")
        if not refers_to[1]:
            record.rec_headers.remove_header("WARC-Refers-To-Target-URI")
            record.rec_headers.remove_header("WARC-Refers-To-Date")
        return self._add(record)

    def write(self, path: Path) -> Path:
        """Put the archive at ``path``; its folder is made."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.content)
        return path


def _with_headers(record: bytes, headers: Mapping[str, str]) -> bytes:
    """The written record under other headers, so that they may be false; an empty value takes one away."""
    head, gap, rest = record.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if line.partition(b":")[0].decode() not in headers]
    lines += [f"{name}: {value}".encode() for name, value in headers.items() if value]
    return b"\r\n".join(lines) + gap + rest


def three_walks(*, packed: bool = True) -> Warc:
    """An archive of one night: its warcinfo and three pages."""
    warc = Warc(packed)
    warc.info(waypost_site="walkopedia", waypost_base_url="http://127.0.0.1:8031")
    for n in range(3):
        warc.answer(f"/{n}", walk(n))
    return warc


def walk(n: int) -> bytes:
    """The body of the nth of the three pages."""
    return b"<p>walk %d" % n * 500
