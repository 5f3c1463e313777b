"""What no test client can send, at a real server: broken requests, endless headers, two requests in one, silence."""

import socket

import pytest

from config.supervisor import HOST
from tests.faults.site import WEB, Site, wait_for

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
PATIENCE = 3
FORM = b"POST /accounts/login/?next=/ HTTP/1.1\r\nHost: localhost\r\n"
TYPE = b"Content-Type: application/x-www-form-urlencoded"
GET = b"GET /accounts/login/ HTTP/1.1\r\nHost: localhost\r\n"

SENT = {
    "nothing": b"",
    "line ends only": b"\r\n" * 50,
    "bytes": bytes(range(256)) * 20,
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
    "http 2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(100),
    "http 0.9": b"GET /\r\n\r\n",
    "no such version": b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": GET + b"Host: evil.example\r\n\r\n",
    "odd host": b"GET / HTTP/1.1\r\nHost: a\x00b<script>\r\n\r\n",
    "long host": b"GET / HTTP/1.1\r\nHost: " + b"a" * 5000 + b"\r\n\r\n",
    "whole address": b"GET http://evil.example/accounts/login/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "no path": b"GET  HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "star": b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "connect": b"CONNECT localhost:22 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "raw path": b"GET /\xff\xfe\xed\xa0\x80/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "escaped path": b"GET /%ff%fe%00%ed%a0%80/..%2f..%2f HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "climbing path": b"GET /static/../../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "climbing media": b"GET /media/..%2f..%2f..%2fetc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "long path": b"GET /" + b"a" * 60_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "long query": b"GET /search/?q=" + b"%E5%8C%BB" * 6000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "odd query": b"GET /search/?q=%ff&page=%00&=%ed%a0%80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "long header": GET + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
    "many headers": GET + b"".join(b"X%d: a\r\n" % number for number in range(2000)) + b"\r\n",
    "folded header": GET + b"X: a\r\n b\r\n\r\n",
    "nul in a header": GET + b"Cookie: sessionid=\x00\r\n\r\n",
    "odd cookie": GET + b"Cookie: sessionid=\xff\xfe; csrftoken=\xc3\x28; messages=W10\r\n\r\n",
    "length and chunks": FORM
    + TYPE
    + b"\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    "two lengths": FORM + TYPE + b"\r\nContent-Length: 3\r\nContent-Length: 30\r\n\r\na=b",
    "negative length": FORM + TYPE + b"\r\nContent-Length: -5\r\n\r\n",
    "no number as length": FORM + TYPE + b"\r\nContent-Length: abc\r\n\r\n",
    "endless length": FORM + TYPE + b"\r\nContent-Length: 999999999999999999999999\r\n\r\na=b",
    "bad chunk": FORM + TYPE + b"\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
    "huge chunk": FORM + TYPE + b"\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc",
    "body cut off": FORM + TYPE + b"\r\nContent-Length: 5000\r\n\r\na=b",
    "base64 as encoding": FORM + TYPE + b"; charset=base64\r\nContent-Length: 3\r\n\r\na=b",
    "undefined encoding": FORM + TYPE + b"; charset=undefined\r\nContent-Length: 3\r\n\r\na=b",
    "utf-16": FORM + TYPE + b"; charset=utf-16\r\nContent-Length: 4\r\n\r\n\xff\xfea\x00",
    "encoding in no encoding": FORM + TYPE + b"; charset*=no-such''a\r\nContent-Length: 3\r\n\r\na=b",
    "boundary in no encoding": FORM
    + b"Content-Type: multipart/form-data; boundary*=no-such''a\r\nContent-Length: 0\r\n\r\n",
    "socket without key": GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    "socket elsewhere": (
        b"GET /workspace/no/such/ HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    ),
    "expects": FORM + TYPE + b"\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n",
    "several at once": (GET + b"\r\n") * 5,
}


def test_a_server_that_is_sent_anything_goes_on(tmp_path):
    site, answers = Site(tmp_path), {}
    site.start(WEB)
    try:
        for name, content in SENT.items():
            answers[name] = _answered(site.port, content)
        wait_for(lambda: _answered(site.port, GET + b"\r\n").startswith(b"HTTP/1.1 200"))
    finally:
        site.stop()

    crashed = {name: answer[:60] for name, answer in answers.items() if answer[9:10] == b"5"}
    assert crashed == {}
    assert b"Internal Server Error" not in site.log(WEB).read_bytes()


def _answered(port: int, content: bytes) -> bytes:
    """The beginning of what comes back; the server may also hang up, or wait for the rest."""
    with socket.create_connection((HOST, port), timeout=PATIENCE) as line:
        try:
            line.sendall(content)
            return line.recv(4096)
        except OSError:
            return b""
