"""Who may bring which table for which place, and who sees it."""

import pytest

from access.actor import Actor
from access.refusals import Forbidden
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, SECURITY_ADMIN
from network.domain import import_runs
from network.import_enums import ImportState
from network.models import ImportRun
from tests.factories import network as make
from tests.factories.people import actor
from tests.factories.tables import bring, fresh, hospital_row, member_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make.division(name_zh="示范县")


@pytest.fixture
def officer():
    return actor(DEPARTMENT_OFFICER)


@pytest.fixture
def network():
    return make.network(code="ZZ")


@pytest.fixture
def secretary(network):
    return actor(CENTRE_ADMIN, network.centre)


RIGHTS = {
    # kind: {who: (at the own place, elsewhere)}
    "hospitals": {"officer": True, "secretary": False, "admin": False, "coordinator": False},
    "members": {"officer": True, "secretary": True, "other_secretary": False, "admin": False, "coordinator": False},
    "people": {"officer": False, "secretary": False, "admin": True, "other_admin": False, "coordinator": False}
    | {"security": False},
    "centre-people": {"officer": False, "secretary": True, "other_secretary": False, "admin": False}
    | {"security": True},
}


@pytest.fixture
def everybody(network, officer, secretary):
    hospital = make.hospital()
    return {
        "officer": officer,
        "secretary": secretary,
        "other_secretary": actor(CENTRE_ADMIN, make.network().centre),
        "admin": actor(HOSPITAL_ADMIN, hospital),
        "other_admin": actor(HOSPITAL_ADMIN, make.hospital()),
        "coordinator": actor(HOSPITAL_COORDINATOR, hospital),
        "security": actor(SECURITY_ADMIN),
    }, {"hospitals": None, "members": network, "people": hospital, "centre-people": network.centre}


@pytest.mark.parametrize("kind", RIGHTS)
def test_tables_are_brought_for_the_own_places_only(kind, everybody, place):
    people, places = everybody
    for name, may in RIGHTS[kind].items():
        file = _table(kind, place)
        by = Actor.of(people[name].user)
        if may:
            assert import_runs.bring(file, kind=kind, place=places[kind], by=by).pk
        else:
            with pytest.raises(Forbidden):
                import_runs.bring(file, kind=kind, place=places[kind], by=by)
    assert ImportRun.objects.count() == sum(RIGHTS[kind].values())


def _table(kind, place):
    from tests.factories.tables import upload

    return upload(kind, [hospital_row(1, place) if kind == "hospitals" else {"name": "张三"}])


SEES = {
    "hospitals": {"officer"},
    "members": {"officer", "secretary"},
    "people": {"admin"},
    "centre-people": {"officer", "secretary"},
}


@pytest.mark.parametrize("kind", SEES)
def test_imports_are_seen_at_the_own_places_only(kind, everybody, place):
    people, places = everybody
    file = _table(kind, place)
    by = people[max(SEES[kind])]
    run = import_runs.bring(file, kind=kind, place=places[kind], by=by)

    seen = {name for name, who in people.items() if run in ImportRun.objects.visible_to(Actor.of(who.user))}
    assert seen == SEES[kind]


def test_a_table_of_somebody_else_is_neither_taken_in_nor_given_up(network, secretary):
    run = bring("members", [member_row(make.hospital(), make.tier())], by=secretary, place=network)
    other = actor(CENTRE_ADMIN, make.network().centre)

    for verb in (import_runs.ask_to_commit, import_runs.cancel, import_runs.recheck):
        with pytest.raises(Forbidden):
            verb(run, expected=run.version, by=other)
    assert fresh(run).state == ImportState.CHECKED


def test_the_security_administrator_sees_the_own_tables_of_people_alone(network, secretary, place):
    security, other = actor(SECURITY_ADMIN), actor(SECURITY_ADMIN)
    rows = [{"name": "张三", "role": "centre_director"}]
    own = bring("centre-people", rows, by=security, place=network.centre)
    foreign = bring("members", [member_row(make.hospital(), make.tier())], by=secretary, place=network)

    assert list(ImportRun.objects.visible_to(Actor.of(security.user))) == [own]
    assert list(ImportRun.objects.visible_to(Actor.of(other.user))) == []
    for verb in (import_runs.ask_to_commit, import_runs.cancel, import_runs.recheck):
        with pytest.raises(Forbidden):
            verb(foreign, expected=foreign.version, by=Actor.of(security.user))
    assert fresh(foreign).state == ImportState.CHECKED
