"""The suite cannot reach another machine, and can reach this one."""

import socket
import urllib.request

import pytest

from tests.loopback import NetworkBlocked, is_local


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), (b"127.0.0.1", True), (None, True)]
    + [("192.0.2.1", False), ("example.org", False), ("10.0.0.1", False), ("localhost.example.org", False)],
)
def test_is_local_tells_this_machine_from_others(host, local):
    assert is_local(host) is local


def test_connect_to_another_machine_is_refused():
    with socket.socket() as client, pytest.raises(NetworkBlocked, match=r"192\.0\.2\.1"):
        client.connect(("192.0.2.1", 80))


def test_connect_ex_to_another_machine_is_refused():
    with socket.socket() as client, pytest.raises(NetworkBlocked):
        client.connect_ex(("192.0.2.1", 80))


def test_name_of_another_machine_is_not_looked_up():
    with pytest.raises(NetworkBlocked, match=r"example\.org"):
        urllib.request.urlopen("http://example.org/")


def test_connection_within_this_machine_works():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.socket() as client:
        client.connect(server.getsockname())
        assert client.getpeername() == server.getsockname()
