"""The diary that moves the clock."""

from datetime import date

import pytest
from django.db import transaction

from demo.building.agenda import Agenda
from tools import clock


@pytest.mark.django_db
class TestAgenda:
    def test_acts_are_done_in_the_order_of_time_with_the_clock_at_their_moment(self):
        agenda, seen = Agenda(date(2026, 3, 10)), []
        for day in ("2026-03-06 09:00", "2026-03-02 10:00", "2026-03-06 08:00"):
            agenda.add(day_of(day), lambda name: seen.append((name, clock.local(clock.now()).isoformat()[:16])), day)
        assert agenda.run() == 3
        assert seen == [
            ("2026-03-02 10:00", "2026-03-02T10:00"),
            ("2026-03-06 08:00", "2026-03-06T08:00"),
            ("2026-03-06 09:00", "2026-03-06T09:00"),
        ]

    def test_what_lies_on_the_last_day_or_later_has_not_happened_yet(self):
        agenda, seen = Agenda(date(2026, 3, 10)), []
        agenda.add(day_of("2026-03-09 23:59"), seen.append, "before")
        agenda.add(date(2026, 3, 10), seen.append, "on the day")
        agenda.add(date(2026, 3, 11), seen.append, "after")
        agenda.run()
        assert seen == ["before"]

    def test_acts_of_one_moment_keep_their_order(self):
        agenda, seen = Agenda(date(2026, 3, 10)), []
        for name in "bac":
            agenda.add(date(2026, 3, 2), seen.append, name)
        agenda.run()
        assert seen == ["b", "a", "c"]

    def test_an_empty_agenda_does_nothing(self):
        assert Agenda(date(2026, 3, 10)).run() == 0


@pytest.mark.django_db(transaction=True)
def test_what_an_act_leaves_for_its_commit_happens_at_its_moment():
    agenda, seen = Agenda(date(2026, 3, 10)), []

    def act():
        transaction.on_commit(lambda: seen.append(clock.today()))

    agenda.add(date(2026, 3, 2), act)
    agenda.add(date(2026, 3, 5), act)
    agenda.run()
    assert seen == [date(2026, 3, 2), date(2026, 3, 5)]


def day_of(text: str):
    return clock.moment(text)
