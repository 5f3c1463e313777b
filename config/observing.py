"""Every request gets a number, a line in the log and a place in the metrics; nothing of its contents is written, and
no secret that stands in its address."""

import logging
import re
import time
import uuid

from prometheus_client import Counter, Histogram

from access.secret_addresses import without_secrets
from config.logs import request_id

logger = logging.getLogger("request")
# A number that a server in front gave, so that its log and ours name the request alike.
GIVEN = re.compile(r"[0-9a-zA-Z]{8,32}")
QUIET = ("/static/", "/health/", "/metrics/")
REQUESTS = Counter("lianyan_requests", "Requests answered", ["method", "view", "status"])
SECONDS = Histogram("lianyan_request_seconds", "Seconds until an answer", ["view"])
METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class Observing:
    """The outermost middleware: whatever is answered, by whichever layer, passes here."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "")
        request.request_id = given if GIVEN.fullmatch(given) else uuid.uuid4().hex
        token, started = request_id.set(request.request_id), time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request.request_id
            _note(request, response, time.perf_counter() - started)
            return response
        finally:
            request_id.reset(token)


def _note(request, response, seconds: float) -> None:
    match = getattr(request, "resolver_match", None)
    view = match.view_name or "unnamed" if match else "none"
    method = request.method if request.method in METHODS else "other"
    REQUESTS.labels(method, view, response.status_code).inc()
    SECONDS.labels(view).observe(seconds)
    if not request.path_info.startswith(QUIET):
        path = without_secrets(request.path_info)
        facts = {"method": method, "path": path, "view": view, "status": response.status_code}
        facts |= {"ms": round(seconds * 1000), "user": _known_user(request)}
        logger.info("%s %s %s", method, path, response.status_code, extra={"facts": facts})


def _known_user(request) -> int | None:
    """The key of the person, when anybody asked who it is; asking here would read the session of every picture."""
    user = getattr(request, "_cached_user", None)
    return user.pk if user is not None and user.is_authenticated else None
