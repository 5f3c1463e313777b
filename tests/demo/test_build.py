"""The small province as it was built: everything that can be is there, made by people through the verbs."""

from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth import authenticate

from access import roles
from access.actor import Actor
from access.enums import ScopeKind
from access.models import Invitation, LogEntry, Notification, RoleAssignment, Task, User
from cms.models import AnnouncementPage
from demo.building.build import NotForDemo, check
from demo.building.digest import digest
from demo.building.inboxes import UNREAD_DAYS
from demo.files import SMALL, script
from demo.models import DemoProvince
from network.enums import NameKind
from network.membership_enums import AgreementState, ApplicationState, ExitKind, SignOffState
from network.models import (
    Agreement,
    BulkMessage,
    Campus,
    Division,
    Hospital,
    HospitalProfile,
    HospitalRegistration,
    ImportRun,
    Membership,
    MembershipApplication,
    OtherName,
    Region,
    SignOff,
)
from office.indicators import Period, Scope, figure
from office.models import Attachment, Receipt
from tests.province import AS_OF
from tools import clock
from tools.codes import credit_code

pytestmark = pytest.mark.usefixtures("province_morning")


class TestBuilt:
    def test_applications_rest_in_every_state(self):
        assert set(MembershipApplication.objects.values_list("state", flat=True)) == set(ApplicationState.values)

    def test_agreements_signoffs_and_memberships_are_in_every_state(self):
        assert set(Agreement.objects.values_list("state", flat=True)) == set(AgreementState.values)
        signoffs = set(SignOff.objects.values_list("state", flat=True))
        assert signoffs == {SignOffState.WAITING, SignOffState.SIGNED, SignOffState.RETURNED}
        effective = {membership.effective_state() for membership in Membership.objects.all()}
        assert {"active", "warned", "suspended", "exited", "lapsed", "unconfirmed"} <= effective
        kinds = set(Membership.objects.exclude(exit_kind="").values_list("exit_kind", flat=True))
        assert kinds >= {ExitKind.VOLUNTARY, ExitKind.ASSESSMENT, ExitKind.TIER_CHANGE}

    def test_changes_of_tier_continue_under_the_same_number(self):
        followed = Membership.objects.filter(follows__isnull=False)
        assert followed
        for membership in followed:
            assert membership.number == membership.follows.number
            assert membership.tier.rank < membership.follows.tier.rank

    def test_credit_codes_hold_and_profiles_of_members_are_confirmed(self):
        assert all(credit_code.problems(code) == [] for code in Hospital.objects.values_list("credit_code", flat=True))
        members = Membership.objects.active().values("hospital")
        unconfirmed = HospitalProfile.objects.filter(hospital__in=members, confirmed_on__isnull=True)
        assert not unconfirmed.exists()

    def test_one_hospital_has_two_campuses_in_different_counties_and_one_another_name(self):
        places = Campus.objects.filter(hospital__name_zh=told("yanzhao-first")).values_list("division", flat=True)
        assert len(set(places)) == 2
        former = OtherName.objects.get(hospital__name_zh=told("xiongan"), kind=NameKind.FORMER)
        assert former.name == script(SMALL).words["renamed"][0]["name_zh"]

    def test_people_of_every_role_are_there(self):
        held = Counter(RoleAssignment.objects.valid(AS_OF).values_list("role", flat=True))
        assert held["hospital_coordinator"] == held["hospital_admin"] == Hospital.objects.open(AS_OF).count()
        assert (held["centre_admin"], held["centre_director"], held["centre_editor"]) == (3, 3, 5)
        assert held["supervisor"] == Region.objects.count()
        assert {"department_officer", "security_admin", "system_admin", "auditor", "investigator"} <= set(held)

    def test_one_role_ends_soon_one_has_ended_and_one_doctor_wears_two_hats(self):
        soon = AS_OF + timedelta(days=30)
        ending = RoleAssignment.objects.filter(valid_to__range=(AS_OF, soon)).values_list("user__username", flat=True)
        assert list(ending) == ["stroke-guest-editor"]
        ended = RoleAssignment.objects.filter(valid_to__lt=AS_OF).values_list("user__username", flat=True)
        merged = [f"handan-rehabilitation-{role}" for role in ("admin", "coordinator")]
        assert set(ended) == {"zhengding-former-coordinator", *merged}
        doctor = Actor.of(User.objects.get(username="zhengding-physician"))
        assert {hat.role for hat in doctor.assignments} == {roles.INVESTIGATOR, roles.CENTRE_EDITOR}

    def test_invitations_wait_for_their_people(self):
        """One was sent by itself, one comes with an approved registration, three came with a table."""
        assert [invitation.status for invitation in Invitation.objects.all()] == ["open"] * 5

    def test_registrations_stand_in_several_states(self):
        assert sorted(HospitalRegistration.objects.values_list("state", flat=True)) == [
            "approved",
            "returned",
            "submitted",
            "submitted",
        ]

    def test_one_table_is_taken_in_and_two_wait_with_their_mistakes(self):
        found = {run.kind: (run.state, run.rows, run.errors > 0) for run in ImportRun.objects.all()}
        waiting = {"members": ("checked", 4, True), "centre-people": ("checked", 2, True)}
        assert found == waiting | {"people": ("committed", 3, False)}

    def test_a_message_to_members_reached_somebody(self):
        assert "told" in set(BulkMessage.objects.get().recipients.values_list("reach", flat=True))

    def test_everybody_signs_in_with_the_shared_password(self, rf):
        word = script().words["password"]
        for username in ("auditor", "stroke-secretary", "zhengding-coordinator"):
            assert authenticate(rf.post("/"), username=username, password=word).username == username
        assert authenticate(rf.post("/"), username="auditor", password=word + "x") is None

    def test_the_logbook_names_people_and_only_the_first_steps_are_the_commands(self):
        by_command = LogEntry.objects.filter(actor_id__isnull=True)
        assert set(by_command.values_list("verb", flat=True)) <= {
            "review.opened",
            "person_certificate.told",
            "agreement_template.added",
            "assessment_table.added",
            "attachment.added",
            "announcement.imported",
            "announcement.revised",
            "confirmation.opened",
            "confirmation_rule.added",
            "application.idle_warned",
            "application.return",
            "centre.section_built",
            "checklist.added",
            "exit.submit",
            "membership.exit",
            "privacy_notice.published",
            "reference.added",
            "tier.added",
            "registration.handed_in",
            "role.ended",
            "role.granted",
            "site.built",
        }
        assert (
            LogEntry.objects.filter(verb__in=["application.submit", "application.entered_from_paper"]).count()
            == Receipt.objects.filter(owner_type="network.membershipapplication").count()
        )
        assert clock.local(LogEntry.objects.filter(origin="web").latest("at").at).date() < AS_OF

    def test_every_membership_came_by_a_sealed_agreement(self):
        for membership in Membership.objects.select_related("agreement__application"):
            assert membership.agreement.state == AgreementState.COMPLETE
            assert membership.agreement.application.state == ApplicationState.COMPLETED
            copies = Attachment.objects.of(membership.agreement).values_list("kind", flat=True)
            assert {"hospital_copy", "centre_copy"} <= set(copies)

    def test_uploads_are_pdf_files(self):
        for kind in ("licence", "commitment_letter", "hospital_copy", "centre_copy"):
            paper = Attachment.objects.filter(kind=kind).first()
            with paper.file.open() as content:
                assert content.read(5) == b"%PDF-"

    def test_old_news_is_read_and_new_news_is_not(self):
        border = clock.moment(AS_OF - timedelta(days=UNREAD_DAYS))
        assert not Notification.objects.filter(sent_at__lt=border, read_at__isnull=True).exists()
        assert not Notification.objects.filter(sent_at__gte=border, read_at__isnull=False).exists()
        assert Notification.objects.filter(sent_at__gte=border).exists()

    def test_no_task_is_open_about_what_has_ended(self):
        ended = MembershipApplication.objects.filter(state__in=("completed", "declined", "withdrawn")).values("pk")
        label = MembershipApplication._meta.label_lower
        assert not Task.objects.open().filter(object_type=label, object_id__in=ended).exists()

    def test_the_storys_centre_has_exactly_one_red_figure(self):
        director = User.objects.get(username="stroke-director")
        centre = RoleAssignment.objects.get(user=director).scope_id
        found = figure(
            "network.late_applications", Scope(ScopeKind.CENTRE.value, centre), Period.today(), by=Actor.of(director)
        )
        assert (found.value, found.is_red) == (1, True)

    def test_the_storys_county_is_white(self):
        county = Division.objects.get(code=script().hospitals["lulong"].division)
        assert not Membership.objects.active().filter(campus__division=county).exists()

    def test_announcements_are_published_on_their_days_with_a_welcome_for_each_centre(self):
        pages = AnnouncementPage.objects.live()
        assert pages.filter(title__contains="加入").count() == len(script(SMALL).centres)
        assert pages.filter(import_code="action-plan-2018-2020").count() == 1
        assert {page.published_on < AS_OF for page in pages} == {True}
        assert pages.count() >= 12

    def test_hospitals_are_found_by_the_public_search(self, client):
        page = client.get("/search/", {"q": "卢龙"}).content.decode()
        assert told("lulong") in page or "卢龙" in page

    def test_the_mark_holds_how_it_was_built(self):
        mark = DemoProvince.objects.get()
        assert (mark.as_of, mark.scale, mark.is_complete) == (AS_OF, SMALL, True)
        assert mark.digest == digest()

    def test_nothing_is_built_into_a_demonstration(self):
        with pytest.raises(NotForDemo, match="holds a demonstration already"):
            check(AS_OF, script(SMALL))
        DemoProvince.objects.update(digest="")
        with pytest.raises(NotForDemo, match="that was interrupted"):
            check(AS_OF, script(SMALL))


def told(key: str) -> str:
    return script().hospitals[key].name_zh
