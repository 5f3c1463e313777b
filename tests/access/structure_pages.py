"""Pages of a network's tree, of branches, committees and partners for test_every_page: the fields of its ``Page``."""

from tests.factories import structure

H1, H2, OFFICER = "hospital_admin@H1", "hospital_admin@H2", "department_officer"
SECRETARY, OTHER = "centre_admin@C2", "centre_admin@C1"


def _place(code):
    return lambda world: (world.places[code].uid,)


def _branch(world):
    """A branch of C2 at H1."""
    return (structure.branch(world.places["C2"], world.places["H1"], by=world.actor(SECRETARY)).uid,)


def _national(world):
    """A branch of a national centre at H1."""
    return (structure.national(hospital=world.places["H1"]).uid,)


def _committee(world):
    """A committee of C2."""
    return structure.committee(world.places["C2"], by=world.actor(SECRETARY))


def committee(world):
    """Its uid."""
    return (_committee(world).uid,)


def seat(world):
    """A member of it."""
    return (structure.seat(_committee(world), by=world.actor(SECRETARY)).uid,)


def meeting(world):
    """A meeting of it."""
    return (structure.meeting(_committee(world), by=world.actor(SECRETARY)).uid,)


def partner(world):
    """A partner of C2."""
    return (structure.partner(world.places["C2"], by=world.actor(SECRETARY)).uid,)


def _alliance(world):
    return structure.alliance(world.places["H1"], by=world.actor(H1))


def alliance(world):
    """An alliance that H1 leads."""
    return (_alliance(world).uid,)


def ally(world):
    """H3 in it."""
    return (structure.ally(_alliance(world), world.places["H3"], by=world.actor(H1)).uid,)


STRUCTURE_PAGES = (
    ("network:network_tree", (H1, 200), None, 200, _place("N1")),
    ("network:centre_branches", (H1, 200), None, 200),
    ("network:centre_branch", (H1, 200), None, 200, _branch),
    ("network:add_centre_branch", (SECRETARY, 200), (OTHER, 403), 403, _place("C2")),
    ("network:end_centre_branch", (SECRETARY, 200), (OTHER, 403), 403, _branch),
    ("network:branch_centres", (H1, 200), None, 200),
    ("network:branch_centre", (H1, 200), None, 200, _national),
    ("network:add_branch_centre", (OFFICER, 200), (OTHER, 403), 403),
    ("network:end_branch_centre", (OFFICER, 200), (OTHER, 403), 403, _national),
    ("network:committees", (SECRETARY, 200), (H1, 403), 403),
    ("network:committee", (SECRETARY, 200), (OTHER, 404), 403, committee),
    ("network:set_up_committee", (SECRETARY, 200), (OTHER, 403), 403, _place("C2")),
    ("network:renew_committee", (SECRETARY, 200), (OTHER, 404), 403, committee),
    ("network:dissolve_committee", (SECRETARY, 200), (OTHER, 404), 403, committee),
    ("network:add_committee_member", (SECRETARY, 200), (OTHER, 404), 403, committee),
    ("network:note_committee_meeting", (SECRETARY, 200), (OTHER, 404), 403, committee),
    ("network:end_committee_member", (SECRETARY, 200), (OTHER, 404), 403, seat),
    ("network:committee_minutes", (SECRETARY, 200), (OTHER, 404), 403, meeting),
    ("network:partners", (SECRETARY, 200), (H1, 403), 403),
    ("network:partner", (SECRETARY, 200), (OTHER, 404), 403, partner),
    ("network:add_partner", (SECRETARY, 200), (OTHER, 403), 403, _place("C2")),
    ("network:check_partner", (SECRETARY, 200), (OTHER, 404), 403, partner),
    ("network:end_partner", (SECRETARY, 200), (OTHER, 404), 403, partner),
    ("network:alliances", (H1, 200), None, 200),
    ("network:alliance", (H1, 200), None, 200, alliance),
    ("network:add_alliance", (H1, 200), (H2, 403), 403, _place("H1")),
    ("network:end_alliance", (H1, 200), (H2, 403), 403, alliance),
    ("network:add_alliance_member", (H1, 200), (H2, 403), 403, alliance),
    ("network:end_alliance_member", (H1, 200), ("hospital_admin@H3", 403), 403, ally),
)
