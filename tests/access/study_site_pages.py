"""The addresses of study sites with the answers to each side: rows of test_every_page. H1 leads, H2 takes part."""

from access.roles import HOSPITAL_ADMIN, HOSPITAL_COORDINATOR
from studies.domain import ethics, sites, team
from tests.access import study_pages
from tests.access.study_pages import FORM, H1, H2, OTHER, SECRETARY, _cast, submitted
from tests.factories import studies as make
from tests.factories import study_sites as way
from tools import clock

H3 = "hospital_admin@H3"
MEMBER = "hospital_coordinator@H2"


def _part(world) -> way.Part:
    """H2's part, which it checks."""
    cast, place = _cast(world), world.places["H2"]
    people = {HOSPITAL_COORDINATOR: world.people[MEMBER], HOSPITAL_ADMIN: world.people[H2]}
    study = make.submitted(cast)
    site = sites.invite(study, hospital=place, target=30, by=cast.actor(HOSPITAL_COORDINATOR))
    part = way.Part(place, people, site.pk)
    sites.take_up(part.site, expected=1, by=part.actor())
    return part


def site(world):
    """The uid of H2's part."""
    return (_part(world).site.uid,)


def item(world):
    """An item of its checklist."""
    return (_part(world).site.items.first().uid,)


def record(world):
    """An ethics record of it."""
    part = _part(world)
    return (ethics.record(part.site, facts=way.approved(), uploads=[], by=part.actor()).uid,)


def delegated(world):
    """A place in its team, for somebody of H1 without a role there."""
    part = _part(world)
    type(part.site).objects.filter(pk=part.pk).update(state="confirmed")
    place = team.Place("study_nurse", ("data",), clock.today())
    return (team.invite(part.site, person=world.people["investigator@H1"], place=place, by=part.actor()).uid,)


STUDY_PAGES = [
    *study_pages.STUDY_PAGES,
    ("studies:sites", (SECRETARY, 200), None, 403),
    ("studies:site_board", (SECRETARY, 200), None, 403),
    ("studies:site", (SECRETARY, 200), (OTHER, 404), 403, site),
    ("studies:site_step", (MEMBER, 302), (OTHER, 404), 403, site, "post"),
    ("studies:confirm_site", (MEMBER, 200), (SECRETARY, 403), 403, site),
    ("studies:site_agreement", (MEMBER, 200), (SECRETARY, 403), 403, site),
    ("studies:site_investigator", (MEMBER, 200), (SECRETARY, 403), 403, site),
    ("studies:site_filing", (H1, 200), (H2, 403), 403, site),
    ("studies:record_ethics", (MEMBER, 200), (SECRETARY, 403), 403, site),
    ("studies:record_approval", (MEMBER, 200), (SECRETARY, 403), 403, site),
    ("studies:hgr_answers", (MEMBER, 200), (SECRETARY, 403), 403, site),
    ("studies:record_hgr", (MEMBER, 200), (SECRETARY, 403), 403, site),
    ("studies:invite_to_team", (MEMBER, 200), (SECRETARY, 403), 403, site),
    ("studies:delegation_log", (H1, 200), (SECRETARY, 403), 403, site),
    ("studies:startup_item", (MEMBER, 200), (H1, 403), 403, item),
    ("studies:withdraw_ethics", (MEMBER, 302), (H1, 403), 403, record, "post", FORM | {"reason": "x"}),
    ("studies:team_member", ("investigator@H1", 200), (SECRETARY, 404), 404, delegated),
    ("studies:team_step", ("investigator@H1", 302), (OTHER, 404), 404, delegated, "post"),
    ("studies:invite_site", (H1, 200), (H2, 404), 404, submitted()),
    ("studies:checklist", (H1, 200), (SECRETARY, 403), 404, submitted()),
]
