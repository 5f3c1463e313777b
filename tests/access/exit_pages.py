"""The addresses of exits, visits, measures and what was left, with the answers to each side: rows of test_every_page."""

from network.models import Measure, Membership, MembershipApplication
from tests.factories import exits as leave
from tests.factories.membership import Cast

H1, H2 = "hospital_admin@H1", "hospital_admin@H2"
SECRETARY, OTHER = "centre_admin@C2", "centre_admin@C1"


def _cast(world) -> Cast:
    """H3 in N2, with the people of both sides."""
    labels = {"hospital_coordinator": "H3", "hospital_admin": "H3", "centre_admin": "C2", "centre_director": "C2"}
    people = {role: world.people[f"{role}@{code}"] for role, code in labels.items()}
    member = world.things[Membership]["H3N2"]
    return Cast(member.hospital, member.campus, member.network, member.tier, people)


def leaving(world):
    """The exit of H3 from N2, begun by the centre."""
    return (leave.begun(_cast(world), world.thing(Membership, "H3N2")).uid,)


def gone(world):
    """The same, completed after a revocation."""
    return (leave.completed(_cast(world), leave.begun(_cast(world), world.thing(Membership, "H3N2"))).uid,)


def visited(world):
    """A visit to H3."""
    return (leave.visit(_cast(world), world.thing(Membership, "H3N2")).uid,)


def measured(world):
    """The suspension of H2 in N1."""
    return (Measure.objects.get(membership=world.things[Membership]["H2N1"]).uid,)


def member(name):
    """The uid of a membership."""
    return lambda world: (world.things[Membership][name].uid,)


def draft(world):
    """The uid of a draft."""
    return (world.things[MembershipApplication]["H1N1"].uid,)


def sent(world):
    """The uid of an application that the centre has."""
    return (world.things[MembershipApplication]["H1N2"].uid,)


def network(world):
    """The uid of N2."""
    return (world.places["N2"].uid,)


EXIT_PAGES = [
    ("network:begin_anew", (H1, 302), (H2, 404), 403, draft, "post"),
    ("network:plan_application_visit", (SECRETARY, 200), (OTHER, 404), 403, sent),
    ("network:plan_membership_visit", (OTHER, 200), (SECRETARY, 404), 403, member("H2N1")),
    ("network:warn_membership", (OTHER, 200), (SECRETARY, 404), 403, member("H2N1")),
    ("network:suspend_membership", (OTHER, 200), (SECRETARY, 404), 403, member("H2N1")),
    ("network:reinstate_membership", (OTHER, 200), (SECRETARY, 404), 403, member("H2N1")),
    ("network:ask_exit", (H2, 200), (H1, 404), 403, member("H2N1")),
    ("network:measure", (H2, 200), (H1, 404), 403, measured),
    ("network:note_measure", (OTHER, 302), (SECRETARY, 404), 403, measured, "post"),
    ("network:exits", (H1, 200), None, 403),
    ("network:exit", (SECRETARY, 200), (H1, 404), 403, leaving),
    ("network:exit_step", (SECRETARY, 302), (OTHER, 404), 403, leaving, "post"),
    ("network:settle_exit", (SECRETARY, 200), (OTHER, 404), 403, leaving),
    ("network:complete_exit", (SECRETARY, 200), (OTHER, 404), 403, leaving),
    ("network:lift_block", ("department_officer", 200), (SECRETARY, 403), 403, gone),
    ("network:exit_notice", (SECRETARY, 200), (OTHER, 404), 403, gone),
    ("network:visits", (H1, 200), None, 403),
    ("network:visit", (SECRETARY, 200), (H1, 404), 403, visited),
    ("network:visit_step", (SECRETARY, 302), (OTHER, 404), 403, visited, "post"),
    ("network:move_visit", (SECRETARY, 200), (OTHER, 404), 403, visited),
    ("network:report_visit", (SECRETARY, 200), (OTHER, 404), 403, visited),
    ("network:visit_photographs", (SECRETARY, 422), (OTHER, 404), 403, visited, "post"),
    ("network:visit_checklist", (SECRETARY, 200), (OTHER, 403), 403, network),
]
