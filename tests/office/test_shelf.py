"""The shelf: adding, renewing and taking off standing documents, what holds on a day, and the one task before the end."""

from datetime import date, timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from access import beats, logbook
from access.actor import Actor
from access.models import LogEntry, Task
from access.refusals import Refused, Stale
from access.roles import (
    HOSPITAL_COORDINATOR,
)
from office.domain import attachments, shelf
from office.enums import StandingKind, StandingState
from office.models import Attachment, StandingDocument
from tests.factories import network as make
from tests.factories.papers import picture, standing, upload
from tests.factories.people import actor
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.both]

TODAY = date(2026, 3, 5)
LAST = date(2026, 12, 31)


@pytest.fixture(autouse=True)
def _on_a_day():
    with clock.at(TODAY.isoformat()):
        yield


@pytest.fixture
def hospital():
    return make.hospital()


@pytest.fixture
def by(hospital) -> Actor:
    return actor(HOSPITAL_COORDINATOR, hospital)


def _facts(**facts) -> shelf.Facts:
    said = {
        "kind": "licence",
        "number": "PDY-2",
        "issuer": "示范卫健委",
        "valid_from": date(2027, 1, 1),
        "valid_to": None,
    }
    return shelf.Facts(**said | facts)


def _renew(document, by, **facts) -> StandingDocument:
    expected = facts.pop("expected", document.version)
    return shelf.renew(document, facts=_facts(**facts), uploads=[upload()], expected=expected, by=by)


def refused(call) -> str:
    with pytest.raises(Refused) as caught:
        call()
    return caught.value.reason.code


def _states(on: date) -> dict[int, str]:
    return dict(StandingDocument.objects.with_state(on).values_list("pk", "state_shown"))


class TestAdding:
    def test_a_document_stands_with_its_copy_and_its_entry(self, hospital, by):
        document = standing(hospital, by=by, valid_to=LAST)

        assert (document.hospital_id, document.state, document.added_by) == (hospital.pk, "current", by.user)
        assert Attachment.objects.of(document).get().kind == "scan"
        entry = logbook.history(document).get(verb="standing_document.added")
        assert entry.changes["valid_to"] == ["", "2026-12-31"]
        assert entry.hospital_id == hospital.pk

    def test_photographs_of_it_become_one_copy(self, hospital, by):
        photos = [upload(picture(), "1.jpg"), upload(picture(), "2.jpg")]
        document = shelf.add(hospital, facts=_facts(), uploads=photos, by=by)

        assert Attachment.objects.of(document).get().content_type == "application/pdf"

    def test_one_number_stands_once(self, hospital, by):
        standing(hospital, by=by)

        assert refused(lambda: standing(hospital, by=by)) == "office.shelf.there_already"
        standing(hospital, by=by, kind=StandingKind.GCP_RECORD)
        standing(make.hospital(), by=Actor.as_system("test"))
        assert StandingDocument.objects.count() == 3

    def test_what_is_over_is_not_added(self, hospital, by):
        over = TODAY - timedelta(days=1)

        assert refused(lambda: standing(hospital, by=by, valid_to=over)) == "office.shelf.over"
        assert standing(hospital, by=by, valid_to=TODAY).state == StandingState.CURRENT

    def test_a_copy_that_is_not_taken_leaves_no_row(self, hospital, by):
        facts = {"facts": _facts(), "uploads": [upload(b"MZ\x90\x00")], "by": by}

        assert refused(lambda: shelf.add(hospital, **facts)) == "office.file.wrong_kind"
        assert not StandingDocument.objects.exists()
        assert not LogEntry.objects.exists()

    def test_its_copy_is_neither_added_to_nor_withdrawn(self, hospital, by):
        document = standing(hospital, by=by)
        copy = Attachment.objects.of(document).get()

        for call in (
            lambda: attachments.attach(document, upload(), kind="scan", by=by),
            lambda: attachments.withdraw(copy, owner=document, by=by),
        ):
            assert refused(call) == "office.shelf.copy_kept"
        assert list(Attachment.objects.of(document).current()) == [copy]


class TestRenewing:
    def test_the_old_one_holds_until_the_day_before_the_new_one(self, hospital, by):
        old = standing(hospital, by=by, valid_to=LAST)
        new = _renew(old, by, number=old.number, valid_to=date(2030, 12, 31))
        old.refresh_from_db()

        assert new.replaces == old
        assert (old.state_on(LAST), new.state_on(LAST)) == (StandingState.CURRENT, StandingState.UPCOMING)
        day = date(2027, 1, 1)
        assert (old.state_on(day), new.state_on(day)) == (StandingState.REPLACED, StandingState.CURRENT)
        assert Attachment.objects.of(old).current().count() == 1
        assert logbook.history(old).first().verb == "standing_document.renewed"

    def test_a_new_one_that_holds_already_takes_its_place_at_once(self, hospital, by):
        old = standing(hospital, by=by, valid_to=LAST)
        _renew(old, by, valid_from=date(2026, 1, 1))
        old.refresh_from_db()

        assert (old.replaced_on, old.state) == (TODAY, StandingState.REPLACED)

    @pytest.mark.parametrize("valid_to", [LAST, date(2026, 6, 30)])
    def test_a_renewal_lasts_longer(self, hospital, by, valid_to):
        old = standing(hospital, by=by, valid_to=LAST)

        call = lambda: _renew(old, by, valid_from=date(2026, 1, 1), valid_to=valid_to)  # noqa: E731
        assert refused(call) == "office.shelf.not_newer"
        assert StandingDocument.objects.get() == old

    def test_a_record_without_a_last_day_is_replaced_by_another_number(self, hospital, by):
        old = standing(hospital, by=by)
        assert refused(lambda: _renew(old, by, valid_to=LAST)) == "office.shelf.not_newer"
        assert _renew(old, by).replaces == old

    def test_what_is_replaced_or_off_the_shelf_stays_so(self, hospital, by):
        old = standing(hospital, by=by, valid_to=LAST)
        new = _renew(old, by)
        old.refresh_from_db()
        ended = shelf.end(new, reason="登记错误", expected=1, by=by)

        for call in (
            lambda: _renew(old, by),
            lambda: shelf.end(old, reason="x", expected=old.version, by=by),
            lambda: _renew(ended, by),
        ):
            assert refused(call) == "office.shelf.not_live"

    def test_an_older_page_is_told(self, hospital, by):
        old = standing(hospital, by=by, valid_to=LAST)

        with pytest.raises(Stale):
            _renew(old, by, expected=7)
        with pytest.raises(Stale):
            shelf.end(old, reason="x", expected=7, by=by)
        assert StandingDocument.objects.get().is_live

    def test_a_number_that_stands_elsewhere_on_the_shelf_is_told_and_nothing_is_half_done(self, hospital, by):
        old = standing(hospital, by=by, valid_to=LAST)
        standing(hospital, by=by, number="PDY-2")

        assert refused(lambda: _renew(old, by, number="PDY-2")) == "office.shelf.there_already"
        old.refresh_from_db()
        assert (old.is_live, old.version) == (True, 1)


class TestEnding:
    def test_it_is_taken_off_today_with_its_reason(self, hospital, by):
        document = standing(hospital, by=by)
        shelf.end(document, reason=" 备案已取消 ", expected=1, by=by)

        document.refresh_from_db()
        assert (document.state, document.ended_on, document.end_reason) == ("ended", TODAY, "备案已取消")
        assert document.state_on(TODAY - timedelta(days=1)) == StandingState.CURRENT
        assert logbook.history(document).first().reason == "备案已取消"

    def test_a_reason_is_needed(self, hospital, by):
        document = standing(hospital, by=by)
        assert refused(lambda: shelf.end(document, reason=" ", expected=1, by=by)) == "office.shelf.needs_reason"

    def test_its_number_is_free_again(self, hospital, by):
        shelf.end(standing(hospital, by=by), reason="录错", expected=1, by=by)
        assert standing(hospital, by=by).is_live


def test_the_state_in_the_database_and_in_the_object_agree_on_every_day():
    days = [None, TODAY - timedelta(days=2), TODAY, TODAY + timedelta(days=2)]
    rows = []
    for number, (first, last, replaced, ended) in enumerate(product(days[1:], days, days, days)):
        if (last and last < first) or (replaced and ended):
            continue
        columns = {"valid_from": first, "valid_to": last, "replaced_on": replaced, "ended_on": ended}
        reason = "x" if ended else ""
        rows.append(
            StandingDocument(
                hospital_id=1, kind="licence", number=f"{number}", issuer="x", end_reason=reason, **columns
            )
        )
    StandingDocument.objects.bulk_create(rows)

    for offset in range(-4, 5):
        day = TODAY + timedelta(days=offset)
        shown = _states(day)
        assert shown == {row.pk: row.state_on(day) for row in StandingDocument.objects.all()}
        assert set(StandingDocument.objects.current(day).values_list("pk", flat=True)) == {
            pk for pk, state in shown.items() if state == StandingState.CURRENT
        }
    assert {state for offset in (-4, 0, 4) for state in _states(TODAY + timedelta(days=offset)).values()} == set(
        StandingState.values
    )


@pytest.mark.parametrize(
    "columns",
    [
        {"valid_to": date(2019, 1, 1)},
        {"ended_on": TODAY},
        {"end_reason": "x"},
        {"ended_on": TODAY, "end_reason": "x", "replaced_on": TODAY},
    ],
    ids=["ends-before-it-begins", "no-reason", "no-end", "two-ends"],
)
def test_the_database_refuses_what_cannot_be(columns):
    facts = {"hospital_id": 1, "kind": "licence", "number": "1", "issuer": "x", "valid_from": date(2020, 1, 1)}

    with pytest.raises(IntegrityError), transaction.atomic():
        StandingDocument.objects.create(**facts | columns)


class TestTask:
    def _run(self, day: date) -> list[Task]:
        with clock.at(day.isoformat()):
            beats.run("office.shelf")
            return list(Task.objects.filter(kind="task.shelf.renew"))

    def test_one_task_sixty_days_before_the_last_day(self, hospital, by):
        document = standing(hospital, by=by, valid_to=LAST)
        standing(hospital, by=by, kind=StandingKind.GCP_RECORD)

        assert self._run(LAST - timedelta(days=61)) == []
        (task,) = self._run(LAST - timedelta(days=60))
        assert (task.role, task.scope_kind, task.scope_id) == (HOSPITAL_COORDINATOR, "hospital", hospital.pk)
        assert (task.due_on, task.url) == (LAST, document.get_absolute_url())
        assert self._run(LAST - timedelta(days=1)) == [task]
        assert self._run(LAST + timedelta(days=100)) == [task]
        assert task.closed_at is None

    def test_its_sentence_is_read_in_both_languages(self, hospital, by):
        standing(hospital, by=by, valid_to=LAST)
        (task,) = self._run(LAST)

        with translation.override("en"):
            assert (
                str(task) == "Renew on the shelf: Practising licence of the institution PDY-1, valid until 2026-12-31"
            )

    @pytest.mark.parametrize("how", ["renewed", "ended"])
    def test_it_is_closed_by_the_verb_that_fulfils_it_and_does_not_come_again(self, hospital, by, how):
        document = standing(hospital, by=by, valid_to=LAST)
        self._run(LAST)
        if how == "renewed":
            _renew(document, by)
        else:
            shelf.end(document, reason="x", expected=1, by=by)

        (task,) = self._run(LAST + timedelta(days=2))
        assert task.closed_by == by.label
        assert not Task.objects.open().exists()

    def test_the_successor_gets_a_task_of_its_own(self, hospital, by):
        later = date(2030, 12, 31)
        _renew(standing(hospital, by=by, valid_to=LAST), by, valid_to=later)

        assert self._run(LAST) == []
        (task,) = self._run(later)
        assert task.due_on == later

    def test_the_number_of_days_is_a_setting(self, hospital, by, settings):
        settings.SHELF_REMIND_DAYS = 10
        standing(hospital, by=by, valid_to=LAST)
        assert [len(self._run(LAST - timedelta(days=days))) for days in (11, 10)] == [0, 1]
