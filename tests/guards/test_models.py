"""Every model stands behind the door with its paths, its permission and its privacy classes, or says why not."""

import pytest
from django.apps import apps
from django.db import models
from django.db.models import Q
from django.test.utils import isolate_apps
from wagtail.models import Page

from access.door import Path
from access.enums import Privacy
from access.models import ScopedModel
from access.permissions import PERMISSIONS
from tests.guards import rules_models as rules
from tests.guards.repository import HOUSES
from tests.guards.rules_urls import stale_reasons

# Models before the door, and why.
UNSCOPED = {
    "Beat": "regular works of the system: nothing of anybody",
    "ChannelChoice": "a person's own preferences, read by that person alone",
    "DeliveryHours": "a person's own preferences, read by that person alone",
    "EmailChange": "a person's own new address, found by the link that was sent to it",
    "DemoProvince": "one row of a demonstration: from which day its story counts",
    "Draft": "a person's own typing, read by that person alone",
    "FormerPassword": "hashes against which a person's new password is held; shown to nobody",
    "FormToken": "holds nothing but that a form was sent",
    "LogCheckpoint": "that entries of the logbook were removed: numbers and hashes, nothing of anybody",
    "LogHead": "numbers and hashes of the logbook, which leave the machine anyway",
    "LogSeal": "numbers and hashes of the logbook",
    "SealedEntry": "numbers and hashes of the logbook",
    "GroupMembership": "a database view for the content system's rights",
    "Notification": "news for one person, read by that person alone",
    "ResetCode": "found by the hash of what a person types; shown to nobody",
    "PublicGeneration": "a number that says how often public data has changed",
    "PostItem": "the post box of a demonstration, whose data are invented",
    "PrivacyAcceptance": "that a person agreed, asked of that person alone; the logbook has it with its scope",
    "PrivacyNotice": "a published text without anything of anybody",
    "RoleGroup": "the content system's group of a role",
    "Task": "read by whoever holds its role at its scope today (TaskQuerySet.owned_by)",
    "TaskReminder": "that people were reminded of a task, read with it on the chase list",
    "UserSession": "a person's own sessions, read by that person alone",
    "User": "names are shown where a person acted; lists of people are lists of their roles",
    "ApplicationGrant": "a way through the door, read by the door",
    "ApplicationSection": "a part of its application, read through it",
    "SectionRemark": "a part of its application, read through it",
    "AgreementTemplate": "a published text without anything of a hospital",
    "ConfirmationAnswers": "a part of its confirmation, read through it",
    "ConfirmationRule": "public reference data",
    "DiseaseField": "public reference data",
    "Division": "public reference data",
    "EligibilityRule": "public reference data",
    "ProfileConfirmation": "a part of its hospital's profile, read through it",
    "QuestionSet": "what a network asks its members: a text without anything of a hospital",
    "NumberSeries": "how far a series of numbers has come: nothing of anybody",
    "Suspension": "a part of its membership, read through it",
    "ExitDisposition": "a part of its exit, read through it",
    "IdleWarning": "a part of its application, read through it",
    "VisitChecklist": "a published text without anything of a hospital",
    "VisitFinding": "a part of its visit, read through it",
    "OtherName": "a further public name of a hospital",
    "Tier": "public reference data",
    "TierVersion": "what a tier is called and asks: public, without anything of a hospital",
    "StudyGrant": "a way through the door, read by the door",
    "StudyRecord": "the working copy of its study, read through it",
    "SectionComment": "a part of its study, read through it",
    "GcpSpecialty": "a part of its record, read through it",
    "SiteCapacity": "a part of its research site, read through it",
    "SiteEquipment": "a part of its research site, read through it",
    "SiteStep": "a part of its study site, counted through it",
    "ChecklistLine": "a part of its study, read through it",
    "SiteShare": "a part of the enrolment plan, read through the study",
}
# Models of the content system are read by its own rules (pages, collections); its house tests them.
CONTENT = "cms"
UNINDEXED = {"Invitation.scope_id": "one row for each person ever invited: a few thousand"}
UNLOGGED = {"LogEntry": "the logbook does not write about itself"}


def _models() -> list[type]:
    """The models of the houses but the content system's."""
    houses = set(HOUSES) - {CONTENT}
    return [model for model in apps.get_models() if model.__module__.split(".")[0] in houses]


def _scoped() -> list[type]:
    return rules.scoped(apps.get_models())


def test_every_model_stands_behind_the_door_or_says_why_not():
    assert rules.unscoped(_models(), UNSCOPED) == []
    standing = [line.split(":")[0] for line in rules.unscoped(_models(), {})]
    assert stale_reasons(UNSCOPED, standing) == []


def test_models_of_the_content_system_are_its_pages_or_do_not_reach_the_workspace():
    content = [model for model in apps.get_models() if model.__module__.split(".")[0] == CONTENT]

    assert content
    assert [model for model in content if issubclass(model, Page) and issubclass(model, ScopedModel)] == []


@pytest.mark.parametrize("model", _scoped(), ids=lambda model: model.__name__)
def test_each_guarded_model_declares_what_the_door_needs(model):
    assert rules.path_faults(model, UNINDEXED) == []
    assert rules.permission_faults(model, PERMISSIONS) == []
    assert rules.grant_faults(model, PERMISSIONS) == []
    assert model.__name__ in UNLOGGED or rules.privacy_faults(model) == []


def test_excuses_are_still_needed():
    faults = [line for model in _scoped() for line in rules.path_faults(model, {})]
    unindexed = {f"{line.split(':')[0]}.{line.split()[-4]}" for line in faults if line.endswith("has no index")}
    assert stale_reasons(UNINDEXED, unindexed) == []
    unlogged = {line.split(":")[0] for model in _scoped() for line in rules.privacy_faults(model)}
    assert stale_reasons(UNLOGGED, unlogged) == []


def test_managers_of_guarded_models_ask_the_door():
    missing = [m.__name__ for m in _scoped() if not hasattr(m._default_manager.all(), "visible_to")]

    assert missing == []


# Planted faults.


def _planted(**declarations) -> type:
    """A guarded model with a name, an indexed and an unindexed number, and these declarations."""
    columns = {
        "name": models.CharField(max_length=9),
        "hospital_id": models.IntegerField(db_index=True),
        "plain": models.IntegerField(),
        "__module__": "access.planted",
    }
    declarations = {
        "view_permission": "access.view_logentry",
        "scope_paths": {"hospital": Path("hospital_id", of="hospital")},
        "privacy": dict.fromkeys(("name", "hospital_id", "plain"), Privacy.VALUE),
    } | declarations
    with isolate_apps("access"):
        return type("Planted", (ScopedModel,), columns | declarations)


def test_a_sound_model_has_no_fault():
    model = _planted(public=Q(name="x") | ~Q(plain__isnull=True))

    assert rules.path_faults(model, {}) == []
    assert rules.permission_faults(model, PERMISSIONS) == []
    assert rules.privacy_faults(model) == []
    assert rules.grant_faults(model, PERMISSIONS) == []


@pytest.mark.parametrize(
    ("declared", "fault"),
    [
        ({"scope_paths": {}}, "declares no scope paths"),
        ({"scope_paths": {"galaxy": Path("hospital_id")}}, "galaxy is no kind of scope"),
        ({"scope_paths": {"hospital": Path("owner", of="hospital")}}, "hospital: owner is no own column"),
        (
            {"scope_paths": {"hospital": Path("hospital_id__x", of="hospital")}},
            "hospital: hospital_id__x is no own column",
        ),
        ({"scope_paths": {"hospital": Path("plain", of="hospital")}}, "hospital: plain has no index"),
        ({"scope_paths": {"study": Path("hospital_id", of="x")}}, "study: nobody says which rows of x it reaches"),
        ({"scope_paths": {"province": Path("hospital_id")}}, "province: reaches all rows and has a column"),
        (
            {"scope_paths": {"province": Path.all(when=Q(owner__name="x"))}},
            "province: owner is no own column",
        ),
        ({"public": Q(name__icontains="x")}, "public: name__icontains uses a lookup that Python does not answer"),
        ({"public": Q(plain=1) & ~Q(gone=2)}, "public: gone is no own column"),
        ({"seen_through": "owner"}, "seen through another and with own paths"),
    ],
)
def test_faulty_paths_are_found(declared, fault):
    assert f"Planted: {fault}" in rules.path_faults(_planted(**declared), {})


def test_an_unindexed_column_can_be_excused():
    model = _planted(scope_paths={"hospital": Path("plain", of="hospital")})

    assert rules.path_faults(model, {"Planted.plain": "few rows"}) == []


@pytest.mark.parametrize("code", ["", "access.view_planted"])
def test_a_permission_that_nobody_registered_is_found(code):
    assert len(rules.permission_faults(_planted(view_permission=code), PERMISSIONS)) == 1


@pytest.mark.parametrize(
    ("privacy", "fault"),
    [
        ({"name": "value", "hospital_id": "value"}, "plain has no privacy class"),
        (dict.fromkeys(("name", "hospital_id", "plain", "gone"), "value"), "gone has a privacy class and no column"),
        ({"name": "secret", "hospital_id": "value", "plain": "value"}, "name has no known class"),
    ],
)
def test_missing_stale_and_mistyped_privacy_is_found(privacy, fault):
    assert rules.privacy_faults(_planted(privacy=privacy)) == [f"Planted: {fault}"]


def test_a_model_before_the_door_without_an_excuse_is_found():
    with isolate_apps("access"):
        stray = type("Stray", (models.Model,), {"__module__": "access.planted"})

    assert rules.unscoped([stray, _planted()], {}) == ["Stray: neither a ScopedModel nor excused"]
    assert rules.unscoped([stray], {"Stray": "public"}) == []


def test_grants_that_give_too_much_are_found():
    class Grants:
        allowed = {"access.view_planted"}
        _meta = type("Meta", (), {"get_field": staticmethod(lambda name: models.IntegerField())})

    assert rules.grant_faults(_planted(grant_model=Grants), PERMISSIONS) == [
        "Planted: its grants have no direct foreign key",
        "Planted: its grants name no frozen set of permissions",
        "Planted: access.view_planted can be granted and is not registered",
    ]
