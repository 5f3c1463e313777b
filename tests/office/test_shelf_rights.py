"""Who keeps and who sees a hospital's shelf: every role at its own place and at another."""

from datetime import date

import pytest

from access.actor import Actor
from access.models import LogEntry
from access.refusals import Forbidden
from access.roles import (
    AUDITOR,
    CENTRE_ADMIN,
    CENTRE_DIRECTOR,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    INVESTIGATOR,
    ROLES,
    SUPERVISOR,
)
from office.domain import shelf
from office.models import Attachment, StandingDocument
from tests.factories import network as make
from tests.factories.papers import standing, upload
from tests.factories.people import actor, holder
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.both]
LAST = date(2026, 12, 31)


@pytest.fixture(autouse=True)
def _on_a_day():
    with clock.at("2026-03-05"):
        yield


@pytest.fixture
def hospital():
    return make.hospital()


@pytest.fixture
def by(hospital) -> Actor:
    return actor(HOSPITAL_COORDINATOR, hospital)


def _renew(document, by) -> StandingDocument:
    facts = shelf.Facts("licence", "PDY-2", "示范卫健委", date(2027, 1, 1), None)
    return shelf.renew(document, facts=facts, uploads=[upload()], expected=document.version, by=by)


KEEPERS = (HOSPITAL_COORDINATOR, HOSPITAL_ADMIN)
OTHERS = (INVESTIGATOR, CENTRE_ADMIN, CENTRE_DIRECTOR, SUPERVISOR, DEPARTMENT_OFFICER, AUDITOR)


class TestRights:
    @pytest.fixture
    def document(self, hospital, by):
        return standing(hospital, by=by, valid_to=LAST)

    def _acts(self, hospital, document, by):
        return {
            "add": lambda: standing(hospital, by=by, number="PDY-9"),
            "renew": lambda: _renew(document, by),
            "end": lambda: shelf.end(document, reason="x", expected=document.version, by=by),
        }

    def _scope(self, role, hospital):
        return {
            "centre": make.centre(host=hospital),
            "region": hospital.campuses.get().region,
            "hospital": hospital,
        }.get(ROLES[role].scope_kind)

    @pytest.mark.parametrize("act", ["add", "renew", "end"])
    @pytest.mark.parametrize("role", KEEPERS)
    def test_the_hospitals_people_keep_their_own_shelf(self, hospital, document, role, act):
        self._acts(hospital, document, actor(role, hospital))[act]()

        assert StandingDocument.objects.count() + LogEntry.objects.filter(verb="standing_document.ended").count() == 2

    @pytest.mark.parametrize("act", ["add", "renew", "end"])
    @pytest.mark.parametrize("role", [*KEEPERS, *OTHERS])
    def test_nobody_keeps_another_shelf(self, hospital, document, role, act):
        elsewhere = make.hospital() if role in KEEPERS else self._scope(role, hospital)
        before = LogEntry.objects.count()

        with pytest.raises(Forbidden):
            self._acts(hospital, document, actor(role, elsewhere))[act]()
        assert LogEntry.objects.count() == before

    @pytest.mark.parametrize("role", [*KEEPERS, *OTHERS])
    def test_the_shelf_and_its_copies_are_seen_by_the_hospitals_people_only(self, hospital, document, role):
        own = actor(role, self._scope(role, hospital))

        expected = [document] if role in KEEPERS else []
        assert list(StandingDocument.objects.visible_to(own)) == expected
        assert list(Attachment.objects.visible_to(own)) == list(Attachment.objects.all()) * len(expected)
        assert not StandingDocument.objects.visible_to(Actor.anonymous()).exists()
        assert not StandingDocument.objects.visible_to(Actor.of(holder(role, make.hospital()))).exists()
