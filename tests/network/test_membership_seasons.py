"""What a membership is on a day by the annual confirmation: exactly one status, the function and the annotation equal,
and the same told by the logbook, for any history."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from access.models import LogEntry
from access.refusals import Refused
from access.roles import CENTRE_DIRECTOR, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.domain import memberships, replay
from network.membership_enums import COUNTED_ON, EffectiveState, MembershipState
from network.models import AnnualConfirmation, Membership, MembershipConfirmation, Suspension
from tests.factories import exits as leave
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import seasons
from tests.network.one_membership import stored
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.both]

BEGIN = date(2023, 9, 1)
DAYS = st.dates(min_value=date(2023, 8, 1), max_value=date(2026, 8, 31))


def status_three_ways(member: Membership, day: date) -> tuple[str, str, bool]:
    """By the annotation, by the function, and whether it counts."""
    row = Membership.objects.with_effective_state(day).get(pk=member.pk)
    return row.state_on, row.effective_state(day), Membership.objects.active(day).filter(pk=member.pk).exists()


@given(
    st.sampled_from(list(MembershipState)),
    DAYS,
    st.integers(min_value=0, max_value=900),
    st.none() | st.tuples(DAYS, st.integers(min_value=0, max_value=200) | st.none()),
    st.dictionaries(st.integers(min_value=2023, max_value=2026), DAYS, max_size=4),
    DAYS,
)
def test_function_and_annotation_agree_on_any_rows(state, start, length, spell, confirmed, day):
    member = stored()
    with transaction.atomic():
        seasons.rule()
        _rows(member, state, start, length, spell, confirmed)

        by_annotation, by_function, counted = status_three_ways(member, day)

        assert by_annotation == by_function
        assert by_function in EffectiveState.values
        assert counted == (by_function in COUNTED_ON)
        transaction.set_rollback(True)


def _rows(member, state, start, length, spell, confirmed) -> None:
    kind = "voluntary" if state == MembershipState.EXITED else ""
    end = start + timedelta(days=length)
    Membership.objects.filter(pk=member.pk).update(state=state, valid_from=start, valid_to=end, exit_kind=kind)
    if spell:
        last = None if spell[1] is None else spell[0] + timedelta(days=spell[1])
        Suspension.objects.create(membership=member, first_day=spell[0], last_day=last)
    for year, on in confirmed.items():
        annual = AnnualConfirmation.objects.create(hospital=member.hospital, year=year)
        MembershipConfirmation.objects.create(
            annual=annual,
            membership=member,
            hospital=member.hospital,
            campus=member.campus,
            network=member.network,
            number=member.number,
            year=year,
            confirmed_on=on,
        )


# Histories by the real verbs: (days since the last event, what happens).
EVENTS = ("warn", "suspend", "reinstate", "confirm", "change_tier", "exit")
HISTORIES = st.lists(st.tuples(st.integers(min_value=0, max_value=260), st.sampled_from(EVENTS)), max_size=7)


class Story:
    """One member's years: what happens to it, as people would do it; what is not possible is refused and passed by."""

    def __init__(self, cast: path.Cast, member: Membership):
        self.cast, self.member, self.refused = cast, member, 0
        self.higher = make.tier(code="higher")
        make.rule({"fact": "level", "operator": "at_least", "value": "2B"}, tier=self.higher, network=cast.network)

    def happen(self, event: str) -> None:
        """Do it, or have it refused without a trace."""
        try:
            with transaction.atomic():
                getattr(self, event)()
        except Refused:
            self.refused += 1
            self.member.refresh_from_db()

    def _decide(self, verb, **facts) -> None:
        by = self.cast.actor(CENTRE_DIRECTOR)
        verb(self.member, reason="r", expected=self.member.version, by=by, **facts)

    def warn(self) -> None:
        self._decide(memberships.warn)

    def suspend(self) -> None:
        self._decide(memberships.suspend)

    def reinstate(self) -> None:
        self._decide(memberships.reinstate)

    def exit(self) -> None:
        leave.ended(self.cast, self.member)

    def confirm(self) -> None:
        by = self.cast.actor(HOSPITAL_COORDINATOR)
        seasons.confirmed(self.cast.hospital, by=by, signed_by=self.cast.actor(HOSPITAL_ADMIN))

    def change_tier(self) -> None:
        other = self.higher if self.member.tier_id == self.cast.tier.pk else self.cast.tier
        cast = path.Cast(self.cast.hospital, self.cast.campus, self.cast.network, other, self.cast.people)
        if Membership.objects.filter(pk=self.member.pk, state=MembershipState.EXITED).exists():
            return
        self.member = path.joined(cast)


@hypothesis_settings(max_examples=12)
@given(HISTORIES)
def test_any_history_has_one_status_on_each_day_and_the_logbook_tells_the_same(history):
    with transaction.atomic():
        _live_through(history)
        transaction.set_rollback(True)


def _live_through(history) -> None:
    seasons.rule()
    with clock.at(f"{BEGIN} 10:00"):
        cast = path.cast()
        seasons.questions(cast.network)
        story = Story(cast, path.joined(cast))
    day, days = BEGIN, {BEGIN}
    for gap, event in history:
        day += timedelta(days=gap)
        with clock.at(f"{day} 11:00"):
            story.happen(event)
        days |= {day - timedelta(days=1), day, day + timedelta(days=1)}
    days |= {date(year, month, 15) for year in (2024, 2025) for month in (2, 4, 7)} | {day + timedelta(days=400)}
    for member in Membership.objects.filter(network=cast.network):
        for on in sorted(days):
            by_annotation, by_function, counted = status_three_ways(member, on)
            assert by_annotation == by_function == replay.status(member, on)
            assert counted == (by_function in COUNTED_ON)
    counted = [Membership.objects.active(on).filter(network=cast.network).count() for on in sorted(days)]
    assert max(counted) <= 1


@pytest.fixture
def member():
    """A member since September 2023, and its cast."""
    seasons.rule()
    with clock.at(f"{BEGIN} 10:00"):
        cast = path.cast()
        made = path.joined(cast)
    made.cast = cast
    return made


def _confirm(member) -> None:
    by, admin = member.cast.actor(HOSPITAL_COORDINATOR), member.cast.actor(HOSPITAL_ADMIN)
    seasons.confirmed(member.cast.hospital, by=by, signed_by=admin)


def test_grace_lapse_and_a_late_confirmation_that_restores_from_its_day_on(member):
    with clock.at("2024-07-10 10:00"):
        _confirm(member)

    days = [date(2024, 3, 31), date(2024, 4, 1), date(2024, 5, 30), date(2024, 5, 31), date(2024, 7, 9)]
    states = [member.effective_state(day) for day in [*days, date(2024, 7, 10)]]
    assert states == ["active", "grace", "grace", "unconfirmed", "unconfirmed", "active"]
    assert [Membership.objects.active(day).exists() for day in [*days, date(2024, 7, 10)]] == [
        True,
        True,
        True,
        False,
        False,
        True,
    ]


def test_a_confirmation_holds_across_a_change_of_tier(member):
    with clock.at("2024-02-10 10:00"):
        _confirm(member)
        story = Story(member.cast, member)
        story.change_tier()

    new = story.member
    assert (new.number, new.follows) == (member.number, member)
    assert new.effective_state(date(2024, 8, 1)) == "active"
    # The chain, not the row, began before the season of 2025.
    assert new.effective_state(date(2025, 8, 1)) == "unconfirmed"
    assert replay.status(new, date(2024, 8, 1)) == "active"


def test_a_lapsed_member_cannot_ask_for_another_tier(member):
    with clock.at("2024-08-10 10:00"):
        story = Story(member.cast, member)
        story.happen("change_tier")

    assert story.refused == 1
    assert Membership.objects.count() == 1


def test_the_logbook_must_tell_of_the_beginning(member):
    Membership.objects.filter(pk=member.pk)
    bare = Membership.objects.get(pk=member.pk)
    bare.pk = 10**6

    with pytest.raises(LookupError):
        replay.status(bare)
    assert LogEntry.objects.filter(verb="membership.begun").count() == 1
