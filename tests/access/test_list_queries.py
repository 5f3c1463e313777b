"""Every list asks the database as often for three and for three hundred rows as for one, and at most a dozen times."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from access import logbook
from access.actor import Actor
from access.models import Invitation, Job, RoleAssignment, Task, TaskReminder, User
from access.roles import (
    AUDITOR,
    CENTRE_ADMIN,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    SECURITY_ADMIN,
    STEWARD,
)
from access.views.lists import ListPage
from network.models import (
    Hospital,
    HospitalRegistration,
    MembershipApplication,
    SignOff,
)
from office.indicators import INDICATORS
from office.models import StandingDocument
from tests.access import (
    member_rows,
    message_rows,
    people_rows,
    proxy_rows,
    research_rows,
    structure_rows,
    study_rows,
    version_pages,
)
from tests.factories import network as make
from tests.factories.directory import fill, hospitals
from tests.factories.people import holder, persons
from tests.guards.rules_urls import routes
from tools import clock

pytestmark = pytest.mark.django_db

MOST = 12
# How many rows are added between the counts. Hundreds for each list take minutes: `make faults`.
FEW = pytest.param((1, 2), id="few")
MANY = pytest.param((1, 2, 297), id="many", marks=pytest.mark.faults)


def _own() -> Hospital:
    """The hospital of the reader, made before anything else."""
    return Hospital.objects.order_by("pk").first() or make.hospital()


def people(rows: int) -> None:
    scope = {"scope_kind": "hospital", "scope_id": _own().pk, "valid_from": "2018-01-01", "reason": "x"}
    RoleAssignment.objects.bulk_create(
        RoleAssignment(user=user, role=STEWARD, granted_by=giver, **scope)
        for user, giver in zip(persons(rows), persons(rows), strict=True)
    )


def sent_invitations(rows: int) -> None:
    places = hospitals(rows, [make.division()])
    Invitation.objects.bulk_create(
        Invitation(
            name="新同事",
            role=HOSPITAL_ADMIN,
            scope_kind="hospital",
            scope_id=place.pk,
            secret_hash=f"{place.pk:064d}",
            invited_by=user,
            needs_confirmation=True,
            expires_on=clock.today() + timedelta(days=7),
        )
        for place, user in zip(places, persons(rows), strict=True)
    )


def entries(rows: int) -> None:
    actors = [Actor.of(holder(HOSPITAL_ADMIN, make.hospital())) for _ in range(min(rows, 6))]
    places = [make.hospital() for _ in actors]
    for number in range(rows):
        place = number % len(places)
        logbook.record(places[place], by=actors[place], verb="hospital.renamed")


def submitted(rows: int) -> None:
    """Applications of different hospitals to different networks; beyond a dozen the places repeat."""
    places = [(make.hospital(), make.network(), make.tier()) for _ in range(min(rows, 12))]
    known = MembershipApplication.objects.count()
    MembershipApplication.objects.bulk_create(
        MembershipApplication(
            number=f"A-{known + number}",
            hospital=hospital,
            campus=hospital.campuses.get(),
            region=hospital.campuses.get().region,
            network=network,
            tier=tier,
            state="withdrawn",
            submitted_at=clock.now() - timedelta(days=number),
        )
        for number, (hospital, network, tier) in ((n, places[n % len(places)]) for n in range(rows))
    )


def registrations(rows: int) -> None:
    """Of different hospitals, decided by different people."""
    places = [make.division() for _ in range(min(rows, 6))]
    decided = {"state": "refused", "reason": "x", "decided_at": clock.now()}
    asking = {"person_name": "x", "job_title": "x", "email": "a@b.example", "phone": "12345", "due_on": clock.today()}
    pairs = zip(hospitals(rows, places), persons(rows), strict=True)
    HospitalRegistration.objects.bulk_create(
        HospitalRegistration(
            kind="claim",
            hospital=hospital,
            name_zh=hospital.name_zh,
            institution_type="A100",
            management_class="1",
            level="3A",
            campus_name="本部",
            division=hospital.first_campus.division,
            region=hospital.first_campus.region,
            centre=make.centre() if number < 3 else None,
            decided_by=user,
            **asking,
            **decided,
        )
        for number, (hospital, user) in enumerate(pairs)
    )


def waiting(rows: int) -> None:
    known, own = SignOff.objects.count(), _own()
    SignOff.objects.bulk_create(
        SignOff(
            hospital=own,
            kind="membership_application",
            object_type="network.membershipapplication",
            object_id=known + number,
            object_label="申请",
            requested_by=user,
            due_on=clock.today(),
        )
        for number, user in enumerate(persons(rows), start=1)
    )


def documents(rows: int) -> None:
    known = StandingDocument.objects.count()
    columns = {"hospital_id": _own().pk, "kind": "licence", "issuer": "卫健委", "valid_from": clock.today()}
    StandingDocument.objects.bulk_create(StandingDocument(number=f"D{known + n}", **columns) for n in range(rows))


def own_jobs(rows: int) -> None:
    """Jobs of the reader's hospital, each started by somebody else."""
    facts = {"name": "test", "started_by": "x", "hospital_id": _own().pk, "object_label": "申请", "total": 4}
    Job.objects.bulk_create(Job(owner=user, **facts) for user in persons(rows))


def open_tasks(rows: int) -> None:
    """Tasks of the reader's colleagues."""
    own, known = _own(), Task.objects.count()
    facts = {"kind": "task.application.fill_in", "role": HOSPITAL_COORDINATOR, "scope_kind": "hospital"}
    facts |= {"scope_id": own.pk, "object_type": "network.membershipapplication", "params": {"about": "申请"}}
    tasks = Task.objects.bulk_create(Task(object_id=known + n, url="/", **facts) for n in range(rows))
    holder(HOSPITAL_COORDINATOR, own)
    TaskReminder.objects.bulk_create(TaskReminder(task=task, by=User.objects.first()) for task in tasks)


# Who reads each list, and what makes its rows.
LISTS = {
    "access:people": (HOSPITAL_ADMIN, people),
    "access:invitations": (SECURITY_ADMIN, sent_invitations),
    "access:chase": (HOSPITAL_ADMIN, open_tasks),
    "access:delegations": (HOSPITAL_ADMIN, people_rows.delegations),
    "access:hand_overs": (HOSPITAL_ADMIN, people_rows.hand_overs),
    "access:deletion_requests": (SECURITY_ADMIN, people_rows.deletion_requests),
    "access:account_reviews": (SECURITY_ADMIN, people_rows.account_reviews),
    "access:account_review": (SECURITY_ADMIN, people_rows.review_items),
    "access:logbook": (AUDITOR, entries),
    "access:jobs": (HOSPITAL_ADMIN, own_jobs),
    "access:deliveries": (HOSPITAL_ADMIN, message_rows.to_colleagues),
    "network:hospitals": (HOSPITAL_COORDINATOR, fill),
    "network:centres": (HOSPITAL_COORDINATOR, fill),
    "network:networks": (HOSPITAL_COORDINATOR, fill),
    "network:applications": (DEPARTMENT_OFFICER, submitted),
    "network:signoffs": (HOSPITAL_ADMIN, waiting),
    "network:registrations": (DEPARTMENT_OFFICER, registrations),
    "network:memberships": (HOSPITAL_COORDINATOR, fill),
    "network:confirmations": (DEPARTMENT_OFFICER, member_rows.to_confirm),
    "network:assessments": (HOSPITAL_COORDINATOR, member_rows.results),
    "network:assessment_rounds": (DEPARTMENT_OFFICER, member_rows.rounds),
    "network:assessment_tables": (HOSPITAL_COORDINATOR, member_rows.versions),
    "network:exits": (DEPARTMENT_OFFICER, member_rows.some_exits),
    "network:visits": (DEPARTMENT_OFFICER, member_rows.some_visits),
    "network:imports": (DEPARTMENT_OFFICER, member_rows.imports),
    "network:messages": (CENTRE_ADMIN, member_rows.written),
    "network:issue_certificates": (CENTRE_ADMIN, member_rows.issuable),
    "network:certificates": (DEPARTMENT_OFFICER, member_rows.certificates),
    "network:proxy_entries": (CENTRE_ADMIN, proxy_rows.some_entries),
    **structure_rows.LISTS,
    **research_rows.LISTS,
    **version_pages.LISTS,
    **study_rows.LISTS,
    "office:shelf": (HOSPITAL_COORDINATOR, documents),
}


def test_every_list_of_the_product_is_counted_here():
    found = {
        route.name
        for route in routes(get_resolver().url_patterns)
        if issubclass(getattr(route.view, "view_class", object), ListPage)
    }

    assert found == set(LISTS)


def _address(name: str) -> str:
    """The list's address; the items of a review have the review in it."""
    return people_rows.review().get_absolute_url() if name == "access:account_review" else reverse(name)


def _reader(client, role: str):
    hospital = _own()
    scope = hospital if role.startswith("hospital") else make.centre() if role == CENTRE_ADMIN else None
    client.force_login(holder(role, scope))
    return client


def _asked(client, url: str) -> tuple[int, bytes]:
    """How many questions an answer took, and the answer."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
        content = b"".join(answer.streaming_content if answer.streaming else [answer.content])
    assert answer.status_code == 200
    return len(captured), content


def _count(client, url: str) -> int:
    return _asked(client, url)[0]


@pytest.mark.parametrize("steps", [FEW, MANY])
@pytest.mark.parametrize("name", list(LISTS))
def test_a_list_asks_no_more_for_three_or_three_hundred_rows_than_for_one(client, name, steps):
    role, make_rows = LISTS[name]
    reader, url = _reader(client, role), _address(name)
    counts = {form: [] for form in ("", "?export=csv", "?export=xlsx")}

    for more in steps:
        make_rows(more)
        if more == 1:
            reader.get(url)  # what is remembered for good is remembered now
        for form, asked in counts.items():
            asked.append(_count(reader, url + form))

    assert {form: len(set(asked)) for form, asked in counts.items()} == dict.fromkeys(counts, 1), counts
    assert max(max(asked) for asked in counts.values()) <= MOST
    assert _asked(reader, url + "?export=csv")[1].count(b"\n") > sum(steps)


def test_the_page_of_figures_asks_no_more_for_more_rows(client):
    """Each figure is an aggregate of its own, and there are more of them than questions."""
    reader, url = _reader(client, DEPARTMENT_OFFICER), reverse("office:figures")
    fill(1)
    reader.get(url)
    counts = [_count(reader, url)]
    for more in (2, 297):
        fill(more)
        counts.append(_count(reader, url))

    assert len(set(counts)) == 1
    assert counts[0] <= MOST < len(INDICATORS)


def test_a_reader_with_every_kind_of_scope_asks_no_more(client):
    from tests.access.test_door_paths import _person_of_every_kind
    from tests.factories import membership as path

    client.force_login(_person_of_every_kind(path.cast()))
    url = reverse("network:applications")
    client.get(url)

    assert _count(client, url) <= MOST
