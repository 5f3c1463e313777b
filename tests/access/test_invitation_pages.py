"""Invitations over HTTP: the form, the link, the code and the QR, and what a visitor meets."""

import re

import pytest
from django.urls import reverse

from access.actor import Actor
from access.domain import invitations
from access.models import Invitation, RoleAssignment, User
from access.roles import DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, SECURITY_ADMIN, STEWARD
from tests.factories import network as make
from tests.factories.people import actor, holder, person

pytestmark = pytest.mark.django_db

ACCOUNT = {"username": "newcomer", "password": "松柏-Songbai-47", "repeated": "松柏-Songbai-47"}


@pytest.fixture
def admin():
    return holder(HOSPITAL_ADMIN, make.hospital())


@pytest.fixture
def sent(admin):
    hospital_id = admin.assignments.get().scope_id
    from network.models import Hospital

    return invitations.invite(Hospital.objects.get(pk=hospital_id), name="新同事", role=STEWARD, by=Actor.of(admin))


def _link(secret) -> str:
    return reverse("invitation", args=[secret])


def _text(response) -> str:
    return response.content.decode()


def test_the_form_offers_only_the_own_gifts_and_shows_link_code_and_qr_once(client, admin):
    client.force_login(admin)
    form = client.get(reverse("access:invite")).context["form"]
    offered = {key.split(":")[0] for key, _label in form.fields["gift"].choices}
    assert HOSPITAL_ADMIN not in offered and STEWARD in offered
    assert "organisation" not in form.fields

    gift = next(key for key, _label in form.fields["gift"].choices if key.startswith(STEWARD))
    answer = client.post(reverse("access:invite"), {"name": "新同事", "gift": gift})

    secret = answer.context["secret"]
    assert secret in _text(answer) and "<svg" in _text(answer)
    assert f"http://testserver{_link(secret)}" in _text(answer)
    assert Invitation.objects.get().name == "新同事"
    assert secret not in _text(client.get(reverse("access:invitations")))


def test_a_forged_gift_is_refused_at_the_field(client, admin):
    client.force_login(admin)
    other = make.hospital()

    for gift in (f"{HOSPITAL_ADMIN}:{other.pk}", f"{STEWARD}:{other.pk}", "no_role:1", "steward", "steward:x:1", ""):
        answer = client.post(reverse("access:invite"), {"name": "x", "gift": gift})
        assert answer.status_code == 200 and answer.context["form"].errors["gift"], gift
    assert not Invitation.objects.exists()


def test_the_security_administrator_names_the_organisation(client):
    client.force_login(holder(SECURITY_ADMIN))
    hospital = make.hospital(name_zh="示范县医院")
    data = {"name": "新院长", "gift": f"{HOSPITAL_ADMIN}:", "organisation": "没有的医院"}

    answer = client.post(reverse("access:invite"), data)
    assert answer.context["form"].errors["organisation"]

    client.post(reverse("access:invite"), data | {"organisation": " 示范县医院 "})
    made = Invitation.objects.get()
    assert (made.scope_id, made.needs_confirmation) == (hospital.pk, True)


def test_a_newcomer_opens_the_link_makes_an_account_and_is_signed_in(client, sent):
    _invitation, secret = sent
    page = client.get(_link(secret))
    assert page.status_code == 200
    assert "新同事" in re.search("<h1>(.*)</h1>", _text(page)).group(1)

    answer = client.post(_link(secret), ACCOUNT)

    assert answer.url == reverse("workspace:inbox")
    user = User.objects.get(username="newcomer")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get(answer.url).status_code == 200
    assert client.get(_link(secret)).status_code == 404


def test_the_code_typed_by_hand_leads_to_the_same_page(client, sent):
    _invitation, secret = sent

    answer = client.post(reverse("enter_code"), {"code": f" {secret.lower()} "})

    assert client.get(answer.url).context["invitation"] == sent[0]


@pytest.mark.parametrize("code", ["a/b", "../../login", "?x=1", "一-二"])
def test_a_code_that_is_none_leads_to_one_sentence(client, code):
    answer = client.post(reverse("enter_code"), {"code": code})

    assert answer.status_code == 302
    page = client.get(answer.url)
    assert page.status_code == 404 and page.templates[0].name == "access/invitation_unusable.html"


@pytest.mark.parametrize("code", ["", "///", "x" * 21, "a\0b"])
def test_a_code_of_no_letters_is_refused_at_the_field(client, code):
    answer = client.post(reverse("enter_code"), {"code": code})

    assert answer.status_code == 200 and answer.context["form"].errors["code"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"username": "a b"}, "username"),
        ({"username": "x"}, "username"),
        ({"username": "taken"}, "username"),
        ({"password": "12345678", "repeated": "12345678"}, "password"),
        ({"password": "newcomer1", "repeated": "newcomer1"}, "password"),
        ({"repeated": "another"}, "repeated"),
    ],
)
def test_an_account_that_cannot_be_made_is_told_at_the_field_and_the_link_stays_good(client, sent, change, field):
    person(username="Taken")

    answer = client.post(_link(sent[1]), ACCOUNT | change)

    assert answer.status_code == 200 and answer.context["form"].errors[field]
    assert not RoleAssignment.objects.filter(role=STEWARD).exists()
    assert client.get(_link(sent[1])).status_code == 200


def test_a_signed_in_person_accepts_with_one_button(client, sent):
    known = holder(HOSPITAL_COORDINATOR, make.hospital())
    client.force_login(known)
    page = client.get(_link(sent[1]))
    assert known.name in _text(page) and 'name="password"' not in _text(page)

    answer = client.post(_link(sent[1]))

    assert answer.url == reverse("workspace:inbox")
    assert set(known.assignments.values_list("role", flat=True)) == {HOSPITAL_COORDINATOR, STEWARD}


def test_whoever_sent_it_is_told_that_it_is_for_another_person(client, admin, sent):
    client.force_login(admin)

    answer = client.post(_link(sent[1]), follow=True)

    assert [str(message) for message in answer.context["messages"]] == [str(_sentence(invitations.NOT_FOR_YOU))]
    assert admin.assignments.count() == 1


def _sentence(code):
    from access.refusals import Refusal

    return Refusal(code)


def test_an_appointment_is_confirmed_by_the_department_in_its_list(client):
    made, secret = invitations.invite(make.hospital(), name="新院长", role=HOSPITAL_ADMIN, by=actor(SECURITY_ADMIN))
    assert client.get(_link(secret)).status_code == 404
    client.force_login(holder(DEPARTMENT_OFFICER))
    confirm = reverse("access:confirm_invitation", args=[made.uid])
    assert confirm in _text(client.get(reverse("access:invitations")))

    answer = client.post(confirm)

    assert answer.url == reverse("access:invitations")
    client.logout()
    assert client.get(_link(secret)).status_code == 200


def test_the_sender_takes_an_invitation_back(client, admin, sent):
    client.force_login(admin)

    client.post(reverse("access:revoke_invitation", args=[sent[0].uid]))

    client.logout()
    assert client.get(_link(sent[1])).status_code == 404


def test_a_secret_does_not_leak_by_the_referrer_or_a_cache(client, sent):
    answer = client.get(_link(sent[1]))

    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert {"no-store", "private"} <= set(answer.headers["Cache-Control"].split(", "))


def test_signing_up_without_an_invitation_is_closed(client):
    answer = client.get(reverse("account_signup"))

    assert 'name="password1"' not in _text(answer)
    client.post(
        reverse("account_signup"), {"username": "x1", "password1": "松柏-Songbai-47", "password2": "松柏-Songbai-47"}
    )
    assert not User.objects.filter(username="x1").exists()
