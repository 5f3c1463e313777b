"""The logbook: added to and never changed, values by their privacy class, readable for people."""

import re
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.utils import translation

from access import database, logbook, presenters
from access.actor import Actor
from access.enums import Origin, Privacy
from access.models import Invitation, LogEntry
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR, SECURITY_ADMIN
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import actor, give, holder
from tools import clock

pytestmark = pytest.mark.django_db


def _entry(**columns) -> LogEntry:
    hospital = make.hospital(name_zh="示范第一医院", name_en="First demonstration hospital")
    by = columns.pop("by", None) or actor(HOSPITAL_ADMIN, hospital)
    return logbook.record(hospital, by=by, verb="hospital.renamed", **columns)


@pytest.mark.both
@pytest.mark.parametrize(
    "attack",
    [
        lambda entry: LogEntry.objects.filter(pk=entry.pk).update(reason="other"),
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: LogEntry.objects.filter(pk=entry.pk).delete(),
        lambda entry: LogEntry.objects.filter(pk=entry.pk)._raw_delete("default"),
        lambda entry: connection.cursor().execute("UPDATE access_logentry SET actor_label = 'x'"),
        lambda entry: connection.cursor().execute("DELETE FROM access_logentry"),
    ],
    ids=["update", "save", "delete", "queryset delete", "raw delete", "SQL update", "SQL delete"],
)
def test_an_entry_cannot_be_changed_or_removed(attack):
    entry = _entry(reason="as written")

    with pytest.raises(IntegrityError, match="insert-only"), transaction.atomic():
        attack(entry)

    assert LogEntry.objects.get(pk=entry.pk).reason == "as written"


@pytest.mark.both
def test_the_table_cannot_be_emptied_at_once_either():
    entry = _entry()
    if connection.vendor == "sqlite":
        return  # has no TRUNCATE

    with pytest.raises(IntegrityError, match="insert-only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE access_logentry")

    assert LogEntry.objects.filter(pk=entry.pk).exists()


@pytest.mark.both
@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("access_logentry_no_update", "DROP TRIGGER access_logentry_no_update"),
        ("access_groupmembership", "DROP VIEW access_groupmembership"),
    ],
)
def test_a_database_without_its_triggers_and_views_is_told_of(name, statement):
    assert database.check_pieces(databases=["default"]) == []

    with transaction.atomic():
        on_table = " ON access_logentry" if connection.vendor == "postgresql" and "TRIGGER" in statement else ""
        connection.cursor().execute(statement + on_table)
        found = database.check_pieces(databases=["default"])
        transaction.set_rollback(True)

    assert [(warning.id, name in warning.msg) for warning in found] == [("access.W001", True)]


def test_the_check_belongs_to_manage_py():
    call_command("check", "--database", "default", verbosity=0)


def test_an_entry_says_who_with_which_hat_through_which_edge_and_where():
    cast = path.cast()
    user = cast.people[HOSPITAL_COORDINATOR]
    worn = give(user, CENTRE_ADMIN, cast.network.centre)
    by = Actor.of(user, hat=worn.pk, origin=Origin.API, request_id="r" * 32)
    application = path.started(cast)

    with clock.at("2026-03-05 09:00"):
        entry = logbook.record(application, by=by, verb="application.shared", reason="会诊")

    assert clock.local(entry.at).isoformat() == "2026-03-05T09:00:00+08:00"
    assert (entry.actor_id, entry.actor_label, entry.hat) == (user.pk, user.name, CENTRE_ADMIN)
    assert (entry.origin, entry.request_id, entry.reason) == (Origin.API, "r" * 32, "会诊")
    assert (entry.object_type, entry.object_id) == ("network.membershipapplication", application.pk)
    assert (entry.object_uid, entry.object_label) == (application.uid, str(application))
    scope = (entry.hospital_id, entry.network_id, entry.centre_id, entry.region_id)
    assert scope == (cast.hospital.pk, cast.network.pk, cast.network.centre_id, cast.campus.region_id)
    assert isinstance(entry.transaction_id, UUID)


def test_a_role_is_logged_at_its_organisation():
    hospital, centre = make.hospital(), make.centre()
    at_hospital = logbook.record(
        give(holder(SECURITY_ADMIN), HOSPITAL_ADMIN, hospital), by=_system(), verb="role.granted"
    )
    at_centre = logbook.record(give(holder(SECURITY_ADMIN), CENTRE_ADMIN, centre), by=_system(), verb="role.granted")
    of_province = logbook.record(holder(SECURITY_ADMIN).assignments.get(), by=_system(), verb="role.granted")

    assert (at_hospital.hospital_id, at_hospital.centre_id) == (hospital.pk, None)
    assert (at_centre.hospital_id, at_centre.centre_id) == (None, centre.pk)
    assert (of_province.hospital_id, of_province.region_id) == (None, None)


def _system() -> Actor:
    return Actor.as_system("nightly check")


def test_the_system_is_named_and_has_no_person_and_no_hat():
    entry = _entry(by=_system())

    assert (entry.actor_id, entry.actor_label, entry.hat, entry.origin) == (None, "nightly check", "", Origin.JOB)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_label_is_kept_in_chinese_whoever_acts(language):
    with translation.override(language):
        assert _entry().object_label == "示范第一医院"


@pytest.mark.both
def test_values_are_kept_by_the_privacy_class_of_their_field():
    privacy = Invitation.privacy
    assert (privacy["name"], privacy["email"], privacy["secret_hash"]) == tuple(Privacy)
    invitation = Invitation(pk=1, name="新同事", role=HOSPITAL_ADMIN, scope_kind="hospital", scope_id=7)
    changes = {"name": ("", "新同事"), "email": ("", "new@example.org"), "secret_hash": ("one", "two")}

    entry = logbook.record(invitation, by=_system(), verb="invitation.sent", changes=changes)

    kept = LogEntry.objects.get(pk=entry.pk).changes
    assert kept["name"] == ["", "新同事"]
    assert kept["email"] == "changed"
    assert all(re.fullmatch(r"[0-9a-f]{16}", value) for value in kept["secret_hash"])
    assert kept["secret_hash"][0] != kept["secret_hash"][1]
    assert "example.org" not in str(kept) and "two" not in str(kept)


def test_the_hash_of_a_value_needs_the_key_and_tells_equal_from_different(settings):
    invitation = Invitation(pk=1, name="新同事", role=HOSPITAL_ADMIN, scope_kind="hospital", scope_id=7)

    def hashed(value):
        changes = {"secret_hash": ("", value)}
        return logbook.record(invitation, by=_system(), verb="invitation.sent", changes=changes).changes["secret_hash"]

    assert hashed("one") == hashed("one") != hashed("two")
    assert hashed("one")[0] == ""
    before = hashed("one")
    settings.SECRET_KEY = "another key of another deployment"
    assert hashed("one") != before


def test_only_changed_values_count_as_changes():
    hospital = make.hospital(name_zh="旧名医院", level="3A")

    assert logbook.changed(hospital, {"name_zh": "新名医院", "level": "3A"}) == {"name_zh": ("旧名医院", "新名医院")}


def test_entries_point_to_nothing_and_so_outlive_what_they_speak_of():
    assert [field.name for field in LogEntry._meta.get_fields() if isinstance(field, models.ForeignKey)] == []


@pytest.mark.both
def test_history_is_about_one_thing_newest_first():
    first, second = make.hospital(), make.hospital()
    for day, hospital in (("2026-03-04", first), ("2026-03-06", second), ("2026-03-05", first)):
        with clock.at(day):
            logbook.record(hospital, by=_system(), verb="hospital.renamed", reason=day)
    campus = make.campus(hospital=first)
    campus.pk = first.pk
    logbook.record(campus, by=_system(), verb="campus.added")

    assert [entry.reason for entry in logbook.history(first)] == ["2026-03-05", "2026-03-04"]


def test_history_reads_as_words_with_before_and_after():
    hospital = make.hospital(level="3A")
    by = actor(HOSPITAL_ADMIN, hospital)
    changes = {"level": ("2A", "3A"), "gone_field": ("a", "b")}
    logbook.record(hospital, by=by, verb="hospital.renamed", changes=changes, reason="评审结果")

    [shown] = presenters.entries(logbook.history(hospital))

    assert (shown["who"], shown["reason"]) == (by.user.name, "评审结果")
    level, gone = shown["changes"]
    assert level["old"] == str(dict(type(hospital)._meta.get_field("level").choices)["2A"])
    assert gone == {"field": "gone_field", "old": "a", "new": "b"}


def test_history_shows_that_a_private_value_changed_and_not_which():
    invitation = Invitation(pk=1, name="新同事", role=HOSPITAL_ADMIN, scope_kind="hospital", scope_id=7)
    logbook.record(invitation, by=_system(), verb="invitation.sent", changes={"email": ("", "new@example.org")})

    with translation.override("en"):
        [shown] = presenters.entries(logbook.history(invitation))

        assert [(change["old"], str(change["new"])) for change in shown["changes"]] == [("", "changed")]
    assert "example.org" not in str(shown)


def test_every_act_of_a_lifecycle_has_its_title():
    from access.lifecycle import LIFECYCLES

    for table in LIFECYCLES.values():
        for step in table.transitions:
            assert presenters.act_title(f"{table.name}.{step.name}") == str(step.title)
    assert presenters.act_title("no.such_act") == "no.such_act"
