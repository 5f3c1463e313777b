"""Every pair of states of every lifecycle: steps that the table does not know are refused, even to the system."""

from itertools import product

import pytest

from access.actor import Actor
from access.lifecycle import LIFECYCLES, move
from access.refusals import Refused
from network.domain import certificates
from network.models import Agreement, AnnualConfirmation, Certificate, Membership, MembershipApplication, SignOff
from tests.factories import membership as path

pytestmark = pytest.mark.django_db

TABLES = list(LIFECYCLES.values())


@pytest.fixture
def things():
    """One row of each model at the end of the way, where every column has its value."""
    member = path.joined(path.cast())
    application = member.agreement.application
    return {
        Membership: member,
        Agreement: member.agreement,
        MembershipApplication: application,
        AnnualConfirmation: AnnualConfirmation.objects.create(hospital=member.hospital, year=2026),
        Certificate: certificates.issue(member, kind="plaque", by=Actor.as_system("test")),
        SignOff: SignOff.objects.get(object_id=application.pk),
    }


def _put(thing, table, state: str) -> None:
    """Set a state past the engine, with what the table's constraints ask for in it."""
    columns = {table.field: state}
    if isinstance(thing, Membership):
        columns["exit_kind"] = "voluntary" if state == "exited" else ""
    elif isinstance(thing, MembershipApplication):
        columns["decision_reason"] = "x"
    elif isinstance(thing, AnnualConfirmation):
        columns["confirmed_on"] = "2026-03-05" if state == "confirmed" else None
    elif isinstance(thing, Certificate):
        columns["ended_on"] = None if state == "issued" else "2026-03-05"
    elif isinstance(thing, SignOff):
        columns["reason"] = "x"
    type(thing).objects.filter(pk=thing.pk).update(**columns)
    thing.refresh_from_db()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_what_is_no_step_of_the_table_is_refused_and_changes_nothing(things, table):
    thing, system = things[table.model], Actor.as_system("test")
    known = {(source, step.target) for step in table.transitions for source in step.sources}
    others = set(product(table.states.values, repeat=2)) - known
    assert others

    for source, target in sorted(others):
        _put(thing, table, source)
        with pytest.raises(Refused) as refused:
            move(thing, target, by=system, expected=thing.version, reason="x")

        assert refused.value.reason.code == "lifecycle.no_such_move", (source, target)
        fresh = table.model.objects.get(pk=thing.pk)
        assert (getattr(fresh, table.field), fresh.version) == (source, thing.version)
