"""Which addresses a crawl may connect to: the provider's own hosts, and never a private network by accident.

Checked twice: the address as it is spelled, for every request and every hop of a redirect (`HostCheck`), and the
address a name resolves to, which is the one connected to (`PublicResolver`).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, cast

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver

from spiders.urls import canonical, host

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class PrivateAddressError(IgnoreRequest):
    """The address lies in a private, loopback, link-local or otherwise not public network."""


class ForeignHostError(IgnoreRequest):
    """The address is on a host that is not the provider's."""


def is_refused(address: str, *, private_allowed: bool, never: Iterable[Network] = ()) -> bool:
    """Tell whether an IP address (as text) may not be connected to.

    `private_allowed` permits private and loopback addresses; networks in `never` are refused all the same.
    """
    try:
        ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return True
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip.sixtofour or ip
    if any(ip.version == network.version and ip in network for network in never):
        return True
    if ip.is_multicast or ip.is_unspecified or ip.is_reserved:
        return True
    return not (ip.is_global or private_allowed)


def literal_address(hostname: str) -> str | None:
    """Return the IP address a host name spells, None for a real name.

    Also the spellings the resolver of the system takes for an address: 2130706433, 0x7f.1, 0177.0.0.1, 127.1.
    """
    try:
        return str(ipaddress.ip_address(hostname.strip("[]").partition("%")[0]))
    except ValueError:
        pass
    pieces = hostname.rstrip(".").split(".")
    if len(pieces) > 4:
        return None
    numbers: list[int] = []
    for piece in pieces:
        number = _number(piece)
        if number is None:
            return None
        numbers.append(number)
    total = numbers[-1]
    for place, number in enumerate(numbers[:-1]):
        total += number << (8 * (3 - place))
    return str(ipaddress.IPv4Address(total)) if total < 2**32 else "0.0.0.0"  # noqa: S104 - refused everywhere


def _number(piece: str) -> int | None:
    """Read a part of an address as the C library does: decimal, 0x hexadecimal, 0 octal."""
    base = 16 if piece[:2].lower() == "0x" else 8 if len(piece) > 1 and piece.startswith("0") else 10
    try:
        return int(piece, base) if piece.isascii() and piece.isalnum() and len(piece) < 20 else None
    except ValueError:
        return None


def networks(texts: Sequence[str]) -> tuple[Network, ...]:
    """Read networks such as 10.0.0.0/8; raises ValueError."""
    return tuple(ipaddress.ip_network(text) for text in texts)


class HostCheck:
    """Downloader middleware: every request, also those a redirect brings, must be to an own, public host.

    A request for robots.txt may be led to another host, as RFC 9309 section 2.3.1.2 wants it; never to a private one.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.own: frozenset[str] = frozenset(crawler.settings.getlist("OWN_HOSTS"))
        self.private_allowed = crawler.settings.getbool("PRIVATE_NETWORK")
        self.never = networks(crawler.settings.getlist("REFUSED_NETWORKS"))
        self._reasons: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HostCheck:
        """Build it from the settings OWN_HOSTS, PRIVATE_NETWORK and REFUSED_NETWORKS."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise PrivateAddressError or ForeignHostError for a request that may not be made."""
        name = host(canonical(request.url))
        if name not in self._reasons:
            self._reasons[name] = self._reason(name)
        if reason := self._reasons[name]:
            raise PrivateAddressError(f"{request.url}: {reason}")
        if name not in self.own and not request.meta.get("robots"):
            raise ForeignHostError(f"{request.url}: not a host of this provider")

    def _reason(self, name: str) -> str:
        """Return why a host may not be asked, whatever it names; "" where it may."""
        bare = name.rpartition(":")[0] if name.rpartition(":")[2].isdigit() and not name.endswith("]") else name
        literal = literal_address(bare)
        if literal and is_refused(literal, private_allowed=self.private_allowed, never=self.never):
            return "address of a private network"
        if not self.private_allowed and (bare == "localhost" or bare.endswith((".localhost", ".local", ".internal"))):
            return "name of a private network"
        return ""


class PublicResolver(CachingThreadedResolver):
    """Resolver that gives no private address; what it returns is the very address that is connected to."""

    private_allowed = False
    never: tuple[Network, ...] = ()

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.refused: dict[str, str] = {}

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        """Resolve a name; the Deferred fails with PrivateAddressError where the address may not be connected to."""
        return cast("Deferred[str]", super().getHostByName(name, timeout).addCallback(self._checked, name))

    def _checked(self, address: Any, name: str) -> Any:
        if is_refused(str(address), private_allowed=self.private_allowed, never=self.never):
            self.refused[name] = str(address)
            raise PrivateAddressError(f"{name} resolves to {address}, an address of a private network")
        return address
