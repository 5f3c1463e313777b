"""Branches of provincial and of national centres: who enters them, what is refused, how they end."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from access.models import LogEntry, Notification
from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, SUPERVISOR
from network.domain import branch_centres, centre_branches
from network.domain.centre_branches import BranchFacts
from network.models import BranchCentre, CentreBranch
from tests.factories import network as make
from tests.factories import structure
from tests.factories.people import actor, holder
from tests.network.reading import sign_in, text
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

SINCE = structure.SINCE


def _facts(hospital, **other) -> BranchFacts:
    return BranchFacts(**{"hospital": hospital, "region": hospital.campuses.get().region, "valid_from": SINCE} | other)


def _posted(hospital, **other) -> dict:
    region = hospital.campuses.get().region
    return {"hospital": hospital.name_zh, "region": region.pk, "valid_from": SINCE.isoformat()} | other


def test_a_branch_is_entered_logged_and_told():
    centre, hospital = make.centre(), make.hospital()
    person = holder(HOSPITAL_ADMIN, hospital)

    branch = structure.branch(centre, hospital)

    assert set(CentreBranch.objects.valid()) == {branch}
    assert LogEntry.objects.get(verb="centre_branch.entered").object_id == branch.pk
    assert str(Notification.objects.get(user=person)) == (
        f"{hospital.name_zh} is a branch of {centre.name_zh} from 2022-03-01 on."
    )


@pytest.mark.parametrize(
    ("role", "own", "allowed"),
    [
        (CENTRE_ADMIN, True, True),
        (CENTRE_ADMIN, False, False),
        (DEPARTMENT_OFFICER, None, True),
        (HOSPITAL_ADMIN, None, False),
        (SUPERVISOR, None, False),
    ],
)
def test_who_enters_a_branch(role, own, allowed):
    centre, hospital = make.centre(), make.hospital()
    scopes = {CENTRE_ADMIN: centre if own else make.centre(), HOSPITAL_ADMIN: hospital}
    scopes[SUPERVISOR] = hospital.campuses.get().region
    by = actor(role, scopes.get(role))
    if allowed:
        assert centre_branches.enter(centre, facts=_facts(hospital), by=by)
    else:
        with pytest.raises(Forbidden):
            centre_branches.enter(centre, facts=_facts(hospital), by=by)
        assert not CentreBranch.objects.exists()


@pytest.mark.parametrize("case", ["host", "region", "early", "closed", "twice"])
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_kept(client, case):
    centre = make.centre()
    hospital = centre.host if case == "host" else make.hospital()
    if case == "host":
        make.campus(hospital=hospital)
    other, field = {}, "hospital"
    if case == "region":
        other, field = {"region": make.region().pk}, "region"
    if case == "early":
        other, field = {"valid_from": "2010-01-01"}, "valid_from"
    if case == "closed":
        hospital.closed_on = clock.today() + timedelta(days=1)
        hospital.save()
        other = {"valid_from": (clock.today() + timedelta(days=1)).isoformat()}
    if case == "twice":
        structure.branch(centre, hospital)
    known = CentreBranch.objects.count()
    client.force_login(holder(CENTRE_ADMIN, centre))
    typed = {"hospital": hospital.name_zh, "region": hospital.campuses.first().region_id, "valid_from": "2023-01-01"}

    answer = client.post(reverse("network:add_centre_branch", args=[centre.uid]), typed | other)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert CentreBranch.objects.count() == known


def test_the_verb_refuses_the_same_without_the_form():
    centre = make.centre()
    hospital = structure.branch(centre).hospital
    with pytest.raises(Refused, match="standing.twice"):
        structure.branch(centre, hospital, since=date(2024, 1, 1))


def test_a_page_enters_and_ends_a_branch(client):
    centre, hospital = make.centre(), make.hospital()
    client.force_login(holder(CENTRE_ADMIN, centre))

    client.post(reverse("network:add_centre_branch", args=[centre.uid]), _posted(hospital))
    branch = CentreBranch.objects.get()
    page = reverse("network:end_centre_branch", args=[branch.uid])
    posted = {"last": clock.today().isoformat(), "reason": "期满", "version": branch.version}
    answer = client.post(page, posted)

    assert answer.status_code == 302
    branch.refresh_from_db()
    assert branch.valid_to == clock.today()
    assert "期满" in text(client.get(branch.get_absolute_url()))


@pytest.mark.parametrize(
    ("last", "reason"),
    [(date(2021, 1, 1), "x"), (clock.today() + timedelta(days=1), "x"), (clock.today(), " ")],
)
def test_an_end_that_cannot_be_is_refused(last, reason):
    branch = structure.branch()
    with pytest.raises(Refused):
        centre_branches.end(branch, last=last, reason=reason, by=actor(DEPARTMENT_OFFICER))
    branch.refresh_from_db()
    assert branch.valid_to is None


def test_an_end_is_entered_once_and_not_over_anothers():
    officer = actor(DEPARTMENT_OFFICER)
    national = structure.national()
    branch_centres.end(national, last=clock.today() - timedelta(days=1), reason="x", expected=1, by=officer)
    with pytest.raises(Stale):
        branch_centres.end(national, last=clock.today(), reason="x", expected=1, by=officer)
    with pytest.raises(Refused, match="standing.over"):
        branch_centres.end(national, last=clock.today(), reason="x", by=officer)


@pytest.mark.both
@pytest.mark.parametrize("kind", ["centre", "national"])
def test_the_database_refuses_the_same_branch_twice_on_a_day(kind):
    row = structure.branch() if kind == "centre" else structure.national()
    row.valid_to = date(2023, 3, 1)
    row.save()
    row.pk = row.uid = None
    again = type(row)(**{f.attname: getattr(row, f.attname) for f in row._meta.fields if f.name not in ("id", "uid")})
    again.valid_from, again.valid_to = date(2023, 3, 1), None
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    again.valid_from = date(2023, 3, 2)
    again.save()
    assert type(row).objects.count() == 2


def test_ended_branches_are_listed_when_asked_for(client):
    centre = make.centre()
    kept, ended = structure.branch(centre), structure.branch(centre)
    centre_branches.end(ended, last=clock.today() - timedelta(days=1), reason="x", by=actor(DEPARTMENT_OFFICER))
    sign_in(client, DEPARTMENT_OFFICER)

    def shown(query):
        return {row.record for row in client.get(reverse("network:centre_branches") + query).context["table"].rows}

    assert shown("") == {kept}
    assert shown("?past=too") == {kept, ended}
    assert shown(f"?past=too&q={ended.hospital.name_zh}") == {ended}
    assert shown(f"?region={kept.region.code}") == {kept}


def test_the_department_enters_a_national_branch(client):
    hospital, field = make.hospital(), make.disease_field()
    sign_in(client, DEPARTMENT_OFFICER)
    typed = {"national_centre": "国家示范中心", "hospital": hospital.name_zh, "field": field.pk}
    page = reverse("network:add_branch_centre")

    answer = client.post(page, typed | {"valid_from": "2021-04-16", "document_number": "国临〔2021〕1号"})
    again = client.post(page, typed | {"valid_from": "2022-04-16"})

    assert answer.status_code == 302
    made = BranchCentre.objects.get()
    assert (made.national_centre, made.hospital, made.field) == ("国家示范中心", hospital, field)
    assert again.status_code == 422 and set(again.context["form"].errors) == {"hospital"}
    assert "国临〔2021〕1号" in text(client.get(made.get_absolute_url()))
