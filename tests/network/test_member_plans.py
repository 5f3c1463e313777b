"""Plans of members: who writes them, what is refused, and that two who write are told of one another."""

from datetime import date

import pytest
from django.urls import reverse

from access.models import LogEntry
from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN
from network.domain import member_plans
from network.models import MemberPlan
from tests.factories import network as make
from tests.factories.people import actor, holder
from tests.network.reading import sign_in
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def write(network, by, **changed):
    return member_plans.write_plan(network, **{"year": 2026, "members": 20, "expected": 0, "by": by} | changed)


def test_a_plan_is_written_and_changed_with_its_former_value():
    network = make.network()
    by = actor(CENTRE_ADMIN, network.centre)
    plan = write(network, by)
    write(network, by, members=25, expected=plan.version)
    plan.refresh_from_db()
    assert (plan.members, plan.version) == (25, 2)
    verbs = LogEntry.objects.filter(object_type="network.memberplan").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["plan.entered", "plan.changed"]


@pytest.mark.parametrize("role", [CENTRE_DIRECTOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN])
def test_only_the_secretary_writes_it(role):
    network = make.network()
    place = {CENTRE_DIRECTOR: network.centre, HOSPITAL_ADMIN: make.hospital()}.get(role)
    with pytest.raises(Forbidden):
        write(network, actor(role, place))
    assert not MemberPlan.objects.exists()


def test_the_secretary_of_another_centre_does_not():
    with pytest.raises(Forbidden):
        write(make.network(), actor(CENTRE_ADMIN, make.network().centre))


@pytest.mark.parametrize("changed", [{"members": -1}, {"members": 100_001}, {"year": 1999}, {"year": 3000}])
def test_a_figure_out_of_range_is_refused(changed):
    network = make.network()
    with pytest.raises(Refused):
        write(network, actor(CENTRE_ADMIN, network.centre), **changed)
    assert not MemberPlan.objects.exists()


def test_a_closed_network_plans_nothing():
    network = make.network(closed_on=date(2026, 1, 1))
    with pytest.raises(Refused):
        write(network, actor(CENTRE_ADMIN, network.centre))


@pytest.mark.parametrize("expected", [0, 2])
def test_whoever_saw_another_version_is_told(expected):
    network = make.network()
    by = actor(CENTRE_ADMIN, network.centre)
    write(network, by)
    with pytest.raises(Stale):
        write(network, by, members=30, expected=expected)
    assert MemberPlan.objects.get().members == 20


def test_the_form_saves_and_a_mistake_stands_at_its_field(client):
    network = make.network()
    client.force_login(holder(CENTRE_ADMIN, network.centre))
    url = reverse("network:member_plan", args=[network.uid])
    assert client.post(url, {"members": "viele", "version": "0", "token": "a"}).status_code == 422
    saved = client.post(url, {"members": "12", "version": "0", "token": "a"})
    assert saved.url == reverse("network:centre_overview", args=[network.centre.uid])
    assert MemberPlan.objects.get().members == 12
    page = client.get(saved.url)
    assert [(row["active"], row["plan"]) for row in page.context["plan"]] == [("0", 12)]
    assert MemberPlan.objects.get().year == clock.today().year


def test_nobody_else_opens_the_form(client):
    url = reverse("network:member_plan", args=[make.network().uid])
    assert sign_in(client, CENTRE_ADMIN, make.network().centre).get(url).status_code == 403
