"""The real page in five kinds of markup and two encodings, crawled and published: the dump's record."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from tests.conftest import run_waypost
from tests.markup import DIALECTS, page
from tests.test_seed import SEED, needs_seed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ADDRESS = "/walks/display-walk.asp?WalkID=93"
OBSERVED = {"walk_id", "url", "aliases", "fetched_at", "first_seen", "last_seen", "last_changed"}
TABLES = ("walks", "photos", "credits", "repairs", "statistics", "checks")


@contextmanager
def served(body: bytes, charset: str) -> Iterator[str]:
    """A site of two pages on loopback: a home page, and the walk that it links."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = {"/": f'<a href="{ADDRESS}">Lares Trek</a>'.encode(), ADDRESS: body}.get(self.path)
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", f"text/html; charset={charset}")
            self.end_headers()
            self.wfile.write(known or b"not here")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (named by http.server)
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def published(workspace: Path) -> dict[str, list[dict[str, Any]]]:
    """What a catalogue says, without where and when it was seen."""
    latest = workspace / "catalogue" / "latest"
    rows = {table: pq.read_table(latest / f"{table}.parquet").to_pylist() for table in TABLES}
    return {t: [{k: v for k, v in row.items() if k not in OBSERVED} for row in rows[t]] for t in TABLES}


@pytest.fixture(scope="module")
def from_dump(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    workspace = tmp_path_factory.mktemp("dump") / "data"
    done = run_waypost("normalize", SEED, "--data", workspace)
    assert done.returncode == 0, done.stderr
    return published(workspace)


@needs_seed
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_crawled_page_gives_the_record_of_its_dump(
    dialect: str, charset: str, tmp_path: Path, from_dump: dict[str, list[dict[str, Any]]]
) -> None:
    with served(page(SEED.read_text("utf-8"), dialect, charset), charset) as base_url:
        done = run_waypost("run", "walkopedia", "--base-url", base_url, "--data", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    crawled = published(tmp_path / "data")
    assert len(crawled["repairs"]) == 7
    for table in TABLES:
        assert crawled[table] == from_dump[table], table
