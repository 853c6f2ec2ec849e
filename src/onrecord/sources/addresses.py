"""Which addresses may be fetched: public ones, unless the user allows others."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from msgspec import Struct

from onrecord.records.failure import Failure
from onrecord.sources.captures import refuse

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Target(Struct, frozen=True, kw_only=True):
    """Where to connect for one request. The number is checked and then used, so that no second look-up can differ.

    Attributes:
        scheme: ``http`` or ``https``.
        host: As in the address, in ASCII.
        port: Port.
        number: The IP address to connect to.
        path: Path and query.
    """

    scheme: str
    host: str
    port: int
    number: str
    path: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self._host_and_port}"

    @property
    def _host_and_port(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme]
        return host if self.port == usual else f"{host}:{self.port}"

    @property
    def host_header(self) -> str:
        """The value of the Host header."""
        return self._host_and_port


def find_target(url: str, *, allow_private: bool) -> Target | Failure:
    """Returns where to connect for `url`, or why it may not be fetched."""
    parts = _split(url)
    if isinstance(parts, Failure):
        return parts
    scheme, host, port, path = parts
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return refuse(url, "network", f"the host {host} was not found")
    numbers = [str(info[4][0]) for info in found]
    if not allow_private and not all(is_public(number) for number in numbers):
        message = (
            f"{host} is an address of this machine or of a private network ({numbers[0]}); --allow-private permits it"
        )
        return refuse(url, "refused_address", message)
    return Target(scheme=scheme, host=host, port=port, number=numbers[0], path=path)


def _split(url: str) -> tuple[str, str, int, str] | Failure:
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return refuse(url, "refused_address", "is not a valid address")
    if parts.scheme not in {"http", "https"} or not ascii_host or not port:
        return refuse(url, "refused_address", "is not an http or https address")
    return parts.scheme, ascii_host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def is_public(number: str) -> bool:
    """Tells whether an IP address belongs to the public internet, also where it wraps another one.

    >>> is_public("93.184.215.14"), is_public("10.0.0.1"), is_public("169.254.169.254"), is_public("::1")
    (True, False, False, False)
    >>> is_public("::ffff:127.0.0.1"), is_public("64:ff9b::7f00:1"), is_public("2002:7f00:1::")
    (False, False, False)
    """
    try:
        address: _Address = ipaddress.ip_address(number.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    inner = _unwrap(address)
    return all(a.is_global and not a.is_multicast and not a.is_reserved for a in (inner or address,))


def _unwrap(address: _Address) -> _Address | None:
    """The IPv4 address inside a mapped, 6to4 or NAT64 address."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in ipaddress.ip_network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
