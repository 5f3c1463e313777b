"""Acting for somebody who is away: what a deputy holds, for how long, and what is never delegated."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from access import delegation_kinds, door, inbox
from access.actor import Actor
from access.domain import delegations, role_assignments
from access.inbox_reading import standings
from access.models import Delegation, LogEntry, Notification, RoleAssignment, Task
from access.presenters import entries
from access.refusals import Forbidden, Refused
from access.roles import AUDITOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, INVESTIGATOR, SECURITY_ADMIN, SYSTEM_ADMIN
from network import membership_permissions as network
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import actor, give, holder, person
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.both]

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 13)


@pytest.fixture(autouse=True)
def _monday():
    with clock.at("2026-03-02"):
        yield


@pytest.fixture
def hospital():
    return make.hospital()


@pytest.fixture
def role(hospital):
    """The role of the hospital's administrator, who goes on leave."""
    return give(person(name="王院长"), HOSPITAL_ADMIN, hospital, valid_from=date(2018, 1, 1))


@pytest.fixture
def deputy(hospital):
    user = person(name="李科长")
    give(user, INVESTIGATOR, hospital)
    return user


def name_deputy(role, deputy, kind=delegation_kinds.ALL, **days) -> Delegation:
    days = {"first": FIRST, "last": LAST} | days
    return delegations.delegate(role, deputy=deputy, kind=kind, reason="休假", by=Actor.of(role.user), **days)


def _holds(deputy, day, permission=network.SIGN_OFF) -> bool:
    with clock.at(day):
        return Actor.of(deputy).holds(permission)


def test_a_deputy_holds_what_the_person_holds_between_the_two_days(role, deputy, hospital):
    name_deputy(role, deputy, first=FIRST + timedelta(days=1))

    assert [_holds(deputy, day) for day in ("2026-03-02", "2026-03-03", "2026-03-13", "2026-03-14")] == [
        False,
        True,
        True,
        False,
    ]
    with clock.at("2026-03-03"):
        acting = Actor.of(deputy)
        assert acting.scope_ids(network.SIGN_OFF, "hospital") == {hospital.pk}
        assert acting.worn.role == INVESTIGATOR


def test_what_the_person_loses_the_deputy_loses_with_it(role, deputy):
    name_deputy(role, deputy)
    RoleAssignment.objects.filter(pk=role.pk).update(valid_to=date(2026, 3, 5))
    assert _holds(deputy, "2026-03-05")
    assert not _holds(deputy, "2026-03-06")

    RoleAssignment.objects.filter(pk=role.pk).update(valid_to=None)
    role.user.is_active = False
    role.user.save()
    assert not _holds(deputy, "2026-03-06")


def test_a_deputy_for_one_kind_holds_no_more(role, deputy, hospital):
    name_deputy(role, deputy, kind="sign_off")

    acting = Actor.of(deputy)
    assert acting.holds(network.SIGN_OFF)
    assert not acting.holds(network.HAND_IN_APPLICATION)
    signs = Task.objects.create(
        kind="task.signoff", role=HOSPITAL_ADMIN, scope_kind="hospital", scope_id=hospital.pk, object_id=1
    )
    other = Task.objects.create(
        kind="task.other", role=HOSPITAL_ADMIN, scope_kind="hospital", scope_id=hospital.pk, object_id=1
    )
    assert list(Task.objects.owned_by(acting)) == [signs]
    assert standings({deputy.pk: acting.assignments})[deputy.pk].tasks == 1
    assert set(Task.objects.owned_by(Actor.of(role.user))) == {signs, other}
    assert inbox.holders(HOSPITAL_ADMIN, "hospital", hospital.pk) == [role.user]
    assert inbox.holders(HOSPITAL_ADMIN, "hospital", hospital.pk, task="task.signoff") == [role.user, deputy]


def test_roles_and_accounts_are_never_delegated(role, deputy, hospital):
    name_deputy(role, deputy)

    acting = Actor.of(deputy)
    assert [code for code in delegation_kinds.NEVER if acting.holds(code)] == []
    with pytest.raises(Forbidden):
        role_assignments.grant(hospital, user=person(), role=INVESTIGATOR, reason="x", by=acting)


def test_an_administrator_elsewhere_gives_no_role_where_he_is_only_a_deputy(role, deputy, hospital):
    give(deputy, HOSPITAL_ADMIN, make.hospital())
    name_deputy(role, deputy)

    with pytest.raises(Forbidden):
        role_assignments.grant(hospital, user=person(), role=INVESTIGATOR, reason="x", by=Actor.of(deputy))


def test_the_logbook_names_both_and_only_where_the_right_was_borrowed(role, deputy, hospital):
    cast = path.cast(hospital=hospital)
    application = path.handed_in(cast)
    signoff = path.waiting_signoff(application)
    name_deputy(role, deputy)
    acting = Actor.of(deputy)

    from network.domain import signoffs

    signoffs.sign(signoff, expected=signoff.version, by=acting)

    entry = LogEntry.objects.get(verb="signoff.sign")
    assert entry.actor_id == deputy.pk
    assert entry.changes["on_behalf_of"] == ["", {"id": role.user_id, "name": "王院长"}]
    assert entries([entry])[0]["who"] in ("李科长代王院长", "李科长 for 王院长")
    with clock.at("2026-03-05"):
        delegations.end(Delegation.objects.get(), by=Actor.of(deputy))
    assert "on_behalf_of" not in LogEntry.objects.get(verb="delegation.ended").changes


def test_deputy_and_person_are_one_where_four_eyes_are_asked(role, deputy, hospital):
    """What the administrator handed in, the deputy does not sign in the administrator's place."""
    cast = path.cast(hospital=hospital, people={HOSPITAL_COORDINATOR: role.user})
    signoff = path.waiting_signoff(path.handed_in(cast))
    assert signoff.requested_by == role.user
    name_deputy(role, deputy)

    from network.domain import signoffs

    with pytest.raises(Refused) as refused:
        signoffs.sign(signoff, expected=signoff.version, by=Actor.of(deputy))
    assert refused.value.reason.code == "network.signoff.own_request"


def test_both_are_told_and_a_second_time_is_refused(role, deputy):
    name_deputy(role, deputy, last=FIRST)
    assert Notification.objects.get(user=deputy).params["person"] == "王院长"

    with pytest.raises(Refused) as refused:
        name_deputy(role, deputy)
    assert refused.value.reason.code == delegations.TWICE


REFUSALS = [
    ({"last": date(2027, 3, 10)}, delegations.WRONG_DAYS),
    ({"first": date(2026, 3, 1)}, delegations.WRONG_DAYS),
    ({"first": date(2026, 3, 20)}, delegations.WRONG_DAYS),
    ({"kind": "x"}, delegations.UNKNOWN_KIND),
]


@pytest.mark.parametrize(("wrong", "code"), REFUSALS)
def test_days_and_kinds_that_cannot_be_are_refused(role, deputy, wrong, code):
    with pytest.raises(Refused) as refused:
        name_deputy(role, deputy, **wrong)

    assert refused.value.reason.code == code
    assert not Delegation.objects.exists()


def test_only_ones_own_role_and_only_to_a_colleague(role, deputy, hospital):
    stranger = holder(INVESTIGATOR, make.hospital())
    with pytest.raises(Refused) as refused:
        name_deputy(role, stranger)
    assert refused.value.reason.code == delegations.NOT_A_COLLEAGUE

    with pytest.raises(Refused) as refused:
        delegations.delegate(
            role, deputy=deputy, kind="all", first=FIRST, last=LAST, reason="x", by=actor(HOSPITAL_ADMIN, hospital)
        )
    assert refused.value.reason.code == delegations.NOT_YOUR_ROLE


@pytest.mark.parametrize("code", [SYSTEM_ADMIN, SECURITY_ADMIN, AUDITOR])
@pytest.mark.parametrize("to", [SYSTEM_ADMIN, SECURITY_ADMIN, AUDITOR, "department_officer"])
def test_separated_administrators_neither_delegate_nor_stand_in(code, to):
    one, other = give(person(), code, valid_from=FIRST), holder(to)
    with pytest.raises(Refused) as refused:
        name_deputy(one, other)
    assert refused.value.reason.code == delegations.IS_SEPARATED

    with pytest.raises(Refused):
        name_deputy(give(person(), "department_officer", valid_from=FIRST), one.user)


def test_who_may_end_it(role, deputy, hospital):
    made = name_deputy(role, deputy)
    for stranger in (actor(HOSPITAL_ADMIN, make.hospital()), actor(HOSPITAL_COORDINATOR, hospital)):
        with pytest.raises(Refused):
            delegations.end(made, by=stranger)

    delegations.end(made, by=actor(HOSPITAL_ADMIN, hospital))

    assert made.status == "ended"
    assert not _holds(deputy, "2026-03-02")
    assert set(Notification.objects.filter(code=delegations.ENDED_NEWS).values_list("user", flat=True)) == {
        role.user_id,
        deputy.pk,
    }
    with pytest.raises(Refused) as refused:
        delegations.end(made, by=Actor.of(deputy))
    assert refused.value.reason.code == delegations.OVER


def test_page_names_a_deputy_shows_it_to_both_and_ends_it(client, role, deputy):
    client.force_login(role.user)
    url = reverse("access:delegate", args=[role.uid])
    data = {"deputy": deputy.pk, "kind": "all", "first": "2026-03-02", "last": "2026-03-13", "reason": "休假"}
    assert client.post(url, data | {"last": "2026-03-01"}).context["form"].errors["last"]
    assert client.post(url, data | {"deputy": holder(INVESTIGATOR, make.hospital()).pk}).context["form"].errors
    assert client.post(url, data).url == reverse("access:delegations")

    client.force_login(deputy)
    page = client.get(reverse("access:delegations"))
    assert [row.record.delegator for row in page.context["table"].rows] == [role.user]
    assert "王院长" in client.get(reverse("workspace:inbox")).content.decode()
    assert client.get(url).status_code == 404
    client.post(reverse("access:end_delegation", args=[Delegation.objects.get().uid]))
    assert len(client.get(reverse("access:delegations")).context["table"].rows) == 0
    assert len(client.get(reverse("access:delegations") + "?over=on").context["table"].rows) == 1


def test_the_door_sees_one_delegation_from_three_sides(role, deputy, hospital):
    made = name_deputy(role, deputy)
    sees = [Actor.of(role.user), Actor.of(deputy), actor(HOSPITAL_ADMIN, hospital), actor(SECURITY_ADMIN)]
    others = [actor(HOSPITAL_ADMIN, make.hospital()), actor(HOSPITAL_COORDINATOR, hospital), actor(AUDITOR)]

    assert [Delegation.objects.visible_to(each).count() for each in (*sees, *others)] == [1, 1, 1, 1, 0, 0, 0]
    assert all(door.can(each, made.view_permission, made) for each in sees)
