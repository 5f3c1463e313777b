"""Registering hospitals and what changes about them."""

from datetime import date

import pytest

from access import roles
from access.models import LogEntry
from access.refusals import Forbidden, Refused, Stale
from network.domain import campuses, hospitals
from network.domain.campuses import CampusFacts
from network.domain.hospitals import HospitalFacts
from network.models import Campus, Hospital, OtherName
from tests.factories import network as make
from tests.factories import people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

ISSUED_THOUGH_WRONG = "91350203M0001QAY9B"


@pytest.fixture
def officer():
    return people.actor(roles.DEPARTMENT_OFFICER)


def facts(**columns) -> HospitalFacts:
    return HospitalFacts(
        **{
            "name_zh": "滦南县示范医院",
            "credit_code": make.credit_code_of(1),
            "level": "2A",
            "institution_type": "A100",
        }
        | columns
    )


def register(by, *, places=1, **columns) -> Hospital:
    first = [CampusFacts(name_zh="本部", division=make.division(), is_main=True)]
    more = [CampusFacts(name_zh=f"院区{n}", division=make.division()) for n in range(1, places)]
    return hospitals.register(facts=facts(**columns), campuses=first + more, by=by)


def test_a_hospital_is_registered_with_campuses_and_an_empty_profile(officer):
    hospital = register(officer, places=2, name_zh=" 滦南县示范医院 ")
    assert hospital.name_zh == "滦南县示范医院"
    assert hospital.initials == "lnxsfyy"
    assert hospital.sort_key.startswith("luan")
    assert hospital.credit_code_checked
    main, other = hospital.campuses.all()
    assert main.is_main
    assert main.region == main.division.region
    assert main.region != other.region
    assert hospital.profile.beds_open is None
    entry = LogEntry.objects.get(verb="hospital.registered")
    assert (entry.object_id, entry.hospital_id) == (hospital.pk, hospital.pk)
    assert entry.changes["level"] == [None, "2A"]
    assert LogEntry.objects.filter(verb="campus.added", hospital_id=hospital.pk).count() == 2


@pytest.mark.parametrize("role", [roles.CENTRE_ADMIN, roles.HOSPITAL_ADMIN, roles.SUPERVISOR, roles.SYSTEM_ADMIN])
def test_only_the_department_registers(role):
    with pytest.raises(Forbidden):
        register(people.actor(role, make.hospital()))


def test_a_code_is_cleaned(officer):
    code = make.credit_code_of(2)
    assert register(officer, credit_code=f" {code[:9].lower()} {code[9:]} ").credit_code == code


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"credit_code": "12130000MB"}, "18"),
        ({"credit_code": ""}, "enter it"),
        ({"credit_code": "12130000MBD9000171"}, "last character"),
        ({"credit_code": "12130000MB9D00017", "credit_code_override_reason": "证书如此"}, "18"),
        ({"credit_code": "O2130000MB9D000171", "credit_code_override_reason": "证书如此"}, "letter O"),
    ],
    ids=["short", "missing", "swapped", "override of a length", "override of a letter"],
)
def test_a_code_that_does_not_hold_is_refused(officer, columns, sentence):
    with pytest.raises(Refused) as error:
        register(officer, **columns)
    assert sentence in str(error.value.reason)
    assert not Hospital.objects.exists()


def test_a_really_issued_code_is_taken_with_a_reason(officer):
    hospital = register(officer, credit_code=ISSUED_THOUGH_WRONG, credit_code_override_reason="以登记证书为准")
    assert not hospital.credit_code_checked
    assert hospital.credit_code_override_reason == "以登记证书为准"
    assert LogEntry.objects.get(verb="hospital.registered").reason == "以登记证书为准"


def test_a_needless_reason_is_dropped(officer):
    assert register(officer, credit_code_override_reason="以证书为准").credit_code_override_reason == ""


def test_a_code_that_is_taken_names_the_owner(officer):
    first = register(officer)
    with pytest.raises(Refused) as error:
        register(officer, name_zh="另一家医院")
    assert first.name_zh in str(error.value.reason)
    assert error.value.thing == first


def test_an_institution_that_is_no_legal_person_needs_no_code(officer):
    assert register(officer, legal_person=False, credit_code="").credit_code == ""


@pytest.mark.parametrize("main", [0, 2])
def test_exactly_one_campus_is_the_main_one(officer, main):
    two = [CampusFacts(name_zh=f"院区{n}", division=make.division(), is_main=n < main) for n in range(2)]
    with pytest.raises(Refused):
        hospitals.register(facts=facts(), campuses=two, by=officer)
    assert not Hospital.objects.exists()


def test_a_campus_is_in_a_county_level_division(officer):
    city = make.division(kind="prefecture_city")
    with pytest.raises(Refused):
        hospitals.register(
            facts=facts(), campuses=[CampusFacts(name_zh="本部", division=city, is_main=True)], by=officer
        )


def test_a_campus_is_added_once(officer):
    hospital = make.hospital()
    added = CampusFacts(name_zh="东院区", division=make.division())
    campuses.add(hospital, facts=added, by=officer)
    for again in (added, CampusFacts(name_zh="西院区", division=make.division(), is_main=True)):
        with pytest.raises(Refused):
            campuses.add(hospital, facts=again, by=officer)
    assert Campus.objects.filter(hospital=hospital).count() == 2


def test_a_renamed_hospital_is_found_by_both_names(officer):
    hospital = make.hospital(name_zh="旧示范医院")
    renamed = hospitals.rename(
        hospital, name_zh="新示范医院", on=date(2026, 3, 5), reason="省批复", expected=1, by=officer
    )
    assert (renamed.name_zh, renamed.initials, renamed.version) == ("新示范医院", "xsfyy", 2)
    former = OtherName.objects.get(hospital=hospital)
    assert (former.name, former.kind, former.valid_to) == ("旧示范医院", "former", date(2026, 3, 4))
    for text in ("旧示范", "新示范", "jsfyy", "xsf"):
        assert Hospital.objects.named(text).get() == hospital


def test_renaming_needs_a_reason_another_name_and_the_version_that_was_seen(officer):
    hospital = make.hospital(name_zh="示范医院")
    with pytest.raises(Refused):
        hospitals.rename(hospital, name_zh="新医院", on=date(2026, 3, 5), reason=" ", by=officer)
    with pytest.raises(Refused):
        hospitals.rename(hospital, name_zh="示范医院", on=date(2026, 3, 5), reason="省批复", by=officer)
    with pytest.raises(Stale):
        hospitals.rename(hospital, name_zh="新医院", on=date(2026, 3, 5), reason="省批复", expected=7, by=officer)
    assert not OtherName.objects.exists()


def test_a_further_name_is_added_by_the_hospital_itself_once(officer):
    hospital, other = make.hospital(), make.hospital()
    administrator = people.actor(roles.HOSPITAL_ADMIN, hospital)
    hospitals.add_name(hospital, name="示范肿瘤医院", by=administrator)
    with pytest.raises(Refused):
        hospitals.add_name(hospital, name="示范肿瘤医院", by=officer)
    with pytest.raises(Forbidden):
        hospitals.add_name(other, name="示范肿瘤医院", by=administrator)
    assert Hospital.objects.named("sfzl").get() == hospital


def test_a_code_is_corrected_with_the_reason_in_the_logbook(officer):
    hospital = make.hospital()
    row = hospitals.correct_credit_code(
        hospital, code=ISSUED_THOUGH_WRONG, override_reason="以登记证书为准", expected=1, by=officer
    )
    assert not row.credit_code_checked
    entry = LogEntry.objects.get(verb="hospital.credit_code_corrected")
    assert entry.reason == "以登记证书为准"
    assert entry.changes["credit_code"][1] == ISSUED_THOUGH_WRONG
    again = hospitals.correct_credit_code(
        hospital, code=ISSUED_THOUGH_WRONG, override_reason="以登记证书为准", by=officer
    )
    assert again.version == row.version
    assert LogEntry.objects.filter(verb="hospital.credit_code_corrected").count() == 1


def test_a_merged_hospital_leads_to_its_successor(officer):
    small, large = make.hospital(name_zh="小示范医院"), make.hospital(name_zh="大示范医院")
    closed = hospitals.close(small, on=date(2026, 3, 5), into=large, reason="合并", by=officer)
    assert (closed.closed_on, closed.merged_into) == (date(2026, 3, 5), large)
    assert not small.campuses.open(date(2026, 3, 5)).exists()
    assert set(Hospital.objects.named("小示范")) == {small, large}
    for change in (
        lambda: hospitals.close(small, on=date(2026, 4, 1), reason="再次", by=officer),
        lambda: hospitals.add_name(small, name="别名", by=officer),
        lambda: hospitals.rename(small, name_zh="别名", on=date(2026, 4, 1), reason="再次", by=officer),
        lambda: hospitals.close(large, on=date(2026, 4, 1), into=large, reason="自并", by=officer),
    ):
        with pytest.raises(Refused):
            change()


def test_search_finds_names_codes_and_initials_only_where_they_are():
    first = make.hospital(name_zh="曹妃甸示范医院", name_en="Caofeidian hospital")
    make.hospital(name_zh="滦南示范医院")
    for text in ("妃甸", "caofei", "cfd", "CFD", first.credit_code.lower(), " 曹妃甸 "):
        assert Hospital.objects.named(text).get() == first, text
    assert Hospital.objects.named("").count() == 2
    assert not Hospital.objects.named("cfx").exists()
    assert Hospital.objects.alphabetical().first() == first
    assert Hospital.objects.in_region(first.campuses.get().region).get() == first
