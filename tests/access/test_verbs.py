"""Verbs: the door first, one transaction, and never without an entry in the logbook."""

import pytest
from django.db import transaction

from access import logbook
from access.actor import Actor
from access.door import Forbidden
from access.logbook import Unlogged
from access.models import LogEntry
from access.roles import DEPARTMENT_OFFICER, HOSPITAL_ADMIN
from access.verbs import VERBS, verb
from tests.factories import network as make
from tests.factories.people import actor

pytestmark = [pytest.mark.django_db, pytest.mark.both]

PERMISSION = "network.change_hospital"


@pytest.fixture(autouse=True)
def _own_verbs():
    """The verbs declared here are forgotten afterwards: the guards count what is registered."""
    known = dict(VERBS)
    yield
    VERBS.clear()
    VERBS.update(known)


def _rename(hospital, name, by, *, record=True):
    hospital.name_zh = name
    hospital.save(update_fields=["name_zh"])
    if record:
        logbook.record(hospital, by=by, verb="hospital.renamed")
    return hospital


@verb(PERMISSION)
def logged(hospital, *, name, by):
    return _rename(hospital, name, by)


@verb(PERMISSION)
def unlogged(hospital, *, name, by):
    return _rename(hospital, name, by, record=False)


@verb(PERMISSION)
def failing(hospital, *, name, by):
    _rename(hospital, name, by)
    raise RuntimeError("half-way")


@verb(PERMISSION)
def outer(hospital, *, name, by):
    logbook.record(hospital, by=by, verb="hospital.name_added")
    return logged(hospital, name=name, by=by)


@verb(PERMISSION)
def outer_of_unlogged(hospital, *, name, by):
    logbook.record(hospital, by=by, verb="hospital.name_added")
    return unlogged(hospital, name=name, by=by)


@verb(PERMISSION)
def found_done(hospital, *, by):
    logbook.nothing_changed()
    return "done before"


@verb(open_because="a test")
def open_to_all(hospital, *, by):
    logbook.record(hospital, by=by, verb="hospital.renamed")


def _name(hospital) -> str:
    return type(hospital).objects.values_list("name_zh", flat=True).get(pk=hospital.pk)


@pytest.fixture
def hospital():
    return make.hospital(name_zh="旧名医院")


def test_a_verb_carries_out_and_logs(hospital):
    assert logged(hospital, name="新名医院", by=actor(DEPARTMENT_OFFICER)) == hospital

    assert _name(hospital) == "新名医院"
    assert LogEntry.objects.get(object_id=hospital.pk, verb="hospital.renamed")


@pytest.mark.parametrize("who", ["visitor", "stranger", "own administrator"])
def test_nothing_runs_before_the_door_opened(hospital, who):
    by = {
        "visitor": Actor.anonymous(),
        "stranger": actor(HOSPITAL_ADMIN, make.hospital()),
        "own administrator": actor(HOSPITAL_ADMIN, hospital),
    }[who]

    with pytest.raises(Forbidden):
        logged(hospital, name="新名医院", by=by)

    assert _name(hospital) == "旧名医院"
    assert not LogEntry.objects.filter(object_id=hospital.pk).exists()


def test_the_system_may(hospital):
    logged(hospital, name="新名医院", by=Actor.as_system("import"))

    assert LogEntry.objects.get(object_id=hospital.pk).actor_label == "import"


def test_a_verb_that_logs_nothing_is_a_defect_and_leaves_nothing_behind(hospital):
    with pytest.raises(Unlogged, match="test_verbs.unlogged"):
        unlogged(hospital, name="新名医院", by=actor(DEPARTMENT_OFFICER))

    assert _name(hospital) == "旧名医院"


def test_a_verb_within_a_verb_has_to_log_by_itself(hospital):
    with pytest.raises(Unlogged, match="test_verbs.unlogged"):
        outer_of_unlogged(hospital, name="新名医院", by=actor(DEPARTMENT_OFFICER))

    assert not LogEntry.objects.filter(object_id=hospital.pk).exists()


def test_the_entry_of_an_inner_verb_counts_for_the_outer_one_and_shares_its_transaction(hospital):
    by = actor(DEPARTMENT_OFFICER)

    outer(hospital, name="新名医院", by=by)
    logged(hospital, name="更新名医院", by=by)

    first, second, third = LogEntry.objects.filter(object_id=hospital.pk).order_by("pk")
    assert first.transaction_id == second.transaction_id != third.transaction_id


def test_a_verb_that_fails_half_way_leaves_nothing_not_even_its_entry(hospital):
    with pytest.raises(RuntimeError, match="half-way"):
        failing(hospital, name="新名医院", by=actor(DEPARTMENT_OFFICER))

    assert _name(hospital) == "旧名医院"
    assert not LogEntry.objects.filter(object_id=hospital.pk).exists()


def test_a_verb_may_say_that_it_found_its_work_done(hospital):
    assert found_done(hospital, by=actor(DEPARTMENT_OFFICER)) == "done before"


def test_a_failed_verb_does_not_spoil_what_stands_around_it(hospital):
    by = actor(DEPARTMENT_OFFICER)

    with transaction.atomic():
        with pytest.raises(RuntimeError):
            failing(hospital, name="新名医院", by=by)
        logged(hospital, name="更新名医院", by=by)

    assert _name(hospital) == "更新名医院"


def test_a_verb_needs_its_actor(hospital):
    with pytest.raises(TypeError, match="by"):
        logged(hospital, name="新名医院")
    with pytest.raises(TypeError):
        logged(hospital, "新名医院", actor(DEPARTMENT_OFFICER))


def test_an_open_verb_asks_no_permission(hospital):
    open_to_all(hospital, by=actor(HOSPITAL_ADMIN, make.hospital()))

    assert LogEntry.objects.filter(object_id=hospital.pk).count() == 1


def test_a_verb_names_its_permission_or_says_why_it_needs_none():
    with pytest.raises(TypeError, match="permission"):
        verb()


def test_verbs_are_registered_under_their_full_name():
    entry = VERBS["tests.access.test_verbs.logged"]

    assert (entry.permission, entry.open_because, entry.function) == (PERMISSION, "", logged)
    assert VERBS["tests.access.test_verbs.open_to_all"].open_because == "a test"
