"""Every address says who may enter, none holds a number, and a visitor cannot tell the real ones from invented ones."""

import re
import uuid

import pytest
from django.contrib.auth.views import redirect_to_login
from django.urls import get_resolver, include, path, re_path

from access.permissions import PERMISSIONS
from access.views.lists import ListPage
from access.views.pages import page
from tests.factories.people import person
from tests.guards import rules_urls as rules
from tests.guards.rules_urls import Route, routes

WORKSPACE = "workspace/"
# Addresses of the workspace that declare no entrance, and why.
OPEN: dict[str, str] = {}
# What lies outside the workspace, and who guards it there.
OUTSIDE = {
    "health/": "tells only whether the process is alive and ready",
    "metrics/": "figures about work, for this machine or a token's holder: tests/config/test_metrics.py",
    "i18n/": "chooses the language of the visitor",
    "accounts/": "signing in and out, and coming by invitation: for people who have no account in use yet",
    "editor/": "the content system, behind the doorman of cms.views.editor",
    "documents/": "files of public pages, by the content system's own rules",
    "media/": "renditions of pictures, which are public from the moment they are made",
    "_util/": "the content system's sign-in, which leads to ours; see below",
    "privacy/": "the privacy notice, for everybody to read",
    "hospital-registration/": "for people without an account: tests/network/test_hospital_registrations.py",
    "demo/": "the demonstration's story cards: mounted only where settings.DEMO says so",
}
# Everything else is a public page: the language stands before it or not at all.
PUBLIC = {"cms", "wagtail"}
SAMPLES = {"uuid": str(uuid.UUID(int=7)), "slug": "some-words", "str": "words", "int": "7", "path": "some/words"}


def _all() -> list[Route]:
    return list(routes(get_resolver().url_patterns))


def _workspace() -> list[Route]:
    return [route for route in _all() if route.pattern.startswith(WORKSPACE)]


def test_every_address_of_the_workspace_says_who_may_enter():
    found = _workspace()

    assert len(found) > 40
    assert rules.open_routes(found, OPEN) == []
    assert rules.stale_reasons(OPEN, [line.split(": ")[0] for line in rules.open_routes(found, {})]) == []


def test_entrances_name_permissions_that_exist():
    assert rules.unknown_permissions(_workspace(), PERMISSIONS) == []


def test_no_address_of_the_workspace_holds_a_number():
    assert rules.integer_keys(_workspace()) == []


def test_what_lies_outside_the_workspace_is_known_and_guarded_elsewhere():
    found = [route for route in _all() if not route.pattern.startswith(WORKSPACE)]

    assert rules.stray_mounts(found, OUTSIDE, PUBLIC) == []
    assert rules.stale_reasons(OUTSIDE, {rules.prefix_of(route, OUTSIDE) for route in found}) == []


SIGN_IN = re.compile("log_?in|password|authenticate")


@pytest.mark.django_db
@pytest.mark.parametrize("before", ["/", "/en/"])
def test_no_other_form_signs_anybody_in(client, before):
    user = person(username="somebody")
    user.set_password("松柏-Songbai-47")
    user.save()
    ways = {route.pattern for route in _all() if SIGN_IN.search(route.pattern) and "accounts/" not in route.pattern}
    assert {"editor/login/", "_util/login/"} <= ways

    for way in ways:
        address = before + re.sub(r"<\w+:\w+>", "1", way)
        client.post(address, {"username": "somebody", "login": "somebody", "password": "松柏-Songbai-47"})
        assert "_auth_user_id" not in client.session, address
        answer = client.get(address, follow=True)
        assert answer.status_code == 404 or answer.redirect_chain[-1][0].startswith("/accounts/login/"), address


def _sample(route: Route) -> str:
    """An address that fits a route."""
    return "/" + re.sub(r"<(\w+):\w+>", lambda match: SAMPLES[match.group(1)], route.pattern)


INVENTED = ("/workspace/no/such/page/", "/workspace/network/applications/7/", "/workspace/%E4%B8%AD/", "/workspace/x")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_gets_the_same_redirect_at_every_address_real_or_invented(client, method):
    addresses = [_sample(route) for route in _workspace()]
    assert not any("<" in address for address in addresses)

    answers = {address: getattr(client, method)(address) for address in (*addresses, *INVENTED)}

    expected = {address: (302, redirect_to_login(address).url) for address in answers}
    assert {address: (answer.status_code, answer.url) for address, answer in answers.items()} == expected
    headers = {tuple(sorted(set(answer.headers) - {"X-Request-ID"})) for answer in answers.values()}
    assert len(headers) == 1
    assert {answer.content for answer in answers.values()} == {b""}


# Planted faults.


@page(open_because="a test")
def _declared(request):
    """Says why it is open."""


@page("network.no_such_permission")
def _mistyped(request):
    """Asks for a permission that nobody registered."""


def _silent(request):
    """Says nothing."""


class _SilentList(ListPage):
    """Says nothing either."""


class _OpenList(ListPage):
    """Says why it is open."""

    open_because = "a test"


def _found(*patterns) -> list[Route]:
    return list(routes(patterns, WORKSPACE))


def test_a_silent_view_and_a_silent_list_are_found():
    found = _found(
        path("a/", _silent), path("b/", _declared), path("c/", _SilentList.as_view()), path("d/", _OpenList.as_view())
    )

    assert rules.open_routes(found, {}) == ["workspace/a/: no entrance", "workspace/c/: no entrance"]
    assert rules.open_routes(found, {"workspace/a/": "why"}) == ["workspace/c/: no entrance"]


def test_an_included_silent_view_is_found():
    found = _found(path("deep/", include(([path("<uuid:uid>/", _silent, name="one")], "house"))))

    assert [route.name for route in found] == ["house:one"]
    assert rules.open_routes(found, {}) == ["workspace/deep/<uuid:uid>/: no entrance"]


def test_a_mistyped_permission_is_found():
    assert rules.unknown_permissions(_found(path("a/", _mistyped), path("b/", _declared)), PERMISSIONS) == [
        "workspace/a/: network.no_such_permission"
    ]


def test_numbers_in_addresses_are_found():
    found = _found(
        path("a/<int:pk>/", _declared), re_path(r"^b/(?P<pk>\d+)/$", _declared), path("c/<uuid:uid>/", _declared)
    )

    assert [line.split(":")[0] for line in rules.integer_keys(found)] == [
        "workspace/a/<int",
        "workspace/^b/(?P<pk>\\d+)/$",
    ]


def test_a_mount_that_nobody_considered_is_found():
    found = list(routes([path("back-door/", _silent), path("health/", _silent)]))

    assert rules.stray_mounts(found, {"health/": "alive"}, PUBLIC) == ["back-door/: below no known prefix"]


def test_stale_reasons_are_found():
    assert rules.stale_reasons({"a": "was so", "b": " "}, ["b"]) == [
        "a: excuses nothing any more",
        "b: gives no reason",
    ]
