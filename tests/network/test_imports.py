"""Tables that come in: every bad cell is named, nothing is written before it is asked for, and then all of it."""

from datetime import timedelta

import pytest

from access import job_runner, logbook
from access.actor import Actor
from access.models import Invitation, Notification
from access.refusals import Forbidden, Refused, Stale
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, ROLES
from network.domain import campuses, import_runs, memberships
from network.import_enums import ImportState
from network.imports import report
from network.models import Hospital, ImportRun, Membership
from office.models import Receipt
from tests.factories import network as make
from tests.factories.people import actor, give, person
from tests.factories.tables import bring, fresh, hospital_row, member_row, remarks
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


def take_in(run, by):
    return import_runs.carry_out(run, expected=run.version, by=by)


# Hospitals


def test_a_good_table_is_checked_without_writing_and_then_taken_in(place, officer):
    before = Hospital.objects.count()
    run = bring("hospitals", [hospital_row(n, place) for n in range(3)], by=officer)

    assert (run.state, run.rows, run.errors, run.warnings) == (ImportState.CHECKED, 3, 0, 0)
    assert Hospital.objects.count() == before
    job = import_runs.ask_to_commit(run, expected=run.version, by=officer)
    job_runner.run_waiting()

    job.refresh_from_db()
    assert (job.state, fresh(run).state) == ("done", ImportState.COMMITTED)
    new = Hospital.objects.filter(name_zh__startswith="新建示范医院")
    assert sorted(new.values_list("name_zh", flat=True)) == [f"新建示范医院{n}号" for n in range(3)]
    assert {h.campuses.get().name_zh for h in new} == {"本部"}
    assert all(h.credit_code_checked and h.legal_person for h in new)
    receipt = Receipt.objects.of(run).get()
    assert (receipt.content["rows"], receipt.content["sha256"]) == (3, run.sha256)
    assert logbook.history(new[0]).get().verb == "hospital.registered"
    assert [entry.verb for entry in logbook.history(run)][0] == "import.commit"


def test_each_bad_cell_of_a_table_of_hospitals_is_named(place, officer):
    known = make.hospital(name_zh="示范县人民医院", place=place)
    twin = make.division(name_zh="示范县")
    rows = [
        hospital_row(1, place, name_zh="", level="特别好"),
        hospital_row(2, place, credit_code="12345"),
        hospital_row(3, place, credit_code=""),
        hospital_row(4, place, division="无此县"),
        hospital_row(5, place, division=twin.name_zh),
        hospital_row(6, place, credit_code=known.credit_code),
        hospital_row(7, place, name_zh=known.name_zh),
        hospital_row(8, place),
        hospital_row(9, place) | {"credit_code": hospital_row(8, place)["credit_code"]},
        hospital_row(10, place, credit_code=123456789012345678),
        hospital_row(11, place, legal_person="否", credit_code=""),
        hospital_row(12, place, name_zh="示范县县人民医院"),
    ]
    run = bring("hospitals", rows, by=officer)

    assert remarks(run) == {
        (2, "name_zh", "required"),
        (2, "level", "no_choice"),
        (3, "credit_code", "bad_credit_code"),
        (4, "credit_code", "hospital.no_code"),
        (5, "division", "no_division"),
        (6, "division", "several_divisions"),
        (7, "credit_code", "hospital.code_known"),
        (8, "name_zh", "hospital.name_known"),
        (9, "credit_code", "hospital.code_twice"),
        (10, "credit_code", "hospital.code_twice"),
        (11, "credit_code", "rounded"),
        (13, "name_zh", "hospital.name_near"),
    }
    assert (run.errors, run.warnings) == (11, 1)
    with pytest.raises(Refused) as refused:
        take_in(run, officer)
    assert refused.value.reason.code == "network.import.has_errors"
    assert not Hospital.objects.filter(name_zh__startswith="新建").exists()


def test_the_sentence_of_a_remark_names_row_and_column(place, officer):
    run = bring("hospitals", [hospital_row(n, place, **({} if n else {"level": "x"})) for n in range(2)], by=officer)

    line = report.lines(run)[0]
    assert "2" in line.where and line.column in line.where
    assert "三级甲等" in line.sentence
    assert report.lines(run, column="name_zh") == []
    assert [(key, count) for key, _title, count in report.by_column(run)] == [("level", 1)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_text_table_from_a_spreadsheet_program_is_read(place, officer, encoding):
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.factories.tables import upload

    text = upload("hospitals", [hospital_row(1, place)], form="csv").read().decode("utf-8-sig")
    accepted = import_runs.brought(SimpleUploadedFile("医院.csv", text.encode(encoding)))
    run = import_runs.upload(kind="hospitals", place=None, accepted=accepted, by=officer)
    job_runner.run_waiting()

    run = fresh(run)
    assert (run.state, run.rows, run.errors) == (ImportState.CHECKED, 1, 0)


def test_a_table_without_its_columns_says_which_are_missing(officer):
    from django.core.files.uploadedfile import SimpleUploadedFile

    accepted = import_runs.brought(SimpleUploadedFile("a.csv", "姓名,年龄\n张三,3\n".encode()))
    run = import_runs.upload(kind="hospitals", place=None, accepted=accepted, by=officer)
    job_runner.run_waiting()

    run = fresh(run)
    assert {(row, code) for row, _column, code in remarks(run)} == {(0, "in_table")}
    assert run.errors == 4


def test_what_changed_since_the_check_stops_all_rows_and_is_told(place, officer):
    row = hospital_row(2, place)
    run = bring("hospitals", [hospital_row(1, place), row], by=officer)
    make.hospital(name_zh="先到的医院", credit_code=row["credit_code"])
    import_runs.ask_to_commit(run, expected=run.version, by=officer)
    job_runner.run_waiting()

    run = fresh(run)
    assert run.state == ImportState.FAILED
    assert remarks(run) == {(3, "credit_code", "hospital.code_known")}
    assert not Hospital.objects.filter(name_zh__startswith="新建").exists()
    assert Receipt.objects.of(run).count() == 0
    assert Notification.objects.filter(user=officer.user, code="news.import.failed").count() == 1


def test_an_import_that_failed_is_checked_again_and_taken_in(place, officer):
    row = hospital_row(1, place)
    run = bring("hospitals", [row], by=officer)
    other = make.hospital(credit_code=row["credit_code"])
    with pytest.raises(import_runs.Changed):
        take_in(run, officer)
    Hospital.objects.filter(pk=other.pk).update(credit_code=hospital_row(99, place)["credit_code"])
    run = fresh(run)
    import_runs.recheck(run, expected=run.version, by=officer)
    job_runner.run_waiting()

    run = fresh(run)
    assert (run.state, run.errors) == (ImportState.CHECKED, 0)
    assert take_in(run, officer)[0] is not None


def test_a_table_is_taken_in_once(place, officer):
    run = bring("hospitals", [hospital_row(1, place)], by=officer)
    seen = fresh(run)
    take_in(run, officer)

    assert import_runs.carry_out(fresh(run), expected=seen.version, by=officer) == (None, None)
    with pytest.raises(Stale):
        import_runs.commit(seen, source=lambda: None, expected=seen.version, by=officer)
    assert Hospital.objects.filter(name_zh__startswith="新建").count() == 1


def test_a_second_request_while_the_job_waits_is_refused(place, officer):
    run = bring("hospitals", [hospital_row(1, place)], by=officer)
    import_runs.ask_to_commit(run, expected=run.version, by=officer)

    with pytest.raises(Refused) as refused:
        import_runs.ask_to_commit(run, expected=run.version, by=officer)
    assert refused.value.reason.code == "network.import.under_way"


# Members


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


# People


def test_people_are_invited_and_their_secrets_returned_once():
    hospital = make.hospital()
    admin = actor(HOSPITAL_ADMIN, hospital)
    run = bring(
        "people",
        [{"name": "张三", "role": str(ROLES[HOSPITAL_COORDINATOR])}, {"name": "李四", "role": "investigator", "email": "lisi@h.example"}],
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


# Who may


RIGHTS = {
    # kind: {who: (at the own place, elsewhere)}
    "hospitals": {"officer": True, "secretary": False, "admin": False, "coordinator": False},
    "members": {"officer": True, "secretary": True, "other_secretary": False, "admin": False, "coordinator": False},
    "people": {"officer": False, "secretary": False, "admin": True, "other_admin": False, "coordinator": False},
}


@pytest.fixture
def everybody(network, officer, secretary):
    hospital = make.hospital()
    return {
        "officer": officer,
        "secretary": secretary,
        "other_secretary": actor(CENTRE_ADMIN, make.network().centre),
        "admin": actor(HOSPITAL_ADMIN, hospital),
        "other_admin": actor(HOSPITAL_ADMIN, make.hospital()),
        "coordinator": actor(HOSPITAL_COORDINATOR, hospital),
    }, {"hospitals": None, "members": network, "people": hospital}


@pytest.mark.parametrize("kind", RIGHTS)
def test_tables_are_brought_for_the_own_places_only(kind, everybody, place):
    people, places = everybody
    for name, may in RIGHTS[kind].items():
        accepted = import_runs.brought(_table(kind, place))
        by = Actor.of(people[name].user)
        if may:
            assert import_runs.upload(kind=kind, place=places[kind], accepted=accepted, by=by).pk
        else:
            with pytest.raises(Forbidden):
                import_runs.upload(kind=kind, place=places[kind], accepted=accepted, by=by)
    assert ImportRun.objects.count() == sum(RIGHTS[kind].values())


def _table(kind, place):
    from tests.factories.tables import upload

    return upload(kind, [hospital_row(1, place) if kind == "hospitals" else {"name": "张三"}])


SEES = {
    "hospitals": {"officer"},
    "members": {"officer", "secretary"},
    "people": {"admin"},
}


@pytest.mark.parametrize("kind", SEES)
def test_imports_are_seen_at_the_own_places_only(kind, everybody, place):
    people, places = everybody
    accepted = import_runs.brought(_table(kind, place))
    by = people[min(SEES[kind])]
    run = import_runs.upload(kind=kind, place=places[kind], accepted=accepted, by=by)

    seen = {name for name, who in people.items() if run in ImportRun.objects.visible_to(Actor.of(who.user))}
    assert seen == SEES[kind]


def test_a_table_of_somebody_else_is_neither_taken_in_nor_given_up(network, secretary):
    run = bring("members", [member_row(make.hospital(), make.tier())], by=secretary, place=network)
    other = actor(CENTRE_ADMIN, make.network().centre)

    for verb in (import_runs.ask_to_commit, import_runs.cancel, import_runs.recheck):
        with pytest.raises(Forbidden):
            verb(run, expected=run.version, by=other)
    assert fresh(run).state == ImportState.CHECKED
