"""Every address of the workspace for a visitor, a stranger, a holder of the right elsewhere, and a holder."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.contrib.auth.views import redirect_to_login
from django.urls import get_resolver, reverse

from access import jobs
from access.enums import EntryKind
from access.models import Invitation, LogEntry, Notification, RoleAssignment
from network.domain import applications
from network.models import Agreement, Membership, MembershipApplication, SignOff
from network.profile_sections import SECTIONS
from office.models import Attachment, Receipt
from tests.access import assessment_addresses, pages_of_certificates, pages_of_confirmations
from tests.access.bulk_pages import BULK_PAGES
from tests.access.dashboard_pages import DASHBOARD_PAGES
from tests.access.enrolment_pages import ENROLMENT_PAGES
from tests.access.exit_pages import EXIT_PAGES
from tests.access.message_pages import MESSAGE_PAGES
from tests.access.people_pages import PEOPLE_PAGES
from tests.access.proxy_pages import PROXY_PAGES
from tests.access.research_pages import RESEARCH_PAGES
from tests.access.structure_pages import STRUCTURE_PAGES
from tests.access.study_site_pages import STUDY_PAGES
from tests.access.version_pages import VERSION_PAGES
from tests.factories.papers import standing
from tests.guards.rules_urls import routes
from tests.network.registering import registration_of_h1
from tools.identifiers import new_uid

pytestmark = pytest.mark.django_db
jobs.work("test.every_page")(print)


@dataclass
class Page:
    """One address: what stands in it, how it is asked, and the answers to holder, holder elsewhere and stranger."""

    name: str
    holder: tuple[str, int]
    elsewhere: tuple[str, int] | None
    stranger: int
    args: Callable = lambda world: ()
    method: str = "get"
    data: dict = field(default_factory=dict)


def uid_of(model, name, *more) -> Callable:
    """The uid of a thing of the world, and further parts of the address."""
    return lambda world: (world.things[model][name].uid, *more)


def place(code, *more) -> Callable:
    """The uid of a hospital, centre or network."""
    return lambda world: (world.places[code].uid, *more)


def main_campus(world):
    """The uid of a hospital's campus."""
    return (world.places["H1"].campuses.get().uid,)


def licence(world):
    """A document on H1's shelf."""
    return (standing(world.places["H1"], by=world.actor(H1)).uid,)


def news(world):
    """Own news of the holder."""
    user = world.people["hospital_admin@H1"]
    return (Notification.objects.create(user=user, code="news.application.shared", url="/workspace/").uid,)


def own_job(world):
    """A job of the holder's colleague about an application of their hospital."""
    by = world.actor("hospital_coordinator@H1")
    return (jobs.start("test.every_page", by=by, about=world.thing(MembershipApplication, "H1N2")).uid,)


def shared(world):
    """An application shared with a colleague."""
    draft = world.thing(MembershipApplication, "H1N1")
    colleague = world.people["investigator@H2"]
    applications.share(draft, colleague=colleague, by=world.actor("hospital_admin@H1"))
    return (draft.uid,)


DRAFT, SENT = uid_of(MembershipApplication, "H1N1"), uid_of(MembershipApplication, "H1N2")
H1, H2 = "hospital_admin@H1", "hospital_admin@H2"
SECRETARY, OTHER = "centre_admin@C2", "centre_admin@C1"
OFFICER = "department_officer"
FORM = {"version": "1", "token": "t"}

PAGES = [
    Page("workspace:inbox", (H1, 200), None, 200),
    Page("workspace:notification", (H1, 302), (H2, 302), 302, news),
    Page("workspace:read_all", (H1, 302), None, 302, method="post"),
    Page("workspace:switch_hat", (H1, 302), None, 302, method="post"),
    Page("access:people", (H1, 200), None, 403),
    Page("access:role_assignment", (H1, 200), (H2, 404), 404, uid_of(RoleAssignment, "investigator@H1")),
    Page("access:unlock_account", (H1, 302), (H2, 404), 403, uid_of(RoleAssignment, "investigator@H1"), "post"),
    Page("access:reopen_account", (H1, 302), (H2, 404), 403, uid_of(RoleAssignment, "investigator@H1"), "post"),
    Page("access:issue_reset_code", (H1, 200), (H2, 404), 403, uid_of(RoleAssignment, "investigator@H1"), "post"),
    Page(
        "access:remove_second_factor",
        (H1, 302),
        (H2, 404),
        403,
        uid_of(RoleAssignment, "investigator@H1"),
        "post",
        {"reason": "x"},
    ),
    Page("access:account", (H1, 200), None, 200),
    Page("access:end_session", (H1, 302), None, 302, lambda world: (new_uid(),), "post"),
    Page("access:end_other_sessions", (H1, 302), None, 302, method="post"),
    Page("access:invite_list_confirm", (H1, 422), (OFFICER, 403), 403, method="post"),
    Page("access:confirm_invitation", (OFFICER, 302), (H2, 403), 403, uid_of(Invitation, "H2 by security"), "post"),
    Page("access:revoke_invitation", (H1, 302), (H2, 404), 403, uid_of(Invitation, "H1 by its admin"), "post"),
    Page("access:job", (H1, 200), (H2, 404), 404, own_job),
    Page("access:cancel_job", (H1, 302), (H2, 404), 404, own_job, "post"),
    Page("access:stop_job", ("system_admin", 302), (OFFICER, 403), 403, own_job, "post"),
    Page("access:check_logbook", ("auditor", 302), (OFFICER, 403), 403, method="post"),
    Page("access:history", (H1, 200), (H2, 403), 403, lambda world: ("hospital", world.places["H1"].uid)),
    *(Page(*row) for row in [*PEOPLE_PAGES, *MESSAGE_PAGES]),
    Page("office:attachment", (SECRETARY, 200), (OTHER, 404), 404, uid_of(Attachment, "H1N2 licence")),
    Page("office:receipt", (SECRETARY, 200), (OTHER, 404), 404, uid_of(Receipt, "H1N2 receipt")),
    Page("office:receipt_pdf", (SECRETARY, 200), (OTHER, 404), 404, uid_of(Receipt, "H1N2 receipt")),
    Page("office:shelf", (H1, 200), (SECRETARY, 403), 403),
    Page("office:add_standing_document", (H1, 200), (SECRETARY, 403), 403),
    Page("office:standing_document", (H1, 200), (H2, 404), 403, licence),
    Page("office:renew_standing_document", (H1, 200), (H2, 404), 403, licence),
    Page("office:end_standing_document", (H1, 302), (H2, 404), 403, licence, "post", FORM | {"reason": "x"}),
    Page("office:figure", (H1, 200), None, 200, lambda world: ("network.active_members",)),
    Page("network:register_hospital", (OFFICER, 200), (H1, 403), 403),
    Page("network:hospital", (H1, 200), (H2, 200), 200, place("H1")),
    Page("network:add_campus", (OFFICER, 200), (H1, 403), 403, place("H1")),
    Page("network:add_hospital_name", (H1, 200), (H2, 403), 403, place("H1")),
    Page("network:end_hospital_name", (H1, 200), (H2, 403), 403, place("H1")),
    Page("network:revise_hospital", (OFFICER, 200), (H1, 403), 403, place("H1")),
    Page("network:note_event", (OFFICER, 200), (H1, 403), 403, place("H1")),
    Page("network:merge_target", (OFFICER, 200), (H1, 403), 403, place("H1")),
    Page(
        "network:merge_hospital",
        (OFFICER, 200),
        (H1, 403),
        403,
        lambda world: (*place("H1")(world), *place("H2")(world)),
    ),
    Page("network:split_campus", (OFFICER, 200), (H1, 403), 403, main_campus),
    Page("network:registrations", ("supervisor@R1", 200), (H1, 403), 403),
    Page("network:registration", ("supervisor@R1", 200), ("supervisor@R2", 404), 403, registration_of_h1),
    Page("network:registration_step", ("supervisor@R1", 302), ("supervisor@R2", 404), 403, registration_of_h1, "post"),
    Page("network:close_hospital", (OFFICER, 200), (H1, 403), 403, place("H1")),
    Page("network:revise_campus", (OFFICER, 200), (H1, 403), 403, main_campus),
    Page("network:close_campus", (OFFICER, 200), (H1, 403), 403, main_campus),
    Page("network:rename_hospital", (OFFICER, 200), (H1, 403), 403, place("H1")),
    Page("network:correct_credit_code", (OFFICER, 200), (H1, 403), 403, place("H1")),
    Page("network:confirm_profile", (H1, 302), (H2, 403), 403, place("H1"), "post", FORM),
    Page("network:profile_section", (H1, 200), (H2, 403), 403, place("H1", SECTIONS[0].code)),
    Page("network:establish_centre", (OFFICER, 200), (OTHER, 403), 403),
    Page("network:centre", (H1, 200), None, 200, place("C1")),
    Page("network:revise_centre", (OFFICER, 200), (OTHER, 403), 403, place("C1")),
    Page("network:close_centre", (OFFICER, 200), (OTHER, 403), 403, place("C1")),
    Page("network:open_network", (OFFICER, 200), (OTHER, 403), 403, place("C1")),
    Page("network:centre_contact", (OTHER, 200), (SECRETARY, 403), 403, place("C1")),
    Page("network:network", (H1, 200), None, 200, place("N1")),
    Page("network:revise_network", (OFFICER, 200), (OTHER, 403), 403, place("N1")),
    Page("network:close_network", (OFFICER, 200), (OTHER, 403), 403, place("N1")),
    Page("network:region", (H1, 200), None, 200, lambda world: (world.places["R1"].code,)),
    Page("network:applications", (H1, 200), None, 200),
    Page("network:start_application", (H1, 200), (SECRETARY, 403), 403),
    Page("network:application", (SECRETARY, 200), (OTHER, 404), 404, SENT),
    Page("network:application_docx", (SECRETARY, 200), (OTHER, 404), 404, SENT),
    Page("network:application_step", (H1, 302), (H2, 404), 404, DRAFT, "post", FORM | {"action": "withdraw"}),
    Page("network:application_paper", (H1, 422), (H2, 404), 404, DRAFT, "post"),
    Page("network:application_shelf", (H1, 404), (H2, 404), 403, DRAFT, "post", {"document": "x"}),
    Page(
        "network:application_to_shelf",
        (H1, 200),
        (H2, 404),
        403,
        uid_of(MembershipApplication, "H1N1", "licence"),
    ),
    Page(
        "network:withdraw_application_paper",
        (H1, 302),
        (H2, 404),
        404,
        lambda world: (*DRAFT(world), world.things[Attachment]["H1N1 licence"].uid),
        "post",
    ),
    Page("network:application_waiver", (H1, 302), (H2, 404), 404, DRAFT, "post", {"reason": "x"}),
    Page("network:share_application", (H1, 302), (H2, 404), 404, DRAFT, "post"),
    Page("network:unshare_application", (H1, 302), (H2, 404), 404, shared, "post", {"colleague": "COLLEAGUE"}),
    Page("network:application_section", (H1, 200), (H2, 404), 404, uid_of(MembershipApplication, "H1N1", "unit")),
    Page(
        "network:autosave_application_section",
        (H1, 200),
        (H2, 404),
        404,
        uid_of(MembershipApplication, "H1N1", "unit"),
        "post",
        {"draft_version": "0"},
    ),
    Page("network:return_application", (SECRETARY, 200), (OTHER, 404), 403, SENT),
    Page("network:application_opinion", (SECRETARY, 302), (OTHER, 404), 404, SENT, "post"),
    Page("network:decide_application", (SECRETARY, 200), (OTHER, 404), 403, SENT),
    Page("network:decline_application", (SECRETARY, 200), (OTHER, 404), 403, SENT),
    Page("network:signoffs", (H1, 200), (SECRETARY, 403), 403),
    Page("network:signoff", (H2, 200), (H1, 404), 403, uid_of(SignOff, "H2N2")),
    Page("network:agreement", (SECRETARY, 200), (H1, 404), 404, uid_of(Agreement, "H3N2")),
    Page("network:agreement_pdf", (SECRETARY, 200), (OTHER, 404), 404, uid_of(Agreement, "H3N2")),
    Page("network:agreement_docx", (SECRETARY, 200), (OTHER, 404), 404, uid_of(Agreement, "H3N2")),
    Page("network:agreement_copies", (SECRETARY, 302), (OTHER, 404), 404, uid_of(Agreement, "H3N2"), "post"),
    Page("network:agreement_step", (SECRETARY, 302), (OTHER, 404), 404, uid_of(Agreement, "H3N2"), "post"),
    Page("network:confirm_agreement", (SECRETARY, 302), (OTHER, 404), 404, uid_of(Agreement, "H3N2"), "post"),
    Page("network:memberships", (H1, 200), None, 403),
    Page("network:membership", (OTHER, 200), (H1, 404), 403, uid_of(Membership, "H2N1")),
    Page("network:membership_step", (OTHER, 302), (SECRETARY, 404), 403, uid_of(Membership, "H2N1"), "post"),
    *(Page(*row) for row in BULK_PAGES),
    *(Page(*row) for row in PROXY_PAGES),
    *(Page(*row) for row in STRUCTURE_PAGES),
    *(Page(*row) for row in RESEARCH_PAGES),
    *(Page(*row) for row in DASHBOARD_PAGES),
    Page("network:end_membership", (OTHER, 200), (SECRETARY, 404), 403, uid_of(Membership, "H2N1")),
    *pages_of_confirmations.pages(Page, place),
    *(Page(*row) for row in assessment_addresses.ROWS),
    *(Page(*row) for row in EXIT_PAGES),
    *pages_of_certificates.pages(Page),
    *(Page(*row) for row in VERSION_PAGES),
    *(Page(*row) for row in (*STUDY_PAGES, *ENROLMENT_PAGES)),
]


def test_every_address_stands_in_the_table_once():
    found = [route.name for route in routes(get_resolver().url_patterns) if route.pattern.startswith("workspace/")]

    assert sorted(page.name for page in PAGES) == sorted(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_side_gets_its_answer(world, client, page):
    args = page.args(world)
    url, data = reverse(page.name, args=args), dict(page.data)
    if "colleague" in data:
        data["colleague"] = world.people["investigator@H2"].username

    def ask(label):
        client.logout()
        if label:
            client.force_login(world.people[label])
        answer = getattr(client, page.method)(url, data)
        b"".join(answer)  # a download is closed when it was read
        return answer

    acts = LogEntry.objects.filter(kind=EntryKind.ACT)
    entries = acts.count()
    visitor = ask(None)
    assert (visitor.status_code, visitor.url) == (302, redirect_to_login(visitor.wsgi_request.get_full_path()).url)
    assert ask("stranger").status_code == page.stranger
    if page.elsewhere:
        assert ask(page.elsewhere[0]).status_code == page.elsewhere[1]
    assert acts.count() == entries, "somebody without the right left a trace in the logbook"
    assert ask(page.holder[0]).status_code == page.holder[1]


@pytest.mark.parametrize("page", [page for page in PAGES if page.method == "post"], ids=lambda page: page.name)
def test_what_changes_something_is_not_done_by_a_link(world, client, page):
    client.force_login(world.people[page.holder[0]])

    answer = client.get(reverse(page.name, args=page.args(world)))

    assert answer.status_code in (405, 404) or page.name == "workspace:notification"


def test_a_refusal_says_why_and_who_may(world, client):
    client.force_login(world.people["hospital_coordinator@H1"])

    answer = client.get(reverse("access:logbook"))

    assert answer.status_code == 403
    assert str(answer.context["reason"]) in answer.content.decode()
    assert answer.context["reason"].code == "access.no_role"


def test_a_page_that_is_not_there_and_one_that_is_hidden_look_the_same(world, client):
    client.force_login(world.people[OTHER])
    hidden = client.get(reverse("network:application", args=DRAFT(world)))
    missing = client.get(reverse("network:application", args=[new_uid()]))

    assert (hidden.status_code, missing.status_code) == (404, 404)
    assert _without_token(hidden) == _without_token(missing)


def _without_token(answer) -> str:
    return re.sub(r'"\w{64}"|[0-9a-f-]{36}', "", answer.content.decode())
