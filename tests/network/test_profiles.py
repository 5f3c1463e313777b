"""The hospital's profile: who edits and confirms it, and who reads it."""

from datetime import date

import pytest

from access import roles
from access.enums import ScopeKind
from access.models import LogEntry
from access.refusals import Forbidden, Refused, Stale
from network.domain import profile_confirmations, profiles, replay
from network.models import HospitalProfile, ProfileConfirmation
from network.profile_sections import EDITABLE, REQUIRED, SECTIONS
from office import indicators
from office.indicators import Period, Scope
from tests.factories import network as make
from tests.factories import people
from tools import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

COMPLETE = {
    "figures_year": 2025,
    "beds_open": 600,
    "staff_senior": 80,
    "gcp_registered": False,
    "ethics_committee": True,
    "multicentre_led": 0,
    "multicentre_joined": 3,
}


def test_the_coordinator_edits_and_every_change_is_logged():
    hospital = make.hospital()
    by = people.actor(roles.HOSPITAL_COORDINATOR, hospital)
    row = profiles.update_profile(hospital, changes={"beds_open": 500, "data_systems": "HIS"}, expected=1, by=by)
    assert (row.beds_open, row.version) == (500, 2)
    entry = LogEntry.objects.get(verb="profile.updated")
    assert entry.changes == {"beds_open": [None, 500], "data_systems": "changed"}
    assert entry.hospital_id == hospital.pk


def test_saving_the_same_again_changes_nothing():
    hospital = make.hospital()
    by = people.actor(roles.HOSPITAL_COORDINATOR, hospital)
    profiles.update_profile(hospital, changes={"beds_open": 500}, by=by)
    row = profiles.update_profile(hospital, changes={"beds_open": 500}, by=by)
    assert row.version == 2
    assert LogEntry.objects.filter(verb="profile.updated").count() == 1


def test_an_older_version_is_told_who_was_faster():
    hospital = make.hospital()
    first, second = (people.actor(roles.HOSPITAL_COORDINATOR, hospital) for _ in range(2))
    profiles.update_profile(hospital, changes={"beds_open": 500}, expected=1, by=first)
    with pytest.raises(Stale) as error:
        profiles.update_profile(hospital, changes={"beds_open": 400}, expected=1, by=second)
    assert first.user.name in str(error.value.reason)
    assert HospitalProfile.objects.get(hospital=hospital).beds_open == 500


def test_a_complete_profile_is_confirmed_and_a_change_undoes_it():
    hospital = make.hospital()
    by = people.actor(roles.HOSPITAL_ADMIN, hospital)
    with pytest.raises(Refused) as error:
        profiles.confirm_profile(hospital, by=by)
    assert "open beds" in str(error.value.reason)
    profiles.update_profile(hospital, changes=COMPLETE, by=by)
    with clock.at("2026-03-05 09:00"):
        row = profiles.confirm_profile(hospital, expected=2, by=by)
    assert (row.confirmed_on.isoformat(), row.confirmed_by) == ("2026-03-05", by.user)
    row = profiles.update_profile(hospital, changes={"beds_open": 1}, by=by)
    assert (row.confirmed_on, row.confirmed_by) == (None, None)


def _counted(hospital, year: int) -> int:
    figure = indicators.get("network.profiles_confirmed")
    period = Period(date(year, 1, 1), date(year, 12, 31))
    return figure.evidence(Scope(ScopeKind.HOSPITAL, hospital.pk), period).count()


def test_a_past_year_keeps_its_confirmation_whatever_is_written_later():
    hospital = make.hospital()
    by = people.actor(roles.HOSPITAL_ADMIN, hospital)
    profiles.update_profile(hospital, changes=COMPLETE, by=by)
    for day in ("2024-03-05 09:00", "2025-02-03 09:00"):
        with clock.at(day):
            profiles.confirm_profile(hospital, by=by)
            profiles.update_profile(hospital, changes={"beds_open": int(day[:4])}, by=by)
    kept = list(hospital.profile_confirmations.order_by("pk"))
    assert [(row.year, row.confirmed_on.isoformat(), row.confirmed_by) for row in kept] == [
        (2024, "2024-03-05", by.user),
        (2025, "2025-02-03", by.user),
    ]
    assert [row.profile_version for row in kept] == [3, 5]
    assert len({row.sha256 for row in kept}) == 2
    assert [_counted(hospital, year) for year in (2023, 2024, 2025, 2026)] == [0, 1, 1, 0]
    for year in (2023, 2024, 2025, 2026):
        days = date(year, 1, 1), date(year, 12, 31)
        assert replay.profile_confirmed(hospital, *days) == bool(_counted(hospital, year))


def test_rows_of_the_time_before_are_told_by_the_logbook_and_the_profile_once():
    hospital, silent = make.hospital(), make.hospital()
    by = people.actor(roles.HOSPITAL_ADMIN, hospital)
    profiles.update_profile(hospital, changes=COMPLETE, by=by)
    for day in ("2024-03-05 09:00", "2025-02-03 09:00"):
        with clock.at(day):
            profiles.confirm_profile(hospital, by=by)
    HospitalProfile.objects.filter(hospital=silent).update(confirmed_on=date(2023, 5, 6))
    ProfileConfirmation.objects.all().delete()
    assert len(profile_confirmations.sync()) == 1
    assert profile_confirmations.sync() == []
    rows = ProfileConfirmation.objects.order_by("confirmed_on")
    assert list(rows.values_list("hospital", "year", "confirmed_by")) == [
        (silent.pk, 2023, None),
        (hospital.pk, 2024, by.user.pk),
        (hospital.pk, 2025, by.user.pk),
    ]


@pytest.mark.parametrize("role", [roles.CENTRE_ADMIN, roles.SUPERVISOR, roles.DEPARTMENT_OFFICER, roles.AUDITOR])
def test_others_do_not_edit(role):
    hospital = make.hospital()
    with pytest.raises(Forbidden):
        profiles.update_profile(hospital, changes={"beds_open": 1}, by=people.actor(role, hospital))


def test_another_hospital_does_not_edit():
    hospital, other = make.hospital(), make.hospital()
    with pytest.raises(Forbidden):
        profiles.update_profile(hospital, changes={"beds_open": 1}, by=people.actor(roles.HOSPITAL_ADMIN, other))


def test_a_forged_field_is_refused():
    hospital = make.hospital()
    by = people.actor(roles.HOSPITAL_ADMIN, hospital)
    with pytest.raises(ValueError, match="confirmed_on"):
        profiles.update_profile(hospital, changes={"confirmed_on": "2026-01-01"}, by=by)


@pytest.mark.both
def test_who_reads_the_profile():
    hospital, other = make.hospital(), make.hospital()
    region = hospital.campuses.get().region
    readers = {
        "own coordinator": (people.actor(roles.HOSPITAL_COORDINATOR, hospital), True),
        "other hospital": (people.actor(roles.HOSPITAL_ADMIN, other), False),
        "own region": (people.actor(roles.SUPERVISOR, region), True),
        "other region": (people.actor(roles.SUPERVISOR, make.region()), False),
        "province": (people.actor(roles.DEPARTMENT_OFFICER), True),
        "auditor": (people.actor(roles.AUDITOR), False),
    }
    for name, (actor, sees) in readers.items():
        seen = HospitalProfile.objects.visible_to(actor).filter(hospital=hospital).exists()
        assert seen is sees, name


def test_sections_cover_the_profile_once():
    own = {"id", "hospital", "confirmed_on", "confirmed_by", "version"}
    assert sorted(EDITABLE) == sorted({field.name for field in HospitalProfile._meta.concrete_fields} - own)
    assert set(REQUIRED) <= set(EDITABLE)
    assert len({section.code for section in SECTIONS}) == len(SECTIONS)
