"""What each role may do with a thing, and that the two answers of the door, for one thing and for a list, are one."""

import pytest
from django.http import Http404

from access import door
from access.actor import Actor
from access.door import Forbidden
from access.models import RoleAssignment
from access.permissions import PERMISSIONS
from access.roles import CENTRE_ADMIN, HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from network.models import (
    Agreement,
    Campus,
    Centre,
    Hospital,
    HospitalProfile,
    Membership,
    MembershipApplication,
    Network,
    Region,
    ReviewOpinion,
    SignOff,
)
from tests.factories.people import give

pytestmark = [pytest.mark.django_db, pytest.mark.both]

HOSPITAL, CENTRE = ("hospital_coordinator@H1", "hospital_admin@H1"), ("centre_admin@C2", "centre_director@C2")
# Who may do what with the application that H1 sent to N2. The same roles elsewhere may do nothing with it.
APPLICATION = {
    "network.view_membershipapplication": {*HOSPITAL, *CENTRE, "supervisor@R1", "department_officer"},
    "network.add_membershipapplication": {*HOSPITAL},
    "network.change_membershipapplication": {*HOSPITAL},
    "network.hand_in_membershipapplication": {*HOSPITAL},
    "network.share_membershipapplication": {*HOSPITAL},
    "network.sign_membershipapplication": {"hospital_admin@H1"},
    "network.check_membershipapplication": {"centre_admin@C2"},
    "network.review_membershipapplication": {*CENTRE},
    "network.advise_membershipapplication": {"supervisor@R1"},
    "network.decide_membershipapplication": {*CENTRE},
    "network.view_reviewopinion": {*CENTRE, "supervisor@R1", "department_officer"},
}
H3, C2 = ("hospital_coordinator@H3", "hospital_admin@H3"), CENTRE
# Who may do what with the agreement and the membership of H3 in N2.
AGREEMENT = {
    "network.view_agreement": {*H3, *C2, "supervisor@R1", "department_officer"},
    "network.seal_agreement_for_hospital": {*H3},
    "network.confirm_agreement_for_hospital": {*H3},
    "network.seal_agreement_for_centre": {"centre_admin@C2"},
    "network.confirm_agreement_for_centre": {*C2},
}
SIGNOFF = {"network.view_signoff": {*H3}, "network.sign_signoff": {"hospital_admin@H3"}}
MEMBERSHIP = {"network.change_membership": {*C2}}
PROFILE = {
    "network.change_hospitalprofile": {*H3},
    "network.confirm_hospitalprofile": {*H3},
}
ASSIGNMENT = {"access.change_roleassignment": {"hospital_admin@H3", "security_admin"}}
# Roles are given at an organisation: the door is asked about the hospital itself.
PLACE = {
    "access.add_roleassignment": {"hospital_admin@H3", "security_admin"},
    "access.add_invitation": {"hospital_admin@H3", "security_admin"},
    "network.change_hospital": {"department_officer"},
    "network.add_othername": {"hospital_admin@H3", "department_officer"},
}
RIGHTS = [
    (MembershipApplication, "H1N2", APPLICATION),
    (Agreement, "H3N2", AGREEMENT),
    (SignOff, "H3N2", SIGNOFF),
    (Membership, "H3N2", MEMBERSHIP),
    (HospitalProfile, "H3", PROFILE),
    (RoleAssignment, "hospital_coordinator@H3", ASSIGNMENT),
    (Hospital, "H3", PLACE),
]


@pytest.mark.parametrize(("model", "name", "table"), RIGHTS, ids=[model.__name__ for model, _, _ in RIGHTS])
def test_each_role_may_do_exactly_what_the_table_says(world, model, name, table):
    thing = world.places[name] if model is Hospital else world.thing(model, name)

    actors = {label: world.actor(label) for label in world.people}
    allowed = {code: {label for label, actor in actors.items() if door.can(actor, code, thing)} for code in table}

    assert allowed == table


def test_a_draft_is_the_business_of_its_hospital_alone(world):
    draft = world.thing(MembershipApplication, "H1N1")
    actors = {label: world.actor(label) for label in world.people}
    allowed = {label for label, actor in actors.items() if any(door.can(actor, code, draft) for code in APPLICATION)}

    assert allowed == set(HOSPITAL)


MODELS = (
    MembershipApplication,
    Agreement,
    Membership,
    SignOff,
    ReviewOpinion,
    HospitalProfile,
    RoleAssignment,
    Hospital,
    Campus,
    Centre,
    Network,
    Region,
)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_one_thing_and_the_list_get_the_same_answer_for_every_permission(world, model):
    rows = list(model._base_manager.all())
    for label in world.people:
        actor = world.actor(label)
        # Rights that no role of the person carries are all alike: one stands for them.
        held = [code for code in PERMISSIONS if actor.holds(code)]
        for code in {*held, model.view_permission, "network.no_such_permission"}:
            listed = {row.pk for row in model._default_manager.permitted(actor, code)}
            assert {row.pk for row in rows if door.can(actor, code, row)} == listed, (label, code)


def test_rights_of_several_hats_add_up(world):
    both = world.people["hospital_coordinator@H1"]
    give(both, CENTRE_ADMIN, world.places["C1"])

    assert world.names(MembershipApplication.objects.visible_to(Actor.of(both))) == {"H1N1", "H1N2", "H2N1"}
    sent = world.thing(MembershipApplication, "H1N2")
    assert not door.can(Actor.of(both), "network.decide_membershipapplication", sent)


def test_nobody_ends_the_own_role_without_the_right_to_end_roles(world):
    own = world.thing(RoleAssignment, "investigator@H1")
    actor = world.actor("investigator@H1")

    assert door.can(actor, "access.view_roleassignment", own)
    assert not door.can(actor, "access.change_roleassignment", own)


def test_a_closed_account_reaches_nothing(world):
    person = world.people["hospital_admin@H1"]
    person.is_active = False
    actor = Actor.of(person)

    assert not MembershipApplication.objects.visible_to(actor).exists()
    assert not RoleAssignment.objects.visible_to(actor).exists()
    person.is_active = True


@pytest.mark.parametrize(
    ("label", "permission", "code"),
    [
        (None, "network.view_membershipapplication", "access.signed_out"),
        ("stranger", "network.view_membershipapplication", "access.no_role"),
        ("hospital_coordinator@H1", "network.sign_membershipapplication", "access.no_role"),
        ("hospital_admin@H2", "network.sign_membershipapplication", "access.elsewhere"),
        ("centre_admin@C2", "network.check_membershipapplication", "access.elsewhere"),
    ],
)
def test_why_not_is_told_in_a_sentence(world, label, permission, code):
    draft = world.thing(MembershipApplication, "H1N1")
    actor = world.actor(label) if label else Actor.anonymous()

    reason = door.why(actor, permission, draft)

    assert reason.code == code
    assert str(reason) not in ("", code) and "%(" not in str(reason)
    with pytest.raises(Forbidden) as forbidden:
        door.require(actor, permission, draft)
    assert forbidden.value.reason == reason


def test_why_not_names_the_roles_that_may(world):
    reason = door.why(world.actor("stranger"), "network.sign_membershipapplication")

    assert reason.params["roles"] == [str(door.ROLES[HOSPITAL_ADMIN])]
    assert reason.params["roles"][0] in str(reason)


def test_there_is_no_reason_for_what_is_allowed(world):
    draft = world.thing(MembershipApplication, "H1N1")
    actor = world.actor(f"{HOSPITAL_COORDINATOR}@H1")

    assert door.why(actor, "network.change_membershipapplication", draft) is None
    door.require(actor, "network.change_membershipapplication", draft)


def test_a_foreign_row_and_one_that_is_not_there_are_the_same_404(world):
    from tools.identifiers import new_uid

    draft = world.thing(MembershipApplication, "H1N1")
    for uid in (draft.uid, new_uid()):
        with pytest.raises(Http404):
            door.get_visible_or_404(MembershipApplication.objects.all(), world.actor("centre_admin@C1"), uid=uid)
    own = world.actor("hospital_admin@H1")
    assert door.get_visible_or_404(MembershipApplication.objects.all(), own, uid=draft.uid) == draft


def test_a_permission_that_nobody_registered_is_held_by_nobody(world):
    assert not any(door.can(world.actor(label), "network.no_such_permission") for label in world.people)
