"""Research sites: entered, described by sections, confirmed each year, closed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from access import door
from access.models import Task
from access.refusals import Forbidden, Refused, Stale
from access.roles import (
    CENTRE_ADMIN,
    DEPARTMENT_OFFICER,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    INVESTIGATOR,
    RESEARCH_SITE_MANAGER,
    SUPERVISOR,
)
from sites import history
from sites.domain import research_sites
from sites.domain.capacities import CapacityRow, EquipmentRow
from sites.models import ResearchSite, SiteCapacity
from sites.permissions.research_site import CHANGE_SITE, VIEW_SITE
from tests.factories import network as make
from tests.factories import research
from tests.factories.people import actor, holder
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


@pytest.mark.parametrize(
    ("role", "own", "rights"),
    [
        (HOSPITAL_COORDINATOR, True, {"view", "change"}),
        (RESEARCH_SITE_MANAGER, True, {"view", "change"}),
        (HOSPITAL_ADMIN, True, {"view", "change"}),
        (HOSPITAL_COORDINATOR, False, set()),
        (RESEARCH_SITE_MANAGER, False, set()),
        (INVESTIGATOR, True, set()),
        (CENTRE_ADMIN, True, {"view"}),
        (CENTRE_ADMIN, False, set()),
        (SUPERVISOR, True, set()),
        (DEPARTMENT_OFFICER, None, set()),
    ],
)
def test_who_reads_and_changes_research_sites(hospital, role, own, rights):
    network = make.network()
    research.member(hospital, network)
    site = research.site(hospital)
    own_scope = {CENTRE_ADMIN: network.centre, SUPERVISOR: hospital.campuses.get().region}.get(role, hospital)
    other = make.centre() if role == CENTRE_ADMIN else make.hospital(with_profile=False)
    by = actor(role, None if own is None else own_scope if own else other)

    allowed = {"view": VIEW_SITE, "change": CHANGE_SITE}
    assert {name for name, code in allowed.items() if door.can(by, code, site)} == rights
    assert set(ResearchSite.objects.visible_to(by)) == ({site} if rights else set())


def test_a_site_is_entered_and_described_on_pages(coordinator, hospital):
    stroke, other = make.disease_field(), make.disease_field()
    page = reverse("sites:add_site")
    typed = {"hospital": hospital.uid, "name_zh": "神经内科", "kind": "department", "open_from": "2024-01-01"}
    answer = coordinator.post(page, typed | {"languages": ["zh", "en"]})
    site = ResearchSite.objects.get()
    assert (answer.url, site.languages) == (site.get_absolute_url(), ["zh", "en"])

    rows = {"rows-TOTAL_FORMS": 3, "rows-INITIAL_FORMS": 0, "version": 1}
    rows |= {"rows-0-field": stroke.code, "rows-0-cases": 320, "rows-0-beds": 60, "rows-0-year": 2025}
    rows |= {"rows-1-field": other.code}
    assert coordinator.post(reverse("sites:site_capacities", args=[site.uid]), rows).status_code == 302
    rows = {"rows-TOTAL_FORMS": 1, "rows-INITIAL_FORMS": 0, "version": 2, "rows-0-kind": "mri", "rows-0-count": 2}
    assert coordinator.post(reverse("sites:site_equipment", args=[site.uid]), rows).status_code == 302
    systems = {"data_systems": ["emr", "edc"], "sample_storage": ["deep_freezer"], "version": 3}
    assert coordinator.post(reverse("sites:site_systems", args=[site.uid]), systems).status_code == 302
    basics = typed | {"campus": hospital.campuses.get().uid, "languages": ["zh"], "version": 4, "kind": "unit"}
    assert coordinator.post(reverse("sites:site_basics", args=[site.uid]), basics).status_code == 302

    shown = text(coordinator.get(site.get_absolute_url()))
    words = (
        "320",
        str(stroke),
        str(other),
        "MRI × 2",
        "electronic medical records",
        "−80 °C",
        "clinical research unit",
    )
    assert [each for each in words if each not in shown] == []


def test_what_does_not_hold_is_told_at_its_field(coordinator, hospital):
    field, site = make.disease_field(), research.site(hospital, name_zh="神经内科")
    enter = {"hospital": hospital.uid, "name_zh": "神经内科", "kind": "department", "open_from": "2024-01-01"}
    answer = coordinator.post(reverse("sites:add_site"), enter)
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"name_zh"})
    basics = enter | {"campus": make.hospital().campuses.get().uid, "version": 1}
    answer = coordinator.post(reverse("sites:site_basics", args=[site.uid]), basics)
    assert set(answer.context["form"].errors) == {"campus"}

    page = reverse("sites:site_capacities", args=[site.uid])
    rows = {"rows-TOTAL_FORMS": 2, "rows-INITIAL_FORMS": 0, "version": 1, "rows-0-field": field.code}
    for wrong in (
        {"rows-1-field": field.code},
        {"rows-0-cases": 5},
        {"rows-0-cases": "many"},
        {"rows-0-year": clock.today().year + 1},
    ):
        assert coordinator.post(page, rows | wrong).status_code == 422
    assert not SiteCapacity.objects.exists()


def test_what_is_left_out_is_taken_off_and_kept(hospital):
    stroke, other = make.disease_field(), make.disease_field()
    site, by = research.site(hospital, fields=[(stroke, 300)], equipment=["mri"]), research.keeper(hospital)
    site = research_sites.write_capacities(site, rows=(CapacityRow(other, 10, 20, 2025),), expected=1, by=by)
    site = research_sites.write_equipment(site, rows=(EquipmentRow("ct", 2),), expected=2, by=by)

    now = ResearchSite.objects.with_parts().get()
    assert [row.field for row in now.capacities_now] == [other]
    assert [(row.kind, row.count) for row in now.equipment_now] == [("ct", 2)]
    assert SiteCapacity.objects.get(field=stroke).retired_on == clock.today()
    with pytest.raises(Stale):
        research_sites.write_equipment(site, rows=(), expected=1, by=by)
    version = site.version
    assert research_sites.write_equipment(site, rows=(EquipmentRow("ct", 2),), by=by).version == version


def test_a_description_a_year_old_is_a_task_until_it_is_confirmed(hospital):
    field = make.disease_field()
    site = research.site(hospital, fields=[(field, 30)])
    research.site(hospital)
    assert research_sites.ask_for_confirmation() == 0
    with clock.at(clock.now() + timedelta(days=366)):
        assert research_sites.ask_for_confirmation() == 2
        research_sites.ask_for_confirmation()
        task = Task.objects.open().get(object_id=site.pk)
        assert (task.role, task.scope_id) == (HOSPITAL_COORDINATOR, hospital.pk)
        research_sites.confirm(site, expected=1, by=research.keeper(hospital))
        assert not Task.objects.open().filter(object_id=site.pk).exists()
        assert research_sites.ask_for_confirmation() == 1


def test_the_task_is_the_managers_where_there_is_one(hospital):
    holder(RESEARCH_SITE_MANAGER, hospital)
    research.site(hospital)
    with clock.at(clock.now() + timedelta(days=366)):
        research_sites.ask_for_confirmation()
    assert Task.objects.get().role == RESEARCH_SITE_MANAGER


def test_a_site_without_a_field_is_not_confirmed(coordinator, hospital):
    site = research.site(hospital)
    with pytest.raises(Refused, match="no_fields"):
        research_sites.confirm(site, expected=1, by=research.keeper(hospital))
    assert "Enter at least one disease field" in text(coordinator.get(site.get_absolute_url()))


def test_a_closed_site_keeps_what_it_was(coordinator, hospital):
    site = research.site(hospital)
    person = research.person(site)
    page = reverse("sites:close_site", args=[site.uid])
    early = {"last": research.SINCE - timedelta(days=1), "reason": "x", "version": 1}
    assert coordinator.post(page, early).status_code == 422
    assert coordinator.post(page, {"last": clock.today(), "reason": "并入", "version": 1}).status_code == 302
    person.refresh_from_db()
    assert person.valid_to == clock.today()
    site.refresh_from_db()
    with pytest.raises(Refused, match="sites.closed"):
        research_sites.revise(site, changes={"kind": "ward"}, by=research.keeper(hospital))
    research.site(hospital, name_zh=site.name_zh)
    tomorrow = clock.now() + timedelta(days=1)
    with clock.at(tomorrow):
        assert site not in ResearchSite.objects.open()
        assert not site.is_open(clock.today())


def test_strangers_write_nothing(hospital):
    site = research.site(hospital)
    for by in (research.keeper(make.hospital(with_profile=False)), actor(DEPARTMENT_OFFICER)):
        with pytest.raises(Forbidden):
            research_sites.revise(site, changes={"kind": "ward"}, by=by)
        with pytest.raises(Forbidden):
            research.site(hospital, by=by)


def test_the_list_is_narrowed_by_field_equipment_and_region(coordinator, hospital):
    field = make.disease_field()
    site = research.site(hospital, fields=[(field, 30)], equipment=["mri"])
    research.site(hospital)
    region = hospital.campuses.get().region
    for query, found in (
        (f"field={field.code}", 1),
        ("equipment=mri", 1),
        ("equipment=ct", 0),
        (f"region={region.code}", 2),
        (f"region={make.region().code}", 0),
        (f"q={site.name_zh}", 1),
        ("kind=ward", 0),
    ):
        rows = coordinator.get(reverse("sites:sites") + f"?{query}").context["table"].rows
        assert len(rows) == found, query


def test_a_house_above_tells_what_was_studied(coordinator, hospital):
    site = research.site(hospital)

    def source(asked, actor):
        return [history.Studied("卒中血压研究", "组长单位", research.SINCE)] if asked == site else []

    history.register(source)
    try:
        assert "卒中血压研究" in text(coordinator.get(site.get_absolute_url()))
    finally:
        history._SOURCES.remove(source)


@pytest.mark.both
def test_the_database_refuses_a_field_twice(hospital):
    field = make.disease_field()
    site = research.site(hospital, fields=[(field, 3)])
    with pytest.raises(IntegrityError), transaction.atomic():
        SiteCapacity.objects.create(site=site, field=field)
