"""Tables of members and of people: every bad cell is named, terms and numbers are kept, secrets are returned once."""

from datetime import timedelta

import pytest

from access import logbook
from access.models import Invitation, Notification
from access.refusals import Refused
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, ROLES
from network.domain import campuses, import_runs, memberships
from network.import_enums import ImportState
from network.models import Hospital, Membership
from tests.factories import network as make
from tests.factories.people import actor, give, person
from tests.factories.tables import bring, fresh, member_row, remarks, take_in
from tools import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make.division(name_zh="示范县")


@pytest.fixture
def officer():
    return actor(DEPARTMENT_OFFICER)


@pytest.fixture
def network():
    return make.network(code="ZZ")


@pytest.fixture
def secretary(network):
    return actor(CENTRE_ADMIN, network.centre)


def test_existing_members_are_taken_in_with_their_terms(network, secretary):
    tier = make.tier()
    first, second, third = (make.hospital() for _ in range(3))
    east = make.campus(hospital=second, name_zh="东院区")
    reader = give(person(), HOSPITAL_COORDINATOR, first).user
    rows = [
        member_row(first, tier, number="ZZ-007"),
        member_row(second, tier, campus="东院区"),
        member_row(third, tier, credit_code="", hospital=third.name_zh),
    ]
    run = bring("members", rows, by=secretary, place=network)
    assert remarks(run) == set()
    take_in(run, secretary)

    made = {m.hospital: m for m in Membership.objects.filter(network=network)}
    assert {h: m.number for h, m in made.items()} == {first: "ZZ-007", second: "ZZ-008", third: "ZZ-009"}
    assert (made[second].campus, made[first].campus.is_main) == (east, True)
    assert {m.effective_state() for m in made.values()} == {"active"}
    assert {m.basis for m in made.values()} == {"2024年合作协议"}
    assert logbook.history(made[first]).get().verb == "membership.brought_in"
    assert [n.code for n in Notification.objects.filter(user=reader)] == ["news.membership.brought_in"]


def test_each_bad_cell_of_a_table_of_members_is_named(network, secretary):
    tier = make.tier()
    today = clock.today()
    one, two, three, four, five, six, seven, eight = (make.hospital() for _ in range(8))
    twins = [make.hospital(name_zh="同名医院") for _ in range(2)]
    membership(network, four, tier, number="ZZ-001")
    Hospital.objects.filter(pk=five.pk).update(closed_on=today)
    day = timedelta(days=1)
    rows = [
        member_row(one, tier, tier="最高级"),
        member_row(two, tier, valid_to=today - timedelta(days=400)),
        member_row(three, tier, valid_from="去年"),
        member_row(four, tier),
        member_row(five, tier),
        member_row(six, tier, number="ZZ-001"),
        member_row(seven, tier, campus="无此院区"),
        member_row(eight, tier, credit_code="", hospital="无此医院"),
        member_row(eight, tier, credit_code="", hospital="同名医院"),
        member_row(eight, tier, credit_code=""),
        member_row(eight, tier, hospital=one.name_zh),
        member_row(twins[0], tier, hospital="同名医院"),
        member_row(twins[0], tier, hospital="同名医院", valid_from=today + day, valid_to=today + 9 * day),
        member_row(make.hospital(), tier, valid_from=network.opened_on - day, valid_to=network.opened_on + day),
        member_row(make.hospital(), tier, valid_to=today + timedelta(days=365 * 20)),
        member_row(make.hospital(), tier, basis=""),
    ]
    run = bring("members", rows, by=secretary, place=network)

    assert remarks(run) == {
        (2, "tier", "no_choice"),
        (3, "valid_to", "member.backward"),
        (4, "valid_from", "no_date"),
        (5, "valid_from", "member.overlap"),
        (6, "hospital", "member.closed"),
        (7, "number", "member.number_taken"),
        (8, "campus", "member.no_campus"),
        (9, "hospital", "member.unknown_name"),
        (10, "hospital", "member.several"),
        (11, "credit_code", "member.name_or_code"),
        (12, "hospital", "member.disagree"),
        (14, "valid_from", "member.overlap_in_file"),
        (15, "valid_from", "member.before_network"),
        (15, "valid_to", "member.over"),
        (16, "valid_to", "member.long_term"),
        (17, "basis", "required"),
    }


def membership(network, hospital, tier, **columns):
    today = clock.today()
    campus = hospital.campuses.get()
    return Membership.objects.create(
        network=network, hospital=hospital, campus=campus, tier=tier, valid_from=today, valid_to=today, **columns
    )


@pytest.mark.both
def test_a_campus_that_became_a_member_meanwhile_stops_all_rows(network, secretary):
    tier, first, second = make.tier(), make.hospital(), make.hospital()
    run = bring("members", [member_row(first, tier), member_row(second, tier)], by=secretary, place=network)
    membership(network, second, tier, number="ZZ-900")

    with pytest.raises(import_runs.Changed):
        take_in(run, secretary)
    assert fresh(run).state == ImportState.FAILED
    assert remarks(fresh(run)) == {(3, "valid_from", "member.overlap")}
    assert Membership.objects.filter(network=network).count() == 1


def test_a_place_that_closed_behind_the_last_look_is_refused(network, secretary, monkeypatch):
    from network.domain import imported_rows

    tier, hospital = make.tier(), make.hospital()
    east = make.campus(hospital=hospital, name_zh="东院区")
    entry = imported_rows.MemberEntry(
        east, tier, "", clock.today(), clock.today() + timedelta(days=300), "2024年合作协议"
    )
    campuses.close(east, on=clock.today(), reason="合并", by=actor(DEPARTMENT_OFFICER))

    with pytest.raises(Refused) as refused:
        imported_rows.bring_in(network, entries=[entry], by=secretary)
    assert refused.value.reason.code == "network.import.closed_meanwhile"
    assert not Membership.objects.exists()


def test_an_imported_member_is_warned_like_any_other(network, secretary):
    run = bring("members", [member_row(make.hospital(), make.tier())], by=secretary, place=network)
    take_in(run, secretary)
    member = Membership.objects.get(network=network)
    memberships.warn(member, reason="未按时报送", expected=member.version, by=secretary)

    assert member.effective_state() == "warned"


def test_people_are_invited_and_their_secrets_returned_once():
    hospital = make.hospital()
    admin = actor(HOSPITAL_ADMIN, hospital)
    run = bring(
        "people",
        [
            {"name": "张三", "role": str(ROLES[HOSPITAL_COORDINATOR])},
            {"name": "李四", "role": "investigator", "email": "lisi@h.example"},
        ],
        by=admin,
        place=hospital,
    )
    assert (run.errors, Invitation.objects.count()) == (0, 0)
    receipt, result = take_in(run, admin)

    assert receipt is not None
    assert {(i.name, i.role, i.scope_id) for i, _secret in result} == {
        ("张三", "hospital_coordinator", hospital.pk),
        ("李四", "investigator", hospital.pk),
    }
    assert all(secret not in str(receipt.content) for _i, secret in result)


def test_each_bad_cell_of_a_table_of_people_is_named():
    hospital = make.hospital()
    admin = actor(HOSPITAL_ADMIN, hospital)
    rows = [
        {"name": "张三", "role": "院长"},
        {"name": "李四", "role": "hospital_coordinator", "email": "不是邮箱"},
        {"name": "王五", "role": "investigator", "role_valid_to": "2001-01-01"},
        {"name": "赵六", "role": "investigator"},
        {"name": "赵六", "role": "investigator"},
        {"name": "110101199003078515", "role": "investigator"},
    ]
    run = bring("people", rows, by=admin, place=hospital)

    assert remarks(run) == {
        (2, "role", "no_choice"),
        (3, "email", "no_address"),
        (4, "role_valid_to", "person.past"),
        (5, "name", "person.twice"),
        (6, "name", "person.twice"),
        (7, "name", "unsafe"),
    }
    assert "110101199003078515" not in str(run.report)
