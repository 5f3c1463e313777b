"""Pages of what centres enter for hospitals from paper: the fields of test_every_page's ``Page``, in their order."""

from network.models import Membership, ProxyEntry
from tests.access.pages_of_confirmations import member_asked
from tests.factories import proxies
from tests.factories.membership import Cast

H3, H1 = "hospital_admin@H3", "hospital_admin@H1"
SECRETARY, OTHER = "centre_admin@C1", "centre_admin@C2"
FORM = {"version": "1", "token": "t"}


def _entry(world) -> ProxyEntry:
    """What C1 entered for H3 to join N1."""
    labels = {"hospital_admin": "H3", "centre_admin": "C1", "centre_director": "C1"}
    people = {role: world.people[f"{role}@{code}"] for role, code in labels.items()}
    hospital, tier = world.places["H3"], world.things[Membership]["H3N2"].tier
    return proxies.entered(Cast(hospital, hospital.campuses.get(is_main=True), world.places["N1"], tier, people))


def entered(world):
    """The uid of the entry."""
    return (_entry(world).uid,)


def annual(world):
    """The uid of the annual confirmation to N2 that C2 entered for H3."""
    member_asked(world)
    people = {role: world.people[f"{role}@C2"] for role in ("centre_admin", "centre_director")}
    hospital, tier = world.places["H3"], world.things[Membership]["H3N2"].tier
    campus = hospital.campuses.get(is_main=True)
    return (proxies.annual(Cast(hospital, campus, world.places["N2"], tier, people)).uid,)


def annual_places(world):
    """The network and the member for which a paper is typed."""
    member_asked(world)
    return (world.places["N2"].uid, world.places["H3"].uid)


def places(world):
    """The network and the hospital for which a paper is typed."""
    return (world.places["N1"].uid, world.places["H3"].uid)


PROXY_PAGES = (
    ("network:proxy_entries", (SECRETARY, 200), None, 403),
    ("network:enter_from_paper", (SECRETARY, 200), (H1, 403), 403),
    ("network:type_from_paper", (SECRETARY, 200), (OTHER, 403), 403, places),
    ("network:type_annual_paper", (OTHER, 200), (SECRETARY, 403), 403, annual_places),
    ("network:proxy_enter_code", (H3, 200), None, 403),
    ("network:proxy_entry", (H3, 200), (H1, 404), 403, entered),
    ("network:proxy_step", (H3, 302), (H1, 404), 404, entered, "post", FORM | {"action": "confirm"}),
    ("network:ask_administrator", ("hospital_coordinator@H3", 302), (H1, 404), 404, entered, "post", FORM),
    ("network:proxy_letter", (SECRETARY, 200), (OTHER, 404), 403, entered, "post", FORM),
    ("network:note_proxy_letter", (SECRETARY, 200), (OTHER, 404), 403, entered),
    ("network:proxy_copies", (SECRETARY, 422), (OTHER, 404), 403, entered, "post", FORM),
    ("network:compare_proxy", (SECRETARY, 422), (OTHER, 404), 403, entered, "post", FORM | {"code": "x"}),
)
