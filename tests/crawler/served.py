"""A site that answers what a test says, on a real socket; and crawls of it in processes of their own."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import os
import resource
import tempfile
import time
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from crawler.settings import CrawlSettings

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Iterator, Mapping

ROOT = Path(__file__).parents[2]
HOME = "https://www.walkopedia.net"


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
def serve(routes: Mapping[str, Answer | list[Answer]]) -> Iterator[Site]:
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


class CrawlProcess:
    """A crawl in a process of its own, forked from one that has Scrapy loaded already."""

    def __init__(self, settings: CrawlSettings, folder: Path, file_size: int | None = None) -> None:
        self._out, self._err = folder / "stdout", folder / "stderr"
        self._process = _FORKS.Process(target=_crawl_here, args=(settings, self._out, self._err, file_size))
        self._process.start()

    @property
    def pid(self) -> int:
        """Its process id."""
        assert self._process.pid is not None
        return self._process.pid

    def send_signal(self, sign: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, sign)

    def communicate(self, timeout: float = 300) -> tuple[str, str]:
        """Wait for its end; gives what it wrote to stdout and stderr."""
        self._process.join(timeout)
        assert self._process.exitcode is not None, "the crawl does not end"
        return self._out.read_text(), self._err.read_text()


_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [
        "pytest",
        "tests.crawler.served",
        "crawler.runner",
        "crawler.spiders.walkopedia",
        "crawler.budget",
        "crawler.guards",
        "scrapy.core.downloader.handlers.http11",
        "scrapy.extensions.feedexport",
    ]
)


def _crawl_here(settings: CrawlSettings, out: Path, err: Path, file_size: int | None) -> None:
    for path, descriptor in ((out, 1), (err, 2)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
    from crawler.runner import crawl as run

    try:
        if file_size is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, resource.RLIM_INFINITY))
        report = run("walkopedia", settings).as_dict()
        print(json.dumps(report | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}), flush=True)
    except Exception as error:
        print(json.dumps({"error": type(error).__name__, "message": str(error)}), flush=True)


def begin_crawl(site: Site | str, data: Path, file_size: int | None = None, **told: Any) -> CrawlProcess:
    """Start a crawl in a process of its own, whose files may not pass ``file_size`` bytes."""
    base = site if isinstance(site, str) else site.url
    settings = replace(CrawlSettings(data, base_url=base, download_delay=0, timeout=5), **told)
    folder = Path(tempfile.mkdtemp(prefix="waypost-test-"))
    return CrawlProcess(settings, folder, file_size)


@dataclass(frozen=True)
class Crawled:
    """What a crawl reported, and what it said on stderr."""

    report: dict[str, Any]
    stderr: str

    def __getitem__(self, name: str) -> Any:
        return self.report[name]


def crawl(site: Site | str, data: Path, **told: Any) -> Crawled:
    """Crawl a site to its end, in a process of its own."""
    out, err = begin_crawl(site, data, **told).communicate()
    assert out, err
    return Crawled(json.loads(out.splitlines()[-1]), err)
