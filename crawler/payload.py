"""Bodies unpacked under a cap: gzip is all we ask for, so it is all we take."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from crawler.refusals import Refused

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

BROKEN = "broken-payload"
"""Flag of a response whose gzip is damaged: the answer is asked for again."""

PAYLOAD = "waypost_payload"
"""Key in ``Request.meta``: the unpacked body of this request's last response, where it came packed."""

_PLAIN = frozenset({"", "identity"})
_GZIP = frozenset({"gzip", "x-gzip"})


class PayloadError(ValueError):
    """The body cannot be unpacked; the message is its ``reason``."""


class TooLargeError(PayloadError):
    """The body is larger, unpacked, than the cap."""


def unpack(body: bytes, encoding: str, limit: int) -> bytes:
    """The payload of a body sent under this ``Content-Encoding``.

    Raises PayloadError when it cannot be unpacked, TooLarge when it is more than ``limit`` bytes.

    >>> unpack(b"plain", "", 10)
    b'plain'
    """
    for name in reversed([part.strip().lower() for part in encoding.split(",")]):
        if name in _GZIP:
            body = gunzip(body, limit)
        elif name not in _PLAIN:
            raise PayloadError(f"the content encoding {name[:20]!r} was not asked for")
    return body


def gunzip(body: bytes, limit: int) -> bytes:
    """All gzip members of a body, one after the other; what follows the last one is ignored."""
    pieces: list[bytes] = []
    room = limit
    while body[:2] == b"\x1f\x8b" or not pieces:
        unpacker = zlib.decompressobj(31)
        try:
            piece = unpacker.decompress(body, room + 1)
        except zlib.error:
            raise PayloadError("the gzip coding is damaged") from None
        if len(piece) > room:
            raise TooLargeError(f"the body is larger than {limit} bytes when unpacked")
        if not unpacker.eof:
            raise PayloadError("the gzip coding is cut short")
        pieces.append(piece)
        room -= len(piece)
        body = unpacker.unused_data
    return b"".join(pieces)


def payload_of(response: Response) -> bytes:
    """The body of a response that ``Unpacking`` has seen, without its content coding."""
    payload: bytes = response.meta.get(PAYLOAD, response.body)
    return payload


class Unpacking:
    """Downloader middleware: puts the payload beside the response, the cap kept.

    A response with another body would have to be made anew, which costs as much as unpacking.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Under the crawl's settings."""
        return cls(crawler.settings["WAYPOST_CRAWL"].max_size)

    def process_response(self, request: Request, response: Response) -> Response:
        """The response, its payload noted; a damaged one is flagged, one too large refused."""
        request.meta.pop(PAYLOAD, None)
        encoding = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
        if not encoding or not response.body:
            return response
        try:
            request.meta[PAYLOAD] = unpack(response.body, encoding, self._limit)
        except TooLargeError as error:
            raise Refused(str(error)) from None
        except PayloadError:
            response.flags.append(BROKEN)
        return response
