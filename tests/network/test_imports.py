"""Tables that come in: every bad cell is named, nothing is written before it is asked for, and then all of it."""

import pytest

from access import job_runner, logbook
from access.models import Notification
from access.refusals import Refused, Stale
from access.roles import CENTRE_ADMIN, DEPARTMENT_OFFICER
from network.domain import import_runs
from network.import_enums import ImportState
from network.imports import report
from network.models import Hospital
from office.models import Receipt
from tests.factories import network as make
from tests.factories.people import actor
from tests.factories.tables import bring, fresh, hospital_row, remarks, take_in

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
    file = SimpleUploadedFile("医院.csv", text.encode(encoding))
    run = import_runs.bring(file, kind="hospitals", place=None, by=officer)
    job_runner.run_waiting()

    run = fresh(run)
    assert (run.state, run.rows, run.errors) == (ImportState.CHECKED, 1, 0)


def test_a_table_without_its_columns_says_which_are_missing(officer):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("a.csv", "姓名,年龄\n张三,3\n".encode())
    run = import_runs.bring(file, kind="hospitals", place=None, by=officer)
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
