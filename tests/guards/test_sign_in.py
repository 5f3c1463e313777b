"""Every way in ends in the same rules: locked, unused and closed accounts stay out, and a session has its row."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.signals import user_logged_in
from django.test import Client
from django.urls import get_resolver, reverse

from access import sessions
from access.actor import Actor
from access.domain import invitations
from access.models import User, UserSession
from access.refusals import Forbidden
from access.roles import AUDITOR, HOSPITAL_ADMIN, STEWARD
from tests.factories import network as make
from tests.factories.people import PASSWORD, holder, with_password
from tests.guards.repository import HOUSES, texts
from tests.guards.rules_urls import routes
from tools import clock

pytestmark = pytest.mark.django_db

# Where the code lets somebody in by itself, and the way in the table below that stands for it.
CALLERS = {
    "access/views/invitations.py": "invitation",
    "demo/views.py": "story card",
}
# Addresses outside the workspace at which something of a sign-in happens, and what becomes of it.
SIGN_IN = re.compile(r"log_?in|password|authenticate|second-factor|enter|invitation")
ADDRESSES = {
    "accounts/login/": "password",
    "accounts/invitation/": "leads to an invitation",
    "accounts/invitation/<str:secret>/": "invitation",
    "accounts/password/change/": "for people who are in",
    "accounts/password/code/": "signs nobody in",
    "accounts/password/reset/": "signs nobody in",
    "accounts/password/reset/done/": "signs nobody in",
    "accounts/password/reset/key/done/": "signs nobody in",
    "accounts/reauthenticate/": "for people who are in",
    "accounts/second-factor/": "goes on from the password, or a passkey: the library's sign-in, asked by the rules",
    "demo/enter/": "story card",
    "editor/login/": "leads to ours",
    "_util/login/": "leads to ours",
}


def _known(pattern: str) -> str:
    """The entry of the table for an address; "" when there is none."""
    plain = pattern.lstrip("^/")
    if plain in ADDRESSES:
        return plain
    if "password/reset/key/" in plain:
        return "accounts/password/reset/"
    return next((entry for entry in ("accounts/second-factor/",) if plain.startswith(entry)), "")


def test_every_address_of_a_sign_in_is_known():
    found = [route.pattern for route in routes(get_resolver().url_patterns)]
    asked = [
        pattern for pattern in found if SIGN_IN.search(pattern) and not pattern.startswith(("workspace/", "editor/"))
    ]
    asked += [pattern for pattern in found if pattern == "editor/login/"]

    # The content system's own pages of a protected page ask for a page's password, not for a person.
    strays = [pattern for pattern in asked if not _known(pattern) and "authenticate_with_password" not in pattern]
    assert strays == []
    assert {_known(pattern) for pattern in asked} - {""} == set(ADDRESSES)


def test_nothing_else_in_the_code_lets_anybody_in():
    call = re.compile(r"\b(?:login|perform_login|force_login|perform_password_login|django_login)\(")
    found = {path for path, text in texts(*(f"{house}/*.py" for house in HOUSES)) if call.search(text)}

    assert found == set(CALLERS)


def test_the_gate_of_every_sign_in_is_connected_once():
    modules = [receiver().__module__ for _key, receiver, *_more in user_logged_in.receivers]

    assert modules.count("access.receivers") == 1
    assert "django.contrib.auth.models" not in modules, "Django's own receiver writes the time of another clock"


def _by_password(client, user):
    return client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})


def _by_story_card(client, user):
    return client.post(reverse("demo:enter"), {"person": user.username})


def _by_invitation(client, user):
    """Whoever accepts gets a new account: here it is one that is let in by the view's own call."""
    hospital = make.hospital()
    by = Actor.of(holder(HOSPITAL_ADMIN, hospital))
    _made, secret = invitations.invite(hospital, name="新同事", role=STEWARD, by=by)
    account = {"username": "newcomer", "password": PASSWORD, "repeated": PASSWORD}
    return client.post(reverse("invitation", args=[secret]), account)


def _by_the_library(client, user):
    """What the library does at the end of every way of its own, passkeys included."""
    request = client.get(reverse("account_login")).wsgi_request
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key


def _by_an_editors_address(client, user):
    """The editor's sign-in leads to ours; what is typed there counts as typed here."""
    answer = client.get(reverse("wagtailadmin_login"), follow=True)
    return client.post(answer.redirect_chain[-1][0].split("?")[0], {"login": user.username, "password": PASSWORD})


STATES = {
    "locked": lambda: {"failures": 5, "locked_until": clock.now() + timedelta(minutes=10)},
    "unused": lambda: {"last_used_at": clock.now() - timedelta(days=91)},
    "closed": lambda: {"is_active": False},
}
WAYS = [_by_password, _by_story_card, _by_the_library, _by_an_editors_address]


@pytest.fixture
def someone(monkeypatch, strict_rules):
    """A privileged person whom a story card lets in, too."""
    user = with_password(holder(AUDITOR))
    monkeypatch.setattr("demo.story.rows", lambda: [{"kind": "person", "person": user.username, "place": "turn"}])
    monkeypatch.setattr("demo.story.application", lambda: None)
    return user


@pytest.fixture
def strict_rules(settings):
    """The rules that the suite's settings switch off."""
    settings.UNUSED_ACCOUNT_DAYS, settings.ONE_SESSION_FOR_PRIVILEGED = 90, True


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("way", WAYS)
def test_no_way_lets_in_whom_the_rules_keep_out(client, someone, way, state):
    User.objects.filter(pk=someone.pk).update(**STATES[state]())
    someone.refresh_from_db()

    try:
        way(client, someone)
    except Forbidden:
        assert way is _by_the_library

    assert client.get("/workspace/").status_code == 302
    assert not UserSession.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_every_way_opens_a_session_that_is_the_only_one(client, someone, way):
    before = Client()
    before.force_login(someone)

    way(client, someone)

    assert client.get("/workspace/").status_code == 200
    assert before.get("/workspace/").status_code == 302
    assert UserSession.objects.live().get().user == someone


def test_an_accepted_invitation_opens_a_session_by_the_same_rules(client, strict_rules):
    _by_invitation(client, None)

    row = UserSession.objects.live().get()
    assert (row.user.username, row.method) == ("newcomer", "invitation")
    assert client.session[sessions.SESSION_KEY] == str(row.uid)
