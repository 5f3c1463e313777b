"""The papers of an application: at the field what is wrong, and from the hospital's shelf what stands there already."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from access.actor import Actor
from access.models import LogEntry
from access.roles import (
    CENTRE_ADMIN,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    INVESTIGATOR,
    SUPERVISOR,
)
from network.domain import application_papers, applications
from network.policies import missing_parts
from office.domain import shelf
from office.domain.attachments import attach, withdraw
from office.models import Attachment, StandingDocument
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.papers import PDF, picture, standing, upload
from tests.factories.people import give, holder
from tests.network.agreement_steps import refused
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LAST = date(2026, 12, 31)


@pytest.fixture(autouse=True)
def _on_a_day():
    with clock.at("2026-03-05"):
        yield


@pytest.fixture
def cast():
    return path.cast()


@pytest.fixture
def draft(cast):
    return path.started(cast)


@pytest.fixture
def by(cast) -> Actor:
    return cast.actor(HOSPITAL_COORDINATOR)


@pytest.fixture
def licence(cast, by) -> StandingDocument:
    return standing(cast.hospital, by=by, valid_to=LAST)


def _as(client, user):
    client.force_login(user)
    client.cookies["django_language"] = "en"
    return client


def _take(client, draft, document):
    return client.post(reverse("network:application_shelf", args=[draft.uid]), {"document": str(document.uid)})


def _offered(client, draft) -> dict[str, list]:
    return {
        item["url"].split("/")[-2]: item["documents"] for item in client.get(draft.get_absolute_url()).context["shelf"]
    }


def _kinds(form) -> set[str]:
    return {kind for kind, _title in form.fields["kind"].choices}


class TestShelf:
    def test_what_is_valid_today_is_offered_until_it_is_there(self, client, cast, draft, by, licence):
        reader = _as(client, cast.people[HOSPITAL_COORDINATOR])
        standing(cast.hospital, by=by, number="later", valid_from=date(2026, 4, 1))
        standing(make.hospital(), by=Actor.as_system("test"), number="foreign")
        assert _offered(reader, draft) == {"licence": [licence], "gcp_record": [], "ethics_record": []}

        assert _take(reader, draft, licence).url == draft.get_absolute_url()

        assert "licence" not in _offered(reader, draft)
        paper = Attachment.objects.of(draft).get()
        scan = Attachment.objects.of(licence).get()
        assert (paper.kind, paper.from_shelf, paper.sha256, paper.file.name) == (
            "licence",
            licence,
            scan.sha256,
            scan.file.name,
        )
        assert paper.shelf_note == "No. PDY-1, valid until 2026-12-31"
        assert LogEntry.objects.filter(verb="attachment.taken_from_shelf", object_id=draft.pk).count() == 1

    def test_a_new_document_is_described_once_and_offered_to_the_next_application(self, client, cast, draft):
        reader = _as(client, cast.people[HOSPITAL_COORDINATOR])
        url = reverse("network:application_to_shelf", args=[draft.uid, "licence"])
        data = {"number": "PDY-7", "issuer": "Commission", "valid_from": "2026-01-01", "valid_to": "2030-12-31"}

        assert "kind" not in reader.get(url).context["form"].fields
        assert reader.post(url, data | {"file": upload()}).url == draft.get_absolute_url()

        document = StandingDocument.objects.get()
        assert (document.number, document.kind, document.hospital_id) == ("PDY-7", "licence", cast.hospital.pk)
        assert Attachment.objects.of(draft).get().from_shelf == document
        other = applications.start(
            cast.hospital,
            network=path.cast(hospital=cast.hospital, people=cast.people).network,
            campus=cast.campus,
            tier=cast.tier,
            by=cast.actor(HOSPITAL_COORDINATOR),
        )
        assert _offered(reader, other)["licence"] == [document]

    @pytest.mark.parametrize(
        ("data", "field"),
        [
            ({"number": ""}, "number"),
            ({"file": upload(b"<html>")}, "file"),
            ({"valid_to": "2025-01-01", "valid_from": "2024-01-01"}, "valid_to"),
        ],
    )
    def test_what_is_wrong_with_it_is_told_at_its_field_and_nothing_is_kept(self, client, cast, draft, data, field):
        reader = _as(client, cast.people[HOSPITAL_COORDINATOR])
        said = {"number": "PDY-7", "issuer": "Commission", "valid_from": "2026-01-01", "file": upload()}

        answer = reader.post(reverse("network:application_to_shelf", args=[draft.uid, "licence"]), said | data)

        assert answer.status_code == 422
        assert answer.context["form"].errors[field]
        assert not StandingDocument.objects.exists()
        assert not Attachment.objects.exists()

    def test_a_number_that_the_profile_knows_is_not_asked_for_again(self, client, cast, draft):
        profile = cast.hospital.profile
        profile.gcp_registered, profile.gcp_record_number = True, "药临床机构备字2020000001"
        profile.save()

        page = _as(client, cast.people[HOSPITAL_COORDINATOR]).get(
            reverse("network:application_to_shelf", args=[draft.uid, "gcp_record"])
        )

        assert page.context["form"]["number"].initial == "药临床机构备字2020000001"

    def test_a_kind_that_does_not_come_from_the_shelf_has_no_page(self, client, cast, draft):
        reader = _as(client, cast.people[HOSPITAL_COORDINATOR])

        for kind in ("other", "device_record", "x"):
            assert reader.get(reverse("network:application_to_shelf", args=[draft.uid, kind])).status_code == 404

    def test_what_does_not_hold_is_not_taken(self, draft, by, cast, licence):
        take = application_papers.take_from_shelf
        with clock.at("2027-01-01"):
            assert refused(lambda: take(draft, document=licence, by=by)) == "office.shelf.not_valid"
        take(draft, document=licence, by=by)
        assert refused(lambda: take(draft, document=licence, by=by)) == "office.shelf.used_already"
        foreign = standing(make.hospital(), by=Actor.as_system("test"))
        assert refused(lambda: take(draft, document=foreign, by=by)) == "network.application.foreign_document"
        ended = shelf.end(licence, reason="x", expected=1, by=by)
        withdraw(Attachment.objects.of(draft).get(), owner=draft, by=by)
        assert refused(lambda: take(draft, document=ended, by=by)) == "office.shelf.not_valid"
        assert not Attachment.objects.of(draft).current().exists()

    def test_neither_renewal_nor_end_changes_what_was_submitted(self, client, cast, by, licence):
        sent = path.filled_in(cast)
        withdraw(Attachment.objects.of(sent).get(kind="licence"), owner=sent, by=by)
        application_papers.take_from_shelf(sent, document=licence, by=by)
        applications.request_signoff(sent, expected=sent.version, by=by)
        signoff = path.waiting_signoff(sent)
        path.signoffs.sign(signoff, expected=signoff.version, by=cast.actor(HOSPITAL_ADMIN))
        facts = shelf.Facts("licence", "PDY-8", "x", clock.today(), None)
        shelf.renew(licence, facts=facts, uploads=[upload(picture(), "new.jpg")], expected=1, by=by)

        for user in (
            cast.people[CENTRE_ADMIN],
            holder(SUPERVISOR, cast.campus.region),
            holder(DEPARTMENT_OFFICER),
        ):
            page = _as(client, user).get(sent.get_absolute_url())
            paper = next(paper for paper in page.context["papers"] if paper.kind == "licence")
            assert paper.shelf_note in page.content.decode()
            assert b"".join(client.get(paper.get_absolute_url())) == PDF
            assert not StandingDocument.objects.visible_to(Actor.of(user)).exists()

    def test_a_licence_that_expires_before_the_hand_in_is_missing(self, cast, by, licence):
        draft = path.filled_in(cast)
        withdraw(Attachment.objects.of(draft).get(kind="licence"), owner=draft, by=by)
        application_papers.take_from_shelf(draft, document=licence, by=by)
        with clock.at(LAST.isoformat()):
            assert missing_parts(draft) == []
        with clock.at((LAST + timedelta(days=1)).isoformat()):
            assert missing_parts(draft) == [
                "Practising licence of the institution (the one that is attached has expired)"
            ]

    def test_what_was_handed_in_takes_nothing_more(self, client, cast, by, licence):
        draft = path.handed_in(cast)
        reader = _as(client, cast.people[HOSPITAL_COORDINATOR])

        assert _take(reader, draft, licence).url == draft.get_absolute_url()
        url = reverse("network:application_to_shelf", args=[draft.uid, "gcp_record"])
        assert reader.get(url).url == draft.get_absolute_url()
        assert Attachment.objects.of(draft).current().filter(from_shelf__isnull=False).count() == 0

    @pytest.mark.parametrize("document", ["", "x", "00000000-0000-0000-0000-000000000000", "a\0b"])
    def test_a_forged_document_is_not_there(self, client, cast, draft, document):
        url = reverse("network:application_shelf", args=[draft.uid])

        answer = _as(client, cast.people[HOSPITAL_COORDINATOR]).post(url, {"document": document})

        assert answer.status_code == 404


class TestWhoHelps:
    @pytest.fixture
    def colleague(self, cast, draft):
        user = holder(INVESTIGATOR, make.hospital())
        applications.share(draft, colleague=user, may_edit=True, by=cast.actor(HOSPITAL_COORDINATOR))
        return user

    def test_a_colleague_is_shown_no_shelf_and_uploads_the_licence(self, client, draft, colleague, licence):
        page = _as(client, colleague).get(draft.get_absolute_url())

        assert page.context["shelf"] == []
        assert "licence" in _kinds(page.context["paper_form"])
        client.post(reverse("network:application_paper", args=[draft.uid]), {"kind": "licence", "file": upload()})
        assert Attachment.objects.of(draft).get().from_shelf is None

    def test_nor_takes_from_it_or_puts_onto_it(self, client, draft, colleague, licence):
        reader = _as(client, colleague)

        assert _take(reader, draft, licence).status_code == 403
        url = reverse("network:application_to_shelf", args=[draft.uid, "licence"])
        assert reader.get(url).status_code == 403
        give(colleague, HOSPITAL_COORDINATOR, make.hospital())
        assert _take(reader, draft, licence).status_code == 404
        said = {"number": "PDY-7", "issuer": "x", "valid_from": "2026-01-01", "file": upload()}
        assert reader.post(url, said).status_code == 403
        assert StandingDocument.objects.get() == licence
        assert not Attachment.objects.of(draft).exists()

    def test_whoever_keeps_the_shelf_is_not_asked_for_its_kinds(self, client, cast, draft):
        page = _as(client, cast.people[HOSPITAL_COORDINATOR]).get(draft.get_absolute_url())

        assert _kinds(page.context["paper_form"]) == {"commitment_letter", "other"}


class TestUpload:
    def test_photographs_become_one_paper_in_their_order(self, client, cast, draft):
        photos = [upload(picture(), "a.jpg"), upload(picture(), "b.jpg")]
        data = {"kind": "commitment_letter", "file": photos, "file_order": "1,0"}

        _as(client, cast.people[HOSPITAL_COORDINATOR]).post(
            reverse("network:application_paper", args=[draft.uid]), data
        )

        assert Attachment.objects.of(draft).get().name == "b.pdf"

    @pytest.mark.parametrize(("content", "words"), [(b"", "is empty"), (b"MZ", "is not a PDF"), (PDF[:50], "damaged")])
    def test_what_is_wrong_is_told_at_the_field(self, client, cast, draft, content, words):
        answer = _as(client, cast.people[HOSPITAL_COORDINATOR]).post(
            reverse("network:application_paper", args=[draft.uid]), {"kind": "other", "file": upload(content)}
        )

        assert answer.status_code == 422
        assert words in " ".join(answer.context["paper_form"].errors["file"])
        assert not Attachment.objects.of(draft).exists()

    def test_a_sealed_copy_too(self, client, cast):
        agreement = path.admitted(cast)
        url = reverse("network:agreement_copies", args=[agreement.uid])

        answer = _as(client, cast.people[HOSPITAL_COORDINATOR]).post(url, {"file": upload(b"MZ")})

        assert answer.status_code == 422
        assert answer.context["copies_form"].errors["file"]
        client.post(url, {"file": [upload(picture(), "1.jpg"), upload(picture(), "2.jpg")]})
        assert Attachment.objects.of(agreement).get().content_type == "application/pdf"
        attach(agreement, upload(), kind="hospital_copy", by=cast.actor(HOSPITAL_ADMIN))
