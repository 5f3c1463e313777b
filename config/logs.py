"""Logs for machines: one line of JSON for each event, with the request that it belongs to."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

from access.secret_addresses import without_secrets

# The request that is being answered here, for every line that is written meanwhile.
request_id: ContextVar[str] = ContextVar("request_id", default="")


class NoSecrets(logging.Filter):
    """Takes the secrets of addresses out of whatever is written, by whomever: Django names the address of each
    request that it answers with an error."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always let through, without the secrets."""
        message = record.getMessage()
        plain = without_secrets(message)
        if plain != message:
            record.msg, record.args = plain, ()
        return True


class JsonLines(logging.Formatter):
    """``{"time", "level", "logger", "message"}``, then ``request_id``, what ``extra={"facts": {…}}`` says, and the
    traceback as ``exception``."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            line["request_id"] = request_id.get()
        line |= getattr(record, "facts", {})
        if record.exc_info:
            line["exception"] = without_secrets(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)
