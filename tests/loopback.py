"""No test talks to another machine: connections and name look-ups that leave this one fail at once."""

import ipaddress
import socket

LOCAL_NAMES = {"localhost", "testserver", socket.gethostname()}


class NetworkBlocked(Exception):
    """A test tried to reach another machine."""


def is_local(host) -> bool:
    """Whether a host name or address (as Python's sockets take it) means this machine."""
    if host is None or host == "" or host in LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def _refuse_elsewhere(host) -> None:
    if not is_local(host):
        raise NetworkBlocked(f"A test tried to reach {host}: tests use this machine only.")


def block() -> None:
    """Replace the ways out of Python's socket module for the rest of this process."""
    connect, connect_ex, getaddrinfo = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded_connect(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_elsewhere(address[0])
        return connect(self, address)

    def guarded_connect_ex(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_elsewhere(address[0])
        return connect_ex(self, address)

    def guarded_getaddrinfo(host, *args, **kwargs):
        _refuse_elsewhere(host)
        return getaddrinfo(host, *args, **kwargs)

    socket.socket.connect, socket.socket.connect_ex = guarded_connect, guarded_connect_ex
    socket.getaddrinfo = guarded_getaddrinfo
