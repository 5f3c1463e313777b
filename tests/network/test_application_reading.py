"""What each side reads of an application: outside the hospital only what the hospital has signed."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from access import logbook, presenters
from access.actor import Actor
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, SUPERVISOR
from network.domain import application_content, applications, reviews, signoffs
from network.models import HospitalProfile
from network.sections import OTHER
from office.domain.attachments import attach, withdraw
from office.models import Attachment, Receipt
from tests.factories import membership as path
from tests.factories.people import holder, person

pytestmark = pytest.mark.django_db

INSIDE = ("coordinator", "administrator", "colleague")
OUTSIDE = ("centre", "supervisor", "province")
UNSIGNED, SIGNED = "UNSIGNED-WORDS", "unit"
INTERNAL = "INTERNAL-REASON"
# Acts inside the hospital, before the first submission and after a return.
OWN_BUSINESS = {
    "application.started",
    "application.section_saved",
    "application.request_signoff",
    "application.take_back",
    "application.take_back_again",
    "application.waiver_explained",
    "application.shared",
    "attachment.added",
    "attachment.withdrawn",
}


def stage() -> SimpleNamespace:
    """An application that was sent back inside, signed, returned by the centre and changed since, unsigned."""
    cast = path.cast()
    application = path.handed_in(cast)
    coordinator = cast.actor(HOSPITAL_COORDINATOR)
    _send_back(application, cast)
    applications.request_signoff(application, expected=application.version, by=coordinator)
    _sign(application, cast)
    reviews.return_for_completion(
        application, remarks={"unit": "x"}, expected=application.version, by=cast.actor(CENTRE_ADMIN)
    )
    colleague = person()
    applications.share(application, colleague=colleague, by=coordinator)
    applications.save_section(application, code="unit", answers={"note": UNSIGNED}, expected=1, by=coordinator)
    applications.explain_waiver(application, reason=UNSIGNED, by=coordinator)
    added = attach(application, path.pdf("added.pdf"), kind=OTHER, by=coordinator)
    removed = Attachment.objects.of(application).get(name="licence.pdf")
    withdraw(removed, owner=application, by=coordinator)
    attach(application, path.pdf("licence2.pdf"), kind="licence", by=coordinator)
    people = {
        "coordinator": cast.people[HOSPITAL_COORDINATOR],
        "administrator": cast.people[HOSPITAL_ADMIN],
        "colleague": colleague,
        "centre": cast.people[CENTRE_ADMIN],
        "supervisor": holder(SUPERVISOR, cast.campus.region),
        "province": holder(DEPARTMENT_OFFICER),
    }
    return SimpleNamespace(cast=cast, application=application, people=people, added=added, removed=removed)


@pytest.fixture
def returned(built):
    return built


def _send_back(application, cast):
    signoff = path.waiting_signoff(application)
    signoffs.send_back(signoff, expected=signoff.version, reason=INTERNAL, by=cast.actor(HOSPITAL_ADMIN))
    application.refresh_from_db()


def _sign(application, cast):
    signoff = path.waiting_signoff(application)
    signoffs.sign(signoff, expected=signoff.version, by=cast.actor(HOSPITAL_ADMIN))
    application.refresh_from_db()


def _read(client, case, who):
    client.force_login(case.people[who])
    client.cookies["django_language"] = "en"
    return client.get(case.application.get_absolute_url())


def _said(page) -> str:
    """The value of the note in the section about the hospital."""
    unit = page.context["sections"][0]
    return next(item["value"] for item in unit["items"] if str(item["label"]) == "Remarks on the data")


def _download(client, paper) -> int:
    answer = client.get(reverse("office:attachment", args=[paper.uid]))
    b"".join(answer)
    return answer.status_code


def _verbs(case, page) -> set:
    titles = {presenters.act_title(entry.verb): entry.verb for entry in logbook.history(case.application)}
    return {titles[entry["text"]] for entry in page.context["history"]}


@pytest.mark.parametrize("who", OUTSIDE)
@pytest.mark.parametrize("handed_in", [False, True])
def test_outside_the_hospital_the_page_shows_what_was_signed(client, returned, who, handed_in):
    if handed_in:
        applications.request_signoff(
            returned.application,
            expected=returned.application.version,
            by=returned.cast.actor(HOSPITAL_COORDINATOR),
        )

    page = _read(client, returned, who)

    assert _said(page) == SIGNED
    html = page.content.decode()
    assert UNSIGNED not in html and INTERNAL not in html
    assert "as submitted on" in html
    names = [paper.name for paper in page.context["papers"]]
    assert sorted(names) == ["commitment_letter.pdf", "licence.pdf"]


@pytest.mark.parametrize("who", INSIDE)
def test_the_hospital_and_its_colleague_see_what_is_being_written(client, returned, who):
    page = _read(client, returned, who)

    assert _said(page) == UNSIGNED
    names = [paper.name for paper in page.context["papers"]]
    assert sorted(names) == ["added.pdf", "commitment_letter.pdf", "licence2.pdf"]
    assert "as submitted on" not in page.content.decode()
    assert page.context["application"].waiver_reason == UNSIGNED
    assert UNSIGNED in page.content.decode()


@pytest.mark.parametrize("who", OUTSIDE)
def test_downloads_outside_follow_what_was_signed(client, returned, who):
    client.force_login(returned.people[who])

    assert _download(client, returned.added) == 404
    assert _download(client, returned.removed) == 200


@pytest.mark.parametrize("who", INSIDE)
def test_downloads_inside_follow_what_is_there_now(client, returned, who):
    client.force_login(returned.people[who])

    assert _download(client, returned.added) == 200
    assert _download(client, returned.removed) == 404


def test_a_new_signature_shows_the_changes_outside(client, returned):
    application, coordinator = returned.application, returned.cast.actor(HOSPITAL_COORDINATOR)
    applications.request_signoff(application, expected=application.version, by=coordinator)
    _sign(application, returned.cast)

    page = _read(client, returned, "centre")

    assert _said(page) == UNSIGNED
    names = [paper.name for paper in page.context["papers"]]
    assert sorted(names) == ["added.pdf", "commitment_letter.pdf", "licence2.pdf"]
    assert _download(client, returned.added) == 200
    assert _download(client, returned.removed) == 404


def test_papers_of_a_draft_stay_inside():
    cast = path.cast()
    application = path.filled_in(cast)
    paper = Attachment.objects.of(application).first()

    assert Attachment.objects.visible_to(cast.actor(HOSPITAL_ADMIN)).filter(pk=paper.pk).exists()
    for actor in (cast.actor(CENTRE_ADMIN), Actor.of(holder(DEPARTMENT_OFFICER)), Actor.anonymous()):
        assert not Attachment.objects.of(application).visible_to(actor).exists()


def test_without_a_receipt_nothing_unsigned_is_shown(client, returned):
    Receipt.objects.of(returned.application).update(owner_id=0)

    page = _read(client, returned, "centre")

    assert not any(item["items"] for item in page.context["sections"])
    assert UNSIGNED not in page.content.decode()


@pytest.mark.parametrize("who", OUTSIDE)
def test_history_outside_leaves_out_the_hospitals_own_business(client, returned, who):
    verbs = _verbs(returned, _read(client, returned, who))

    assert verbs == {"application.submit", "application.return"}


@pytest.mark.parametrize("who", INSIDE)
def test_history_inside_tells_everything(client, returned, who):
    page = _read(client, returned, who)

    assert verbs_expected() <= _verbs(returned, page)
    assert INTERNAL in page.content.decode()


def verbs_expected() -> set:
    """Those of the hospital's acts that the fixture takes, and both steps of the way."""
    return OWN_BUSINESS - {"application.take_back_again"} | {"application.submit", "application.return"}


def test_steps_keep_their_dates_after_many_entries(client, returned):
    by = returned.cast.actor(HOSPITAL_COORDINATOR)
    for version in range(2, 58):
        applications.save_section(
            returned.application, code="unit", answers={"note": UNSIGNED}, expected=version, by=by
        )

    inside = _read(client, returned, "coordinator").context["steps"]
    outside = _read(client, returned, "centre").context["steps"]

    assert all(step["date"] for step in inside[:3])
    assert [bool(step["date"]) for step in outside[:3]] == [False, False, True]


def test_the_receipt_keeps_the_facts_that_the_centre_judges():
    cast = path.cast()
    HospitalProfile.objects.filter(hospital=cast.hospital).update(beds_open=321, gcp_registered=True)
    application = path.submitted(cast)
    HospitalProfile.objects.filter(hospital=cast.hospital).update(beds_open=1)

    kept = Receipt.objects.of(application).get().content["hospital_profile"]

    assert (kept["level"], kept["institution_type"], kept["legal_person"]) == ("3A", "A100", True)
    assert (kept["beds_open"], kept["gcp_registered"], kept["operations"]) == (321, True, None)
    assert kept["confirmed_on"] is None


def test_the_receipt_of_a_hospital_without_profile_keeps_what_is_known():
    from tests.factories import network as make

    application = path.started(path.cast(hospital=make.hospital(with_profile=False)))

    kept = application_content.of(application)["hospital_profile"]

    assert set(kept) == {"level", "institution_type", "legal_person"}
