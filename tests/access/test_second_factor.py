"""The second factor: set up, asked for at sign-in, changed by its owner only, removed by the right administrator."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from access.adapters import TOO_MANY
from access.domain import second_factor as verbs
from access.forms.second_factor import LOCKED
from access.models import LogEntry, Notification, User
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
from access.sign_in_rules import is_locked
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


def failures() -> list[tuple]:
    """Who is said to have shown a wrong factor, and from which address."""
    rows = LogEntry.objects.filter(verb="second_factor.failed").order_by("pk")
    return list(rows.values_list("actor_id", "object_id", "address"))


def test_wrong_code_is_logged_with_its_address_and_keeps_the_door_shut(client, someone):
    app_for(someone)
    sign_in(client)

    client.post(reverse("mfa_authenticate"), {"code": "123"}, REMOTE_ADDR="198.51.100.9")

    assert not is_in(client)
    assert failures() == [(someone.pk, someone.pk, "198.51.100.9")]


def test_wrong_factors_of_whoever_is_in_and_wrong_passkeys_are_logged(client, someone):
    app_for(someone)
    client.post(reverse("mfa_login_webauthn"), {"credential": '{"id": "AQ"}'}, REMOTE_ADDR="198.51.100.9")
    Authenticator.objects.create(user=someone, type="webauthn", data={"name": "钥匙", "credential": {}})
    client.force_login(someone)
    client.post(reverse("mfa_reauthenticate"), {"code": "123"}, REMOTE_ADDR="198.51.100.8")
    client.post(reverse("mfa_reauthenticate_webauthn"), {"credential": '{"id": "AQ"}'}, REMOTE_ADDR="198.51.100.7")

    assert failures() == [
        (None, None, "198.51.100.9"),
        (someone.pk, someone.pk, "198.51.100.8"),
        (someone.pk, someone.pk, "198.51.100.7"),
    ]


@pytest.mark.parametrize("step", ["mfa_authenticate", "mfa_reauthenticate"])
def test_five_wrong_codes_lock_the_account_from_however_many_addresses(
    client, strict, someone, step, django_capture_on_commit_callbacks
):
    secret = app_for(someone)
    client.force_login(someone) if step == "mfa_reauthenticate" else sign_in(client)
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(5):
            client.post(reverse(step), {"code": f"12{number}"}, REMOTE_ADDR=f"198.51.100.{number}")

    answer = client.post(reverse(step), {"code": code_of(secret)}, REMOTE_ADDR="203.0.113.9")

    assert [str(error) for error in answer.context["form"].errors["code"]] == [str(LOCKED)]
    assert is_locked(User.objects.get(pk=someone.pk))
    assert is_in(client) == (step == "mfa_reauthenticate")
    assert [news.code for news in someone.notifications.all()] == ["news.sign_in.locked"]
    client.logout()
    assert sign_in(client).status_code == 200 and "mfa" not in str(dict(client.session))


def test_right_codes_leave_no_count_behind(client, strict, someone):
    secret = app_for(someone)
    client.force_login(someone)
    for number in range(4):
        client.post(reverse("mfa_reauthenticate"), {"code": f"12{number}"})

    assert client.post(reverse("mfa_reauthenticate"), {"code": code_of(secret)}).status_code == 302
    someone.refresh_from_db()
    assert (someone.failures, someone.locked_until) == (4, None)


def test_a_colleagues_right_code_gives_nobody_further_passwords_to_try(client, strict, someone):
    secret, colleague = app_for(someone), Client()
    for number in range(19):
        client.post(reverse("account_login"), {"login": f"nobody{number}", "password": "Spring-2026"})
    sign_in(colleague)
    colleague.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert is_in(colleague)

    answers = [
        client.post(reverse("account_login"), {"login": f"nobody{number}", "password": "Spring-2026"})
        for number in range(2)
    ]

    assert [str(TOO_MANY) in answer.content.decode() for answer in answers] == [False, True]


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
        "access.domain.second_factor.remove",
    }
    assert all(isinstance(VERBS[name], Verb) for name in VERBS)
