"""Hospitals that come in by themselves: what strangers can do, who decides, and by what people get in."""

import re

import pytest
from django.urls import reverse

from access.domain import invitations
from access.models import Invitation, LogEntry, RoleAssignment, Task, User
from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, SUPERVISOR
from network.domain import hospital_registrations, hospitals
from network.domain.hospital_registrations import Request
from network.models import Hospital, HospitalRegistration
from office.models import Attachment
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories import people
from tests.network.registering import ASKING, decide, handed_in, new, person
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def officer():
    return people.actor(DEPARTMENT_OFFICER)


class TestPublicPages:
    def test_a_hospital_is_found_by_any_name_and_only_a_name_is_answered(self, client):
        hospital = make.hospital(name_zh="新示范医院")
        make.other_name(hospital, "旧名称医院", kind="former")
        address = reverse("hospital_registration")

        assert client.get(address).context["found"] == []
        for words in ("旧名称", "xsfyy", hospital.credit_code):
            assert client.get(address, {"q": words}).context["found"] == [hospital]
        assert client.get(address, {"q": "没有这家"}).context["found"] == []

    def test_closed_hospitals_are_not_claimed(self, client):
        hospital = make.hospital(closed_on=clock.today())

        assert client.get(reverse("claim_hospital", args=[hospital.uid])).status_code == 404

    def test_claiming_keeps_letter_person_and_task(self, client):
        hospital = make.hospital()
        answer = client.post(reverse("claim_hospital", args=[hospital.uid]), ASKING | {"letter": path.pdf()})

        assert answer.status_code == 302
        row = HospitalRegistration.objects.get()
        assert (row.kind, row.state, row.hospital, row.email) == (
            "claim",
            "submitted",
            hospital,
            "song@hospital.example",
        )
        assert row.region == hospital.campuses.get().region
        assert Attachment.objects.of(row).get().uploaded_by is None
        task = Task.objects.open().get()
        assert (task.role, task.scope_kind, task.scope_id) == (SUPERVISOR, "region", row.region_id)

    def test_registering_a_new_one(self, client):
        facts = {
            "name_zh": "新示范医院",
            "legal_person": "on",
            "credit_code": make.credit_code_of(701),
            "institution_type": "A100",
            "level": "2A",
            "management_class": "1",
            "campus_name": "本部",
            "division": make.division().pk,
        }
        centre = make.centre()
        data = ASKING | facts | {"centre": centre.pk, "letter": path.pdf()}
        assert client.post(reverse("register_own_hospital"), data).status_code == 302

        row = HospitalRegistration.objects.get()
        assert (row.kind, row.hospital, row.name_zh, row.centre) == ("new", None, "新示范医院", centre)
        assert not Hospital.objects.filter(name_zh="新示范医院").exists()
        assert Task.objects.open().get().scope_id == centre.pk

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"email": "nobody"}, "email"),
            ({"phone": "<script>"}, "phone"),
            ({"letter": ""}, "letter"),
            ({"centre": "0"}, "centre"),
            ({"person_name": "x" * 61}, "person_name"),
        ],
    )
    def test_bad_input_is_told_at_the_field_and_nothing_is_kept(self, client, wrong, field):
        data = ASKING | {"letter": path.pdf()} | wrong
        answer = client.post(reverse("claim_hospital", args=[make.hospital().uid]), data)

        assert answer.status_code == 422
        assert field in answer.context["form"].errors
        assert not HospitalRegistration.objects.exists()

    def test_a_file_that_is_none_is_told_at_the_letter(self, client):
        from django.core.files.uploadedfile import SimpleUploadedFile

        data = ASKING | {"letter": SimpleUploadedFile("letter.pdf", b"MZ no pdf")}
        answer = client.post(reverse("claim_hospital", args=[make.hospital().uid]), data)

        assert answer.status_code == 422
        assert "letter" in answer.context["form"].errors

    def test_sending_twice_keeps_one_and_says_the_same(self, client):
        hospital = make.hospital()
        address = reverse("claim_hospital", args=[hospital.uid])
        answers = [client.post(address, ASKING | {"letter": path.pdf()}) for _ in range(2)]

        assert answers[0].url == answers[1].url
        assert HospitalRegistration.objects.count() == 1
        assert Attachment.objects.count() == 1

    def test_whether_anybody_is_there_already_is_not_told(self, client):
        hospital = make.hospital()
        before = client.get(reverse("claim_hospital", args=[hospital.uid])).content
        people.holder(HOSPITAL_ADMIN, hospital)
        after = client.get(reverse("claim_hospital", args=[hospital.uid])).content

        tokens = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"|nonce="[^"]*"')
        assert tokens.sub(b"", before) == tokens.sub(b"", after)

    def test_pages_are_not_cached_and_too_many_requests_are_refused(self, client, settings):
        settings.ACCOUNT_RATE_LIMITS = {"hospital_registration": "2/h/ip"}
        address = reverse("claim_hospital", args=[make.hospital().uid])

        assert "no-store" in client.get(address).headers["Cache-Control"]
        assert [client.post(address, {}).status_code for _ in range(3)] == [422, 422, 429]

    def test_the_deployment_has_a_limit(self):
        from config.parts import sign_in

        assert sign_in.ACCOUNT_RATE_LIMITS["hospital_registration"]

    def test_a_form_without_its_token_is_refused(self):
        from django.test import Client

        strict = Client(enforce_csrf_checks=True)
        assert strict.post(reverse("claim_hospital", args=[make.hospital().uid]), ASKING).status_code == 403


class TestDeciding:
    def test_approving_a_claim_invites_its_person_and_a_second_one_confirms(self, officer):
        row = handed_in()
        supervisor = people.actor(SUPERVISOR, row.region)
        decide(hospital_registrations.approve, row, supervisor)

        invitation = Invitation.objects.get()
        assert (invitation.role, invitation.scope_id, invitation.email) == (HOSPITAL_ADMIN, row.hospital_id, row.email)
        assert (invitation.invited_by, invitation.needs_confirmation) == (supervisor.user, True)
        assert not RoleAssignment.objects.filter(role=HOSPITAL_ADMIN).exists()
        task = Task.objects.open().get()
        assert (task.role, task.scope_kind) == (DEPARTMENT_OFFICER, "province")
        invitations.confirm(invitation, by=officer)
        assert not Task.objects.open().exists()

    def test_approving_a_new_one_enters_it(self, officer):
        row = new()
        decide(hospital_registrations.approve, row, officer)

        made = Hospital.objects.get(name_zh="新示范医院")
        assert row.hospital == made
        assert made.campuses.get().division == row.division
        assert LogEntry.objects.filter(verb="hospital.registered", object_id=made.pk).exists()

    def test_whoever_approved_does_not_confirm(self, officer):
        decide(hospital_registrations.approve, handed_in(), officer)
        with pytest.raises(Refused):
            invitations.confirm(Invitation.objects.get(), by=officer)

    @pytest.mark.parametrize("own", [True, False])
    @pytest.mark.parametrize("role", [SUPERVISOR, CENTRE_ADMIN, CENTRE_DIRECTOR, HOSPITAL_ADMIN])
    def test_who_decides(self, role, own):
        centre = make.centre()
        row = handed_in(centre=centre)
        places = {SUPERVISOR: (row.region, make.region()), HOSPITAL_ADMIN: (row.hospital, make.hospital())}
        place = places.get(role, (centre, make.centre()))[0 if own else 1]
        by = people.actor(role, place)

        allowed = own and role != HOSPITAL_ADMIN
        assert (row in HospitalRegistration.objects.visible_to(by)) == allowed
        assert Attachment.objects.of(row).visible_to(by).exists() == allowed
        if allowed:
            assert decide(hospital_registrations.approve, row, by).state == "approved"
        else:
            with pytest.raises(Forbidden):
                decide(hospital_registrations.approve, row, by)

    @pytest.mark.parametrize("how", ["filed", "same_address", "invited", "completed"])
    def test_who_filed_or_invited_does_not_approve_and_another_person_does(self, officer, how, client):
        other = people.actor(DEPARTMENT_OFFICER)
        row = handed_in(by=other if how == "filed" else None)
        if how == "same_address":
            User.objects.filter(pk=other.user.pk).update(email="Song@hospital.example")
        if how == "invited":
            to = {"name": "宋", "email": "Song@hospital.example", "role": HOSPITAL_ADMIN, "secret_hash": "x"}
            Invitation.objects.create(**to, scope_kind="hospital", invited_by=other.user, expires_on=clock.today())
        if how == "completed":
            decide(hospital_registrations.send_back, row, officer, reason="补充")
            again = Request(person(), hospital=row.hospital)
            facts = {"request": again, "uploads": [path.pdf()], "expected": row.version}
            row = hospital_registrations.answer(row, **facts, by=other)
        with pytest.raises(Refused) as error:
            decide(hospital_registrations.approve, row, other)
        assert error.value.reason.code == "network.registration.own"
        client.force_login(other.user)
        shown = client.get(row.get_absolute_url()).context["actions"]
        assert [(action.name, action.enabled) for action in shown][0] == ("approve", False)
        assert decide(hospital_registrations.approve, row, officer).state == "approved"

    def test_a_centre_that_was_not_named_sees_nothing(self):
        row = handed_in()

        assert row not in HospitalRegistration.objects.visible_to(people.actor(CENTRE_ADMIN, make.centre()))

    @pytest.mark.parametrize("step", [hospital_registrations.send_back, hospital_registrations.refuse])
    def test_sending_back_takes_a_reason(self, officer, step):
        row = handed_in()
        with pytest.raises(Refused):
            decide(step, row, officer, reason=" ")
        assert HospitalRegistration.objects.get().state == "submitted"
        decide(step, row, officer, reason="公章不清")
        assert row.reason == "公章不清"
        assert not Task.objects.open().exists()

    def test_a_hospital_that_closed_since_is_not_approved(self, officer):
        row = handed_in()
        hospitals.close(row.hospital, on=clock.today(), reason="撤销", by=officer)
        with pytest.raises(Refused):
            decide(hospital_registrations.approve, row, officer)
        assert not Invitation.objects.exists()

    def test_a_code_that_somebody_has_by_now_is_not_entered_twice(self, officer):
        first, second = new(), new(name_zh="另一名称医院")
        decide(hospital_registrations.approve, first, officer)
        with pytest.raises(Refused):
            decide(hospital_registrations.approve, second, officer)
        second = HospitalRegistration.objects.get(pk=second.pk)
        assert (second.state, Invitation.objects.count()) == ("submitted", 1)

    def test_an_older_version_is_stale_and_a_token_works_once(self, officer):
        row = handed_in()
        with pytest.raises(Stale):
            hospital_registrations.approve(row, expected=9, by=officer)
        for _ in range(2):
            hospital_registrations.approve(row, expected=1, token="t", by=officer)
        assert Invitation.objects.count() == 1

    def test_the_page_and_the_steps(self, client):
        row = handed_in()
        client.force_login(people.holder(SUPERVISOR, row.region))
        assert [each.record for each in client.get(reverse("network:registrations")).context["table"].rows] == [row]
        page = client.get(row.get_absolute_url())
        assert [action.name for action in page.context["actions"]] == ["approve", "return", "refuse"]
        step = reverse("network:registration_step", args=[row.uid])
        client.post(step, {"action": "refuse", "version": "1", "reason": "并非本院人员"})
        assert HospitalRegistration.objects.get().state == "refused"
        client.post(step, {"action": "approve", "version": "2"})
        assert HospitalRegistration.objects.get().state == "refused"
