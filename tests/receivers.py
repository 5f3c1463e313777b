"""Real servers on this machine that receive what the product sends: one for mail, one for the message gateway."""

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class MailServer:
    """What came in, and the answers to recipients that are not taken: ``{address: "550 no such person"}``."""

    port: int = 0
    mails: list = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server that speaks as much SMTP as a client needs."""
    kept = MailServer()

    class Session(socketserver.StreamRequestHandler):
        def handle(self):
            self.say("220 test")
            while line := self.rfile.readline().decode().strip():
                command = line[:4].upper()
                if command == "RCPT":
                    self.say(kept.refused.get(line[line.index("<") + 1 : line.index(">")], "250 ok"))
                elif command == "DATA":
                    self.take_data()
                elif command == "QUIT":
                    return self.say("221 bye")
                else:
                    self.say("250 test")
            return None

        def take_data(self):
            self.say("354 go on")
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
            kept.mails.append(email.message_from_bytes(b"".join(lines), policy=email.policy.default))
            self.say("250 taken")

        def say(self, text: str):
            self.wfile.write(f"{text}\r\n".encode())

    with _serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session)) as port:
        kept.port = port
        yield kept


@dataclass
class Gateway:
    """The calls that came in as (path, headers, body), and the status and headers of the answers to come."""

    port: int = 0
    calls: list[tuple] = field(default_factory=list)
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?tenant=1"


@contextmanager
def gateway() -> Iterator[Gateway]:
    """A server that takes calls and answers what it was told to."""
    kept = Gateway()

    class Call(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.calls.append((self.path, dict(self.headers), body))
            self.send_response(kept.status)
            for name, value in kept.headers.items():
                self.send_header(name, value)
            self.end_headers()

        do_GET = do_POST

        def log_message(self, *args):
            """Tests are quiet."""

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Call)) as port:
        kept.port = port
        yield kept


@contextmanager
def _serving(server) -> Iterator[int]:
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
