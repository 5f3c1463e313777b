"""Two hospitals and two centres: nothing of the one appears on any surface of the other."""

import csv
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from access.models import RoleAssignment
from access.presenters import act_title
from network.domain import applications
from network.models import Agreement, HospitalProfile, Membership, MembershipApplication, ReviewOpinion, SignOff
from network.profile_sections import SECTIONS
from office.models import Attachment, Receipt
from tests.access.test_door import AGREEMENTS, APPLICATIONS, PROFILES, SIGNOFFS

pytestmark = pytest.mark.django_db

VIEWERS = ("hospital_admin@H1", "hospital_admin@H2", "centre_admin@C1", "centre_admin@C2")


def _rows(client, name: str, query: str = "") -> list:
    return [row.record for row in client.get(reverse(name) + query).context["table"].rows]


def _downloaded(client, form: str) -> list[list[str]]:
    answer = client.get(reverse("network:applications") + f"?export={form}")
    if form == "csv":
        return list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    return [[str(cell) for cell in row] for row in load_workbook(BytesIO(answer.content)).active.values]


def _numbers(world, cells) -> set[str]:
    known = {thing.number: name for name, thing in world.things[MembershipApplication].items()}
    return {known[cell] for cell in cells if cell in known}


def in_list(client, world):
    return world.names_of(MembershipApplication, _rows(client, "network:applications"))


def in_count(client, world):
    """As many as are seen elsewhere; told by the number only."""
    table = client.get(reverse("network:applications")).context["table"]
    return table.paginator.count


def by_filter(client, world):
    found = set()
    for thing in world.things[MembershipApplication].values():
        found |= world.names_of(MembershipApplication, _rows(client, "network:applications", f"?q={thing.number}"))
    return found


def by_filter_of_another_side(client, world):
    """Filters by network and state only narrow down."""
    found = set()
    for code in ("N1", "N2"):
        for state in ("", "draft", "completed"):
            query = f"?network={world.places[code].pk}&state={state}"
            found |= world.names_of(MembershipApplication, _rows(client, "network:applications", query))
    return found


def in_csv(client, world):
    return _numbers(world, [cell for row in _downloaded(client, "csv") for cell in row])


def in_xlsx(client, world):
    return _numbers(world, [cell for row in _downloaded(client, "xlsx") for cell in row])


def by_address(client, world):
    return _open(client, world, MembershipApplication, "network:application")


def in_workspace_search(client, world):
    found = set()
    for name, thing in world.things[MembershipApplication].items():
        groups = client.get(reverse("workspace:search"), {"q": thing.number}).context["groups"]
        if thing.get_absolute_url() in {hit.url for group in groups for hit in group["hits"]}:
            found.add(name)
    return found


def by_papers(client, world):
    """Whose papers can be downloaded."""
    papers = {name for name in _open(client, world, Attachment, "office:attachment") if not name.endswith("_copy")}
    return {name.split()[0] for name in papers}


def by_the_way_of_its_receipt(client, world):
    """Drafts have no receipt: what is seen by receipts is what was submitted among what is seen."""
    return {name.split()[0] for name in _open(client, world, Receipt, "office:receipt")}


def _open(client, world, model, url_name) -> set[str]:
    found = set()
    for name, thing in world.things[model].items():
        answer = client.get(reverse(url_name, args=[thing.uid]))
        b"".join(answer)
        assert answer.status_code in (200, 404)
        found |= {name} if answer.status_code == 200 else set()
    return found


SURFACES = [
    in_list,
    in_count,
    by_filter,
    by_filter_of_another_side,
    in_csv,
    in_xlsx,
    by_address,
    in_workspace_search,
    by_papers,
    by_the_way_of_its_receipt,
]


@pytest.fixture
def viewer(client, world, request):
    client.force_login(world.people[request.param])
    client.label = request.param
    return client


each_viewer = pytest.mark.parametrize("viewer", VIEWERS, indirect=True)


@each_viewer
@pytest.mark.parametrize("surface", SURFACES, ids=lambda surface: surface.__name__)
def test_every_surface_shows_the_same_applications(world, viewer, surface):
    expected = APPLICATIONS[viewer.label]
    seen = surface(viewer, world)

    if surface is in_count:
        assert seen == len(expected)
    elif surface is by_the_way_of_its_receipt:
        assert seen == expected - {"H1N1", "H2N2"}
    else:
        assert seen == expected


@each_viewer
@pytest.mark.parametrize(
    ("model", "url_name", "table"),
    [
        (Agreement, "network:agreement", AGREEMENTS),
        (Agreement, "network:agreement_pdf", AGREEMENTS),
    ],
)
def test_agreements_open_for_their_two_sides_only(world, viewer, model, url_name, table):
    assert _open(viewer, world, model, url_name) == table.get(viewer.label, set())


@each_viewer
def test_sealed_copies_open_for_their_two_sides_only(world, viewer):
    copies = {name for name in _open(viewer, world, Attachment, "office:attachment") if name.endswith("_copy")}

    assert {name.split()[0] for name in copies} == AGREEMENTS.get(viewer.label, set())


@pytest.mark.parametrize("viewer", VIEWERS[:2], indirect=True)
def test_the_signoff_queue_is_the_hospitals_own(world, viewer):
    assert world.names_of(SignOff, _rows(viewer, "network:signoffs")) == SIGNOFFS[viewer.label]
    assert _open(viewer, world, SignOff, "network:signoff") == SIGNOFFS[viewer.label]


@each_viewer
def test_members_of_others_are_listed_only_while_public(world, viewer):
    own = {"H2N1"} if viewer.label in ("hospital_admin@H2", "centre_admin@C1") else set()

    assert world.names_of(Membership, _rows(viewer, "network:memberships")) == {"H3N2"} | own
    assert _open(viewer, world, Membership, "network:membership") == {"H3N2"} | own


@each_viewer
def test_a_public_member_shows_outsiders_neither_agreement_nor_history(world, viewer):
    page = viewer.get(reverse("network:membership", args=[world.things[Membership]["H3N2"].uid]))

    inside = viewer.label == "centre_admin@C2"
    assert bool(page.context["history"]) is inside
    assert (world.things[Agreement]["H3N2"].number in page.content.decode()) is inside


@each_viewer
def test_the_profile_shows_on_a_hospitals_page_only_to_its_readers(world, viewer):
    seen = set()
    for code in ("H1", "H2", "H3"):
        page = viewer.get(reverse("network:hospital", args=[world.places[code].uid]))
        seen |= {code} if page.context["profile"] else set()
        memberships = {row["membership"].pk for row in page.context["memberships"]}
        visible = world.actor_rows(viewer.label, Membership).filter(hospital=world.places[code])
        assert memberships == set(visible.values_list("pk", flat=True))

    assert seen == PROFILES[viewer.label]


@each_viewer
def test_opinions_are_read_by_the_deciding_side_and_never_by_the_hospital(world, viewer):
    page = viewer.get(reverse("network:application", args=[world.things[MembershipApplication]["H1N2"].uid]))
    if viewer.label in ("hospital_admin@H2", "centre_admin@C1"):
        assert page.status_code == 404
        return

    reads = viewer.label == "centre_admin@C2"
    assert len(page.context["opinions"]) == (len(world.things[ReviewOpinion]) if reads else 0)
    verbs = [entry["text"] for entry in page.context["history"]]
    assert (act_title("application.opinion_given") in verbs) is reads
    assert ("同意" in page.content.decode()) is reads


@each_viewer
def test_the_inbox_holds_the_tasks_of_the_own_side(world, viewer):
    tasks = viewer.get(reverse("workspace:inbox")).context["tasks"]
    code = viewer.label.split("@")[1]
    place = world.places[code]

    assert {(item["task"].scope_kind, item["task"].scope_id) for item in tasks} <= {
        ("hospital" if code.startswith("H") else "centre", place.pk)
    }


@pytest.mark.parametrize("viewer", VIEWERS[:2], indirect=True)
def test_choosers_offer_only_the_own_campuses(world, viewer):
    form = viewer.get(reverse("network:start_application")).context["form"]

    own = world.places[viewer.label.split("@")[1]]
    assert {campus.hospital for campus in form.fields["campus"].queryset} == {own}


@pytest.mark.parametrize("viewer", VIEWERS[:2], indirect=True)
def test_a_forged_campus_of_another_hospital_is_no_choice(world, viewer):
    other = world.places["H3"].campuses.get()
    known = MembershipApplication.objects.count()
    data = {"campus": other.pk, "network": world.places["N1"].pk, "tier": world.things[Membership]["H3N2"].tier_id}

    page = viewer.post(reverse("network:start_application"), data)

    assert page.context["form"].errors["campus"]
    assert MembershipApplication.objects.count() == known


@each_viewer
def test_people_are_those_of_the_own_organisation(world, viewer):
    code = viewer.label.split("@")[1]
    shown = world.names_of(RoleAssignment, _rows(viewer, "access:people"))

    assert shown and all(name.endswith(f"@{code}") for name in shown)


def test_a_colleague_sees_the_shared_application_and_none_of_its_neighbours(world, client):
    sent = world.thing(MembershipApplication, "H1N2")
    colleague = world.people["investigator@H2"]
    applications.share(sent, colleague=colleague, by=world.actor("hospital_admin@H1"))
    client.force_login(colleague)

    for surface in (in_list, by_filter, in_csv, in_xlsx, by_address, in_workspace_search, by_papers):
        assert surface(client, world) == {"H1N2"}, surface.__name__
    assert in_count(client, world) == 1
    assert _open(client, world, Agreement, "network:agreement") == set()


@each_viewer
def test_profiles_cannot_be_edited_from_elsewhere(world, viewer):
    own = viewer.label.split("@")[1]
    for code, profile in world.things[HospitalProfile].items():
        url = reverse("network:profile_section", args=[world.places[code].uid, SECTIONS[0].code])
        answer = viewer.post(url, {"version": profile.version, "beds_open": "9999"})
        if code != own:
            assert answer.status_code == 403
            assert HospitalProfile.objects.get(pk=profile.pk).beds_open is None
