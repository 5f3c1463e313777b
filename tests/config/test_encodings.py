"""A request that claims another encoding than UTF-8 gets an answer before Django fails at it."""

import asyncio

import pytest
from asgiref.testing import ApplicationCommunicator
from django.test import AsyncRequestFactory

from config.asgi import application

FORM = "application/x-www-form-urlencoded"


def _status(kind: str) -> int:
    """What the whole application answers to a form at an address with a query."""
    scope = AsyncRequestFactory()._base_scope(path="/health/live/", method="POST", query_string=b"next=/")
    scope["headers"] = [(b"host", b"testserver"), (b"content-type", kind.encode("latin-1"))]

    async def ask() -> int:
        line = ApplicationCommunicator(application, scope)
        await line.send_input({"type": "http.request", "body": b"login=x", "more_body": False})
        status = (await line.receive_output(10))["status"]
        await line.receive_output(10)
        await line.wait(10)
        return status

    return asyncio.run(ask())


@pytest.mark.parametrize("named", ["undefined", "base64", "utf-16", "gb18030", "no-such", '"UTF-7"', "\x80", ""])
def test_another_encoding_is_refused(named):
    assert _status(f"{FORM}; charset={named}") == 415


def test_a_parameter_in_no_encoding_at_all_is_refused():
    assert _status(f"{FORM}; charset*=no-such''utf-8") == 415


@pytest.mark.parametrize("kind", [FORM, f"{FORM}; charset=UTF-8", f'{FORM};charset="utf-8"', "", ";;;=", "x" * 5000])
def test_anything_else_goes_its_way(kind):
    assert _status(kind) == 403, "the token of the form is asked for, as for any form"
