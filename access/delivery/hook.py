"""Sending a letter to the organisation's gateway for text messages or WeCom: one signed HTTPS call (docs/hooks.md)."""

import hashlib
import hmac
import http.client
import json
import logging
import ssl
from dataclasses import asdict
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core import checks

from access.delivery.errors import NOT_ACCEPTED, SETTINGS, UNREACHABLE, WRONG_ADDRESS, Undeliverable
from access.delivery.letters import Letter
from tools import clock

logger = logging.getLogger(__name__)
# The gateway understood and will never take it: the content, the address, or the whole service is gone.
FOR_GOOD = {400, 410, 422}
SHORTEST_SECRET = 32
# A gateway on the same machine may be spoken to without TLS.
LOCAL = {"localhost", "127.0.0.1", "::1"}


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over timestamp, a full stop and the body, as hexadecimal text."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def send(letter: Letter) -> None:
    """Hand one letter to the gateway at MESSAGE_HOOK_URL and nowhere else. Raises Undeliverable."""
    address = _configured()
    body = json.dumps(asdict(letter), ensure_ascii=False).encode()
    status = _post(address, body, _headers(letter, body))
    if 200 <= status < 300:
        return
    # A redirect is no success either: what it points to was not configured by anybody.
    logger.warning("The message gateway answered %s.", status)
    code = WRONG_ADDRESS if status in FOR_GOOD else NOT_ACCEPTED
    raise Undeliverable(code, for_good=status in FOR_GOOD, channel_down=status in (429, 503))


def _headers(letter: Letter, body: bytes) -> dict[str, str]:
    timestamp = str(int(clock.now().timestamp()))
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Lianyan",
        "X-Lianyan-Delivery": letter.uid,
        "X-Lianyan-Timestamp": timestamp,
        "X-Lianyan-Signature": f"v1={signature(settings.MESSAGE_HOOK_SECRET, timestamp, body)}",
    }


def _configured() -> SplitResult:
    if faults := list(_faults()):
        logger.error("%s", " ".join(faults))
        raise Undeliverable(SETTINGS, channel_down=True)
    return urlsplit(settings.MESSAGE_HOOK_URL)


def _post(address: SplitResult, body: bytes, headers: dict[str, str]) -> int:
    """The status of the answer. The standard client follows no redirect and asks no proxy."""
    connection = _connect(address)
    path = address.path or "/"
    try:
        connection.request("POST", f"{path}?{address.query}" if address.query else path, body, headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as problem:
        logger.warning("The message gateway does not answer: %s", type(problem).__name__)
        raise Undeliverable(UNREACHABLE, channel_down=True) from problem
    finally:
        connection.close()


def _connect(address: SplitResult) -> http.client.HTTPConnection:
    timeout = settings.MESSAGE_HOOK_TIMEOUT
    if address.scheme == "http":
        return http.client.HTTPConnection(address.hostname, address.port, timeout=timeout)
    context = ssl.create_default_context()
    return http.client.HTTPSConnection(address.hostname, address.port, timeout=timeout, context=context)


def _faults():
    address = urlsplit(settings.MESSAGE_HOOK_URL)
    encrypted = address.scheme == "https" or (address.scheme == "http" and address.hostname in LOCAL)
    if not encrypted or not address.hostname or address.username:
        yield "MESSAGE_HOOK_URL must be an https address without a user name in it."
    if len(settings.MESSAGE_HOOK_SECRET) < SHORTEST_SECRET:
        yield f"MESSAGE_HOOK_SECRET must have at least {SHORTEST_SECRET} characters."


@checks.register
def check_hook(app_configs=None, **kwargs) -> list[checks.Error]:
    """A gateway that is set up is set up safely."""
    if not settings.MESSAGE_HOOK_URL:
        return []
    return [checks.Error(fault, id="access.E010") for fault in _faults()]
