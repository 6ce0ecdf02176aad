"""A site made of what a test says it answers, on a real socket; and crawls of it in processes of their own."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any

ROOT = Path(__file__).parents[2]
HOME = "https://www.walkopedia.net"

_CRAWL = """
import json, sys
from pathlib import Path
from crawler.runner import crawl
from crawler.settings import CrawlSettings
told = json.loads(sys.argv[1])
told["data"] = Path(told["data"])
told["start_urls"] = tuple(told.get("start_urls", ()))
try:
    print(json.dumps(crawl("walkopedia", CrawlSettings(**told)).as_dict()))
except Exception as error:
    print(json.dumps({"error": type(error).__name__, "message": str(error)}))
"""


@dataclass
class Answer:
    """What a path answers: each field as it goes over the wire."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    type: str = "text/html; charset=utf-8"
    length: int | None = None
    raw: Callable[[Any], None] | None = None
    pause: float = 0.0


Routes = dict[str, Answer | list[Answer]]
"""By path with query; a list is answered one after the other, its last one for good."""


class Site(ThreadingHTTPServer):
    """Serves routes and remembers what was asked."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, routes: Routes) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.routes = routes
        self.asked: list[tuple[str, dict[str, str], float]] = []
        self.lock = Lock()

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def paths(self) -> list[str]:
        """What was asked, in order."""
        return [path for path, _, _ in self.asked]

    @property
    def counts(self) -> Counter[str]:
        """How often each path was asked."""
        return Counter(self.paths)

    def forget(self) -> None:
        """Forget what was asked."""
        self.asked.clear()

    def answer(self, path: str, headers: dict[str, str]) -> Answer:
        """The next answer of a path."""
        with self.lock:
            self.asked.append((path, headers, time.monotonic()))
            route = self.routes.get(path, Answer("no such page", 404))
            if isinstance(route, list):
                return route.pop(0) if len(route) > 1 else route[0]
            return route

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True
    server: Site

    def do_GET(self) -> None:
        answer = self.server.answer(self.path, {k.lower(): v for k, v in self.headers.items()})
        time.sleep(answer.pause)
        if answer.raw:
            answer.raw(self)
            self.wfile.flush()
            self.close_connection = True
            return
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        etag = answer.headers.get("ETag")
        same = etag is not None and self.headers.get("If-None-Match") == etag
        self.send_response(304 if same else answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", answer.type)
        if not same:
            self.send_header("Content-Length", str(len(body) if answer.length is None else answer.length))
        self.end_headers()
        if not same:
            self.wfile.write(body)
        if answer.length is not None:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- named by http.server
        pass


@contextmanager
def serve(routes: Routes) -> Iterator[Site]:
    """A site that answers with these routes; robots.txt allows everything unless said otherwise."""
    with Site({"/robots.txt": Answer("User-agent: *\nDisallow:\n", type="text/plain"), **routes}) as site:
        thread = Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield site
        site.shutdown()
        thread.join()


def links(*hrefs: str) -> str:
    """A page that links to these."""
    return (
        "<html><body>" + "".join(f'<p><a href="{href}">{href}</a></p>' for href in hrefs) + "</body></html>"
    )


def walks(count: int, **headers: str) -> Routes:
    """A home page, a country page and that many walks."""
    paths = [f"/best-world-walks/Peru/Walk-{n}" for n in range(count)]
    pages = {
        path: Answer(f"<h1>{path}</h1>", headers={k: v.format(path) for k, v in headers.items()})
        for path in paths
    }
    return {
        "/": Answer(links("/best-world-walks/Peru")),
        "/best-world-walks/Peru": Answer(links(*paths)),
        **pages,
    }


def zipped(body: str) -> Answer:
    """An answer under gzip."""
    return Answer(gzip.compress(body.encode()), headers={"Content-Encoding": "gzip"})


def begin_crawl(site: Site | str, data: Path, **told: Any) -> subprocess.Popen[str]:
    """Start a crawl in a process of its own."""
    base = site if isinstance(site, str) else site.url
    settings = {"data": str(data), "base_url": base, "download_delay": 0, "timeout": 5} | told
    return subprocess.Popen(
        [sys.executable, "-c", _CRAWL, json.dumps(settings)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@dataclass(frozen=True)
class Crawled:
    """What a crawl reported, and what it said on stderr."""

    report: dict[str, Any]
    stderr: str

    def __getitem__(self, name: str) -> Any:
        return self.report[name]


def crawl(site: Site | str, data: Path, **told: Any) -> Crawled:
    """Crawl a site to its end, in a process of its own."""
    process = begin_crawl(site, data, **told)
    out, err = process.communicate(timeout=60)
    assert out, err
    return Crawled(json.loads(out.splitlines()[-1]), err)
