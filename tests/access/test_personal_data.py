"""What is held about a person: shown, taken along, corrected, deleted; a new address counts once it is confirmed."""

import json
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import mail
from django.urls import reverse

from access import beats, personal_data
from access.actor import Actor
from access.delivery import outbox
from access.domain import accounts, deletion_requests
from access.models import DeletionRequest, Draft, EmailChange, LogEntry, RoleAssignment, Task, User
from access.people_enums import DeletionState
from access.refusals import Forbidden, Refused
from access.roles import AUDITOR, HOSPITAL_ADMIN, INVESTIGATOR, SECURITY_ADMIN, SYSTEM_ADMIN
from tests.factories import network as make
from tests.factories.people import PASSWORD, actor, give, holder, person, with_password
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def me():
    user = with_password(person(name="王小明", username="xiaoming", email="old@example.org", mobile="+8613912345678"))
    give(user, INVESTIGATOR, make.hospital())
    return user


def ask_for(user, email="new@example.org") -> EmailChange:
    accounts.change_contact(user, mobile=user.mobile, email=email, by=Actor.of(user))
    return user.email_changes.get(void_at=None, confirmed_at=None)


def link_of_the_mail(address) -> str:
    letter = next(letter for letter in mail.outbox if letter.to == [address])
    return next(line for line in letter.body.splitlines() if "/accounts/email/" in line)


def test_a_new_address_counts_once_its_own_link_was_opened(client, me):
    ask_for(me)
    outbox.send_due()
    me.refresh_from_db()
    assert me.email == "old@example.org"
    assert [letter.to for letter in mail.outbox] == [["new@example.org"]]

    url = link_of_the_mail("new@example.org")
    assert client.get(url).status_code == 200
    me.refresh_from_db()
    assert me.email == "old@example.org", "a program that reads mails opens links"
    client.post(url)

    me.refresh_from_db()
    assert me.email == "new@example.org"
    assert client.post(url).status_code == 404
    assert LogEntry.objects.get(verb="sign_in.contact_changed").changes == {"email": "changed"}


def test_the_link_is_void_when_it_is_old_another_was_asked_for_or_it_is_forged(client, me):
    ask_for(me)
    outbox.send_due()
    first = link_of_the_mail("new@example.org")
    with clock.at(clock.now() + timedelta(hours=25)):
        assert client.post(first).status_code == 404
    ask_for(me, "third@example.org")
    for url in (first, reverse("confirm_email", args=["forged"]), first[:-3] + "xyz/"):
        assert client.post(url).status_code == 404
    me.refresh_from_db()
    assert me.email == "old@example.org"


def test_an_address_that_somebody_else_got_meanwhile_is_refused(me):
    change = ask_for(me)
    person(email="NEW@example.org")

    with pytest.raises(Refused) as refused:
        accounts.confirm_email(change, by=Actor.of(me))
    assert refused.value.reason.code == accounts.CONTACT_TAKEN
    me.refresh_from_db()
    assert me.email == "old@example.org"


def test_taking_an_address_away_needs_no_link(me):
    accounts.change_contact(me, mobile="", email="", by=Actor.of(me))

    me.refresh_from_db()
    assert (me.email, me.mobile) == ("", "")
    assert not me.email_changes.exists()


def test_everything_is_there_in_words_and_nothing_of_others(client, me):
    other = person(name="别人甲")
    give(other, INVESTIGATOR, make.hospital())
    client.force_login(me)

    page = client.get(reverse("access:my_data")).content.decode()
    answer = client.get(reverse("access:export_my_data"))

    with ZipFile(BytesIO(answer.content)) as archive:
        said = json.loads(archive.read("data.json"))
        sheets = {name for name in archive.namelist() if name.endswith(".xlsx")}
    codes = [section.code for section in personal_data.sections(me)]
    assert list(said) == codes and sheets == {f"{code}.xlsx" for code in codes}
    assert "王小明" in page and "+8613912345678" in page
    assert "王小明" in json.dumps(said, ensure_ascii=False)
    assert "别人甲" not in page + json.dumps(said, ensure_ascii=False)
    assert LogEntry.objects.get(verb="list.exported").actor_id == me.pk


def test_the_own_name_is_corrected_with_the_password(client, me):
    client.force_login(me)
    url = reverse("access:correct_name")
    assert client.post(url, {"name": "王晓明", "password": "wrong"}).context["form"].errors["password"]
    assert client.post(url, {"name": "", "password": PASSWORD}).context["form"].errors["name"]

    client.post(url, {"name": "王晓明", "password": PASSWORD})

    me.refresh_from_db()
    assert me.name == "王晓明"
    assert LogEntry.objects.get(verb="account.name_corrected").changes == {"name": ["王小明", "王晓明"]}


# To be deleted.


@pytest.fixture
def security():
    return actor(SECURITY_ADMIN)


def test_a_request_becomes_a_task_with_a_day_and_is_answered_with_a_reason(client, me, security):
    client.force_login(me)
    with clock.at("2026-03-02"):
        client.post(reverse("access:ask_deletion"), {"wish": "调离", "password": PASSWORD})
        made = DeletionRequest.objects.get()
        assert made.due_on == date(2026, 3, 23)
        task = Task.objects.owned_by(security).open().get()
        assert task.due_on == made.due_on
        with pytest.raises(Refused):
            deletion_requests.ask(me, wish="", by=Actor.of(me))

        client.force_login(security.user)
        step = reverse("access:deletion_step", args=[made.uid])
        client.post(step, {"action": "decline", "version": "1", "token": "a", "reason": ""})
        assert DeletionRequest.objects.get().state == DeletionState.ASKED
        client.post(step, {"action": "decline", "version": "1", "token": "b", "reason": "项目未结束"})

    made.refresh_from_db()
    assert (made.state, made.answer) == (DeletionState.DECLINED, "项目未结束")
    task.refresh_from_db()
    assert task.closed_at is not None
    assert me.notifications.get(code=deletion_requests.TOLD_DECLINED).params["answer"] == "项目未结束"


def test_what_is_granted_is_deleted_the_next_night_and_the_traces_stay(me, security):
    Draft.objects.create(user=me, form="x", object_type="network.hospital", object_id=1)
    with clock.at("2026-03-02T10:00"):
        made = deletion_requests.ask(me, wish="调离", by=Actor.of(me))
        deletion_requests.grant(made, expected=made.version, reason="同意", by=security)
        beats.run("access.delete_people")
        assert User.objects.get(pk=me.pk).is_active
    acts = LogEntry.objects.filter(actor_id=me.pk).count()

    with clock.at("2026-03-03T02:10"):
        beats.run("access.delete_people")
        beats.run("access.delete_people")

    gone = User.objects.get(pk=me.pk)
    assert (gone.email, gone.mobile, gone.title, gone.is_active) == ("", "", "", False)
    assert gone.name == gone.username == deletion_requests.pseudonym(me)
    assert not gone.has_usable_password() and gone.erased_at is not None
    assert not gone.notifications.exists() and not Draft.objects.filter(user=gone).exists()
    assert gone.privacy_acceptances.count() == me.privacy_acceptances.count()
    assert not RoleAssignment.objects.valid(date(2026, 3, 3)).filter(user=gone).exists()
    assert LogEntry.objects.filter(actor_id=me.pk).count() == acts
    made.refresh_from_db()
    assert (made.state, made.wish) == (DeletionState.DELETED, "")


def test_it_is_taken_back_until_the_night(me, security):
    with clock.at("2026-03-02T10:00"):
        made = deletion_requests.ask(me, wish="", by=Actor.of(me))
        deletion_requests.grant(made, expected=made.version, reason="同意", by=security)
        with pytest.raises(Refused):
            deletion_requests.withdraw(made, expected=made.version, by=security)
        deletion_requests.withdraw(made, expected=made.version, by=Actor.of(me))
    with clock.at("2026-03-03T02:10"):
        beats.run("access.delete_people")

    me.refresh_from_db()
    assert me.is_active and me.name == "王小明"


def test_who_leaves_orphans_is_not_deleted(security):
    user = holder(HOSPITAL_ADMIN, make.hospital())
    made = deletion_requests.ask(user, wish="", by=Actor.of(user))

    with pytest.raises(Refused) as refused:
        deletion_requests.grant(made, expected=made.version, reason="x", by=security)

    assert refused.value.reason.code == "access.departure.orphans"
    made.refresh_from_db()
    assert made.state == DeletionState.ASKED


def test_who_sees_and_answers_a_request(me, security):
    made = deletion_requests.ask(me, wish="", by=Actor.of(me))
    readers = [Actor.of(me), security]
    others = [actor(AUDITOR), actor(SYSTEM_ADMIN), actor(HOSPITAL_ADMIN, make.hospital()), Actor.of(person())]
    assert [DeletionRequest.objects.visible_to(each).count() for each in (*readers, *others)] == [1, 1, 0, 0, 0, 0]
    for wrong in (Actor.of(me), *others):
        with pytest.raises(Forbidden):
            deletion_requests.grant(made, expected=made.version, reason="x", by=wrong)
    own = deletion_requests.ask(security.user, wish="", by=security)
    with pytest.raises(Refused):
        deletion_requests.grant(own, expected=own.version, reason="x", by=security)
    with pytest.raises(Refused):
        deletion_requests.delete(made, by=security)
