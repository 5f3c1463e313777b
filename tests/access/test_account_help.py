"""What administrators do for people who cannot sign in: unlock, open again, hand over a one-time code."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from access.actor import Actor
from access.domain import passwords, sign_ins
from access.models import LogEntry, Notification, ResetCode, User
from access.refusals import Forbidden, Refused
from access.roles import AUDITOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, SECURITY_ADMIN
from tests.factories import network as make
from tests.factories.people import actor, give, holder, person, with_password
from tools import clock

pytestmark = pytest.mark.django_db

CODE_PAGE, NEW = reverse("account_reset_password_by_code"), "Quiet-mountain-8"


@pytest.fixture
def hospital():
    return make.hospital()


@pytest.fixture
def admin(hospital):
    return holder(HOSPITAL_ADMIN, hospital)


@pytest.fixture
def role(hospital):
    """The role of a coordinator who has forgotten everything."""
    return give(with_password(person(username="forgetful")), HOSPITAL_COORDINATOR, hospital)


def code_of(role, admin) -> str:
    return passwords.issue_reset_code(role, by=Actor.of(admin))[1]


def use(client, code, login="forgetful", new=NEW):
    return client.post(CODE_PAGE, {"login": login, "code": code, "password1": new, "password2": new})


def test_the_administrator_unlocks_on_the_page_of_the_role(client, admin, role):
    User.objects.filter(pk=role.user_id).update(failures=5, locked_until=clock.now() + timedelta(minutes=20))
    client.force_login(admin)
    url = reverse("access:unlock_account", args=[role.uid])
    assert url in client.get(role.get_absolute_url()).content.decode()

    assert client.post(url).url == role.get_absolute_url()

    role.user.refresh_from_db()
    assert (role.user.failures, role.user.locked_until) == (0, None)
    assert url not in client.get(role.get_absolute_url()).content.decode()
    assert LogEntry.objects.get(verb="sign_in.unlocked").actor_id == admin.pk
    with pytest.raises(Refused):
        sign_ins.unlock(role, by=Actor.of(admin))


def test_the_administrator_opens_an_unused_account_again(client, strict, admin, role):
    strict.SESSION_IDLE_MINUTES_ADMIN = 0
    User.objects.filter(pk=role.user_id).update(last_used_at=clock.now() - timedelta(days=91))
    client.force_login(admin)
    url = reverse("access:reopen_account", args=[role.uid])
    assert url in client.get(role.get_absolute_url()).content.decode()

    client.post(url)

    with pytest.raises(Refused):
        sign_ins.reopen(role, by=Actor.of(admin))
    Client().force_login(User.objects.get(pk=role.user_id))


def test_the_roster_says_who_cannot_sign_in(client, strict, in_english, admin, role, hospital):
    User.objects.filter(pk=role.user_id).update(failures=5, locked_until=clock.now() + timedelta(minutes=20))
    give(person(last_used_at=clock.now() - timedelta(days=91)), HOSPITAL_COORDINATOR, hospital)
    give(person(is_active=False), HOSPITAL_COORDINATOR, hospital)
    client.force_login(admin)

    rows = client.get(reverse("access:people")).context["table"].rows

    with translation.override("en"):
        states = sorted(str(row.get_cell("account")) for row in rows)
    assert states == ["closed", "closed: unused", "locked", "may sign in"]


@pytest.mark.parametrize("verb", [sign_ins.unlock, sign_ins.reopen, passwords.issue_reset_code])
def test_only_who_manages_the_organisations_people_may(role, hospital, verb):
    for by in (
        actor(HOSPITAL_ADMIN, make.hospital()),
        actor(HOSPITAL_COORDINATOR, hospital),
        actor(AUDITOR),
        Actor.of(role.user),
    ):
        with pytest.raises(Forbidden):
            verb(role, by=by)


def test_a_code_sets_a_new_password_once_and_leads_to_the_sign_in(
    client, admin, role, django_capture_on_commit_callbacks
):
    User.objects.filter(pk=role.user_id).update(failures=5, locked_until=clock.now() + timedelta(minutes=20))
    other = Client()
    other.force_login(admin)
    with django_capture_on_commit_callbacks(execute=True):
        shown = other.post(reverse("access:issue_reset_code", args=[role.uid]))
    code = shown.context["code"]
    assert code in shown.content.decode() and "no-store" in shown.headers["Cache-Control"]
    assert list(Notification.objects.filter(user=role.user).values_list("code", flat=True)) == [
        "news.password.code_issued"
    ]

    answer = use(client, f" {code.lower().replace('-', ' ')} ")

    assert answer.url == reverse("account_login") and "_auth_user_id" not in client.session
    assert client.post(answer.url, {"login": "forgetful", "password": NEW}).status_code == 302
    assert use(Client(), code, new="Another-one-99").context["form"].errors["code"]
    assert code.replace("-", "") not in str(list(ResetCode.objects.values())) + str(list(LogEntry.objects.values()))


def test_a_code_is_good_for_half_an_hour(client, admin, role):
    with clock.at("2026-03-05 09:00"):
        code = code_of(role, admin)
        clock.advance(minutes=30)
        assert use(client, code).context["form"].errors["code"]
        code = code_of(role, admin)
        clock.advance(minutes=29)
        assert use(client, code).status_code == 302


def test_a_newer_code_voids_the_one_before(client, admin, role):
    first, second = code_of(role, admin), code_of(role, admin)

    assert use(client, first).context["form"].errors["code"]
    assert use(client, second).status_code == 302


def test_five_wrong_codes_void_the_right_one(client, admin, role):
    code = code_of(role, admin)
    for _ in range(5):
        use(client, "AAAAA-AAAAA")

    assert use(client, code).context["form"].errors["code"]
    assert LogEntry.objects.filter(verb="sign_in.code_failed", object_id=role.user_id).count() == 5


def test_the_page_does_not_tell_which_accounts_there_are(client, admin, role):
    code_of(role, admin)
    answers = [use(client, "AAAAA-AAAAA", login) for login in ("forgetful", "nobody", admin.username)]

    assert len({str(answer.context["form"].errors) for answer in answers}) == 1


def test_a_wrong_code_hides_the_rules_of_the_account(client, admin, role):
    answer = use(client, "AAAAA-AAAAA", new="short")

    assert set(answer.context["form"].errors) == {"code"}


def test_a_password_that_cannot_be_leaves_the_code_good(client, admin, role):
    code = code_of(role, admin)

    assert use(client, code, new="short").context["form"].errors["password1"]
    assert use(client, code).status_code == 302


def test_an_administrator_of_one_house_gets_no_hold_of_anothers_account(client, admin, role):
    give(role.user, DEPARTMENT_OFFICER)

    with pytest.raises(Refused) as refused:
        passwords.issue_reset_code(role, by=Actor.of(admin))

    assert refused.value.reason.code == "access.reset_code.role_elsewhere"
    client.force_login(admin)
    assert (
        reverse("access:issue_reset_code", args=[role.uid]) not in client.get(role.get_absolute_url()).content.decode()
    )
    assert passwords.issue_reset_code(role, by=actor(SECURITY_ADMIN))


def test_the_separated_administrators_get_no_hold_of_each_other():
    for given in (AUDITOR, SECURITY_ADMIN):
        with pytest.raises(Refused):
            passwords.issue_reset_code(give(person(), given), by=actor(SECURITY_ADMIN))


def test_nobody_issues_a_code_to_oneself_or_for_a_closed_account(admin, role):
    with pytest.raises(Refused):
        passwords.issue_reset_code(admin.assignments.get(), by=Actor.of(admin))
    User.objects.filter(pk=role.user_id).update(is_active=False)
    role.user.refresh_from_db()
    with pytest.raises(Refused):
        passwords.issue_reset_code(role, by=Actor.of(admin))
