"""The pages of imports: template, upload, remarks by column and as a sheet, taking in; strangers find nothing."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from access import job_runner
from access.models import Invitation
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, SECURITY_ADMIN
from network.imports import KINDS, template
from network.models import Hospital, ImportRun
from tests.factories import network as make
from tests.factories.people import holder
from tests.factories.tables import bring, fresh, hospital_row, upload
from tools.sheets import read_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make.division(name_zh="示范县")


@pytest.fixture
def officer(client):
    user = holder(DEPARTMENT_OFFICER)
    client.force_login(user)
    return user


def new(kind: str) -> str:
    return reverse("network:upload_import", args=[kind])


def page(run, name="import") -> str:
    return reverse(f"network:{name}", args=[run.uid])


def sent(client, kind, rows, **data):
    answer = client.post(new(kind), {"file": upload(kind, rows), **data})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    job_runner.run_waiting()
    return fresh(ImportRun.objects.latest("pk"))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", ["hospitals", "members", "people", "centre-people"])
def test_the_template_has_its_header_explanation_and_choices_and_is_read_in_every_language(kind, language):
    make.tier()
    with translation.override(language):
        content = template.workbook(KINDS[kind])
    book = load_workbook(BytesIO(content))
    titles = [cell.value for cell in book.worksheets[0][1]]
    assert len(book.worksheets) == 3
    assert len(titles) == len(KINDS[kind].columns)
    assert [row[0].value for row in book.worksheets[1].iter_rows(min_row=2)] == titles

    from network.imports.reading import titles_of

    found, missing = read_table(BytesIO(content)).places(titles_of(KINDS[kind].columns))
    assert (len(found), missing) == (len(titles), [])


def test_a_table_with_mistakes_is_read_corrected_and_taken_in(client, officer, place):
    bad = [hospital_row(1, place, level="很好"), hospital_row(2, place, credit_code="1"), hospital_row(3, place)]
    run = sent(client, "hospitals", bad)
    answer = client.get(page(run))
    shown = answer.content.decode()
    assert [row.record.row for row in answer.context["table"].rows] == [2, 3]
    assert reverse("network:commit_import", args=[run.uid]) not in shown

    narrowed = client.get(page(run), {"column": "level"})
    assert [row.record.row for row in narrowed.context["table"].rows] == [2]
    sheet = load_workbook(BytesIO(client.get(page(run, "import_remarks")).content)).active
    beside = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=2)}
    assert set(beside) == {2, 3, 4}
    assert "很好" in beside[2] and beside[4] is None

    run = sent(client, "hospitals", [hospital_row(n, place) for n in (1, 2, 3)])
    assert reverse("network:commit_import", args=[run.uid]) in client.get(page(run)).content.decode()
    client.post(page(run, "commit_import"), {"version": run.version})
    job_runner.run_waiting()
    assert Hospital.objects.filter(name_zh__startswith="新建").count() == 3
    assert client.get(page(run)).context["receipt"].number


def test_people_are_taken_in_on_the_page_that_shows_their_codes_once(client):
    hospital = make.hospital()
    client.force_login(holder(HOSPITAL_ADMIN, hospital))
    run = sent(client, "people", [{"name": "张三", "role": "investigator"}], place=hospital.pk)
    first = client.post(page(run, "commit_import"), {"version": run.version})
    again = client.post(page(run, "commit_import"), {"version": run.version})

    assert first.status_code == 200 and "张三" in first.content.decode()
    assert (again.status_code, Invitation.objects.count()) == (409, 1) or Invitation.objects.count() == 1
    assert first.headers["Cache-Control"].count("no-store") or "no-cache" in first.headers["Cache-Control"]


def test_a_centres_people_are_appointed_by_a_table_that_a_second_person_confirms(client):
    centre = make.network().centre
    client.force_login(holder(SECURITY_ADMIN))
    run = sent(client, "centre-people", [{"name": "张三", "role": "centre_director"}], place=centre.pk)
    page_of_run = client.get(page(run))
    answer = client.post(page(run, "commit_import"), {"version": run.version})

    assert page_of_run.status_code == answer.status_code == 200
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.scope_id, invitation.needs_confirmation) == (
        "centre_director",
        centre.pk,
        True,
    )
    assert fresh(run).state == "committed"
    assert client.get(reverse("network:imports")).context["table"].rows[0].record == run


def test_what_is_no_table_is_told_at_the_field(client, officer):
    from django.core.files.uploadedfile import SimpleUploadedFile

    for content in (b"", b"%PDF-1.4 x", b"PK\x03\x04broken"):
        answer = client.post(new("hospitals"), {"file": SimpleUploadedFile("x.xlsx", content)})
        assert answer.status_code == 422
        assert answer.context["form"].errors["file"]
    assert client.post(new("hospitals"), {}).status_code == 422
    assert ImportRun.objects.count() == 0


def test_a_network_of_another_centre_cannot_be_chosen(client):
    network, other = make.network(), make.network()
    client.force_login(holder(CENTRE_ADMIN, network.centre))
    answer = client.post(new("members"), {"file": upload("members", [{"tier": "x"}]), "place": other.pk})

    assert answer.status_code == 422 and "place" in answer.context["form"].errors
    assert ImportRun.objects.count() == 0


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        (DEPARTMENT_OFFICER, {"hospitals": 200, "members": 200, "people": 403, "centre-people": 403}),
        (CENTRE_ADMIN, {"hospitals": 403, "members": 200, "people": 403, "centre-people": 200}),
        (HOSPITAL_ADMIN, {"hospitals": 403, "members": 403, "people": 200, "centre-people": 403}),
        (HOSPITAL_COORDINATOR, {"hospitals": 403, "members": 403, "people": 403, "centre-people": 403}),
        (SECURITY_ADMIN, {"hospitals": 403, "members": 403, "people": 403, "centre-people": 200}),
    ],
)
def test_each_role_brings_its_own_kinds(client, role, kinds):
    scope = {
        CENTRE_ADMIN: lambda: make.network().centre,
        DEPARTMENT_OFFICER: lambda: None,
        SECURITY_ADMIN: lambda: None,
    }
    client.force_login(holder(role, scope.get(role, make.hospital)()))
    found = {kind: client.get(new(kind)).status_code for kind in kinds}
    template_found = {kind: client.get(reverse("network:import_template", args=[kind])).status_code for kind in kinds}

    assert found == template_found == kinds
    assert client.get(new("unknown")).status_code in (403, 404)


def test_strangers_find_no_import(client, place):
    from tests.factories.people import actor

    network = make.network()
    run = bring("members", [{"tier": "x"}], by=actor(CENTRE_ADMIN, network.centre), place=network)
    client.force_login(holder(CENTRE_ADMIN, make.network().centre))

    assert client.get(page(run)).status_code == 404
    assert client.get(page(run, "import_remarks")).status_code == 404
    for name in ("import_step", "commit_import"):
        assert client.post(page(run, name), {"version": run.version, "action": "cancel"}).status_code == 404
    assert list(client.get(reverse("network:imports")).context["table"].rows) == []
    assert fresh(run).version == run.version


def test_hostile_forms_change_nothing_and_are_answered_with_a_sentence(client, officer, place):
    run = bring("hospitals", [hospital_row(1, place)], by=officer_actor(officer))
    before = fresh(run).version
    for version in ("", "x", "99", "-1", "1" * 30):
        assert client.post(page(run, "commit_import"), {"version": version}).status_code < 500
        assert client.post(page(run, "import_step"), {"version": version, "action": "cancel"}).status_code < 500
    assert client.post(page(run, "import_step"), {"version": before, "action": "commit"}).status_code == 302
    assert client.get(page(run), {"column": "' or 1", "page": "x"}).status_code in (200, 404)

    assert (fresh(run).version, fresh(run).state) == (before, "checked")


def officer_actor(user):
    from access.actor import Actor

    return Actor.of(user)
