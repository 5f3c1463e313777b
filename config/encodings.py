"""Requests in UTF-8 only, asked before Django sees them.

Django reads the address of a request in the encoding that its body claims, while it makes the request object: with
one of Python's encodings that hold no text ("base64", "undefined") that fails where nothing can answer any more. Our
pages send UTF-8 (ASVS 5, 1.1.1).
"""

from collections.abc import Callable

from django.utils.http import parse_header_parameters

# Before anybody's language is known.
SENTENCE = "Forms are read in UTF-8 only. 只接受 UTF-8 编码的表单。\n".encode()
HEADERS = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(SENTENCE)).encode())]


def only_utf8(inner: Callable) -> Callable:
    """Answer 415 to an HTTP request whose content type names another encoding; hand any other to ``inner`` (ASGI)."""

    async def application(scope, receive, send):
        if all(charset == "utf-8" for charset in _named(scope["headers"])):
            await inner(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 415, "headers": HEADERS})
        await send({"type": "http.response.body", "body": SENTENCE})

    return application


def _named(headers) -> list[str]:
    """The encodings that the content types of a request name, in small letters."""
    kinds = [value.decode("latin-1") for name, value in headers if name.lower() == b"content-type"]
    try:
        return [parse_header_parameters(kind)[1].get("charset", "utf-8").lower() for kind in kinds]
    except ValueError:  # a parameter that is itself written in no encoding that there is
        return [""]
