"""Logs for machines: one line of JSON for each event, with the request that it belongs to."""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime

# The request that is being answered here, for every line that is written meanwhile.
request_id: ContextVar[str] = ContextVar("request_id", default="")


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
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
