"""Tables of a centre's people: whoever brings one gives by it what the table of grants lets them give, no more."""

import pytest

from access.models import Invitation, LogEntry
from access.refusals import Refused
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, CENTRE_EDITOR, ROLES, SECURITY_ADMIN
from network.domain import import_runs
from network.imports.centre_people import given
from tests.factories import network as make
from tests.factories.people import actor, give
from tests.factories.tables import bring, fresh, remarks, take_in

pytestmark = pytest.mark.django_db

ROWS = [{"name": f"人员{role}", "role": role} for role in (CENTRE_ADMIN, CENTRE_DIRECTOR, CENTRE_EDITOR)]
# Which of the three rows each bringer may not give, and whether the rest waits for a second person.
GIVES = {CENTRE_ADMIN: ({2, 3}, False), SECURITY_ADMIN: ({4}, True)}


@pytest.fixture
def centre():
    return make.network().centre


def bringer(role: str, centre):
    return actor(role, centre if role == CENTRE_ADMIN else None)


def test_the_words_are_the_roles_of_a_centre():
    assert set(given()) == {CENTRE_ADMIN, CENTRE_DIRECTOR, CENTRE_EDITOR}


@pytest.mark.parametrize("role", GIVES)
def test_a_role_beyond_the_table_of_grants_is_a_mistake_at_its_cell(role, centre):
    by, (refused, waits) = bringer(role, centre), GIVES[role]
    run = bring("centre-people", ROWS, by=by, place=centre)
    assert remarks(run) == {(row, "role", "person.not_yours") for row in refused}
    with pytest.raises(Refused):
        import_runs.ask_to_commit(run, expected=run.version, by=by)
    assert Invitation.objects.count() == 0

    rest = [row for number, row in enumerate(ROWS, start=2) if number not in refused]
    receipt, result = take_in(bring("centre-people", rest, by=by, place=centre), by)
    sent = {(one.name, one.role, one.scope_kind, one.scope_id, one.needs_confirmation) for one, _secret in result}
    assert sent == {(row["name"], row["role"], "centre", centre.pk, waits) for row in rest}
    assert receipt is not None
    assert LogEntry.objects.filter(verb="invitation.sent", centre_id=centre.pk).count() == len(rest)


def test_whoever_lost_the_right_since_the_check_takes_nothing_in(centre):
    security = actor(SECURITY_ADMIN)
    run = bring("centre-people", ROWS[:1], by=security, place=centre)
    secretary = actor(CENTRE_ADMIN, centre)
    with pytest.raises(import_runs.Changed):
        take_in(run, secretary)

    assert (fresh(run).state, Invitation.objects.count()) == ("failed", 0)


def test_each_bad_cell_is_named(centre):
    by, word = actor(CENTRE_ADMIN, centre), str(ROLES[CENTRE_EDITOR])
    give(by.user, CENTRE_EDITOR, centre)
    rows = [
        {"name": "张三", "role": "医院管理员"},
        {"name": "", "role": word},
        {"name": "李四", "role": word, "email": "不是邮箱"},
        {"name": "王五", "role": word, "role_valid_to": "2001-01-01"},
        {"name": "赵六", "role": word},
        {"name": "赵六", "role": word},
        {"name": by.user.name, "role": word},
    ]
    run = bring("centre-people", rows, by=by, place=centre)

    assert remarks(run) == {
        (2, "role", "no_choice"),
        (3, "name", "required"),
        (4, "email", "no_address"),
        (5, "role_valid_to", "person.past"),
        (6, "name", "person.twice"),
        (7, "name", "person.twice"),
        (8, "name", "person.holds"),
    }
    assert (run.errors, run.warnings) == (6, 1)
