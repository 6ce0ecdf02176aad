"""Nothing but the site, or the mirror named in its place, is ever asked."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request

from crawler.guards import AddressGuard
from crawler.refusals import RefusedAddress
from crawler.resolver import is_public, may_connect
from crawler.settings import CrawlSettings
from tests.crawler.served import ROOT, Answer, begin_crawl, crawl, links, serve
from tests.crawler.test_crawl import met

MIRROR = AddressGuard(CrawlSettings(base_url="http://127.0.0.1:8031"))
SITE = AddressGuard(CrawlSettings(contact="a@b.c"))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8032/",
        "http://127.0.0.1/",
        "https://127.0.0.1:8031/",
        "http://localhost:8031/",
        "http://2130706433:8031/",
        "http://0177.0.0.1:8031/",
        "http://0x7f.1:8031/",
        "http://[::1]:8031/",
        "http://[::ffff:127.0.0.1]:8031/",
        "http://169.254.169.254/latest/meta-data/",
        "https://www.walkopedia.net/",
        "http://user@127.0.0.1:8031/",
        "http://127.0.0.1:8031@example.org/",
        "ftp://127.0.0.1:8031/",
        "file:///etc/passwd",
        "data:text/html,x",
    ],
)
def test_a_mirror_is_its_scheme_host_and_port_and_nothing_else(url: str) -> None:
    with pytest.raises(RefusedAddress):
        MIRROR.process_request(Request(url, dont_filter=True))


@pytest.mark.parametrize("url", ["http://walkopedia.net/x", "https://www.walkopedia.net:443/x"])
def test_the_site_is_its_hosts_on_their_own_ports(url: str) -> None:
    SITE.process_request(Request(url))


@pytest.mark.parametrize(
    "url", ["http://walkopedia.net:8080/", "https://evil.walkopedia.net/", "http://127.0.0.1/"]
)
def test_other_ports_and_hosts_are_not_the_site(url: str) -> None:
    with pytest.raises(RefusedAddress):
        SITE.process_request(Request(url))


def test_a_redirect_to_another_port_of_the_same_host_is_refused(tmp_path: Path) -> None:
    with serve({"/secret": Answer("secret")}) as inner:
        routes = {
            "/": Answer(links("/go.asp", f"{inner.url}/linked")),
            "/go.asp": Answer(status=302, headers={"Location": f"{inner.url}/secret"}),
            "/robots.txt": Answer(f"Sitemap: {inner.url}/sitemap.xml"),
        }
        with serve(routes) as site:
            crawl(site, tmp_path)
            assert "/go.asp" in site.paths
        assert inner.paths == []
    found = met(tmp_path)
    assert {found[path].outcome for path in ("secret", "linked", "sitemap.xml")} == {"refused_address"}


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "10.1.2.3", "127.0.0.1", "169.254.169.254", "172.16.0.1", "192.168.1.1", "100.64.0.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0",
        "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "not an address", "",
    ],
)  # fmt: skip
def test_addresses_of_our_own_network_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_a_private_address_is_reached_only_as_it_was_given() -> None:
    assert may_connect("127.0.0.1", "127.0.0.1", "127.0.0.1")
    assert may_connect("localhost", "::1", "localhost")
    assert not may_connect("localhost", "10.0.0.1", "localhost")
    assert not may_connect("mirror.example", "10.0.0.1", "mirror.example")
    assert not may_connect("2130706433", "127.0.0.1", "127.0.0.1")
    assert not may_connect("127.0.0.2", "127.0.0.2", "127.0.0.1")


@given(st.ip_addresses())
def test_no_private_address_is_ever_public(address: object) -> None:
    ip = address
    if getattr(ip, "is_private", False) or getattr(ip, "is_multicast", False):
        assert not is_public(str(ip))


_ASK = """
import sys
from twisted.internet import asyncioreactor
asyncioreactor.install()
from twisted.internet import defer, reactor
from twisted.web.client import Agent
from crawler.resolver import GlobalAddressResolver

async def ask():
    GlobalAddressResolver.for_base_url(reactor, None).install_on_reactor()
    for host in sys.argv[2:]:
        try:
            await Agent(reactor, connectTimeout=5).request(b"GET", f"http://{host}:{sys.argv[1]}/".encode())
            print(host, "answered")
        except Exception as error:
            print(host, type(error).__name__)
    reactor.stop()

reactor.callWhenRunning(lambda: defer.ensureDeferred(ask()))
reactor.run()
"""


def test_names_and_literals_both_pass_the_resolver_on_their_way_to_a_socket() -> None:
    with serve({"/": Answer("inside")}) as site:
        hosts = ["127.0.0.1", "localhost", "2130706433", "0177.0.0.1", "[::ffff:127.0.0.1]"]
        done = subprocess.run(
            [sys.executable, "-c", _ASK, str(site.server_port), *hosts],
            cwd=ROOT, capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip
        assert site.paths == []
    assert "answered" not in done.stdout
    assert len(done.stdout.splitlines()) == len(hosts), done.stderr


FORMS = (
    "http://localhost:{}/f/1", "http://2130706433:{}/f/2", "http://0x7f000001:{}/f/3", "http://0177.0.0.1:{}/f/4",
    "http://127.1:{}/f/5", "http://[::1]:{}/f/6", "http://[::ffff:127.0.0.1]:{}/f/7", "http://[::7f00:1]:{}/f/8",
    "http://169.254.169.254/f/9", "http://[fe80::1]/f/10", "http://metadata.google.internal/f/11",
    "http://127.0.0.1.nip.io:{}/f/12", "//127.0.0.2:{}/f/13", "https://127.0.0.1:{}/f/14",
    "http://127.0.0.1:{}@169.254.169.254/f/15", "file:///f/16", "gopher://127.0.0.1:{}/f/17",
)  # fmt: skip
"""Where a hostile site may send us: our own machine and network under other names, and other schemes."""


def test_no_redirect_link_or_sitemap_leads_to_our_own_network(tmp_path: Path) -> None:
    """Most of them are the site under another name: it would answer."""
    with serve({}) as site:
        forms = [form.format(site.server_port) for form in FORMS]
        hops = {
            f"/go-{n}.asp": Answer(status=302, headers={"Location": form}) for n, form in enumerate(forms)
        }
        entries = "".join(f"<url><loc>{form}</loc></url>" for form in forms)
        site.routes |= {
            **hops,
            "/": Answer(links(*hops, *forms)),
            "/robots.txt": Answer("Sitemap: /s.xml"),
            "/s.xml": Answer(f"<urlset>{entries}</urlset>", type="text/xml"),
        }
        crawl(site, tmp_path)
        assert sorted(site.paths) == sorted(["/", "/robots.txt", "/s.xml", *hops])
    refused = {m.url.partition("/f/")[2]: m.outcome for m in met(tmp_path).values() if "/f/" in m.url}
    assert refused == {str(n): "refused_address" for n in range(1, len(FORMS) + 1)}


def test_what_headers_ask_of_a_browser_is_not_done(tmp_path: Path) -> None:
    asking = {
        "Refresh": "0; url=/refreshed.asp",
        "Link": "</linked.css>; rel=preload, </next.asp>; rel=next",
        "Content-Location": "/elsewhere.asp",
        "Content-Disposition": "attachment; filename=../../../evil.py",
        "Alt-Svc": 'h2=":1"; ma=3600',
        "Set-Cookie": "id=1; Path=/",
        "Content-Security-Policy-Report-Only": "report-uri /report.asp",
    }
    with serve({"/": Answer(links("/a.asp"), headers=asking), "/a.asp": Answer("a")}) as site:
        report = crawl(site, tmp_path / "D")
        assert site.paths == ["/robots.txt", "/", "/a.asp"]
        assert not any("cookie" in headers for _, headers, _ in site.asked)
    assert report["verdict"] == "finished"
    assert not list(tmp_path.rglob("*evil*"))


def listening(pid: int) -> list[str]:
    """The local addresses that a process listens at, as the kernel tells them."""
    held = {str(fd.readlink()) for fd in Path(f"/proc/{pid}/fd").iterdir() if fd.is_symlink()}
    tables = [Path("/proc/net", kind).read_text().splitlines()[1:] for kind in ("tcp", "tcp6")]
    rows = [line.split() for table in tables for line in table]
    return [row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in held]


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux tells who listens where")
def test_a_crawl_at_work_listens_nowhere(tmp_path: Path) -> None:
    with serve({"/": [Answer("late", pause=30), Answer("soon")]}) as site:
        crawling = begin_crawl(site, tmp_path, timeout=60)
        while len(site.asked) < 2:
            time.sleep(0.01)
        found = listening(crawling.pid)
        crawling.send_signal(signal.SIGKILL)
        crawling.communicate()
    assert found == []
