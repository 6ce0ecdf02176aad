"""Names are resolved to public addresses only: no DNS answer and no redirect leads into our own network."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, Any

from twisted.internet.interfaces import IHostnameResolver, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]  # zope has no types of its own

from crawler.settings import host_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

Interface = Any
"""What Twisted describes by a zope interface: mypy takes no other class for one."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet's, whatever it is wrapped in.

    >>> is_public("93.184.216.34")
    True
    >>> [is_public(a) for a in ("127.0.0.1", "169.254.169.254", "::ffff:10.0.0.1", "fe80::1%eth0")]
    [False, False, False, False]
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def may_connect(host: str, address: str, given_host: str) -> bool:
    """Whether ``host`` may be reached at ``address``; ``given_host`` is that of the mirror the user named.

    A loopback or private address is reached only when the user wrote it down himself, or wrote ``localhost``.
    """
    if is_public(address):
        return True
    host, given_host = host.lower().rstrip("."), given_host.lower()
    if host != given_host:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return _is_loopback(address)
    try:
        return ipaddress.ip_address(host) == ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False


def _is_loopback(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_loopback


@implementer(IResolutionReceiver)
class _Sieve:
    """Hands on only the addresses that may be connected to."""

    def __init__(self, receiver: Interface, host: str, given_host: str) -> None:
        self._receiver = receiver
        self._host = host
        self._given_host = given_host

    def resolutionBegan(self, resolution: Interface) -> None:  # noqa: N802 -- Twisted's name
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Interface) -> None:  # noqa: N802 -- Twisted's name
        if may_connect(self._host, getattr(address, "host", ""), self._given_host):
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:  # noqa: N802 -- Twisted's name
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GlobalAddressResolver:
    """Scrapy's ``TWISTED_DNS_RESOLVER``: every name and literal passes through on its way to a socket."""

    def __init__(self, reactor: Interface, given_host: str) -> None:
        self._reactor = reactor
        self._given_host = given_host
        inner: Interface = reactor.nameResolver
        self._inner: Interface = inner._inner if isinstance(inner, GlobalAddressResolver) else inner

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Interface) -> Self:
        """Under the crawl's settings; ``crawler`` is anything that has ``settings``."""
        return cls.for_base_url(reactor, crawler.settings["WAYPOST_CRAWL"].base_url)

    @classmethod
    def for_base_url(cls, reactor: Interface, base_url: str | None) -> Self:
        """For a mirror, or (None) for the site itself."""
        return cls(reactor, host_of(base_url or ""))

    def install_on_reactor(self) -> None:
        """Put this in the place of the reactor's resolver."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 -- Twisted's name
        self,
        resolutionReceiver: Interface,  # noqa: N803 -- Twisted's name
        hostName: str,  # noqa: N803 -- Twisted's name
        portNumber: int = 0,  # noqa: N803 -- Twisted's name
        addressTypes: Sequence[type[Interface]] | None = None,  # noqa: N803 -- Twisted's name
        transportSemantics: str = "TCP",  # noqa: N803 -- Twisted's name
    ) -> Interface:
        """Resolve, leaving out what may not be connected to."""
        sieve = _Sieve(resolutionReceiver, hostName, self._given_host)
        return self._inner.resolveHostName(sieve, hostName, portNumber, addressTypes, transportSemantics)
