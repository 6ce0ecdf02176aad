"""A site of any size on loopback, in a process of its own: what the crawler's benchmarks ask.

Its pages are the size of the real site's older ones, about 60 KiB and 200 links, most of them a menu that
stands on every page. Nothing is kept: a page is made when it is asked for.
"""

from __future__ import annotations

import asyncio
import gzip
import multiprocessing
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.connection import Connection

INDEX = 100
"""Walks that one index page leads to."""
_WORDS = (
    "path", "ridge", "river", "village", "mossy", "granite", "lantern", "meadow", "harbour",
    "cairn", "heather", "switchback", "col", "terrace", "spring", "orchard", "shepherd", "gate",
    "chapel", "slope", "saddle", "glacier", "tarn", "plateau", "footbridge", "moor", "larch",
    "boulder", "ford",
)  # fmt: skip
_HEAD = "<html><head><title>{title}</title><link rel=stylesheet href=/style.css></head><body>"
_ROBOTS = "User-agent: *\nDisallow: /private/\nSitemap: {base}/sitemap.xml\n"


@dataclass(frozen=True, slots=True)
class Shape:
    """How the site is made.

    ``walks`` pages, found by links or (``mapped``) by the sitemap alone; ``zipped`` when answers come under
    gzip, ``small`` when a page is a few words, ``tagged`` when it has an ETag and answers 304.
    """

    walks: int
    zipped: bool = False
    small: bool = False
    mapped: bool = False
    tagged: bool = False


@contextmanager
def serve(shape: Shape) -> Iterator[str]:
    """The site's base URL, as long as the block lasts."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_run, args=(shape, theirs), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}"
    finally:
        process.terminate()
        process.join()


def paths(shape: Shape) -> Iterator[str]:
    """Every page of the site but its sitemap."""
    yield "/"
    if not shape.mapped:
        yield from (f"/best-world-walks/Land-{n}" for n in range(-(-shape.walks // INDEX)))
    yield from (walk(n) for n in range(shape.walks))


def walk(number: int) -> str:
    """The path of one walk."""
    return f"/best-world-walks/Land-{number // INDEX}/Walk-{number}"


def page(shape: Shape, path: str) -> str:
    """The words of a page."""
    parts = path.rstrip("/").split("/")
    title = parts[-1] or "Home"
    if len(parts) == 4:
        return _walk_page(shape, int(title.rpartition("-")[2]), title)
    lands = range(-(-shape.walks // INDEX))
    hrefs = [f"/best-world-walks/Land-{n}" for n in lands] if not shape.mapped else []
    if len(parts) == 3:
        first = int(title.rpartition("-")[2]) * INDEX
        hrefs = [walk(n) for n in range(first, min(first + INDEX, shape.walks))]
    return _HEAD.format(title=title) + "".join(f'<p><a href="{href}">{href}</a></p>' for href in hrefs)


def _walk_page(shape: Shape, number: int, title: str) -> str:
    if shape.small:
        return f"<h1>{title}</h1>"
    near = [walk(n % shape.walks) for n in range(number + 1, number + 14)]
    around = "".join(f'<li><a href="{href}">{href[-8:]}</a></li>' for href in near)
    head = f"{_HEAD.format(title=title)}{_menu(shape.walks)}<h1>{title}</h1>"
    return f"{head}{_prose(number % 97)}<ul>{around}</ul>"


@lru_cache(maxsize=1)
def _menu(walks: int) -> str:
    """What stands on every page: 186 links to pages of the site."""
    lands = -(-walks // INDEX)
    hrefs = [f"/best-world-walks/Land-{n % lands}" for n in range(120)] + [walk(n % walks) for n in range(66)]
    cells = (
        f'<tr><td class="menu"><a class="menulink" href="{href}" title="{href}">{href[-9:]}</a></td></tr>\r\n'
        for href in hrefs
    )
    return f"<table>{''.join(cells)}</table>"


@lru_cache(maxsize=97)
def _prose(seed: int) -> str:
    """Forty paragraphs, 35 KiB, that compress as prose does."""
    state, told = seed + 1, []
    for _ in range(40):
        words = []
        for _ in range(120):
            state = (state * 1103515245 + 12345) % 2**31
            words.append(f"{_WORDS[state // 7 % len(_WORDS)]}{'' if state % 5 else state % 991}")
        told.append(f"<p><font face=Verdana size=2>{' '.join(words)}.</font></p>")
    return "\r\n".join(told)


def _sitemap(shape: Shape, base: str, path: str) -> str | None:
    """The sitemap: an index where the walks do not fit into one file."""
    part = path.removeprefix("/sitemap").removesuffix(".xml")
    if not part:
        files = range(-(-shape.walks // 10_000)) if shape.mapped else ()
        inner = "".join(f"<sitemap><loc>{base}/sitemap-{n}.xml</loc></sitemap>" for n in files)
        return f"<sitemapindex>{inner}</sitemapindex>"
    first = int(part[1:]) * 10_000
    numbers = range(first, min(first + 10_000, shape.walks))
    return f"<urlset>{''.join(f'<url><loc>{base}{walk(n)}</loc></url>' for n in numbers)}</urlset>"


def _run(shape: Shape, told: Connection) -> None:
    asyncio.run(_serve(shape, told))


async def _serve(shape: Shape, told: Connection) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while request := await reader.readuntil(b"\r\n\r\n"):
                writer.write(answer(shape, request.decode("latin-1"), base))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    told.send(port)
    async with server:
        await server.serve_forever()


def answer(shape: Shape, request: str, base: str) -> bytes:
    """The bytes that go over the wire for a request."""
    path = request.split(" ", 2)[1]
    tag = f'"{path}"' if shape.tagged else None
    if tag and f"if-none-match: {tag}".lower() in request.lower():
        return _head("304 Not Modified", {"ETag": tag})
    kind = "text/html; charset=windows-1252"
    if path == "/robots.txt":
        return _sent(_ROBOTS.format(base=base).encode(), {"Content-Type": "text/plain"})
    if path.startswith("/sitemap"):
        text, kind = _sitemap(shape, base, path) or "", "text/xml"
    else:
        text = page(shape, path)
    headers = {"Content-Type": kind, "Server": "Microsoft-IIS/6.0", "X-Powered-By": "ASP.NET"}
    body = text.encode()
    if shape.zipped:
        body, headers["Content-Encoding"] = gzip.compress(body, 6, mtime=0), "gzip"
    return _sent(body, headers | ({"ETag": tag} if tag else {}))


def _sent(body: bytes, headers: dict[str, str]) -> bytes:
    return _head("200 OK", headers | {"Content-Length": str(len(body))}) + body


def _head(status: str, headers: dict[str, str]) -> bytes:
    lines = (f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\n{''.join(lines)}\r\n".encode("latin-1")
