"""Passwords: what they must be, when they are changed, and what ends with the old one."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from access import password_gate
from access.actor import Actor
from access.delivery import outbox
from access.domain import passwords
from access.models import FormerPassword, LogEntry, User
from access.roles import AUDITOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, ROLES, STEWARD
from tests.access.test_gates import _reached
from tests.factories import network as make
from tests.factories.people import PASSWORD, give, holder, person, with_password
from tools import clock

pytestmark = pytest.mark.django_db

CHANGE, NEW = reverse("account_change_password"), "Quiet-mountain-8"


def change(client, old=PASSWORD, new=NEW, again=None, query=""):
    data = {"oldpassword": old, "password1": new, "password2": new if again is None else again}
    return client.post(CHANGE + query, data)


@pytest.fixture
def coordinator(client):
    user = with_password(holder(HOSPITAL_COORDINATOR, make.hospital()))
    client.force_login(user)
    return user


@pytest.fixture
def auditor(client):
    user = with_password(holder(AUDITOR))
    client.force_login(user)
    return user


ZHANG = {"username": "zhangwei7", "name": "张伟", "email": "sunflower@example.org", "mobile": "+8613912345678"}


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Ab1-xyz", "password_too_short"),
        ("quietmountain8", "password_too_plain"),
        ("QUIETMOUNTAIN8", "password_too_plain"),
        ("lianyan-demo", "password_too_plain"),
        ("Zhangwei-2026!", "password_names_person"),
        ("my-张伟-Pass1", "password_names_person"),
        ("iewgnahZ-2026!", "password_names_person"),
        ("Sunflower-field-1", "password_names_person"),
        ("Ab-13912345678", "password_names_person"),
        ("Ab-12345678!", "password_names_person"),
    ],
)
def test_a_password_that_cannot_be_is_refused_with_its_reason(password, code):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, User(**ZHANG))

    assert code in {error.code for error in refused.value.error_list}


@pytest.mark.parametrize("password", ["Quiet-m8", "松柏-Songbai-47", "Abc 1234", "ＡＢc-1xyz9"])
def test_a_password_of_eight_and_three_classes_is_good(password):
    validate_password(password, User(**ZHANG))


@pytest.mark.parametrize("role", [code for code, role in ROLES.items() if role.privileged])
def test_privileged_roles_ask_for_twelve(role):
    user = holder(role)

    with pytest.raises(ValidationError):
        validate_password("Quiet-mo8aa", user)
    validate_password("Quiet-mo8aab", user)


def test_the_catalogue_marks_who_decides_for_others():
    marked = {code for code, role in ROLES.items() if role.privileged}

    assert marked >= {"system_admin", "security_admin", "auditor", "department_officer", "hospital_admin", "steward"}
    assert {code for code, role in ROLES.items() if role.grants or role.administers} <= marked
    assert not marked & {"hospital_coordinator", "investigator", "requester", "learner", "expert"}


def test_the_last_five_passwords_are_not_used_again():
    user = with_password(person(), "Number-0-zero")
    by = Actor.of(user)
    for number in range(1, 6):
        passwords.change(user, password=f"Number-{number}-zero", by=by)

    for number in range(1, 6):
        with pytest.raises(ValidationError):
            validate_password(f"Number-{number}-zero", user)
    validate_password("Number-0-zero", user)
    assert user.former_passwords.count() == 4
    assert "Number" not in str(list(FormerPassword.objects.values()))


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(client, coordinator, in_english):
    other = Client()
    other.force_login(coordinator)
    assert other.get("/workspace/").status_code == 200

    assert change(client).status_code == 302

    assert client.get("/workspace/").status_code == 200
    answer = other.get("/workspace/")
    assert answer.status_code == 302 and answer.url.startswith(reverse("account_login"))
    entry = LogEntry.objects.get(verb="sign_in.password_changed")
    assert entry.changes == {"password": "changed"}


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("wrong", NEW, NEW, "oldpassword"),
        (PASSWORD, "short", "short", "password1"),
        (PASSWORD, PASSWORD, PASSWORD, "password1"),
        (PASSWORD, NEW, "another", "password2"),
        (PASSWORD, "", "", "password1"),
    ],
)
def test_a_change_that_cannot_be_is_told_at_the_field(client, coordinator, old, new, again, field):
    answer = change(client, old, new, again)

    assert answer.context["form"].errors[field]
    coordinator.refresh_from_db()
    assert coordinator.check_password(PASSWORD)


def test_a_password_is_not_looked_through_and_stands_in_no_page(client, coordinator):
    secret = "Aa-11010519491231002X"

    assert change(client, new=secret).status_code == 302
    coordinator.refresh_from_db()
    assert coordinator.check_password(secret)
    by_code = {"login": coordinator.username, "code": "11010519491231002X", "password1": secret, "password2": secret}
    answer = client.post(reverse("account_reset_password_by_code"), by_code)
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["code"])
    assert "110…2X" not in answer.content.decode()


def test_the_present_password_cannot_be_guessed_there(client, coordinator):
    for _ in range(5):
        change(client, old="wrong")

    assert change(client).context["form"].errors["oldpassword"]
    coordinator.refresh_from_db()
    assert coordinator.locked_until


def test_nothing_is_reached_until_a_given_password_is_changed(client, auditor):
    User.objects.filter(pk=auditor.pk).update(must_change_password=True)

    assert _reached(client, password_gate.GATE) == []


def test_the_way_goes_on_once_it_is_changed(client, auditor):
    User.objects.filter(pk=auditor.pk).update(must_change_password=True)
    led = client.get("/workspace/logbook/")
    assert led.url == f"{CHANGE}?next=/workspace/logbook/"
    page = client.get(led.url).content.decode()
    assert "shell__side" not in page and reverse("account_logout") in page

    answer = client.post(
        CHANGE, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW, "next": "/workspace/logbook/"}
    )

    assert answer.url == "/workspace/logbook/"
    assert client.get("/workspace/logbook/").status_code == 200


@pytest.mark.parametrize(("role", "led"), [(AUDITOR, True), (HOSPITAL_ADMIN, True), (HOSPITAL_COORDINATOR, False)])
def test_privileged_roles_change_every_ninety_days(client, strict, role, led):
    with clock.at("2026-03-05 09:00"):
        user = with_password(holder(role, make.hospital() if role.startswith("hospital") else None))
        clock.advance(days=90)
        client.force_login(user)
        assert client.get("/workspace/").status_code == 200
        clock.advance(minutes=2)
        answer = client.get("/workspace/")
        assert (answer.status_code == 302 and answer.url.startswith(CHANGE)) == led

        change(client, new="Quiet-mountain-9")
        assert client.get("/workspace/").status_code == 200


def test_a_new_privileged_role_asks_for_a_longer_password(client, coordinator):
    change(client, new="Quiet-m8")
    assert client.get("/workspace/").status_code == 200

    give(coordinator, STEWARD, make.hospital())

    assert client.get("/workspace/").url.startswith(CHANGE)
    change(client, old="Quiet-m8", new="Quiet-m9")
    assert client.get("/workspace/").url.startswith(CHANGE)
    change(client, old="Quiet-m8", new="Quiet-mountain-9")
    assert client.get("/workspace/").status_code == 200


def test_a_link_of_a_mail_sets_a_new_password_once_and_signs_nobody_in(client, mailoutbox):
    user = with_password(person(email="somebody@example.org"))
    other = Client()
    other.force_login(user)
    client.post(reverse("account_reset_password"), {"email": user.email})
    outbox.send_due()
    link = "/" + mailoutbox[0].body.split("://")[1].split("/", 1)[1].split()[0]
    address = client.get(link).url
    assert link.split("-")[-1] not in address, "the key must not stand in the address of the form"
    assert client.post(address, {"password1": "short", "password2": "short"}).context["form"].errors["password1"]

    client.post(address, {"password1": NEW, "password2": NEW})

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert "_auth_user_id" not in client.session
    assert other.get("/workspace/").status_code == 302
    assert Client().get(link).context["token_fail"]


def test_an_initial_password_of_the_operators_has_to_be_changed(client, monkeypatch, capsys):
    user = with_password(person(username="first"))
    monkeypatch.setattr("access.management.commands.changepassword.getpass", lambda prompt: "Given-by-them-1")

    call_command("changepassword", "FIRST")

    client.post(reverse("account_login"), {"login": "first", "password": "Given-by-them-1"})
    assert client.get("/workspace/").url.startswith(CHANGE)
    assert change(client, old="Given-by-them-1", new="Given-by-them-1").context["form"].errors["password1"]
    change(client, old="Given-by-them-1")
    assert client.get("/workspace/").status_code == 200
    assert LogEntry.objects.filter(verb="sign_in.password_changed", object_id=user.pk, origin="command").count() == 1


def test_the_operators_command_says_what_is_wrong(monkeypatch):
    person(username="first")
    monkeypatch.setattr("access.management.commands.changepassword.getpass", lambda prompt: "short")

    with pytest.raises(CommandError, match="no account"):
        call_command("changepassword", "nobody")
    with pytest.raises(CommandError, match="8"):
        call_command("changepassword", "first")
