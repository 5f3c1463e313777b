"""What a membership is on a day: one function and one annotation, suspended days, warnings, numbers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from access.roles import CENTRE_DIRECTOR, HOSPITAL_COORDINATOR
from network.domain import memberships
from network.membership_enums import EffectiveState, MembershipState
from network.models import Membership, Suspension
from tests.factories import exits as leave
from tests.factories import membership as path
from tools import clock

pytestmark = pytest.mark.django_db

STATES = st.sampled_from(list(MembershipState))
DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 1, 12))


SPELLS = st.none() | st.tuples(DAYS, st.integers(min_value=0, max_value=4) | st.none())


@given(STATES, DAYS, st.integers(min_value=0, max_value=6), SPELLS, DAYS)
def test_effective_state_is_the_same_in_python_and_in_the_database(state, start, length, spell, day):
    from tests.network.one_membership import stored

    member = stored()
    kind = "voluntary" if state == MembershipState.EXITED else ""
    end = start + timedelta(days=length)
    Membership.objects.filter(pk=member.pk).update(state=state, valid_from=start, valid_to=end, exit_kind=kind)
    member.suspensions.all().delete()
    if spell:
        first, days = spell
        last = None if days is None else first + timedelta(days=days)
        Suspension.objects.create(membership=member, first_day=first, last_day=last)

    row = Membership.objects.with_effective_state(day).get(pk=member.pk)

    assert row.state_on == row.effective_state(day)
    counted = Membership.objects.active(day).filter(pk=member.pk).exists()
    assert counted == (row.state_on in (EffectiveState.ACTIVE, EffectiveState.WARNED))


def test_suspended_days_are_told_of_the_past_and_not_of_the_days_before():
    cast = path.cast()
    with clock.at("2026-01-10"):
        member = path.joined(cast)
    by = cast.actor(CENTRE_DIRECTOR)
    with clock.at("2026-03-01"):
        memberships.suspend(member, reason="r", expected=member.version, by=by)
    with clock.at("2026-04-01"):
        memberships.reinstate(member, reason="r", expected=member.version, by=by)

    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    assert [Membership.objects.active(day).exists() for day in days] == [True, False, False, True]
    assert [member.effective_state(day) for day in days] == ["active", "suspended", "suspended", "active"]


def test_ending_a_suspended_member_does_not_count_it_again():
    cast = path.cast()
    with clock.at("2026-01-10"):
        member = path.joined(cast)
    by = cast.actor(CENTRE_DIRECTOR)
    with clock.at("2026-03-01"):
        memberships.suspend(member, reason="r", expected=member.version, by=by)
    with clock.at("2026-04-01"):
        leave.ended(cast, member, kind="assessment")

        assert not Membership.objects.active().exists()


def test_warning_is_between_the_centre_and_its_member(client):
    cast, other = path.cast(), path.cast()
    member = path.joined(cast)
    memberships.warn(member, reason="r", expected=member.version, by=cast.actor(CENTRE_DIRECTOR))
    pages = {}
    for name, user in (("own", cast.people[HOSPITAL_COORDINATOR]), ("other", other.people[HOSPITAL_COORDINATOR])):
        client.force_login(user)
        filtered = client.get("/workspace/network/members/?state=warned").content.decode()
        pages[name] = ("警示" in client.get(member.get_absolute_url()).content.decode(), member.number in filtered)

    assert pages == {"own": (True, True), "other": (False, False)}


def test_numbers_go_on_beyond_their_width():
    from network.domain.numbers import next_number
    from office.models import NumberSeries

    NumberSeries.objects.create(code="membership:X", last=999)

    assert [next_number(Membership, "X", width=3) for _ in range(2)] == ["X-1000", "X-1001"]
