"""People at research sites and their certificates: entered, renewed, withdrawn, and what is due before their end."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from access.actor import Actor
from access.models import Notification, Task
from access.refusals import Forbidden, Refused
from access.roles import CENTRE_ADMIN, HOSPITAL_COORDINATOR, INVESTIGATOR
from office.models import Attachment
from sites.domain import certificates
from sites.domain.certificates import CertificateFacts
from sites.models import PersonCertificate, SitePerson
from tests.factories import network as make
from tests.factories import research
from tests.factories.papers import upload
from tests.factories.people import actor, give, holder, person
from tests.network.reading import sign_in, text
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def hospital():
    return make.hospital(with_profile=False)


@pytest.fixture
def coordinator(client, hospital):
    sign_in(client, HOSPITAL_COORDINATOR, hospital)
    return client


def test_a_person_gets_a_function_and_ends_it_on_pages(coordinator, hospital):
    site, nurse = research.site(hospital), holder(INVESTIGATOR, hospital)
    page = reverse("sites:add_person", args=[site.uid])
    typed = {"user": nurse.username, "function": "nurse", "valid_from": "2024-01-01"}
    assert coordinator.post(page, typed | {"user": person().username}).status_code == 422
    assert coordinator.post(page, typed | {"valid_to": "2023-01-01"}).status_code == 422
    assert coordinator.post(page, typed).status_code == 302
    assert coordinator.post(page, typed).status_code == 422
    assert nurse.name in text(coordinator.get(site.get_absolute_url()))
    found = SitePerson.objects.get()
    ends = {"last": clock.today(), "reason": "调离", "version": 1}
    assert coordinator.post(reverse("sites:end_person", args=[found.uid]), ends).status_code == 302
    with pytest.raises(Forbidden):
        research.person(site, nurse, by=research.keeper(make.hospital(with_profile=False)))


@pytest.mark.both
def test_the_database_refuses_a_function_twice_on_a_day(hospital):
    held = research.person(research.site(hospital))
    columns = {name: getattr(held, name) for name in ("site", "hospital", "user", "function")}
    with pytest.raises(IntegrityError), transaction.atomic():
        SitePerson.objects.create(valid_from=clock.today(), **columns)


def test_a_certificate_is_entered_renewed_and_withdrawn_on_pages(coordinator, hospital):
    user, day = holder(INVESTIGATOR, hospital), clock.today()
    typed = {"hospital": hospital.uid, "user": user.username, "kind": "gcp", "issuer": "培训机构"}
    typed |= {"valid_from": "2023-01-01", "valid_to": day + timedelta(days=20), "file": upload()}
    page = reverse("sites:add_certificate")
    for wrong, field in (
        ({"valid_to": day - timedelta(days=1)}, "valid_to"),
        ({"user": person().username}, "user"),
        ({"kind": "x"}, "kind"),
        ({"hospital": make.hospital().uid}, "hospital"),
    ):
        answer = coordinator.post(page, typed | wrong | {"file": ""})
        assert answer.status_code == 422 and field in answer.context["form"].errors
    assert coordinator.post(page, typed).status_code == 302
    old = PersonCertificate.objects.get()
    assert Attachment.objects.of(old).count() == 1
    assert coordinator.post(page, typed | {"file": ""}).status_code == 422

    renew = {"issuer": "培训机构", "valid_from": day, "valid_to": day + timedelta(days=700), "version": 1}
    page = reverse("sites:renew_certificate", args=[old.uid])
    assert coordinator.post(page, renew | {"valid_to": old.valid_to}).status_code == 422
    assert coordinator.post(page, renew).status_code == 302
    new = PersonCertificate.objects.get(replaces=old)
    assert (list(PersonCertificate.objects.live()), old.is_live, new.kind) == ([new], False, "gcp")
    assert coordinator.post(page, renew | {"valid_to": day + timedelta(days=900)}).status_code == 422

    page = reverse("sites:withdraw_certificate", args=[new.uid])
    assert coordinator.post(page, {"reason": "离职", "version": 1}).status_code == 302
    assert not PersonCertificate.objects.live().exists()


def test_a_certificate_that_ends_is_a_task_and_then_news(hospital):
    user = holder(INVESTIGATOR, hospital)
    manager = holder(HOSPITAL_COORDINATOR, hospital)
    held, system = research.certificate(hospital, user, days=60), Actor.as_system("test")
    research.certificate(hospital, holder(INVESTIGATOR, hospital), days=61)

    def told(after: int) -> tuple[int, int]:
        with clock.at(clock.now() + timedelta(days=after)):
            certificates.remind(by=system)
        return Task.objects.open().filter(object_id=held.pk).count(), Notification.objects.filter(user=user).count()

    assert [told(after) for after in (0, 0, 29, 30, 31, 53, 53)] == [
        (1, 0),
        (1, 0),
        (1, 0),
        (1, 1),
        (1, 1),
        (1, 2),
        (1, 2),
    ]
    assert Notification.objects.filter(user=manager, code=certificates.ENDING).count() >= 2
    facts = CertificateFacts("gcp", "培训机构", clock.today(), clock.today() + timedelta(days=900))
    certificates.renew_accepted(held, facts=facts, by=research.keeper(hospital))
    assert not Task.objects.open().filter(object_id=held.pk).exists()


def test_after_a_stop_the_nearest_day_is_told_once(hospital):
    user = holder(INVESTIGATOR, hospital)
    held = research.certificate(hospital, user, days=5)
    certificates.remind(by=Actor.as_system("test"))
    certificates.remind(by=Actor.as_system("test"))
    held.refresh_from_db()
    assert (held.told_days, Notification.objects.filter(user=user).count()) == (7, 1)


def test_who_sees_certificates(hospital):
    network = make.network()
    research.member(hospital, network)
    held = research.certificate(hospital)
    sees = {
        "own coordinator": actor(HOSPITAL_COORDINATOR, hospital),
        "centre": actor(CENTRE_ADMIN, network.centre),
        "other centre": actor(CENTRE_ADMIN, make.centre()),
        "other hospital": actor(HOSPITAL_COORDINATOR, make.hospital(with_profile=False)),
        "investigator": actor(INVESTIGATOR, hospital),
    }
    assert {name for name, by in sees.items() if held in PersonCertificate.objects.visible_to(by)} == {
        "own coordinator",
        "centre",
    }
    with pytest.raises(Forbidden):
        certificates.withdraw(held, reason="x", by=sees["centre"])


def test_one_hospitals_certificate_is_not_anothers(hospital):
    user = holder(INVESTIGATOR, hospital)
    other = make.hospital(with_profile=False)
    give(user, INVESTIGATOR, other)
    research.certificate(hospital, user)
    research.certificate(other, user)
    with pytest.raises(Refused, match="certificate.there"):
        research.certificate(hospital, user)
