"""Whatever a site does, the crawl ends with a report, a row for each address and no traceback."""

from __future__ import annotations

import gzip
import socket
import struct
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.crawler.served import Answer, crawl, links, serve, walks, zipped
from tests.crawler.test_crawl import met

if TYPE_CHECKING:
    from pathlib import Path

ODD = "/odd.asp"


def head(handler: Any, *lines: str) -> None:
    handler.wfile.write("\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *lines, "", ""]).encode())


def reset(handler: Any) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.wfile = open("/dev/null", "wb")  # noqa: PTH123, SIM115 -- stands in for the closed socket


def cut_short(handler: Any) -> None:
    head(handler, "Content-Length: 1000")
    handler.wfile.write(b"<h1>half")


def broken_chunks(handler: Any) -> None:
    head(handler, "Transfer-Encoding: chunked")
    handler.wfile.write(b"5\r\nhello\r\nZZ\r\n")


def drip(handler: Any) -> None:
    head(handler, "Content-Length: 1000")
    for _ in range(60):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def endless(handler: Any) -> None:
    head(handler)
    for _ in range(400):
        handler.wfile.write(b"x" * 65536)


def many_headers(handler: Any) -> None:
    head(handler, *(f"X-{n}: {'y' * 8000}" for n in range(1300)), "Content-Length: 2")
    handler.wfile.write(b"ok")


def silent(handler: Any) -> None:
    time.sleep(4)


def one_header_of_ten_megabytes(handler: Any) -> None:
    head(handler, f"X-Long: {'y' * 10_000_000}", "Content-Length: 2")
    handler.wfile.write(b"ok")


def nonsense(handler: Any) -> None:
    handler.wfile.write(b"\x00\xff\xfe not HTTP at all\r\n\r\n")


def bomb() -> Answer:
    body = gzip.compress(b"\0" * 200_000_000, 9)
    return Answer(body, headers={"Content-Encoding": "gzip"})


FOR_GOOD = {
    "reset": (Answer(raw=reset), "the connection broke"),
    "cut short": (Answer(raw=cut_short), "the body was cut short"),
    "broken chunks": (Answer(raw=broken_chunks), "the body was cut short"),
    "slow drip": (Answer(raw=drip), "timed out"),
    "silent": (Answer(raw=silent), "timed out"),
    "long header": (Answer(raw=one_header_of_ten_megabytes), "the connection broke"),
    "endless": (Answer(raw=endless), "the body is too large"),
    "announced too large": (Answer(b"x", length=10_000_000_000), "the body is too large"),
    "nonsense": (Answer(raw=nonsense), "the connection broke"),
    "bomb": (bomb(), "the body is larger than 4194304 bytes when unpacked"),
}


@pytest.fixture(scope="module")
def ill(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One crawl of a site with every kind of illness, and what the ledger says of each."""
    data = tmp_path_factory.mktemp("ill")
    paths = {name: f"/best-world-walks/Peru/{name.replace(' ', '-')}" for name in FOR_GOOD}
    routes = {paths[name]: answer for name, (answer, _) in FOR_GOOD.items()}
    with serve(
        {"/": Answer(links(*paths.values(), "/fine.asp")), "/fine.asp": Answer("fine"), **routes}
    ) as site:
        report = crawl(site, data, timeout=2, retries=1)
        asked = site.counts
    return report, met(data), paths, asked


@pytest.mark.parametrize("name", FOR_GOOD)
def test_an_answer_that_is_none_is_a_row_with_its_reason(ill: Any, name: str) -> None:
    _, found, paths, _ = ill
    row = found[paths[name][1:]]
    assert (row.outcome, row.reason) == ("failed", FOR_GOOD[name][1])


def test_the_rest_of_an_ill_site_is_crawled_and_the_run_is_incomplete(ill: Any) -> None:
    report, _, _, asked = ill
    assert asked["/fine.asp"] == 1
    assert (report["failed"], report["verdict"]) == (len(FOR_GOOD), "incomplete")


def test_memory_stays_small_whatever_the_site_sends(ill: Any) -> None:
    report, *_ = ill
    assert report["peak"] < 400_000  # kilobytes


def test_failures_of_the_network_leave_no_traceback(ill: Any) -> None:
    report, *_ = ill
    assert "Traceback" not in report.stderr
    assert "Unhandled" not in report.stderr


@pytest.mark.parametrize(
    "first",
    [
        Answer("ill", 500),
        Answer("busy", 503),
        Answer(raw=reset),
        Answer(raw=cut_short),
        Answer(gzip.compress(b"<p>x</p>" * 99)[:-9], headers={"Content-Encoding": "gzip"}),
        Answer(b"no gzip", headers={"Content-Encoding": "gzip"}),
    ],
    ids=["500", "503", "reset", "cut short", "gzip cut short", "gzip damaged"],
)
def test_what_fails_once_is_asked_again(tmp_path: Path, first: Answer) -> None:
    walk = "/best-world-walks/Peru/A"
    with serve({"/": [first, zipped(links(walk))], walk: Answer("A")}) as site:
        assert crawl(site, tmp_path)["verdict"] == "finished"
        assert site.counts == {"/robots.txt": 1, "/": 2, walk: 1}


def test_redirects_that_lead_nowhere_end(tmp_path: Path) -> None:
    routes = {
        "/": Answer(links("/a.asp", "/self.asp", "/n.asp?n=0")),
        "/a.asp": Answer(status=301, headers={"Location": "/b.asp"}),
        "/b.asp": Answer(status=301, headers={"Location": "/a.asp"}),
        "/self.asp": Answer(status=302, headers={"Location": "/self.asp"}),
        **{f"/n.asp?n={n}": Answer(status=302, headers={"Location": f"/n.asp?n={n + 1}"}) for n in range(50)},
    }
    with serve(routes) as site:
        crawl(site, tmp_path)
        assert (site.counts["/a.asp"], site.counts["/b.asp"], site.counts["/self.asp"]) == (1, 1, 1)
        assert len(site.paths) <= 60


def test_a_redirect_to_another_spelling_of_the_same_address_is_followed(tmp_path: Path) -> None:
    routes = {
        "/": Answer(links("/best-world-walks/Peru/A")),
        "/best-world-walks/Peru/A": Answer(status=301, headers={"Location": "/best-world-walks/Peru/A/"}),
        "/best-world-walks/Peru/A/": Answer("A"),
    }
    with serve(routes) as site:
        assert crawl(site, tmp_path)["walks_seen"] == 1
        site.forget()
        crawl(site, tmp_path)
        assert "/best-world-walks/Peru/A" not in site.paths  # the spelling that answers is remembered


def test_ten_megabytes_of_headers_are_survived(tmp_path: Path) -> None:
    with serve(
        {"/": Answer(links(ODD, "/fine.asp")), ODD: Answer(raw=many_headers), "/fine.asp": Answer("f")}
    ) as site:
        report = crawl(site, tmp_path)
        assert "/fine.asp" in site.paths
    assert report["peak"] < 400_000


def test_hostile_sitemaps_are_read_for_what_they_are(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    outside = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">'
    routes = {
        "/robots.txt": Answer("Sitemap: /1.xml\nSitemap: /2.xml\nSitemap: /3.xml.gz", type="text/plain"),
        "/1.xml": Answer(f"{laughs}]><urlset><url><loc>&j;</loc></url><url><loc>/l.asp</loc></url></urlset>"),
        "/2.xml": Answer(
            f"{outside}]><urlset><url><loc>&x;</loc></url><url><loc>/o.asp</loc></url></urlset>"
        ),
        "/3.xml.gz": Answer(gzip.compress(b"<urlset>" + b" " * 100_000_000), type="application/gzip"),
        "/": Answer("home"),
    }
    with serve(routes) as site:
        report = crawl(site, tmp_path)
        assert {"/1.xml", "/2.xml", "/3.xml.gz", "/"} <= set(site.paths)
        assert not any("ha" in path or "root" in path for path in site.paths)
    assert (report["verdict"], report["peak"] < 400_000) == ("finished", True)


def test_a_wrong_content_type_or_charset_hides_no_link(tmp_path: Path) -> None:
    kinds = {
        "plain": "text/plain",
        "bytes": "application/octet-stream",
        "none": "",
        "nonsense": "\xe9;;;=",
        "xml": "application/xml; charset=utf-8",
        "no-charset-of-this-name": "text/html; charset=klingon-8",
        "another-charset": "text/html; charset=utf-16",
    }
    words = b"<p>caf\xe9 \x93quoted\x94</p>"
    pages = {
        f"/{name}.asp": Answer(words + links(f"/from-{name}.asp").encode(), type=kind)
        for name, kind in kinds.items()
    }
    with serve({"/": Answer(links(*pages)), **pages}) as site:
        report = crawl(site, tmp_path)
        assert {f"/from-{name}.asp" for name in kinds} <= set(site.paths)
    assert (report["verdict"], report.stderr) == ("finished", "")


def test_a_site_that_goes_down_half_way_is_given_up(tmp_path: Path) -> None:
    routes = walks(40)
    for path in list(routes)[10:]:
        routes[path] = Answer(raw=reset)
    with serve(routes) as site:
        report = crawl(site, tmp_path, retries=1)
        assert len(site.paths) < 40
    assert (report["verdict"], report["unreachable"]) == ("incomplete", False)
    assert report["stopped_because"].startswith("no answer for 10 addresses in a row")


def test_a_site_that_is_down_is_unreachable_in_one_report(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    report = crawl(f"http://127.0.0.1:{port}", tmp_path)
    assert (report["unreachable"], report["answered"]) == (True, 0)
    assert report.stderr == ""


def test_a_name_that_does_not_resolve_is_a_reason(tmp_path: Path) -> None:
    report = crawl("http://no-such-host.invalid", tmp_path, contact="a@b.c")
    assert report["unreachable"]
    assert "Traceback" not in report.stderr
