"""Constraints of the directory's models hold in the database itself."""

from datetime import date

import pytest
from django.db import IntegrityError, models, transaction
from django.utils import translation

from access.models import ScopedModel
from network.models import Campus, Centre, Hospital, HospitalProfile, Network, Region
from tests.factories import network as make

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def refused(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_a_hospital_has_one_main_campus():
    hospital = make.hospital()
    refused(lambda: make.campus(hospital=hospital, is_main=True))
    make.campus(hospital=hospital)
    assert hospital.campuses.count() == 2


def test_campus_names_differ_within_a_hospital_only():
    first = make.campus(name_zh="东院区")
    make.campus(name_zh="东院区")
    refused(lambda: make.campus(name_zh="东院区", hospital=first.hospital))


@pytest.mark.parametrize(
    "columns",
    [
        {"credit_code": "123"},
        {"credit_code": ""},
        {"credit_code_checked": False},
        {"credit_code_checked": False, "credit_code_override_reason": ""},
    ],
    ids=["wrong length", "legal person without a code", "wrong check character", "override without reason"],
)
def test_a_credit_code_must_hold(columns):
    refused(lambda: make.hospital(**columns))


def test_a_credit_code_belongs_to_one_hospital():
    first = make.hospital()
    refused(lambda: make.hospital(credit_code=first.credit_code))
    make.hospital(credit_code="", legal_person=False)
    make.hospital(credit_code="", legal_person=False)


def test_an_override_with_a_reason_is_kept():
    made = make.hospital(
        credit_code="91350203M0001QAY9B", credit_code_checked=False, credit_code_override_reason="证书如此"
    )
    assert Hospital.objects.get(pk=made.pk).credit_code == "91350203M0001QAY9B"


def test_a_merged_hospital_is_closed_and_not_merged_into_itself():
    hospital, other = make.hospital(), make.hospital()
    rows = Hospital.objects.filter(pk=hospital.pk)
    refused(lambda: rows.update(merged_into=other))
    refused(lambda: rows.update(merged_into=hospital, closed_on=date(2026, 1, 1)))
    assert rows.update(merged_into=other, closed_on=date(2026, 1, 1)) == 1


def test_dates_are_in_order():
    centre, network = make.centre(), make.network()
    hospital = make.hospital()
    refused(lambda: Centre.objects.filter(pk=centre.pk).update(closed_on=centre.established_on))
    refused(lambda: Network.objects.filter(pk=network.pk).update(closed_on=network.opened_on))
    refused(lambda: make.other_name(hospital, "旧名", valid_from="2026-01-02", valid_to="2026-01-01"))
    refused(lambda: make.rule(valid_from="2026-01-02", valid_to="2026-01-01"))
    refused(lambda: make.division(valid_from="2026-01-02", valid_to="2026-01-01"))


def test_one_rule_per_tier_and_version_also_among_the_common_ones():
    tier, network = make.tier(), make.network()
    make.rule(tier=tier, valid_to=date(2024, 12, 31))
    make.rule(tier=tier, network=network)
    make.rule(tier=tier, version=2, valid_from=date(2025, 1, 1))
    refused(lambda: make.rule(tier=tier))


@pytest.mark.parametrize("number", ["gcp_record_number", "device_trial_filing", "ethics_record_number"])
def test_a_record_number_means_that_something_is_on_record(number):
    profile = make.hospital().profile
    refused(lambda: HospitalProfile.objects.filter(pk=profile.pk).update(**{number: "2020-001"}))


def test_every_county_reports_somewhere():
    from network.models import Division

    refused(lambda: Division.objects.create(code="880000", name_zh="县", kind="county"))
    Division.objects.create(code="880001", name_zh="省", kind="province")


@pytest.mark.parametrize("model", [Region, Hospital, Campus, Centre, Network, HospitalProfile])
def test_every_column_has_a_privacy_class(model):
    columns = {field.name for field in model._meta.concrete_fields} - {"id"}
    assert issubclass(model, ScopedModel)
    assert set(model.privacy) == columns


def test_names_follow_the_reader():
    hospital = make.hospital(name_zh="滦南示范医院", name_en="Luannan demonstration hospital")
    nameless = make.hospital(name_zh="无英文名医院", name_en="")
    assert str(hospital) == hospital.name == "滦南示范医院"
    with translation.override("en"):
        assert str(hospital) == "Luannan demonstration hospital"
        assert str(nameless) == "无英文名医院"


def test_open_rows_and_their_twin_agree():
    hospital = make.hospital(closed_on=date(2026, 3, 5))
    for day, there in ((date(2026, 3, 4), True), (date(2026, 3, 5), False), (date(2026, 3, 6), False)):
        assert hospital.is_open(day) is there
        assert Hospital.objects.open(day).filter(pk=hospital.pk).exists() is there
    centre = make.centre(established_on=date(2026, 1, 1), closed_on=date(2026, 2, 1))
    assert [Centre.objects.open(day).filter(pk=centre.pk).exists() for day in ("2025-12-31", "2026-01-01")] == [
        False,
        True,
    ]


def test_foreign_keys_protect_rows():
    """Rows of the domain are never deleted."""
    for model in (Hospital, Campus, Centre, Network, HospitalProfile):
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey):
                assert field.remote_field.on_delete is models.PROTECT, field
