"""Passkeys that nobody made: neither added, nor let in, nor an error of ours; and those of others."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from access.second_factor import SecondFactorAdapter
from tests.factories.factors import app_for, factors
from tests.factories.people import person

pytestmark = pytest.mark.django_db

PASSWORD = "松柏-Songbai-4711"


@pytest.fixture
def someone():
    """A person with a password."""
    user = person(username="someone")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client):
    """The first step of signing in."""
    return client.post(reverse("account_login"), {"login": "someone", "password": PASSWORD})


def is_in(client) -> bool:
    """Whether the browser is signed in."""
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_passkey_of_another_person_is_not_there(client, someone, name):
    other = Authenticator.objects.create(user=person(), type="webauthn", data={"name": "钥匙", "credential": {}})
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert client.get(reverse(name, args=[other.pk])).status_code == 404
    assert client.post(reverse(name, args=[other.pk]), {"name": "x"}).status_code == 404
    assert Authenticator.objects.get(pk=other.pk).data["name"] == "钥匙"


FORGED = [
    "",
    "{}",
    "[]",
    "null",
    "7",
    "not json",
    '{"id": 1}',
    '{"id": "AQ", "rawId": "AQ", "type": "public-key", "response": null}',
    '{"id": "AQ", "rawId": "AQ", "type": "public-key", "response": {"userHandle": "_w", "clientDataJSON": "e30", '
    '"authenticatorData": "AQ", "signature": "AQ"}}',
    '{"response": {"userHandle": "AQ"}}',
]


@pytest.mark.parametrize("answer", FORGED)
def test_forged_passkey_is_not_added(client, someone, answer):
    sign_in(client)
    client.get(reverse("mfa_add_webauthn"))

    reply = client.post(reverse("mfa_add_webauthn"), {"credential": answer, "name": "x", "passwordless": "on"})

    assert reply.status_code == 200 and reply.context["form"].errors
    assert factors(someone) == []


@pytest.mark.parametrize("answer", FORGED)
def test_forged_passkey_is_no_second_step(client, someone, answer):
    app_for(someone)
    sign_in(client)
    client.get(reverse("mfa_authenticate"))

    assert client.post(reverse("mfa_authenticate"), {"credential": answer}).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("answer", FORGED)
def test_forged_passkey_signs_nobody_in(client, someone, answer):
    client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"})

    reply = client.post(reverse("mfa_login_webauthn"), {"credential": answer})

    assert reply.status_code == 302 and reply.url == reverse("account_login")
    assert not is_in(client)


def test_relying_party_is_named_by_the_settings(rf, settings):
    from allauth.core import context

    settings.RELYING_PARTY_NAME, settings.RELYING_PARTY_ID = "协作平台", "example.org"
    with context.request_context(rf.get("/")):
        assert SecondFactorAdapter().get_public_key_credential_rp_entity() == {"id": "example.org", "name": "协作平台"}
