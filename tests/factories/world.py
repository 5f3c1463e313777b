"""A small province: three hospitals, two centres, every role, and things in every stage between them.

H1 and H3 lie in region R1, H2 in R2; centre C1 leads network N1, C2 leads N2.

| hospital → network | stage |
|---|---|
| H1 → N1 | draft |
| H1 → N2 | submitted, with opinions of the centre and of R1's supervisor |
| H2 → N1 | member, suspended since (not public) |
| H2 → N2 | waits for the hospital's sign-off |
| H3 → N2 | member, active (public) |
"""

from dataclasses import dataclass, field

from access.actor import Actor
from access.domain import invitations
from access.enums import ScopeKind
from access.models import Invitation, LogEntry, RoleAssignment, User
from access.roles import (
    CENTRE_ADMIN,
    CENTRE_DIRECTOR,
    CENTRE_EDITOR,
    HOSPITAL_ADMIN,
    HOSPITAL_COORDINATOR,
    ROLES,
    SECURITY_ADMIN,
    SUPERVISOR,
)
from network.domain import certificates, memberships, reviews
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
from tests.factories import membership as path
from tests.factories import network as make
from tests.factories.people import give, person
from tools import clock

CAST_ROLES = {"H": (HOSPITAL_COORDINATOR, HOSPITAL_ADMIN), "C": (CENTRE_ADMIN, CENTRE_DIRECTOR)}


@dataclass
class World:
    """Places and people by their short names (``H1``, ``hospital_admin@H1``), things by model and name."""

    places: dict[str, object] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    things: dict[type, dict[str, object]] = field(default_factory=dict)

    def actor(self, label: str) -> Actor:
        """A fresh actor, as each request makes one."""
        return Actor.of(self.people[label])

    def names(self, rows) -> set[str]:
        """The names of a queryset's rows; a row that the world did not name shows as itself."""
        return self.names_of(rows.model, rows)

    def names_of(self, model: type, rows) -> set[str]:
        """The same for rows in a list."""
        known = {thing.pk: name for name, thing in self.things[model].items()}
        return {known.get(row.pk, repr(row)) for row in rows}

    def actor_rows(self, label: str, model: type):
        """The rows that a person sees."""
        return model._default_manager.all().visible_to(self.actor(label))

    def thing(self, model: type, name: str):
        """A fresh copy of a thing."""
        return model._base_manager.get(pk=self.things[model][name].pk)


def build() -> World:
    """The whole world, through the verbs."""
    world = World()
    _places(world)
    _people(world)
    casts = _applications(world)
    _further(world, casts)
    _name_the_rest(world)
    return world


def _places(world: World) -> None:
    regions = {code: make.region() for code in ("R1", "R2")}
    where = {"H1": "R1", "H2": "R2", "H3": "R1"}
    hospitals = {code: make.hospital(place=make.division(region=regions[region])) for code, region in where.items()}
    # The hosts stand aside: the centres' own hospitals take no part in what is tested.
    centres = {code: make.centre(host=make.hospital(with_profile=False)) for code in ("C1", "C2")}
    networks = {f"N{number}": make.network(centre=centres[f"C{number}"]) for number in (1, 2)}
    world.places = regions | hospitals | centres | networks


def _people(world: World) -> None:
    scopes = {ScopeKind.HOSPITAL: ("H1", "H2", "H3"), ScopeKind.CENTRE: ("C1", "C2"), ScopeKind.REGION: ("R1", "R2")}
    assignments = world.things[RoleAssignment] = {}
    for role in ROLES.values():
        for code in scopes.get(role.scope_kind, ("",)):
            label = f"{role.code}@{code}" if code else role.code
            user = world.people[label] = person(name=label)
            # Roles of kinds without rows yet get the number of a hospital: the kind has to tell them apart.
            other = {} if code or role.scope_kind == ScopeKind.PROVINCE else {"scope_id": world.places["H1"].pk}
            assignments[label] = give(user, role.code, world.places.get(code), **other)
    world.people["stranger"] = person(name="stranger")


def _applications(world: World) -> dict[str, path.Cast]:
    tier = make.tier()
    casts = {code: _cast(world, code, tier) for code in ("H1N1", "H1N2", "H2N1", "H2N2", "H3N2")}
    applications = world.things[MembershipApplication] = {"H1N1": path.filled_in(casts["H1N1"])}
    applications["H1N2"] = path.submitted(casts["H1N2"])
    applications["H2N2"] = path.handed_in(casts["H2N2"])
    members = world.things[Membership] = {code: path.joined(casts[code]) for code in ("H2N1", "H3N2")}
    agreements = world.things[Agreement] = {code: member.agreement for code, member in members.items()}
    applications |= {code: agreement.application for code, agreement in agreements.items()}
    return casts


def _cast(world: World, code: str, tier) -> path.Cast:
    hospital, network = world.places[code[:2]], world.places[code[2:]]
    sides = {"H": code[:2], "C": f"C{code[3]}"}
    people = {role: world.people[f"{role}@{sides[side]}"] for side in sides for role in CAST_ROLES[side]}
    return path.cast(network=network, tier=tier, hospital=hospital, people=people)


def _further(world: World, casts: dict[str, path.Cast]) -> None:
    sent = world.things[MembershipApplication]["H1N2"]
    world.things[ReviewOpinion] = {
        "of C2": reviews.give_opinion(sent, verdict="support", text="同意", by=world.actor(f"{CENTRE_DIRECTOR}@C2")),
        "of R1": reviews.advise(sent, verdict="support", text="同意", by=world.actor(f"{SUPERVISOR}@R1")),
    }
    member = world.things[Membership]["H2N1"]
    memberships.suspend(member, reason="整改", expected=member.version, by=casts["H2N1"].actor(CENTRE_ADMIN))
    _confirmations(world)
    held = certificates.issue(
        world.things[Membership]["H3N2"], kind="certificate", by=casts["H3N2"].actor(CENTRE_ADMIN)
    )
    world.things[Certificate] = {"H3N2": held}
    security = world.actor(SECURITY_ADMIN)
    world.things[Invitation] = {
        "H1 by its admin": _invite(world, "H1", HOSPITAL_COORDINATOR, world.actor(f"{HOSPITAL_ADMIN}@H1")),
        "C2 by its secretary": _invite(world, "C2", CENTRE_EDITOR, world.actor(f"{CENTRE_ADMIN}@C2")),
        "H2 by security": _invite(world, "H2", HOSPITAL_ADMIN, security),
        "R1 by security": _invite(world, "R1", SUPERVISOR, security),
    }


def _confirmations(world: World) -> None:
    """H2 is confirmed, H3 is filling in; rows without the verbs: nobody here has been a member for long enough."""
    year, today = clock.today().year, clock.today()
    member = world.things[Membership]["H2N1"]
    whole = AnnualConfirmation.objects.create(
        hospital=world.places["H2"], year=year, state="confirmed", confirmed_on=today
    )
    draft = AnnualConfirmation.objects.create(hospital=world.places["H3"], year=year)
    world.things[AnnualConfirmation] = {"H2": whole, "H3": draft}
    columns = {name: getattr(member, name) for name in ("hospital", "campus", "network", "number")}
    confirmed = MembershipConfirmation(annual=whole, membership=member, year=year, confirmed_on=today, **columns)
    confirmed.save()
    world.things[MembershipConfirmation] = {"H2N1": confirmed}


def _invite(world: World, code: str, role: str, by: Actor) -> Invitation:
    return invitations.invite(world.places[code], name="新同事", role=role, by=by)[0]


def _name_the_rest(world: World) -> None:
    """Names for what the verbs made along the way: after the application or hospital that it belongs to."""
    applications = {thing.pk: name for name, thing in world.things[MembershipApplication].items()}
    agreements = {thing.pk: name for name, thing in world.things[Agreement].items()}
    owners = {"network.membershipapplication": applications, "network.agreement": agreements}
    world.things[SignOff] = {applications[row.object_id]: row for row in SignOff.objects.all()}
    world.things[HospitalProfile] = {code: world.places[code].profile for code in ("H1", "H2", "H3")}
    world.things[LogEntry] = {f"entry {row.pk}": row for row in LogEntry.objects.all()}
    for model in (Attachment, Receipt):
        world.things[model] = {
            f"{owners[row.owner_type][row.owner_id]} {getattr(row, 'kind', 'receipt')}": row
            for row in model.objects.all()
        }
