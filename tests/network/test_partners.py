"""Partners with the answer about control from abroad; alliances with their members."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from access import door
from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, CENTRE_DIRECTOR, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, SUPERVISOR
from network import partner_permissions as permissions
from network.domain import alliances, partners
from network.domain.partners import Control
from network.models import Alliance, AllianceMember, Partner
from tests.factories import network as make
from tests.factories import structure
from tests.factories.people import actor, holder
from tests.network.reading import text
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

CHECKED = date(2024, 6, 1)


@pytest.fixture
def centre():
    return make.centre()


@pytest.fixture
def secretary(client, centre):
    client.force_login(holder(CENTRE_ADMIN, centre))
    return client


def _typed(**other) -> dict:
    given = {"kind": "enterprise", "name": "示范公司", "purpose": "试剂评价", "valid_from": "2024-01-01"}
    return given | {"foreign_control": "unknown"} | other


@pytest.mark.parametrize(
    ("role", "own", "rights"),
    [
        (CENTRE_ADMIN, True, {"view", "change"}),
        (CENTRE_ADMIN, False, set()),
        (CENTRE_DIRECTOR, True, {"view"}),
        (DEPARTMENT_OFFICER, None, {"view"}),
        (HOSPITAL_ADMIN, None, set()),
        (SUPERVISOR, None, set()),
    ],
)
def test_who_reads_and_changes_partners(centre, role, own, rights):
    partner = structure.partner(centre)
    elsewhere = {HOSPITAL_ADMIN: centre.host, SUPERVISOR: centre.host.campuses.first().region}
    scope = elsewhere.get(role, None if own is None else centre if own else make.centre())
    by = actor(role, scope)

    allowed = {"view": permissions.VIEW_PARTNER, "change": permissions.CHANGE_PARTNER}
    assert {name for name, code in allowed.items() if door.can(by, code, partner)} == rights
    assert set(Partner.objects.visible_to(by)) == ({partner} if rights else set())


def test_a_partner_is_entered_checked_and_ended_on_pages(secretary, centre):
    code = make.credit_code_of(7)
    answer = secretary.post(reverse("network:add_partner", args=[centre.uid]), _typed(credit_code=code.lower()))
    partner = Partner.objects.get()
    assert (answer.url, partner.credit_code) == (partner.get_absolute_url(), code)

    check = {"foreign_control": "no", "control_basis": "企业登记档案", "checked_on": "2024-06-01", "version": 1}
    assert secretary.post(reverse("network:check_partner", args=[partner.uid]), check).status_code == 302
    assert "企业登记档案" in text(secretary.get(partner.get_absolute_url()))
    ends = {"last": clock.today(), "reason": "合作期满", "version": 2}
    assert secretary.post(reverse("network:end_partner", args=[partner.uid]), ends).status_code == 302
    partner.refresh_from_db()
    assert (partner.foreign_control, partner.checked_on, partner.valid_to) == ("no", CHECKED, clock.today())


@pytest.mark.parametrize(
    ("other", "fields"),
    [
        ({"credit_code": "91110000600037342L"}, {"credit_code"}),
        ({"foreign_control": "yes"}, {"control_basis", "checked_on"}),
        ({"foreign_control": "no", "control_basis": "x", "checked_on": "2060-01-01"}, {"checked_on"}),
        ({"foreign_control": "perhaps"}, {"foreign_control"}),
        ({"name": "示范生物科技公司"}, {"name"}),
        ({"purpose": ""}, {"purpose"}),
    ],
)
def test_what_does_not_hold_is_told_at_its_field(secretary, centre, other, fields):
    structure.partner(centre)
    answer = secretary.post(reverse("network:add_partner", args=[centre.uid]), _typed(**other))
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == fields
    assert Partner.objects.count() == 1


def test_an_unknown_answer_keeps_neither_basis_nor_day(centre):
    partner, by = structure.partner(centre), actor(CENTRE_ADMIN, centre)
    partners.check(partner, control=Control("yes", "年报", CHECKED), expected=1, by=by)
    with pytest.raises(Stale):
        partners.check(partner, control=Control(), expected=1, by=by)
    with pytest.raises(Refused, match="no_basis"):
        partners.check(partner, control=Control("no", " ", CHECKED), by=by)
    partner = partners.check(partner, control=Control("unknown", "年报", CHECKED), by=by)
    assert (partner.foreign_control, partner.control_basis, partner.checked_on) == ("unknown", "", None)


def test_an_alliance_gains_and_loses_members_on_pages(client):
    lead, other = make.hospital(), make.hospital()
    client.force_login(holder(HOSPITAL_ADMIN, lead))
    client.post(reverse("network:add_alliance", args=[lead.uid]), {"name": "示范医联体", "valid_from": "2023-01-01"})
    alliance = Alliance.objects.get()
    page = reverse("network:add_alliance_member", args=[alliance.uid])

    own = client.post(page, {"hospital": lead.name_zh, "valid_from": "2023-01-01"})
    early = client.post(page, {"hospital": other.name_zh, "valid_from": "2022-01-01"})
    client.post(page, {"hospital": other.name_zh, "valid_from": "2023-02-01"})
    again = client.post(page, {"hospital": other.name_zh, "valid_from": "2023-03-01"})

    assert [set(each.context["form"].errors) for each in (own, early, again)] == [
        {"hospital"},
        {"valid_from"},
        {"hospital"},
    ]
    member = AllianceMember.objects.get()
    ends = {"last": clock.today(), "reason": "退出", "version": 1}
    client.post(reverse("network:end_alliance_member", args=[member.uid]), ends)
    member.refresh_from_db()
    assert member.valid_to == clock.today()
    assert str(other.name_zh) in text(client.get(alliance.get_absolute_url()))


def test_only_the_lead_and_the_department_change_an_alliance():
    alliance = structure.alliance()
    member = structure.ally(alliance)
    for by in (actor(HOSPITAL_ADMIN, member.hospital), actor(HOSPITAL_ADMIN, make.hospital())):
        with pytest.raises(Forbidden):
            alliances.end_member(member, last=clock.today(), reason="x", by=by)
        with pytest.raises(Forbidden):
            structure.ally(alliance, by=by)
    assert alliances.end_member(member, last=clock.today(), reason="x", by=actor(DEPARTMENT_OFFICER)).valid_to


def test_the_end_of_an_alliance_ends_its_members():
    alliance = structure.alliance()
    structure.ally(alliance)
    day = clock.today() - timedelta(days=1)
    officer = actor(DEPARTMENT_OFFICER)
    alliances.end(alliance, last=day, reason="撤销", expected=1, by=officer)
    assert {row.valid_to for row in alliance.members.all()} == {day}
    with pytest.raises(Refused, match="standing.over"):
        alliances.add_member(alliance, hospital=make.hospital(), valid_from=clock.today(), by=officer)


@pytest.mark.both
def test_the_database_refuses_a_member_twice_on_a_day():
    member = structure.ally(structure.alliance())
    columns = {"alliance": member.alliance, "lead": member.lead, "hospital": member.hospital}
    with pytest.raises(IntegrityError), transaction.atomic():
        AllianceMember.objects.create(**columns)
