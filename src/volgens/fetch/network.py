"""Connections to addresses that were checked: a name is looked up once, every address it gives is looked at, and one of these is connected to.

So a name that means a public address when it is checked and this machine a moment later (DNS rebinding) reaches nothing, and neither
does a redirect: every request makes a connection of its own.
"""

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from ssl import SSLContext
from typing import Any

import httpcore2

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
# Where the last 32 bits are an address of IPv4: NAT64 (RFC 6052), as compatible (RFC 4291, long deprecated), and as translated (RFC 2765).
_LAST = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96")))
_ISATAP = 0x5EFE  # the 32 bits before those, one bit left out, of tunnels within a network (RFC 5214)
_LOCAL = ipaddress.ip_network(
    "64:ff9b:1::/48"
)  # NAT64 within one network (RFC 8215), which older Pythons take for public


class PrivateAddress(Exception):
    """The name leads to an address that is not on the public internet."""


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host, as the system gives them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[0]) for *_, where in found))


def is_public(address: str) -> bool:
    """Is it an address of the public internet? One inside another (IPv4 in IPv6, however it is put there) has to be so too."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address) and ip.is_site_local:
        return False
    return ip not in _LOCAL and all(a.is_global and not a.is_multicast for a in (ip, *_inside(ip)))


def _inside(ip: Address) -> list[Address]:
    if isinstance(ip, ipaddress.IPv4Address):
        return []
    if ip.ipv4_mapped:
        return [ip.ipv4_mapped]
    last = any(ip in n for n in _LAST) or int(ip) >> 32 & 0xFDFFFFFF == _ISATAP
    return [
        *([ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)] if last else []),
        *([ip.sixtofour] if ip.sixtofour else []),
        *(ip.teredo or ()),
    ]


class Checked(httpcore2.NetworkBackend):
    """Connects to checked addresses only, and lets nothing go on after ``deadline`` (``time.monotonic``)."""

    def __init__(self, deadline: float, private: bool, look_up: Resolve = resolve):
        self._deadline, self._private, self._look_up = deadline, private, look_up
        self._below = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        try:
            found = self._look_up(host, port)
        except OSError as e:
            raise httpcore2.ConnectError(f"the name {host} is not known") from e
        private = [a for a in found if not is_public(a)]
        if private and not self._private:
            raise PrivateAddress(private[0] if host == private[0] else f"{host} leads to {private[0]}, which")
        error: Exception = httpcore2.ConnectError(f"the name {host} has no address")
        for address in found:
            try:
                left = _left(self._deadline, timeout, httpcore2.ConnectTimeout)
                return _Timed(self._below.connect_tcp(address, port, left, None, socket_options or ()), self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as e:
                error = e
        raise error


class _Timed(httpcore2.NetworkStream):
    """A stream that ends at a deadline, however slowly it drips."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: float):
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._deadline, timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._deadline, timeout, httpcore2.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = _left(self._deadline, timeout, httpcore2.ConnectTimeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(deadline: float, timeout: float | None, late: type[Exception]) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise late("there is no time left")
    return left if timeout is None else min(left, timeout)
