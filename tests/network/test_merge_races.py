"""Two clerks merge at once: one merger counts, the other clerk is told, and nothing of it is done twice.

`make faults` runs them: each holds a transaction open for a while, on both databases.
"""

from datetime import timedelta

import pytest

from access.actor import Actor
from access.models import LogEntry
from access.refusals import Refused, Stale
from access.roles import DEPARTMENT_OFFICER
from network.models import Hospital, Membership, OrganisationEvent, OtherName
from tests.access.test_races import RACERS, race
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import holder
from tests.network import reorganising
from tests.network.two_at_once import one_after_the_other
from tools import clock

pytestmark = [pytest.mark.faults, pytest.mark.both, pytest.mark.django_db(transaction=True)]


class Merging:
    """A hospital with one member, two others, and clerks who have all seen the hospitals as they are at first."""

    def __init__(self):
        with clock.at(clock.now() - timedelta(days=10)):
            self.member = path.joined(path.cast())
        self.hospital, self.clerk = self.member.hospital, holder(DEPARTMENT_OFFICER)
        self.others = [make.hospital(), make.hospital()]
        everybody = [self.hospital, *self.others]
        self.seen = {thing.pk: Hospital.objects.get(pk=thing.pk).version for thing in everybody}

    def merge(self, into: Hospital):
        """The hospital with its member, by a request of its own."""
        member, into = Membership.objects.get(pk=self.member.pk), Hospital.objects.get(pk=into.pk)
        return reorganising.merge(member, into, Actor.of(self.clerk), expected=self.seen[self.hospital.pk])

    def merge_other(self, hospital: Hospital, into: Hospital):
        """One of the others, which has no member."""
        return reorganising.reorganisations.merge(
            Hospital.objects.get(pk=hospital.pk),
            into=Hospital.objects.get(pk=into.pk),
            campus_names={},
            decided=reorganising.decided(),
            expected=self.seen[hospital.pk],
            by=Actor.of(self.clerk),
        )

    def is_done_once(self, into: Hospital) -> None:
        """What one merger leaves: the name, the events, the member's continuation."""
        now = Hospital.objects.get(pk=self.hospital.pk)
        assert (now.merged_into, now.closed_on) == (into, clock.today())
        assert list(Membership.objects.active(clock.today()).values_list("hospital", flat=True)) == [into.pk]
        assert Membership.objects.count() == 2
        assert OtherName.objects.get(name=now.name_zh).hospital == into
        assert OrganisationEvent.objects.get(kind="merged").other == into
        closed = LogEntry.objects.filter(verb="hospital.closed", object_id=now.pk)
        assert closed.count() == 1


@pytest.mark.parametrize("same", [True, False], ids=["into the same", "into another"])
def test_the_second_who_merges_a_hospital_is_told(same):
    merging = Merging()
    into, other = merging.others

    done, told = one_after_the_other(lambda: merging.merge(into), lambda: merging.merge(into if same else other))

    assert done == merging.hospital
    assert isinstance(told, Stale)
    merging.is_done_once(into)


def test_of_several_at_the_same_moment_one_merges():
    merging = Merging()

    results = race(lambda number: merging.merge(merging.others[number % 2]))

    assert sorted(type(result).__name__ for result in results) == ["Hospital", *["Stale"] * (RACERS - 1)]
    done = next(result for result in results if isinstance(result, Hospital))
    merging.is_done_once(done.merged_into)


def test_two_hospitals_are_not_merged_into_each_other():
    merging = Merging()
    into = merging.others[0]

    _done, told = one_after_the_other(lambda: merging.merge(into), lambda: merging.merge_other(into, merging.hospital))

    assert isinstance(told, Refused)
    merging.is_done_once(into)
    assert Hospital.objects.get(pk=into.pk).closed_on is None


def test_a_hospital_is_not_merged_into_one_that_is_merged_at_the_moment():
    merging = Merging()
    into, further = merging.others

    _done, told = one_after_the_other(lambda: merging.merge_other(into, further), lambda: merging.merge(into))

    assert told.reason.code == "network.hospital.into_closed"
    assert Hospital.objects.get(pk=merging.hospital.pk).closed_on is None
    assert Membership.objects.get().hospital == merging.hospital


def test_whoever_merges_a_hospital_is_told_of_a_member_that_came_to_it_meanwhile():
    merging = Merging()
    into, further = merging.others

    _done, told = one_after_the_other(lambda: merging.merge(into), lambda: merging.merge_other(into, further))

    assert isinstance(told, Stale)
    merging.is_done_once(into)
    assert Hospital.objects.get(pk=into.pk).closed_on is None
