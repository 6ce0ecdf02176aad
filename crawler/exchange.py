"""One request and its answer, as the records that the archive keeps of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from crawler.clock import warc_date
from crawler.warc import Headers, digest, http_head, member, record_id, status_line

if TYPE_CHECKING:
    from datetime import datetime

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


def answer_record(exchange: Exchange) -> tuple[bytes, dict[str, str]]:
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


def request_record(exchange: Exchange, answer: dict[str, str]) -> bytes:
    """The request record, which names the answer's by what is told of it."""
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
