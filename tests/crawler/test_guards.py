"""Nothing but the site, or the mirror named in its place, is ever asked."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy import Request

from crawler.guards import AddressGuard
from crawler.refusals import RefusedAddress
from crawler.resolver import is_public, may_connect
from crawler.settings import CrawlSettings
from tests.crawler.served import ROOT, Answer, crawl, links, serve
from tests.crawler.test_crawl import met

if TYPE_CHECKING:
    from pathlib import Path

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
