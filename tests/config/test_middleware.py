"""Security headers and languages by the part of the site."""

import pytest
from django.core.management import call_command

from access.roles import CENTRE_EDITOR
from tests.factories import network as make
from tests.factories.people import holder

pytestmark = pytest.mark.django_db


def _policy(response) -> dict:
    parts = [part.split() for part in response.headers["Content-Security-Policy"].split("; ")]
    return {name: values for name, *values in parts}


def test_workspace_and_sign_in_run_own_scripts_only_in_no_frame(client):
    response = client.get("/accounts/login/")

    policy = _policy(response)
    assert policy["default-src"] == ["'self'"]
    assert "script-src" not in policy and "style-src" not in policy
    assert policy["frame-ancestors"] == ["'none'"]
    assert response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(
    ("path", "inline_scripts"), [("/editor/", False), ("/editor/pages/", True)], ids=["home", "pages"]
)
def test_inline_scripts_only_under_the_page_editor(client, path, inline_scripts):
    centre = make.centre()
    call_command("build_site")
    client.force_login(holder(CENTRE_EDITOR, centre))

    response = client.get(path, follow=True)

    policy = _policy(response)
    assert ("'unsafe-inline'" in policy.get("script-src", [])) is inline_scripts
    assert policy["frame-ancestors"] == ["'self'"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("path", "cookie", "language"),
    [
        ("/accounts/login/", None, "zh-hans"),
        ("/accounts/login/", "en", "en"),
        ("/accounts/login/", "xx", "zh-hans"),
        ("/search/", "en", "zh-hans"),
        ("/en/search/", None, "en"),
    ],
)
def test_language_of_the_address_or_of_the_person(client, path, cookie, language):
    if cookie:
        client.cookies["django_language"] = cookie

    response = client.get(path, headers={"accept-language": "fr"})

    assert response.headers["Content-Language"] == language
