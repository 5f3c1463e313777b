"""What a refused request must not change: a digest of every row of every table that is no trace of the request."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.cookies import SimpleCookie
from unittest.mock import patch

from django.apps import apps
from django.db import connection, transaction
from django.forms.forms import BaseForm
from django.test import Client

from access.enums import EntryKind
from access.models import Beat, Draft, LogEntry, LogHead, LogSeal, PublicGeneration, SealedEntry, User, UserSession

# Traces of requests as such: sessions, visits, what a person typed and keeps to themselves.
TRACES = {UserSession, Draft, Beat, LogSeal, LogHead, SealedEntry, PublicGeneration}
TRACES_BY_NAME = {"sessions.Session", "cms.PageView"}
# Columns that a sign-in or a request alone moves.
MOVING = {User: {"last_login", "last_used_at", "failures", "locked_until"}}


def _watched():
    for model in apps.get_models():
        if model in TRACES or model._meta.label in TRACES_BY_NAME or not model._meta.managed or model._meta.proxy:
            continue
        yield model


def _rows(model):
    rows = model._base_manager.order_by("pk")
    if model is LogEntry:  # reads, refusals and exports are noted, as they have to be
        rows = rows.filter(kind=EntryKind.ACT)
    columns = [column.attname for column in model._meta.concrete_fields]
    return rows.values_list(*[name for name in columns if name not in MOVING.get(model, ())])


@cache
def _statements() -> dict[str, tuple]:
    """For each table the question for its rows: they are compared as the database gives them, not as models."""
    return {model._meta.label: _rows(model).query.sql_with_params() for model in _watched()}


def digest() -> dict[str, str]:
    """For each table the hash of its rows."""
    digests = {}
    with connection.cursor() as cursor:
        for label, (statement, values) in _statements().items():
            cursor.execute(statement, values)
            rows = repr(cursor.fetchall()).encode("utf-8", "surrogatepass")
            digests[label] = hashlib.sha256(rows).hexdigest()
    return digests


def changed(before: dict[str, str]) -> list[str]:
    """The tables whose rows differ now."""
    now = digest()
    return sorted(label for label in before if now.get(label) != before[label])


@contextmanager
def looked_at() -> Iterator[list]:
    """Every form that is looked at meanwhile: what was filled in, and whether every field of it was valid."""
    seen, is_valid = [], BaseForm.is_valid

    def noting(form) -> bool:
        valid = is_valid(form)
        seen.append((form.data, valid))
        return valid

    with patch.object(BaseForm, "is_valid", noting):
        yield seen


@dataclass
class Walker:
    """Sends requests as somebody, counts them, and keeps what was answered by a crash."""

    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    sent: int = 0
    crashes: list[str] = field(default_factory=list)
    who: str = ""

    def become(self, label: str, user=None) -> None:
        """Send the next requests as this person; a visitor without a user."""
        self.client.logout()
        self.who = label
        if user is not None:
            self.client.force_login(user)

    def go_on_as(self, label: str | None, signed_in: dict[str, SimpleCookie]) -> None:
        """Send the next requests as somebody who has signed in already; None: as a visitor."""
        self.who = label or "visitor"
        self.client.cookies = SimpleCookie(signed_in[label] if label else None)

    def send(self, method: str, url: str, what: str, *, query: str = "", data=b"", content_type="", headers=None):
        """One request; returns the answer, read to its end."""
        try:
            answer = self.client.generic(
                method,
                url,
                data,
                content_type or "application/octet-stream",
                QUERY_STRING=query,
                headers=headers or {},
            )
        except Exception as problem:
            raise AssertionError(f"{method} {url} {what}: not even an answer") from problem
        return self._noted(answer, f"{self.who} {method} {url} ({what})")

    def send_in_vain(self, method: str, url: str, what: str, **rest) -> None:
        """One request; undone when every field of what was posted was valid: so far it is anybody's right to send it.

        By chance a hostile form is a sound one: any text is a reason, and what is left out may be left empty.
        """
        cookies = SimpleCookie(self.client.cookies)
        with transaction.atomic(), looked_at() as seen:
            answer = self.send(method, url, what, **rest)
            # What was posted as far as the product read it: some bodies cannot be read at all.
            posted = getattr(answer.wsgi_request, "_post", None)
            verdicts = [valid for data, valid in seen if data is posted]
            if verdicts and all(verdicts):
                transaction.set_rollback(True)
                self.client.cookies = cookies

    def _noted(self, answer, line: str):
        self.sent += 1
        try:
            b"".join(answer)
        except Exception as problem:
            self.crashes.append(f"{line[:300]}: while it was read: {problem!r}")
        if answer.status_code >= 500:
            cause = getattr(answer, "exc_info", None)
            self.crashes.append(f"{line[:300]}: {answer.status_code} {cause[1] if cause else ''!r}")
        return answer
