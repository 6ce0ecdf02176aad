"""A site made of its saved pages, on loopback: each at the address that its ``page.json`` names."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from waypost.scaffold.fixture import fixtures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from normalize.page import Page

ROBOTS = b"User-agent: *\nDisallow: /crew/\n"


class Served(str):
    """Base URL of the running site, and the path of every request so far."""

    asked: list[str]


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.asked.append(path)
        page = self.server.pages.get(path)
        body = page.body if page else ROBOTS if path == "/robots.txt" else b"nothing here"
        self.send_response(200 if page or path == "/robots.txt" else 404)
        self.send_header("Content-Type", (page and page.content_type) or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (named by http.server)
        """Say nothing: ``asked`` keeps what was asked."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, pages: dict[str, Page]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = pages
        self.asked: list[str] = []


@contextmanager
def serve_fixtures(root: Path, site: str) -> Iterator[Served]:
    """Serve the fixtures of a site below ``root`` until the block ends."""
    pages = {urlsplit(f.page.url or "").path: f.page for f in fixtures(root) if f.site == site}
    with _Server(pages) as server:
        base = Served(f"http://127.0.0.1:{server.server_port}")
        base.asked = server.asked
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield base
        finally:
            server.shutdown()
            thread.join()
