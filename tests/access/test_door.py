"""Who sees what: every role, at the own organisation and at another one, for every kind of thing; without HTTP."""

import pytest
from django.apps import apps

from access.actor import Actor
from access.models import Invitation, LogEntry, RoleAssignment, ScopedModel
from access.roles import ROLES
from network.models import (
    Agreement,
    AnnualConfirmation,
    Certificate,
    HospitalProfile,
    Membership,
    MembershipApplication,
    MembershipConfirmation,
    ReviewOpinion,
    SignOff,
)
from office.models import Attachment, Receipt

pytestmark = [pytest.mark.django_db, pytest.mark.both]

# What each person sees; whoever is not named sees nothing (or, for memberships, the public ones).
APPLICATIONS = {
    "hospital_coordinator@H1": {"H1N1", "H1N2"},
    "hospital_admin@H1": {"H1N1", "H1N2"},
    "hospital_coordinator@H2": {"H2N1", "H2N2"},
    "hospital_admin@H2": {"H2N1", "H2N2"},
    "hospital_coordinator@H3": {"H3N2"},
    "hospital_admin@H3": {"H3N2"},
    "centre_admin@C1": {"H2N1"},
    "centre_director@C1": {"H2N1"},
    "centre_admin@C2": {"H1N2", "H3N2"},
    "centre_director@C2": {"H1N2", "H3N2"},
    "supervisor@R1": {"H1N2", "H3N2"},
    "supervisor@R2": {"H2N1"},
    "department_officer": {"H1N2", "H2N1", "H3N2"},
}
AGREEMENTS = {
    "hospital_coordinator@H2": {"H2N1"},
    "hospital_admin@H2": {"H2N1"},
    "hospital_coordinator@H3": {"H3N2"},
    "hospital_admin@H3": {"H3N2"},
    "centre_admin@C1": {"H2N1"},
    "centre_director@C1": {"H2N1"},
    "centre_admin@C2": {"H3N2"},
    "centre_director@C2": {"H3N2"},
    "supervisor@R1": {"H3N2"},
    "supervisor@R2": {"H2N1"},
    "department_officer": {"H2N1", "H3N2"},
}
SIGNOFFS = {
    "hospital_coordinator@H1": {"H1N2"},
    "hospital_admin@H1": {"H1N2"},
    "hospital_coordinator@H2": {"H2N1", "H2N2"},
    "hospital_admin@H2": {"H2N1", "H2N2"},
    "hospital_coordinator@H3": {"H3N2"},
    "hospital_admin@H3": {"H3N2"},
}
OPINIONS = {
    "centre_admin@C2": {"of C2", "of R1"},
    "centre_director@C2": {"of C2", "of R1"},
    "supervisor@R1": {"of C2", "of R1"},
    "department_officer": {"of C2", "of R1"},
}
PROFILES = {
    "hospital_coordinator@H1": {"H1"},
    "hospital_admin@H1": {"H1"},
    "hospital_coordinator@H2": {"H2"},
    "hospital_admin@H2": {"H2"},
    "hospital_coordinator@H3": {"H3"},
    "hospital_admin@H3": {"H3"},
    # A centre reads the profiles of hospitals that applied to it or are its members: H1 only drafts for C1.
    "centre_admin@C1": {"H2"},
    "centre_director@C1": {"H2"},
    "centre_admin@C2": {"H1", "H3"},
    "centre_director@C2": {"H1", "H3"},
    "supervisor@R1": {"H1", "H3"},
    "supervisor@R2": {"H2"},
    "department_officer": {"H1", "H2", "H3"},
}
# A hospital's own until it is confirmed, then the province's too; centres read what was answered to them.
ANNUAL = {
    "hospital_coordinator@H2": {"H2"},
    "hospital_admin@H2": {"H2"},
    "hospital_coordinator@H3": {"H3"},
    "hospital_admin@H3": {"H3"},
    "department_officer": {"H2"},
}
CONFIRMATIONS = {
    "hospital_coordinator@H2": {"H2N1"},
    "hospital_admin@H2": {"H2N1"},
    "centre_admin@C1": {"H2N1"},
    "centre_director@C1": {"H2N1"},
    "supervisor@R2": {"H2N1"},
    "department_officer": {"H2N1"},
}
CERTIFICATES = {
    "hospital_coordinator@H3": {"H3N2"},
    "hospital_admin@H3": {"H3N2"},
    "centre_admin@C2": {"H3N2"},
    "centre_director@C2": {"H3N2"},
    "supervisor@R1": {"H3N2"},
    "department_officer": {"H3N2"},
}
INVITATIONS = {
    "hospital_admin@H1": {"H1 by its admin"},
    "hospital_admin@H2": {"H2 by security"},
    "centre_admin@C2": {"C2 by its secretary"},
    "centre_director@C2": {"C2 by its secretary"},
    "security_admin": {"H1 by its admin", "C2 by its secretary", "H2 by security", "R1 by security"},
    "department_officer": {"H1 by its admin", "C2 by its secretary", "H2 by security", "R1 by security"},
}


def _memberships(label: str) -> set[str]:
    """The suspended member is seen by its own side only, the active one by everybody."""
    own = {"H2", "C1", "R2"}
    role, _, code = label.partition("@")
    known = {"hospital_coordinator", "hospital_admin", "centre_admin", "centre_director", "supervisor"}
    sees = role == "department_officer" or (role in known and code in own)
    return {"H3N2", "H2N1"} if sees else {"H3N2"}


def _assignments(world, label: str) -> set[str]:
    """The own ones, and those of the organisation for which the person gives roles."""
    role, _, code = label.partition("@")
    if role == "security_admin":
        return set(world.things[RoleAssignment])
    gives = role in {"hospital_admin", "centre_admin", "centre_director"}
    return {name for name in world.things[RoleAssignment] if name == label or (gives and name.endswith(f"@{code}"))}


def expected(world, model) -> dict[str, set[str]]:
    """The table for a model: one line for each person."""
    tables = {
        MembershipApplication: APPLICATIONS,
        Agreement: AGREEMENTS,
        SignOff: SIGNOFFS,
        ReviewOpinion: OPINIONS,
        HospitalProfile: PROFILES,
        AnnualConfirmation: ANNUAL,
        MembershipConfirmation: CONFIRMATIONS,
        Certificate: CERTIFICATES,
        Invitation: INVITATIONS,
        LogEntry: {"auditor": set(world.things[LogEntry])},
    }
    if model is Membership:
        return {label: _memberships(label) for label in world.people}
    if model is RoleAssignment:
        return {label: _assignments(world, label) for label in world.people}
    return {label: tables[model].get(label, set()) for label in world.people}


MODELS = (
    MembershipApplication,
    Agreement,
    Membership,
    SignOff,
    ReviewOpinion,
    RoleAssignment,
    Invitation,
    HospitalProfile,
    AnnualConfirmation,
    MembershipConfirmation,
    Certificate,
    LogEntry,
)


def test_every_role_is_tried_at_home_and_elsewhere(world):
    assert {label.split("@")[0] for label in world.people} == {*ROLES, "stranger"}
    assert {"hospital_admin@H1", "hospital_admin@H2", "centre_admin@C1", "centre_admin@C2"} <= set(world.people)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_person_sees_exactly_the_rows_of_the_table(world, model):
    seen = {label: world.names(model.objects.visible_to(world.actor(label))) for label in world.people}

    assert seen == expected(world, model)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_system_sees_every_row(world, model):
    assert world.names(model.objects.visible_to(Actor.as_system("test"))) == set(world.things[model])


def test_papers_and_receipts_are_seen_by_whoever_sees_what_they_belong_to(world):
    for label in world.people:
        actor = world.actor(label)
        applications = expected(world, MembershipApplication)[label]
        files = world.names(Attachment.objects.visible_to(actor))
        receipts = world.names(Receipt.objects.visible_to(actor))

        assert {name.split()[0] for name in receipts} == applications - {"H1N1", "H2N2"}, label
        owners = {name.split()[0] for name in files if name.split()[1] in ("licence", "commitment_letter")}
        assert owners == applications, label
        copies = {name.split()[0] for name in files if name.endswith("_copy")}
        assert copies == expected(world, Agreement)[label], label


@pytest.mark.parametrize(
    "model",
    [model for model in apps.get_models() if issubclass(model, ScopedModel)],
    ids=lambda model: model.__name__,
)
def test_a_visitor_sees_what_is_public_and_nothing_else(world, model):
    seen = set(model._default_manager.all().visible_to(Actor.anonymous()))

    assert seen == set(model._default_manager.all().public())


def test_only_the_active_membership_is_public_among_what_moves(world):
    public = {model.__name__: world.names(model.objects.visible_to(Actor.anonymous())) for model in MODELS}

    assert {name: rows for name, rows in public.items() if rows} == {"Membership": {"H3N2"}}
