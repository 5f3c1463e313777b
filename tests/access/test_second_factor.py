"""The second factor: set up, asked for at sign-in, changed by its owner only, removed by the right administrator."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from access.domain import second_factor as verbs
from access.models import LogEntry, Notification
from access.roles import (
    ACCESS_COMMITTEE,
    AUDITOR,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    INVESTIGATOR,
    ROLES,
    SECURITY_ADMIN,
    STEWARD,
)
from access.verbs import Verb
from tests.factories.factors import app_for, code_of, codes_for, factors
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


def sign_in(client, **more):
    """The first step of signing in."""
    return client.post(reverse("account_login"), {"login": "someone", "password": PASSWORD} | more)


def acts(user) -> list[str]:
    """What the logbook says about a person's factors, oldest first."""
    rows = LogEntry.objects.filter(object_id=user.pk, verb__startswith="second_factor.").order_by("pk")
    return list(rows.values_list("verb", flat=True))


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_roles_that_ask_for_a_second_factor_are_those_of_the_rules():
    marked = {code for code, role in ROLES.items() if role.privileged}

    assert {HOSPITAL_ADMIN, DEPARTMENT_OFFICER, ACCESS_COMMITTEE, STEWARD, SECURITY_ADMIN, AUDITOR} <= marked
    assert INVESTIGATOR not in marked


def test_app_is_set_up_by_its_first_code_and_codes_are_shown_once(client, someone, django_capture_on_commit_callbacks):
    sign_in(client)
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200 and "<svg" in page.content.decode()
    secret = client.session["mfa.totp.secret"]

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})

    assert answer.url == reverse("mfa_view_recovery_codes")
    shown, again = client.get(answer.url), client.get(answer.url)
    assert len(shown.context["unused_codes"]) == 10
    assert set(again.context["unused_codes"]) == {"****"}
    assert factors(someone) == ["recovery_codes", "totp"]
    assert acts(someone) == ["second_factor.app_added"]
    assert list(Notification.objects.filter(user=someone).values_list("code", flat=True)) == [verbs.CHANGED]


def test_app_with_a_wrong_first_code_is_not_set_up(client, someone):
    sign_in(client)
    client.get(reverse("mfa_activate_totp"))

    answer = client.post(reverse("mfa_activate_totp"), {"code": "000"})

    assert answer.context["form"].errors["code"]
    assert (factors(someone), acts(someone)) == ([], [])


def test_secrets_do_not_stand_in_the_database(someone):
    secret, codes = app_for(someone), codes_for(someone)
    kept = json.dumps(list(Authenticator.objects.filter(user=someone).values_list("data", flat=True)))

    assert secret not in kept and not any(code in kept for code in codes)


def test_password_alone_does_not_sign_in_whoever_has_a_factor(client, someone):
    app_for(someone)

    answer = sign_in(client)

    assert answer.url == reverse("mfa_authenticate")
    assert not is_in(client)
    assert client.get("/workspace/").status_code == 302


def test_code_of_the_app_signs_in(client, someone):
    secret = app_for(someone)
    sign_in(client, next="/workspace/search/")

    answer = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert answer.url == "/workspace/search/"
    assert is_in(client)


def test_code_of_the_half_minute_before_still_counts_an_older_one_does_not(client, someone):
    secret = app_for(someone)
    sign_in(client)

    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret, periods=-3)}).status_code == 200
    assert not is_in(client)
    assert client.post(reverse("mfa_authenticate"), {"code": code_of(secret, periods=-1)}).status_code == 302
    assert is_in(client)


def test_code_that_was_used_does_not_sign_in_again(client, someone):
    secret = app_for(someone)
    code = code_of(secret)
    sign_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code})
    client.logout()
    sign_in(client)

    answer = client.post(reverse("mfa_authenticate"), {"code": code})

    assert answer.context["form"].errors["code"]
    assert not is_in(client)


def test_wrong_code_is_logged_and_keeps_the_door_shut(client, someone):
    app_for(someone)
    sign_in(client)

    client.post(reverse("mfa_authenticate"), {"code": "123"})

    assert not is_in(client)
    assert acts(someone) == ["second_factor.failed"]


def test_wrong_codes_are_counted(client, someone, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/5m/key"}
    secret = app_for(someone)
    sign_in(client)
    for number in range(3):
        client.post(reverse("mfa_authenticate"), {"code": f"12{number}"})

    answer = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})

    assert answer.context["form"].errors["code"]
    assert not is_in(client)


def test_recovery_code_signs_in_once(client, someone):
    app_for(someone)
    code = codes_for(someone)[3]
    for expected in (True, False):
        sign_in(client)
        client.post(reverse("mfa_authenticate"), {"code": f"{code[:5]} {code[5:]}"})
        assert is_in(client) == expected
        client.logout()


SENSITIVE = ["mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn"]


@pytest.mark.parametrize("name", SENSITIVE)
def test_sensitive_steps_ask_again_who_it_is(client, someone, name):
    app_for(someone)
    codes_for(someone)
    client.force_login(someone)

    asked = [client.get(reverse("mfa_view_recovery_codes")), client.get(reverse(name)), client.post(reverse(name))]
    for answer in asked:
        assert answer.url.startswith(reverse("account_reauthenticate"))
    assert factors(someone) == ["recovery_codes", "totp"]


def test_after_the_password_the_app_is_removed(client, someone):
    app_for(someone)
    codes_for(someone)
    client.force_login(someone)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    client.post(reverse("mfa_deactivate_totp"))

    assert factors(someone) == []
    assert acts(someone) == ["second_factor.app_removed"]


def test_every_change_of_a_factor_is_a_verb():
    from access.verbs import VERBS

    assert {name for name in VERBS if name.startswith("access.domain.second_factor.")} == {
        "access.domain.second_factor.change_own",
        "access.domain.second_factor.note_failure",
        "access.domain.second_factor.remove",
    }
    assert all(isinstance(VERBS[name], Verb) for name in VERBS)
