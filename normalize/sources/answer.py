"""A server's answer, from the bytes of a WARC record's block."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MAX_BODY = 8 << 20
"""Bytes of a body, packed or unpacked, beyond which it is no page."""

MAX_HEAD = 64 << 10
"""Bytes of HTTP headers that are read."""

TOO_LARGE = f"too large: more than {MAX_BODY} bytes"

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?!\d)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK_SIZE = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r\n")


class UnreadableError(Exception):
    """A body that cannot be had; the message is the reason, for a row of the table of pages."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers (names in lower case, repeated ones joined by ``, ``) and the body as it was stored."""

    status: int
    headers: Mapping[str, str]
    stored: bytes

    @classmethod
    def of(cls, block: bytes) -> Answer | None:
        """The answer in a record's block; None where the block is no HTTP answer."""
        status = _STATUS.match(block)
        if not status:
            return None
        end = _HEAD_END.search(block, 0, MAX_HEAD)
        head = block[: end.start()] if end else block[:MAX_HEAD]
        return cls(int(status[1]), _headers(head), block[end.end() :] if end else b"")

    def body(self) -> bytes:
        """The payload without transfer and content encoding. Raises UnreadableError, with the reason."""
        if len(self.stored) > MAX_BODY:
            raise UnreadableError(TOO_LARGE)
        body = self.stored
        if "chunked" in self.headers.get("transfer-encoding", "").lower():
            body = _dechunked(body)
        elif _declared(self.headers.get("content-length")) > len(body):
            raise UnreadableError("cut short: fewer bytes than Content-Length says")
        names = (name.strip().lower() for name in self.headers.get("content-encoding", "").split(","))
        for name in [name for name in names if name not in ("", "identity")][::-1]:
            body = _unpacked(body, name)
        return body


def _headers(head: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in head.decode("latin-1").split("\n")[1:]:
        name, colon, value = line.partition(":")
        key, value = name.strip().lower(), value.strip()
        if colon and key:
            found[key] = f"{found[key]}, {value}" if key in found else value
    return found


def _declared(length: str | None) -> int:
    """Content-Length as a number; 0 where it is none, or where several are given."""
    return int(length) if length and length.isascii() and length.isdigit() and len(length) < 16 else 0


def _dechunked(body: bytes) -> bytes:
    """The body without its chunk sizes; as it is where there are none (most writers take them out)."""
    pieces, at = [], 0
    while size := _CHUNK_SIZE.match(body, at):
        length = int(size[1], 16)
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length + 2
        if not length:
            return b"".join(pieces)
    if pieces:
        raise UnreadableError("cut short: the last chunk is missing")
    return body


def _unpacked(body: bytes, name: str) -> bytes:
    """The body without one content encoding; as it is where it was stored unpacked under its old header."""
    if name not in _UNPACKERS:
        raise UnreadableError(f"content encoding {name[:40]!r} is not read")
    try:
        return _UNPACKERS[name](body)
    except zlib.error as error:
        if body.lstrip()[:1] in (b"<", b""):
            return body
        raise UnreadableError(f"content encoding {name} is broken") from error


def _inflated(body: bytes, bits: int) -> bytes:
    unpacker = zlib.decompressobj(bits)
    out = unpacker.decompress(body, MAX_BODY + 1)
    if len(out) > MAX_BODY:
        raise UnreadableError(TOO_LARGE)
    if not unpacker.eof:
        raise UnreadableError("cut short: its packed body has no end")
    return out


def _gunzipped(body: bytes) -> bytes:
    return _inflated(body, 16 + zlib.MAX_WBITS)


def _deflated(body: bytes) -> bytes:
    try:
        return _inflated(body, zlib.MAX_WBITS)
    except zlib.error:  # some servers send it without its frame
        return _inflated(body, -zlib.MAX_WBITS)


_UNPACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _deflated,
}
