"""The bundled miniature site on loopback: ``with serve_site() as base``, or ``python -m tests.site_server``.

The answers are data: ``tests/fixtures/site/site.toml``, explained in ``tests/fixtures/README.md``.
"""

from __future__ import annotations

import argparse
import tomllib
from base64 import b64decode
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

SITE = Path(__file__).parent / "fixtures" / "site"
IMAGES = "/assets/walkimages/"
GIF = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""The one picture that stands for all of them: one transparent pixel."""


@dataclass(frozen=True, slots=True)
class Route:
    """What the site answers at one address (path and query), and the outcome that a crawl should give it."""

    address: str
    outcome: str
    file: str | None = None
    status: int = 200
    content_type: str | None = "text/html; charset=utf-8"
    location: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    expected: str | None = None
    """Name of the walk's hand-written record in ``expected/``."""
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came, and the status it was answered with."""

    method: str
    address: str
    headers: dict[str, str]
    status: int


class SiteUrl(str):
    """Base URL of the running site, without a slash at its end, and every request so far."""

    requests: list[Asked]


def read_routes(folder: Path = SITE) -> dict[str, Route]:
    """Every route of ``site.toml`` by its address, with the bytes of its file."""
    rows: list[dict[str, Any]] = tomllib.loads((folder / "site.toml").read_text(encoding="utf-8"))["routes"]
    routes = {}
    for row in rows:
        body = (folder / row["file"]).read_bytes() if "file" in row else b""
        routes[row["address"]] = Route(**row, body=body)
    return routes


def find(routes: dict[str, Route], target: str) -> Route:
    """The route that answers a request target; as on the site, ``WalkName`` and a last slash are ignored."""
    url = urlsplit(target)
    query = "&".join(part for part in url.query.split("&") if part and not part.startswith("WalkName="))
    path = url.path.rstrip("/") or "/"
    if path.startswith(IMAGES):
        return Route(path, "other", content_type="image/gif", body=GIF)
    return routes.get(f"{path}?{query}" if query else path) or routes["404"]


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the routes; one connection serves many requests."""

    protocol_version = "HTTP/1.1"
    server: _Server
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self) -> None:
        route = find(self.server.routes, self.path)
        status = 304 if self._has(route) else route.status
        self.server.requests.append(Asked(self.command, self.path, dict(self.headers), status))
        self.send_response(status)
        for name, value in _headers(route, status).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command == "GET" and status != 304:
            self.wfile.write(route.body)

    do_HEAD = do_GET  # noqa: N815  (named by http.server)

    def _has(self, route: Route) -> bool:
        """Whether the client says that it has this very answer; an ETag outweighs a date (RFC 9110)."""
        known, since = self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")
        if known is not None:
            return route.etag is not None and route.etag in known
        if since is None or route.last_modified is None:
            return False
        with suppress(ValueError):
            return parsedate_to_datetime(route.last_modified) <= parsedate_to_datetime(since)
        return False

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (named by http.server)
        """Say nothing: ``requests`` keeps what was asked."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.routes = read_routes()
        self.requests: list[Asked] = []


def _headers(route: Route, status: int) -> dict[str, str]:
    values = {
        "Content-Type": route.content_type,
        "Content-Length": None if status == 304 else str(len(route.body)),
        "Location": route.location,
        "ETag": route.etag,
        "Last-Modified": route.last_modified,
    }
    return {name: value for name, value in values.items() if value is not None}


@contextmanager
def serve_site(port: int = 0) -> Iterator[SiteUrl]:
    """Serve the site on 127.0.0.1 (port 0: a free one) until the block ends; gives its base URL."""
    with _Server(port) as server:
        base = SiteUrl(f"http://127.0.0.1:{server.server_port}")
        base.requests = server.requests
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield base
        finally:
            server.shutdown()
            thread.join()


def main() -> None:
    """Serve the site until interrupted, for a look at it in a browser."""
    parser = argparse.ArgumentParser(prog="python -m tests.site_server", description=main.__doc__)
    parser.add_argument("--port", type=int, default=0, help="port on 127.0.0.1 (default: a free one)")
    with suppress(KeyboardInterrupt), serve_site(parser.parse_args().port) as base:
        print(base, flush=True)
        Event().wait()


if __name__ == "__main__":
    main()
