"""The content system's groups follow the dated roles: on the day after the last one they are gone, without a job."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.db import DatabaseError, connection, transaction

from access.actor import Actor
from access.domain import role_assignments
from access.domain.role_groups import group_for
from access.models import GroupMembership, User
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, CENTRE_EDITOR, DEPARTMENT_OFFICER, HOSPITAL_COORDINATOR
from tests.factories import network as make
from tests.factories.people import actor, give, person
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@contextmanager
def day(text: str):
    """A day for Python and for the database: PostgreSQL asks its own clock unless a setting names the day."""
    with clock.at(text):
        if connection.vendor == "postgresql":
            connection.cursor().execute("SELECT set_config('lianyan.today', %s, true)", [text[:10]])
        yield
    if connection.vendor == "postgresql":
        connection.cursor().execute("SELECT set_config('lianyan.today', '', true)")


@pytest.fixture
def editor():
    """An editor from 1 March to 5 March, and the centre."""
    centre = make.centre()
    group_for(CENTRE_EDITOR, "centre", centre.pk)
    role = give(person(), CENTRE_EDITOR, centre, valid_from=date(2026, 3, 1), valid_to=date(2026, 3, 5))
    return role.user, centre


def _groups(user) -> list[str]:
    return list(User.objects.get(pk=user.pk).groups.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("today", "member"),
    [
        ("2026-02-28 23:59", False),
        ("2026-03-01 00:00", True),
        ("2026-03-05 23:59", True),
        ("2026-03-06 00:00", False),
    ],
)
def test_membership_of_the_group_lasts_from_the_first_day_to_the_last(editor, today, member):
    user, centre = editor

    with day(today):
        assert _groups(user) == ([f"{CENTRE_EDITOR}:centre:{centre.pk}"] if member else [])


def test_rights_that_the_group_gives_end_with_the_day(editor):
    user, centre = editor
    right = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    group_for(CENTRE_EDITOR, "centre", centre.pk).permissions.add(right)

    with day("2026-03-05"):
        assert User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")
        assert User.objects.get(pk=user.pk).has_perms(["wagtailadmin.access_admin"])
        assert User.objects.get(pk=user.pk).has_module_perms("wagtailadmin")
        assert User.objects.get(pk=user.pk).get_all_permissions() == {"wagtailadmin.access_admin"}
    with day("2026-03-06"):
        assert not User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")
        assert not User.objects.get(pk=user.pk).has_module_perms("wagtailadmin")
        assert User.objects.get(pk=user.pk).get_all_permissions() == set()


def test_a_role_without_an_end_goes_on(editor):
    _user, centre = editor
    lasting = give(person(), CENTRE_EDITOR, centre, valid_from=date(2026, 3, 1)).user

    with day("2036-03-06"):
        assert len(_groups(lasting)) == 1


def test_ending_a_role_ends_the_group_at_once(editor):
    user, centre = editor

    with day("2026-03-03"):
        assert _groups(user)
        role_assignments.end(user.assignments.get(), reason="调离", by=actor(CENTRE_ADMIN, centre))
        assert not _groups(user)


def test_a_role_stopped_on_its_first_day_gives_no_group(editor):
    _user, centre = editor
    stopped = give(person(), CENTRE_EDITOR, centre, valid_from=date(2026, 3, 3))

    with day("2026-03-03"):
        assert _groups(stopped.user)
        role_assignments.end(stopped, reason="误授", by=actor(CENTRE_ADMIN, centre))
        assert not _groups(stopped.user)


def test_two_roles_in_the_same_group_count_once(editor):
    user, centre = editor
    give(user, CENTRE_EDITOR, centre, valid_from=date(2026, 3, 2))

    with day("2026-03-03"):
        assert len(_groups(user)) == 1
        assert GroupMembership.objects.filter(user=user).count() == 1


def test_the_same_role_at_another_centre_is_another_group(editor):
    user, centre = editor
    other = make.centre()
    group_for(CENTRE_EDITOR, "centre", other.pk)

    with day("2026-03-03"):
        assert _groups(user) == [f"{CENTRE_EDITOR}:centre:{centre.pk}"]


def test_a_closed_account_is_in_no_group(editor):
    user, _centre = editor
    user.is_active = False
    user.save()

    with day("2026-03-03"):
        assert not GroupMembership.objects.filter(user=user).exists()
        assert not User.objects.get(pk=user.pk).has_perm("wagtailadmin.access_admin")


@pytest.mark.parametrize(
    ("role", "grouped"),
    [(CENTRE_EDITOR, True), (CENTRE_ADMIN, False), (CENTRE_DIRECTOR, False)],
)
def test_giving_an_editorial_role_puts_the_person_into_its_group(role, grouped):
    centre, user = make.centre(), person()
    with day("2026-03-05"):
        role_assignments.grant(centre, user=user, role=role, reason="x", by=Actor.as_system("test"))
        assert bool(_groups(user)) is grouped


def test_roles_of_the_province_have_their_group_too():
    user = person()
    with day("2026-03-05"):
        role_assignments.grant(None, user=user, role=DEPARTMENT_OFFICER, reason="x", by=Actor.as_system("test"))
        assert _groups(user) == [f"{DEPARTMENT_OFFICER}:province:0"]


def test_nobody_writes_the_membership_by_hand(editor):
    user, centre = editor
    group = group_for(HOSPITAL_COORDINATOR, "hospital", 1)

    with pytest.raises(DatabaseError), transaction.atomic():
        GroupMembership.objects.create(id="1-1", user=user, group=group)
    with pytest.raises(DatabaseError), transaction.atomic():
        GroupMembership.objects.filter(user=user).update(group=group)
