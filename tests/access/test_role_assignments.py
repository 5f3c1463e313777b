"""Giving and ending roles: by the catalogue, within the own scope, never to oneself."""

from datetime import date

import pytest

from access import logbook
from access.actor import Actor
from access.domain import role_assignments
from access.door import Forbidden
from access.models import LogEntry, RoleAssignment, RoleGroup
from access.refusals import Refused
from access.roles import (
    CENTRE_ADMIN,
    CENTRE_DIRECTOR,
    CENTRE_EDITOR,
    DEPARTMENT_OFFICER,
    ETHICS_SECRETARY,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    INVESTIGATOR,
    RESEARCH_SITE_MANAGER,
    ROLES,
    SECURITY_ADMIN,
    STEWARD,
    SUPERVISOR,
    may_grant,
)
from tests.factories import network as make
from tests.factories.people import actor, give, holder, person
from tools import clock

pytestmark = pytest.mark.django_db

# The whole table of who may give what; whoever is not named gives nothing.
GRANTS = {
    HOSPITAL_ADMIN: {HOSPITAL_COORDINATOR, INVESTIGATOR, ETHICS_SECRETARY, STEWARD, RESEARCH_SITE_MANAGER},
    CENTRE_ADMIN: {CENTRE_EDITOR},
    CENTRE_DIRECTOR: {CENTRE_EDITOR},
    SECURITY_ADMIN: {HOSPITAL_ADMIN, CENTRE_ADMIN, CENTRE_DIRECTOR, SUPERVISOR, DEPARTMENT_OFFICER},
}


@pytest.mark.parametrize("giver", list(ROLES))
def test_each_role_gives_exactly_the_roles_of_the_table(giver):
    assert {given for given in ROLES if may_grant(giver, given)} == GRANTS.get(giver, set())


@pytest.fixture
def places():
    return {"hospital": make.hospital(), "centre": make.centre(), "region": make.region(), "province": None}


@pytest.mark.parametrize("giver", list(ROLES))
@pytest.mark.parametrize(
    "given", [HOSPITAL_COORDINATOR, HOSPITAL_ADMIN, CENTRE_EDITOR, SUPERVISOR, DEPARTMENT_OFFICER]
)
def test_the_verb_follows_the_table(places, giver, given):
    by = actor(giver, places.get(ROLES[giver].scope_kind))
    scope, colleague = places[ROLES[given].scope_kind], person()

    try:
        made = role_assignments.grant(scope, user=colleague, role=given, reason="新任", by=by)
        answer = "given" if made == colleague.assignments.get() else "lost"
    except Forbidden:
        answer = "forbidden"
    except Refused as refused:
        answer = refused.reason.code

    allowed = given in GRANTS.get(giver, set())
    if allowed and giver == SECURITY_ADMIN:
        assert answer == "access.role.needs_invitation"
    else:
        assert (answer == "given") == allowed
    assert colleague.assignments.exists() == (answer == "given")


def test_a_gift_is_logged_with_its_days_and_names_its_giver():
    hospital, colleague = make.hospital(), person()
    by = actor(HOSPITAL_ADMIN, hospital)
    first, last = date(2026, 3, 5), date(2026, 9, 4)

    made = role_assignments.grant(
        hospital, user=colleague, role=STEWARD, reason="新任", by=by, valid_from=first, valid_to=last
    )

    assert (made.granted_by, made.reason, made.scope_kind, made.scope_id) == (by.user, "新任", "hospital", hospital.pk)
    entry = logbook.history(made).get()
    assert (entry.verb, entry.reason, entry.hospital_id) == ("role.granted", "新任", hospital.pk)
    assert entry.changes == {
        "role": ["", STEWARD],
        "valid_from": ["", "2026-03-05"],
        "valid_to": ["", "2026-09-04"],
    }


def test_nobody_gives_a_role_to_oneself():
    hospital = make.hospital()
    by = actor(HOSPITAL_ADMIN, hospital)

    with pytest.raises(Refused) as refused:
        role_assignments.grant(hospital, user=by.user, role=STEWARD, reason="自任", by=by)

    assert refused.value.reason.code == "access.role.not_to_oneself"
    assert by.user.assignments.count() == 1


@pytest.mark.parametrize("given", [STEWARD, HOSPITAL_COORDINATOR])
def test_nobody_gives_beyond_the_own_organisation(given):
    by, other = actor(HOSPITAL_ADMIN, make.hospital()), make.hospital()

    with pytest.raises(Forbidden):
        role_assignments.grant(other, user=person(), role=given, reason="越权", by=by)

    assert not RoleAssignment.objects.filter(role=given).exists()


def test_a_hat_elsewhere_does_not_lend_its_gifts():
    """Administrator of one hospital and secretary of a centre: each gives only at its own place."""
    hospital, centre = make.hospital(), make.centre()
    user = holder(HOSPITAL_ADMIN, hospital)
    give(user, CENTRE_ADMIN, centre)

    with pytest.raises(Refused) as refused:
        role_assignments.grant(centre, user=person(), role=STEWARD, reason="x", by=Actor.of(user))

    assert refused.value.reason.code == "access.role.wrong_scope"
    assert role_assignments.grant(centre, user=person(), role=CENTRE_EDITOR, reason="x", by=Actor.of(user)).pk


@pytest.mark.parametrize("scope", ["hospital", "region", "province"])
def test_a_role_is_given_only_at_its_kind_of_organisation(places, scope):
    with pytest.raises(Refused) as refused:
        role_assignments.grant(
            places[scope], user=person(), role=CENTRE_EDITOR, reason="x", by=Actor.as_system("test")
        )

    assert refused.value.reason.code == "access.role.wrong_scope"


@pytest.mark.parametrize(
    ("first", "last"), [("2026-01-01", "2026-03-04"), ("2026-03-06", None)], ids=["expired", "not begun"]
)
def test_a_giver_whose_role_does_not_count_today_gives_nothing(first, last):
    hospital = make.hospital()
    by = actor(HOSPITAL_ADMIN, hospital, valid_from=first, valid_to=last)

    with clock.at("2026-03-05"), pytest.raises(Forbidden):
        role_assignments.grant(hospital, user=person(), role=STEWARD, reason="x", by=by)


def test_an_end_before_the_start_is_refused():
    hospital = make.hospital()
    by = actor(HOSPITAL_ADMIN, hospital)

    with clock.at("2026-03-05"), pytest.raises(Refused) as refused:
        role_assignments.grant(hospital, user=person(), role=STEWARD, reason="x", by=by, valid_to=date(2026, 3, 4))

    assert refused.value.reason.code == "access.role.ends_before_start"


def test_the_security_administrator_appoints_only_by_an_invitation_that_a_second_person_confirms():
    with pytest.raises(Refused) as refused:
        role_assignments.grant(
            make.hospital(), user=person(), role=HOSPITAL_ADMIN, reason="首任", by=actor(SECURITY_ADMIN)
        )

    assert refused.value.reason.code == "access.role.needs_invitation"


@pytest.mark.parametrize(("role", "expected"), [(CENTRE_EDITOR, 1), (CENTRE_ADMIN, 0)])
def test_only_editorial_roles_get_a_group_of_the_content_system(role, expected):
    centre = make.centre()

    for _ in range(2):
        role_assignments.grant(centre, user=person(), role=role, reason="x", by=Actor.as_system("test"))

    assert RoleGroup.objects.filter(role=role, scope_kind="centre", scope_id=centre.pk).count() == expected


@pytest.fixture
def held():
    """A steward's role since January, and the administrator of the hospital."""
    hospital = make.hospital()
    return give(person(), STEWARD, hospital, valid_from=date(2026, 1, 1)), actor(HOSPITAL_ADMIN, hospital)


def test_a_role_ends_at_once_or_on_a_day(held):
    assignment, by = held

    with clock.at("2026-03-05"):
        role_assignments.end(assignment, last_day=date(2026, 3, 10), reason="调离", by=by)
        assert RoleAssignment.objects.filter(pk=assignment.pk).valid().exists()
        role_assignments.end(assignment, reason="提前调离", by=by)
        assert not RoleAssignment.objects.filter(pk=assignment.pk).valid().exists()

    assert assignment.valid_to == date(2026, 3, 4)
    changes = [entry.changes["valid_to"] for entry in logbook.history(assignment)]
    assert sorted(changes, key=str) == [["2026-03-10", "2026-03-04"], [None, "2026-03-10"]]


def test_a_role_that_began_today_or_is_to_begin_stops_at_once():
    hospital = make.hospital()
    by = actor(HOSPITAL_ADMIN, hospital)
    with clock.at("2026-03-05 10:00"):
        for begins in (date(2026, 3, 5), date(2026, 3, 20)):
            role = give(person(), STEWARD, hospital, valid_from=begins)

            role_assignments.end(role, reason="误授", by=by)

            assert role.stopped_at == clock.now()
            for day in (begins, date(2026, 3, 5)):
                assert not RoleAssignment.objects.filter(pk=role.pk).valid(day).exists()
                assert not role.is_valid(day)
            with pytest.raises(Refused) as refused:
                role_assignments.end(role, reason="again", by=by)
            assert refused.value.reason.code == "access.role.already_ended"
            assert Actor.of(role.user).assignments == []


def test_a_role_that_ends_on_its_first_day_by_name_is_kept_until_tonight():
    hospital = make.hospital()
    with clock.at("2026-03-05"):
        role = give(person(), STEWARD, hospital, valid_from=date(2026, 3, 5))

        role_assignments.end(role, last_day=date(2026, 3, 5), reason="x", by=actor(HOSPITAL_ADMIN, hospital))

        assert (role.valid_to, role.stopped_at, role.is_valid()) == (date(2026, 3, 5), None, True)


def test_ending_never_prolongs_a_role(held):
    assignment, by = held
    role_assignments.end(assignment, last_day=date(2026, 3, 10), reason="调离", by=by)

    with pytest.raises(Refused) as refused:
        role_assignments.end(assignment, last_day=date(2026, 4, 10), reason="延长", by=by)

    assert refused.value.reason.code == "access.role.already_ended"
    assignment.refresh_from_db()
    assert assignment.valid_to == date(2026, 3, 10)


def test_a_role_does_not_end_before_it_began(held):
    assignment, by = held

    role_assignments.end(assignment, last_day=date(2025, 6, 1), reason="误授", by=by)

    assert assignment.valid_to == assignment.valid_from


def test_only_the_organisation_or_the_security_administrator_ends_a_role(held):
    assignment, _by = held
    strangers = [actor(HOSPITAL_ADMIN, make.hospital()), Actor.of(assignment.user), actor(DEPARTMENT_OFFICER)]

    for by in strangers:
        with pytest.raises(Forbidden):
            role_assignments.end(assignment, reason="x", by=by)
    assert not LogEntry.objects.filter(verb="role.ended").exists()

    role_assignments.end(assignment, last_day=date(2026, 3, 1), reason="离职", by=actor(SECURITY_ADMIN))
    assert assignment.valid_to == date(2026, 3, 1)
