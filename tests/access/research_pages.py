"""Pages of research sites, records, people and feasibility for test_every_page: the fields of its ``Page``."""

from network.models import Membership
from tests.factories import network as make
from tests.factories import research

H1, H3, OFFICER = "hospital_admin@H1", "hospital_admin@H3", "department_officer"
SECRETARY, OTHER = "centre_admin@C2", "centre_admin@C1"
FORM = {"version": "1", "token": "t"}


def _site(world):
    return research.site(world.places["H3"], fields=[(make.disease_field(), 30)], by=world.actor(H3))


def site(world):
    """A site of H3, which is a member of C2's network."""
    return (_site(world).uid,)


def person(world):
    """Somebody at it."""
    found = _site(world)
    return (research.person(found, world.people[H3], by=world.actor(H3)).uid,)


def record(world):
    """H3's record as a trial institution."""
    return (research.gcp_record(world.places["H3"], by=world.actor(H3)).uid,)


def _committee(world):
    return research.committee(world.places["H3"], by=world.actor(H3))


def committee(world):
    """H3's ethics committee."""
    return (_committee(world).uid,)


def recognition(world):
    """Its entry of the recognition list."""
    return (research.recognition(_committee(world), by=world.actor(OFFICER)).uid,)


def certificate(world):
    """A certificate of H3's administrator."""
    return (research.certificate(world.places["H3"], world.people[H3], by=world.actor(H3)).uid,)


def _round(world, **facts):
    network = world.things[Membership]["H3N2"].network
    return research.feasibility_round(network, sites=[_site(world)], by=world.actor(SECRETARY), **facts)


def draft(world):
    """A round of C2's network to a site of H3, not sent yet."""
    return (_round(world).uid,)


def invitation(world):
    """An invitation of a round that was sent."""
    return (_round(world, sent=True).invitations.get().uid,)


RESEARCH_PAGES = (
    ("sites:sites", (H1, 200), (OFFICER, 403), 403),
    ("sites:add_site", (H1, 200), (SECRETARY, 403), 403),
    ("sites:site", (SECRETARY, 200), (OTHER, 404), 403, site),
    ("sites:site_basics", (H3, 200), (H1, 404), 403, site),
    ("sites:site_capacities", (H3, 200), (H1, 404), 403, site),
    ("sites:site_equipment", (H3, 200), (H1, 404), 403, site),
    ("sites:site_systems", (H3, 200), (H1, 404), 403, site),
    ("sites:confirm_site", (H3, 302), (H1, 404), 403, site, "post", FORM),
    ("sites:close_site", (H3, 200), (H1, 404), 403, site),
    ("sites:add_person", (H3, 200), (H1, 404), 403, site),
    ("sites:end_person", (H3, 200), (H1, 404), 403, person),
    ("sites:certificates", (H1, 200), (OFFICER, 403), 403),
    ("sites:add_certificate", (H1, 200), (SECRETARY, 403), 403),
    ("sites:certificate", (SECRETARY, 200), (OTHER, 404), 403, certificate),
    ("sites:renew_certificate", (H3, 200), (H1, 404), 403, certificate),
    ("sites:withdraw_certificate", (H3, 200), (H1, 404), 403, certificate),
    ("sites:gcp_records", (H1, 200), (OFFICER, 403), 403),
    ("sites:add_gcp_record", (H1, 200), (SECRETARY, 403), 403),
    ("sites:gcp_record", (SECRETARY, 200), (OTHER, 404), 403, record),
    ("sites:gcp_specialties", (H3, 200), (H1, 404), 403, record),
    ("sites:end_gcp_record", (H3, 200), (H1, 404), 403, record),
    ("sites:ethics_committees", (H1, 200), None, 200),
    ("sites:add_ethics_committee", (H1, 200), (SECRETARY, 403), 403),
    ("sites:ethics_committee", (H1, 200), None, 200, committee),
    ("sites:revise_ethics_committee", (H3, 200), (H1, 403), 403, committee),
    ("sites:end_ethics_committee", (H3, 200), (H1, 403), 403, committee),
    ("sites:recognise_committee", (OFFICER, 200), (H3, 403), 403, committee),
    ("sites:recognitions", (H1, 200), None, 200),
    ("sites:end_recognition", (OFFICER, 200), (H3, 403), 403, recognition),
    ("sites:rounds", (SECRETARY, 200), (OFFICER, 403), 403),
    ("sites:add_round", (SECRETARY, 200), (OFFICER, 403), 403),
    ("sites:round", (SECRETARY, 200), (OTHER, 404), 403, draft),
    ("sites:revise_round", (SECRETARY, 200), (OTHER, 404), 403, draft),
    ("sites:round_questions", (SECRETARY, 200), (OTHER, 404), 403, draft),
    ("sites:round_sites", (SECRETARY, 200), (OTHER, 404), 403, draft),
    ("sites:round_step", (SECRETARY, 302), (OTHER, 404), 403, draft, "post", FORM | {"action": "send"}),
    ("sites:invitations", (H1, 200), (OFFICER, 403), 403),
    ("sites:invitation", (H3, 200), (H1, 404), 403, invitation),
    ("sites:decline_invitation", (H3, 302), (H1, 404), 403, invitation, "post", FORM | {"reason": "x"}),
)
